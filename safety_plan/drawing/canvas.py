"""The one module that has matplotlib draw: marks in, clean SVG out."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from safety_plan.drawing.style import SENTINELS, SIZE, Bar, Dot, Line, Mark, Picture
from safety_plan.drawing.svg import clean

if TYPE_CHECKING:
    from matplotlib.artist import Artist

#: Nothing here may depend on the machine, the process or a matplotlibrc file.
SETTINGS: dict[Any, Any] = {
    "svg.fonttype": "none",  # live text, not outlines
    "svg.hashsalt": "chart",
    "font.family": "DejaVu Sans",
    "font.size": SIZE,
    "text.parse_math": False,  # a dollar sign is a dollar sign
    "path.simplify": False,
    "path.snap": False,
    "lines.scale_dashes": False,
}
_NO_METADATA = {"Date": None, "Creator": None, "Type": None, "Format": None}


def paint(picture: Picture, width_class: str) -> str:
    """The `<svg>` of *picture*; *width_class* is `chart-wide` or `chart-narrow`."""
    import matplotlib
    from matplotlib.figure import Figure
    from matplotlib.transforms import Affine2D

    height = max(round(picture.height), 1)
    with matplotlib.rc_context():
        matplotlib.rcParams.update(_settings())
        # An inch is 72 points, and one point becomes one px of the viewBox.
        figure = Figure(figsize=(picture.width / 72, height / 72), dpi=72, frameon=False)
        downwards = Affine2D().scale(1, -1).translate(0, height)
        for order, mark in enumerate(picture.marks):
            artist = _artist(mark)
            artist.set(transform=downwards, zorder=order, clip_on=False)
            figure.add_artist(artist)
        out = io.StringIO()
        figure.savefig(out, format="svg", transparent=True, metadata=_NO_METADATA)
    return clean(out.getvalue(), picture.width, height, width_class)


@lru_cache(maxsize=1)
def _settings() -> dict[Any, Any]:
    """Every setting there is: matplotlib's own where we have none."""
    import matplotlib

    # To touch the backend would make matplotlib look for a window system.
    defaults = {k: v for k, v in matplotlib.rcParamsDefault.items() if "backend" not in k}
    return {**defaults, **SETTINGS}


def _artist(mark: Mark) -> Artist:
    from matplotlib.patches import Rectangle
    from matplotlib.text import Text

    colour = SENTINELS[mark.role]
    if isinstance(mark, Line):
        return _line(mark, colour)
    if isinstance(mark, Dot):
        return _dot(mark, colour)
    if isinstance(mark, Bar):
        corner = (mark.x, mark.y)
        return Rectangle(corner, mark.width, mark.height, facecolor=colour, linewidth=0)
    weight = "bold" if mark.bold else "normal"
    return Text(mark.x, mark.y, mark.words, color=colour, ha=mark.anchor, fontweight=weight)


def _line(mark: Line, colour: str) -> Artist:
    from matplotlib.lines import Line2D

    gap = (float("nan"), float("nan"))
    xs, ys = zip(*(point or gap for point in mark.points), strict=True)
    line = Line2D(xs, ys, color=colour, linewidth=mark.width)
    if mark.dashes:
        line.set_dashes(mark.dashes)
    return line


def _dot(mark: Dot, colour: str) -> Artist:
    from matplotlib.lines import Line2D

    inside = SENTINELS["ground"] if mark.hollow else colour
    return Line2D(
        [mark.x],
        [mark.y],
        marker=mark.shape,
        markersize=mark.size,
        markerfacecolor=inside,
        markeredgecolor=colour,
        markeredgewidth=2.5 if mark.hollow else 0,
        linestyle="none",
    )
