"""The orders in which charts draw rows and labels: answers for the fields of a `ChartKind`."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from safety_plan.core.dates import period_bounds
from safety_plan.core.quantities import read_decimal
from safety_plan.models.charts import Chart, Series
from safety_plan.reading.csv_files import Row

_T = TypeVar("_T")


def rows_by_size(rows: Sequence[Row], column: str) -> list[Row]:
    """*rows*, that with the largest number in *column* first; no number counts as nought."""
    return sorted(rows, key=lambda row: read_decimal(row[column]) or Decimal(0), reverse=True)


def rows_of_table(rows: Sequence[Row], _: str) -> list[Row]:
    """*rows* in the order of their table."""
    return list(rows)


def labels_by_time(labels: Sequence[str]) -> list[str]:
    """*labels*, the earliest first, if all of them are dates or periods."""
    bounds = {label: period_bounds(label) for label in labels}
    if not all(bounds.values()):
        return list(labels)
    return sorted(labels, key=lambda label: bounds[label] or ("", ""))


def labels_of_rows(labels: Sequence[str]) -> list[str]:
    """*labels* in the order of the rows."""
    return list(labels)


def same_order(chart: Chart) -> Chart:
    """*chart* as its rows and labels were put."""
    return chart


def with_labels(chart: Chart, order: Sequence[int]) -> Chart:
    """*chart* with its labels in *order*, which says where each of them stands now."""
    return replace(
        chart,
        labels=_pick(chart.labels, order),
        places=_pick(chart.places, order),
        short_labels=_pick(chart.short_labels, order),
        series=tuple(_with_cells(one, order) for one in chart.series),
    )


def _with_cells(series: Series, order: Sequence[int]) -> Series:
    """*series* with its cells, their rows and their ranges in *order*."""
    cells, rows = _pick(series.cells, order), _pick(series.rows, order)
    low, high = _pick(series.low, order), _pick(series.high, order)
    return replace(series, cells=cells, rows=rows, low=low, high=high)


def _pick(values: Sequence[_T], order: Sequence[int]) -> tuple[_T, ...]:
    """The *values* in *order*; none where there are none."""
    return tuple(values[index] for index in order) if values else ()
