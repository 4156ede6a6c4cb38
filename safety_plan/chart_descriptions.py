"""A chart in words, made from the same rows that are drawn.

Said for each series: first, highest and last value, and whether it went up or
down; so that a reader who cannot see the chart loses nothing of its story.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from safety_plan.charts import Chart, Series
from safety_plan.numbers import shown

KIND_WORDS = {
    "lines": "Line chart",
    "bars": "Bar chart",
    "multiples": "Small line charts, one for each group",
    "timeline": "Timeline",
    "lineage": "Chart of how each priority was worded in each edition",
}


def description(chart: Chart) -> str:
    """The text alternative of *chart*, in full sentences."""
    start = KIND_WORDS[chart.kind]
    if chart.kind == "bars":
        said = _bars(chart)
    elif chart.kind in ("timeline", "lineage"):
        said = _words(chart)
    else:
        said = " ".join(_line(chart, series) for series in chart.series)
    return f"{start}. {said} All the values are in the table that follows."


def _line(chart: Chart, series: Series) -> str:
    known = _known(chart, series)
    if not known:
        return f"{series.name}: no values."
    first, last = known[0], known[-1]
    peak = max(known, key=lambda pair: pair[1])
    name = f"{series.name}: " if series.name else ""
    parts = [f"{name}{_value(chart, first)}"]
    if peak not in (first, last):
        parts.append(f"highest {_value(chart, peak)}")
    parts.append(f"{_direction(first[1], last[1])} {_value(chart, last)}")
    gaps = len(series.cells) - len(known)
    gap = f" No value for {gaps} of {len(series.cells)} points." if gaps else ""
    return f"{', '.join(parts)}.{gap}"


def _direction(first: Decimal, last: Decimal) -> str:
    if first == last:
        return "the same at"
    return "up to" if last > first else "down to"


def _value(chart: Chart, pair: tuple[str, Decimal]) -> str:
    return f"{shown(pair[1], chart.unit)} in {pair[0]}"


def _known(chart: Chart, series: Series) -> Sequence[tuple[str, Decimal]]:
    pairs = zip(chart.labels, series.cells, strict=True)
    return [(label, Decimal(cell)) for label, cell in pairs if cell]


def _bars(chart: Chart) -> str:
    series = chart.series[0]
    known = _known(chart, series)
    if not known:
        return "No values."
    ranked = sorted(known, key=lambda pair: pair[1], reverse=True)
    ends = [f"highest {ranked[0][0]}, {shown(ranked[0][1], chart.unit)}"]
    ends.append(f"lowest {ranked[-1][0]}, {shown(ranked[-1][1], chart.unit)}")
    ours = [pair for pair in known if pair[0] in chart.marked]
    marked = [f"{label}, {shown(value, chart.unit)}" for label, value in ours]
    return f"{len(known)} bars: {'; '.join([*ends, *marked])}."


def _words(chart: Chart) -> str:
    lines = []
    for series in chart.series:
        pairs = zip(chart.labels, series.cells, strict=True)
        told = "; ".join(f"{label}: {cell}" for label, cell in pairs if cell)
        lines.append(f"{series.name}: {told}." if chart.kind == "lineage" else f"{told}.")
    return " ".join(lines)
