"""The square of a tile: in a shade, or empty in a way that tells why it has no number."""

from safety_plan.charts.canvas import Canvas, Point
from safety_plan.core.quantities import MISSING_VALUE_CODES

SHADES = 5
DASHES = (3.0, 3.0)

#: The looks of squares without a shade, by the code of the cell: lines across more corners.
_EMPTY_LOOKS = {code: -number for number, code in enumerate(reversed(MISSING_VALUE_CODES), start=1)}


def empty_look(cell: str) -> int:
    """The look of a square whose *cell* is no number: 0, or less for each code."""
    return _EMPTY_LOOKS.get(cell, 0)


def draw_square(
    canvas: Canvas, corner: tuple[float, float], size: tuple[float, float], look: int
) -> None:
    """A square of the shade *look*, or an empty one where that is not above 0."""
    if look > 0:
        _draw_shade(canvas, corner, size, look)
        canvas.outline(corner, size, "edge")
    else:
        _draw_corners(canvas, corner, size, -look)
        canvas.outline(corner, size, "soft", dashes=DASHES)


def _draw_shade(
    canvas: Canvas, corner: tuple[float, float], size: tuple[float, float], look: int
) -> None:
    """A shade, with a strip at its foot that is longer the higher its class.

    The strip shows only where a reader has colours of their own.
    """
    (x, top), (width, height) = corner, size
    foot = top + height - 2
    canvas.bar(x, top, width, height, f"step-{look}")
    canvas.line([(x, foot), (x + width * look / SHADES, foot)], "gauge", 4)


def _draw_corners(
    canvas: Canvas, corner: tuple[float, float], size: tuple[float, float], pairs: int
) -> None:
    """Lines across so many *pairs* of opposite corners: none, one, or both."""
    (x, top), (width, height) = corner, size
    right, bottom = x + width, top + height
    cut = min(width, height) / 3
    first: list[Point | None] = [
        *((x, top + cut), (x + cut, top), None),
        *((right - cut, bottom), (right, bottom - cut), None),
    ]
    second: list[Point | None] = [
        *((right - cut, top), (right, top + cut), None),
        *((x, bottom - cut), (x + cut, bottom), None),
    ]
    for points in (first, second)[:pairs]:
        canvas.line(points, "soft")
