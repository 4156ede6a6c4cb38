"""What matplotlib draws, as SVG: text and shapes with classes, and nothing else.

Not matplotlib's own SVG: its style sheet, ids and `style=` repeat on a page,
leak into it or break a strict content security policy.
"""

import re
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from html import escape
from typing import Any

import matplotlib
from matplotlib.artist import Artist
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Transform

UPRIGHT = Affine2D().scale(1, -1)  # matplotlib's y runs up, ours runs down

#: Texts of one look that follow one another.
_TEXT = r'<text x="[^"]*" y="[^"]*"{}>[^<]*</text>'
_TEXTS_OF_ONE_LOOK = re.compile(_TEXT.format("( [^>]*)") + "(?:" + _TEXT.format(r"\1") + ")+")

_ANCHORS = {"left": "", "center": ' text-anchor="middle"', "right": ' text-anchor="end"'}


def matplotlib_settings() -> AbstractContextManager[None]:
    """A time in which nothing depends on the machine, the process or a matplotlibrc file."""
    # To touch the backend would make matplotlib look for a window system.
    settings = {k: v for k, v in matplotlib.rcParamsDefault.items() if "backend" not in k}
    # Dashes are in px, and a dollar sign is a dollar sign.
    settings |= {"lines.scale_dashes": False, "text.parse_math": False}
    return matplotlib.rc_context(settings)


class SvgPainter:
    """Draws matplotlib's artists, each with CSS classes, and keeps the elements they become."""

    def __init__(self) -> None:
        self._figure = Figure()
        self._writer = SvgWriter()

    @property
    def elements(self) -> str:
        """Every element in the order of drawing; texts of one look stand in one group."""
        return _TEXTS_OF_ONE_LOOK.sub(_group, "".join(self._writer.elements))

    def text(
        self, text: str, at: tuple[float, float], classes: str, *, bold: bool, anchor: str
    ) -> None:
        """One line of text, its baseline at *at*; *anchor* is left, center or right."""
        self._draw(Text(*at, text, ha=anchor, weight="bold" if bold else "normal"), classes)

    def line(
        self,
        points: Sequence[tuple[float, float] | None],
        classes: str,
        *,
        width: float,
        dashes: tuple[float, ...],
    ) -> None:
        """A line through *points*; None breaks it."""
        gap = (float("nan"), float("nan"))
        xs, ys = zip(*(point or gap for point in points), strict=True)
        line = Line2D(xs, ys, linewidth=width)
        line.set_linestyle((0, dashes) if dashes else "solid")
        self._draw(line, classes)

    def marker(
        self, at: tuple[float, float], classes: str, *, shape: str, size: float, edge: float
    ) -> None:
        """A marker *size* px across; *shape* is matplotlib's letter for it."""
        x, y = at
        marker = Line2D([x], [y], linestyle="")
        marker.set(marker=shape, markersize=size, markeredgewidth=edge)
        self._draw(marker, classes)

    def rectangle(
        self, corner: tuple[float, float], width: float, height: float, classes: str
    ) -> None:
        """A filled rectangle without an edge, its top left corner at *corner*."""
        self._draw(Rectangle(corner, width, height, linewidth=0), classes)

    def polygon(self, corners: Sequence[tuple[float, float]], classes: str) -> None:
        """A filled shape without an edge."""
        self._draw(Polygon(corners, linewidth=0), classes)

    def _draw(self, artist: Artist, classes: str) -> None:
        artist.set(transform=UPRIGHT, gid=classes, figure=self._figure)
        artist.draw(self._writer)


def _group(texts: re.Match[str]) -> str:
    look = texts[1]
    return f"<g{look}>{texts[0].replace(f'{look}>', '>')}</g>"


class SvgWriter(RendererBase):
    """Writes each artist as an element; its gid is its classes."""

    def __init__(self) -> None:
        super().__init__()
        self._classes = ""
        self.elements: list[str] = []

    def open_group(self, s: str, gid: str | None = None) -> None:
        """Begin the element whose classes are *gid*."""
        self._classes = f' class="{gid}"'

    def draw_path(
        self, gc: GraphicsContextBase, path: Path, transform: Transform, rgbFace: object = None
    ) -> None:
        """Write a line, a bar or a marker; only the round marker is curved."""
        to_px = transform + UPRIGHT
        attributes = self._classes + _attributes(gc, has_fill=rgbFace is not None)
        codes: Any = path.codes
        if codes is not None and Path.CURVE4 in codes:
            points = to_px.transform(path.vertices)
            first, last = points.min(axis=0), points.max(axis=0)
            middle = (first + last) / 2
            radius = (last[0] - first[0]) / 2
            x, y, r = map(_format_px, (*middle, radius))
            self.elements.append(f'<circle cx="{x}" cy="{y}" r="{r}"{attributes}/>')
        else:
            outline = _outline(path.iter_segments(to_px, simplify=False))
            self.elements.append(f'<path d="{outline}"{attributes}/>')

    def get_text_width_height_descent(self, *_: object) -> tuple[float, float, float]:
        """Nothing, so that text is laid out by its anchor alone."""
        return 0, 0, 0

    def draw_text(self, *_: Any, mtext: Text | None = None, **__: Any) -> None:  # noqa: ANN401
        """Write one line of text where *mtext* has its anchor."""
        assert mtext, "text of several lines has no anchor"
        x, y = map(_format_px, mtext.get_position())
        style = ' font-weight="700"' if mtext.get_fontweight() == "bold" else ""
        style += _ANCHORS[mtext.get_horizontalalignment()]
        text = escape(mtext.get_text(), quote=False)
        self.elements.append(f'<text x="{x}" y="{y}"{self._classes}{style}>{text}</text>')


def _attributes(gc: GraphicsContextBase, *, has_fill: bool) -> str:
    """What the style sheet cannot know of a shape; a line of 1 px needs no width."""
    dashes: Any = gc.get_dashes()[1]
    attributes = "" if has_fill else ' fill="none"'
    if dashes:
        attributes += f' stroke-dasharray="{",".join(map(_format_px, dashes))}"'
    if gc.get_linewidth() not in (0, 1):
        attributes += f' stroke-width="{_format_px(gc.get_linewidth())}"'
    return attributes


def _outline(segments: Iterable[tuple[Any, Any]]) -> str:
    """An outline as short steps: level and upright ones to a place, others from the one before.

    A slanting step leads from a place as it is written, so that no rounding adds up.
    """
    steps: list[str] = []
    x = y = "0"
    for vertices, code in segments:
        if code == Path.CLOSEPOLY:
            steps.append("z")
            continue
        x_before, y_before = x, y
        x, y = map(_format_px, vertices)
        if code == Path.MOVETO:
            steps.append(f"M{x} {y}")
        elif y == y_before:
            steps.append(f"H{x}")
        elif x == x_before:
            steps.append(f"V{y}")
        else:
            steps.append(f"l{_step(x_before, x)} {_step(y_before, y)}")
    return "".join(steps)


def _step(start: str, end: str) -> str:
    """How far *end* is from *start*, without the zero before a point."""
    text = _format_px(float(end) - float(start))
    return re.sub(r"^(-?)0\.", r"\1.", text)


def _format_px(number: float) -> str:
    """*number* to one decimal, with no zeros to spare and no noise of floats."""
    text = f"{round(number, 6):.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
