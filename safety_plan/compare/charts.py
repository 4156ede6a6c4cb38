"""What happened to a chart: to its numbers, its kind or its words."""

from collections.abc import Mapping
from typing import Any

from safety_plan.numbers import read_decimal, shown


def chart_kind(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """new, dropped, redrawn (its numbers), reshaped (its kind), changed (its words) or same."""
    if not old or not new:
        return "new" if new else "dropped"
    if old["unit"] != new["unit"] or chart_cells(old, new):
        return "redrawn"
    if old["kind"] != new["kind"]:
        return "reshaped"
    named = ([c["title"], c["subtitle"], c["caveats"]] for c in (old, new))
    return "same" if next(named) == next(named) else "changed"


def chart_cells(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """What each changed mark of a chart is of, its cell before and its cell after."""
    sides = [
        {
            ", ".join(filter(None, (series["name"], label))): _shown(cell, chart["unit"])
            for series in chart["series"]
            for label, cell in zip(chart["labels"], series["cells"], strict=False)
        }
        for chart in (old, new)
    ]
    names = dict.fromkeys([*sides[1], *sides[0]])
    pairs = [(name, sides[0].get(name, ""), sides[1].get(name, "")) for name in names]
    return [pair for pair in pairs if pair[1] != pair[2]]


def _shown(cell: str, unit: str) -> str:
    number = read_decimal(cell)
    return cell if number is None else shown(number, unit)
