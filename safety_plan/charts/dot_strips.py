"""Dots of several series where room is tight: the name, every value in words, then the dots."""

from collections.abc import Sequence

from safety_plan.charts.bar_marks import Levels
from safety_plan.charts.dot_lines import DotRow, draw_dots, height_of_dots
from safety_plan.charts.value_axis import ValueAxis

GAP = 10  # px between strips


def draw_strips(rows: Sequence[DotRow], axis: ValueAxis, levels: Levels, top: float) -> float:
    """The *rows* one below another, from *top* px down; returns the px of the foot of their scale.

    Their *levels* are drawn beside their words and down each strip, and never through words.
    """
    levels.draw(levels.foot, ())
    for row in rows:
        top = _draw_strip(row, axis, levels, top) + GAP
    return axis.draw_labels(top - GAP + 4) + 2


def _draw_strip(row: DotRow, axis: ValueAxis, levels: Levels, top: float) -> float:
    """A strip below the words about it; returns the px of the foot of its notes."""
    canvas = axis.canvas
    for text, role, bold in (
        (row.left_out, "soft", False),
        (" ".join(row.name), "ink", True),
        (row.words, "ink", False),
    ):
        top = canvas.text(text, 0, top, role=role, bold=bold, room=canvas.width) if text else top
    foot = top + 2 + height_of_dots(row.dots, axis)
    axis.draw_grid(top + 2, foot)
    levels.draw(foot, (), top + 2)
    draw_dots(row.dots, axis, (top + 2 + foot) / 2)
    for note in row.notes:
        foot = canvas.text(note, 0, foot + 2, role="soft", room=canvas.width)
    return foot
