"""A canvas to draw on: text, lines, markers and bars, in px, coloured by role only.

The roles are classes of charts.css, where the colours live.
"""

from collections.abc import Sequence

from safety_plan.charts.text import LEADING, SIZE, wrap

WIDE = 680
NARROW = 288  # the room beside the margins of a page on a screen of 320 px
DESCENT = 5  # px from the middle of a line of text down to its baseline
HOLLOW_EDGE = 2.5  # px of the edge of a hollow marker

Point = tuple[float, float]
Points = Sequence[Point | None]
Dashes = tuple[float, ...]


class Canvas:
    """A canvas *width* px wide; y runs downwards, and what comes later lies on top."""

    def __init__(self, width: int) -> None:
        # Imports matplotlib, which nothing needs that only reads or describes charts.
        from safety_plan.charts.svg import SvgPainter

        self.width = width
        self.is_wide = width == WIDE
        self._painter = SvgPainter()

    def text(
        self,
        text: str | tuple[str, ...],
        x: float,
        top: float,
        *,
        role: str = "ink",
        bold: bool = False,
        anchor: str = "left",
        room: float = float("inf"),
    ) -> float:
        """Write *text*, wrapped in *room*, from *top* down; returns the px of its foot."""
        lines = wrap(text, room, bold) if isinstance(text, str) else text
        first_baseline = top + LEADING / 2 + DESCENT
        for i, line in enumerate(lines):
            baseline = first_baseline + i * LEADING
            self._painter.text(line, (x, baseline), f"f-{role}", bold=bold, anchor=anchor)
        return top + LEADING * len(lines)

    def line(self, points: Points, role: str, width: float = 1, dashes: Dashes = ()) -> None:
        """A line through *points*; None breaks it. *dashes* are px, on and off."""
        if any(points):
            self._painter.line(points, f"k-{role}", width=width, dashes=dashes)

    def outline(
        self, corner: Point, size: Point, role: str, width: float = 1, dashes: Dashes = ()
    ) -> None:
        """A line about a rectangle with its top left *corner* and its *size*."""
        x, top = corner
        right, foot = (corner[0] + size[0], corner[1] + size[1])
        corners = [(x, top), (right, top), (right, foot), (x, foot), (x, top)]
        self.line(corners, role, width, dashes)

    def marker(
        self, at: Point, role: str, size: float, *, shape: str = "o", hollow: bool = False
    ) -> None:
        """A marker *size* px across; *shape* is matplotlib's letter for it."""
        edge = HOLLOW_EDGE if hollow else 0
        classes = f"f-ground k-{role}" if hollow else f"f-{role}"
        self._painter.marker(at, classes, shape=shape, size=size, edge=edge)

    def bar(self, x: float, top: float, width: float, height: float, role: str) -> None:
        """A rectangle with its top left corner at *x*, *top*."""
        self._painter.rectangle((x, top), width, height, f"f-{role}")

    def area(self, corners: Sequence[Point], role: str) -> None:
        """A filled shape with these *corners*."""
        self._painter.polygon(corners, f"f-{role}")

    def svg(self, height: float) -> str:
        """All that was drawn on the canvas, as one line of SVG."""
        name = "chart-wide" if self.is_wide else "chart-narrow"
        width = self.width
        height = max(round(height), 1)
        return (
            f'<svg class="chart-svg {name}" viewBox="0 0 {width} {height}" width="{width}"'
            f' height="{height}" aria-hidden="true" focusable="false">'
            f'<g font-size="{SIZE}">{self._painter.elements}</g></svg>'
        )
