"""A sheet to draw on: words, lines, dots and bars, in px, coloured by role only.

The roles are classes of charts.css, where the colours live.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager

import matplotlib
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from safety_plan.drawing.measure import wrap
from safety_plan.drawing.svg import SIZE, UPRIGHT, Writer

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
