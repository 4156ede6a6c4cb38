"""What became of charts: which numbers of each are not the same in both records."""

from collections.abc import Mapping
from typing import Any

from safety_plan.charts.kinds import shared_scale_direction
from safety_plan.content.chart_content import chart_of
from safety_plan.core.quantities import format_value, read_decimal
from safety_plan.diff.kinds import ChartChangeKind
from safety_plan.diff.phrases import PHRASES


def chart_change_kind(old: Mapping[str, Any], new: Mapping[str, Any]) -> ChartChangeKind:
    """What happened to a chart; an empty mapping stands for none."""
    if not old:
        return ChartChangeKind.NEW
    if not new:
        return ChartChangeKind.REMOVED
    if _has_numbers(old, new) and (old["unit"] != new["unit"] or chart_cells(old, new)):
        return ChartChangeKind.DATA
    if _way_of_drawing(old) != _way_of_drawing(new):
        return ChartChangeKind.KIND
    texts = ("title", "subtitle", "caveats")
    is_same = all(old[key] == new[key] for key in texts) and not chart_cells(old, new)
    return ChartChangeKind.SAME if is_same else ChartChangeKind.TEXT


def _has_numbers(*charts: Mapping[str, Any]) -> bool:
    """Whether a chart draws numbers; the steps of a decision, or titles, are words and days."""
    cells = (cell for chart in charts for series in chart["series"] for cell in series["cells"])
    return any(read_decimal(cell) is not None for cell in cells)


def _way_of_drawing(chart: Mapping[str, Any]) -> tuple[str, str]:
    """The kind of a chart and its scale, of which records of older formats say nothing."""
    return chart["kind"], chart.get("scale", "")


def chart_scale(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """What is said of the scale that both drawings have; nothing where they do not share one."""
    direction = shared_scale_direction(chart_of(old), chart_of(new))
    return str(PHRASES["scale"][direction]) if direction else ""


def chart_cells(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """What each changed mark of a chart is of, its cell before and its cell after."""
    before, after = _cells_by_name(old), _cells_by_name(new)
    names = dict.fromkeys([*after, *before])
    cells = [(name, before.get(name, ""), after.get(name, "")) for name in names]
    return [(name, was, now) for name, was, now in cells if was != now]


def _cells_by_name(chart: Mapping[str, Any]) -> dict[str, str]:
    """Each cell of a chart as it is shown, by its series and its label."""
    cells: dict[str, str] = {}
    for series in chart["series"]:
        for label, cell in zip(chart["labels"], series["cells"], strict=False):
            name = ", ".join(part for part in (series["name"], label) if part)
            cells[name] = _format_cell(cell, chart["unit"])
    return cells


def _format_cell(cell: str, unit: str) -> str:
    number = read_decimal(cell)
    return cell if number is None else format_value(number, unit)
