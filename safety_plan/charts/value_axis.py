"""A scale that runs across: where a value stands, a few upright lines, and their text below."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from safety_plan.charts.axes import ticks
from safety_plan.charts.bar_marks import Box, upright
from safety_plan.charts.canvas import Canvas, Point
from safety_plan.charts.text import LEADING, text_width
from safety_plan.core.quantities import format_value

LABEL_GAP = 10  # px between the texts of two ticks


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueAxis:
    """The ticks of a scale between its two edges, in px."""

    canvas: Canvas
    unit: str
    ticks: Sequence[Decimal]
    left: float
    right: float

    def x(self, value: Decimal) -> float:
        """Where *value* stands."""
        low = self.ticks[0]
        high = self.ticks[-1]
        return self.left + (self.right - self.left) * float((value - low) / (high - low))

    @property
    def zero(self) -> float:
        """Where zero stands, or the start of a scale without it."""
        return self.x(min(max(Decimal(0), self.ticks[0]), self.ticks[-1]))

    @property
    def has_room_for_labels(self) -> bool:
        """Whether the text of each tick has room."""
        return len(self._labels()) == len(self.ticks)

    def draw_grid(self, top: float, bottom: float, words: Sequence[Box] = ()) -> None:
        """A pale upright line for each tick, a darker one at zero, none across *words*."""
        lines: dict[str, list[Point | None]] = {"grid": [], "soft": []}
        for tick in self.ticks:
            x = self.x(tick)
            lines["soft" if x == self.zero else "grid"] += upright(x, (top, bottom), words)
        for role, points in lines.items():
            self.canvas.line(points, role)

    def draw_labels(self, top: float) -> float:
        """The text of as many ticks as have room, always the first; returns the px of its foot."""
        for text, middle in self._labels():
            self.canvas.text(text, middle, top, role="soft", anchor="center")
        return top + LEADING

    def _labels(self) -> list[tuple[str, float]]:
        """The texts of ticks that have room, each with its middle in px."""
        labels = []
        edge = float("-inf")
        for tick in self.ticks:
            text = format_value(tick, self.unit)
            half = text_width(text) / 2
            middle = min(max(self.x(tick), half), self.canvas.width - half)
            if middle - half >= edge:
                labels.append((text, middle))
                edge = middle + half + LABEL_GAP
        return labels


def value_axis(
    canvas: Canvas, numbers: Sequence[Decimal], unit: str, *, left: float, right: float
) -> ValueAxis:
    """An axis between *left* and *right* with room for *numbers*, from zero.

    It has as many ticks as have room for their texts.
    """
    axes = [
        ValueAxis(
            canvas=canvas, unit=unit, ticks=ticks(numbers, unit, most=most), left=left, right=right
        )
        for most in range(5 if canvas.is_wide else 4, 1, -1)
    ]
    return next((axis for axis in axes if axis.has_room_for_labels), axes[-1])
