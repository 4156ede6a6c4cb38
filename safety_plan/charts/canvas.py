"""A sheet to draw on: words, lines, dots and bars, in px, coloured by role only.

The roles are classes of charts.css, where the colours live. Words are measured in
DejaVu Sans, the widest font a page will show them in: it comes with matplotlib, so a
layout is the same on every machine, and the fonts of a reader's own system are narrower.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import lru_cache

import matplotlib
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.textpath import text_to_path

from safety_plan.charts.svg import SIZE, UPRIGHT, Writer

WIDE = 680
NARROW = 288  # the room beside the margins of a page on a screen of 320 px
LEADING = 18  # px from one line of words to the next
DESCENT = 5  # px from the middle of a line of words down to its baseline

Point = tuple[float, float]
Points = Sequence[Point | None]
Dashes = tuple[float, ...]


class Sheet:
    """Paper *width* px wide; y runs downwards, and what comes later lies on top."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.wide = width == WIDE
        self._figure = Figure()
        self._writer = Writer()

    def say(
        self,
        words: str | tuple[str, ...],
        x: float,
        top: float,
        *,
        role: str = "ink",
        bold: bool = False,
        anchor: str = "left",
        room: float = float("inf"),
    ) -> float:
        """Write *words*, wrapped in *room*, from *top* down; gives the px of their foot."""
        lines = wrap(words, room, bold) if isinstance(words, str) else words
        weight = "bold" if bold else "normal"
        first = top + LEADING / 2 + DESCENT
        for i, line in enumerate(lines):
            self._put(Text(x, first + i * LEADING, line, ha=anchor, weight=weight), f"f-{role}")
        return top + LEADING * len(lines)

    def line(self, points: Points, role: str, width: float = 1, dashes: Dashes = ()) -> None:
        """A line through *points*; None breaks it. *dashes* are px, on and off."""
        if any(points):
            gap = (float("nan"), float("nan"))
            line = Line2D(*zip(*(point or gap for point in points), strict=True), linewidth=width)
            line.set_linestyle((0, dashes) if dashes else "solid")
            self._put(line, f"k-{role}")

    def dot(
        self, at: Point, role: str, size: float, *, shape: str = "o", hollow: bool = False
    ) -> None:
        """A marker *size* px across; *shape* is matplotlib's letter for it."""
        edge = 2.5 if hollow else 0
        dot = Line2D(*zip(at), marker=shape, markersize=size, markeredgewidth=edge, linestyle="")
        self._put(dot, f"f-ground k-{role}" if hollow else f"f-{role}")

    def bar(self, x: float, top: float, width: float, height: float, role: str) -> None:
        """A rectangle with its top left corner at *x*, *top*."""
        self._put(Rectangle((x, top), width, height, linewidth=0), f"f-{role}")

    def svg(self, height: float) -> str:
        """All that was put on the sheet, as one line of SVG."""
        name = "chart-wide" if self.wide else "chart-narrow"
        width, tall = self.width, max(round(height), 1)
        return (
            f'<svg class="chart-svg {name}" viewBox="0 0 {width} {tall}" width="{width}"'
            f' height="{tall}" aria-hidden="true" focusable="false">'
            f'<g font-size="{SIZE}">{self._writer.drawn}</g></svg>'
        )

    def _put(self, artist: Artist, classes: str) -> None:
        artist.set(transform=UPRIGHT, gid=classes, figure=self._figure)
        artist.draw(self._writer)


def own_settings() -> AbstractContextManager[None]:
    """A time in which nothing depends on the machine, the process or a matplotlibrc file."""
    # To touch the backend would make matplotlib look for a window system.
    settings = {k: v for k, v in matplotlib.rcParamsDefault.items() if "backend" not in k}
    # Dashes are in px, and a dollar sign is a dollar sign.
    settings |= {"lines.scale_dashes": False, "text.parse_math": False}
    return matplotlib.rc_context(settings)


_FONTS = {
    bold: FontProperties(fname=f"{matplotlib.get_data_path()}/fonts/ttf/{name}.ttf", size=SIZE)
    for bold, name in ((False, "DejaVuSans"), (True, "DejaVuSans-Bold"))
}


def text_width(words: str, bold: bool = False) -> float:
    """Width of *words* in px, letter by letter: a pair set closer only saves room."""
    return sum(_letter_width(letter, bold) for letter in words)


@lru_cache(maxsize=1024)
def _letter_width(letter: str, bold: bool) -> float:
    return float(text_to_path.get_text_width_height_descent(letter, _FONTS[bold], False)[0])


def widest(texts: Sequence[str], bold: bool = False) -> float:
    """Width in px of the widest of *texts*, 0 where there is none."""
    return max((text_width(text, bold) for text in texts), default=0.0)


def wrap(words: str, room: float, bold: bool = False) -> tuple[str, ...]:
    """*words* as lines no wider than *room* px; a word too long is cut."""
    lines: list[str] = []
    for word in words.split():
        if lines and text_width(f"{lines[-1]} {word}", bold) <= room:
            lines[-1] += f" {word}"
            continue
        rest = word
        while len(rest) > 1 and text_width(rest, bold) > room:
            fits = [n for n in range(1, len(rest)) if text_width(rest[:n], bold) <= room]
            cut = max(fits, default=1)
            lines.append(rest[:cut])
            rest = rest[cut:]
        lines.append(rest)
    return tuple(lines)
