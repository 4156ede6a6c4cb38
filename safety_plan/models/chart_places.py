"""Places in a grid for the labels of a chart, from a table that gives each a column and a row."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem, Read
from safety_plan.models.chart_settings import ChartSettings
from safety_plan.models.charts import Chart
from safety_plan.models.tables import Table, Tables
from safety_plan.reading.csv_files import Row

COLUMN = "column"
ROW = "row"
SHORT = "short"
#: So many tiles beside each other can still be read on a telephone.
MOST_ACROSS = 12
_NUMBER = re.compile("[1-9][0-9]?")


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table of places: the rows of *table*, each about the label in its column *labels*."""

    table: Table
    labels: str
    location: Location


def with_places(
    chart: Chart, settings: ChartSettings, tables: Tables, location: Location
) -> Read[Chart]:
    """*chart* with the places of its labels; a label of the grid alone has no value.

    Labels stand in the order of the grid: row by row, each from its first column.
    """
    grid = _Grid(tables[settings.grid], settings.labels, location)
    problems = [*_column_problems(grid)] or [*_place_problems(grid)]
    rows = {row[grid.labels]: row for row in grid.table.rows}
    if not problems and not grid.table.broken:
        problems = [*_label_problems(chart, grid, rows)]
    if problems or grid.table.broken:
        return chart, problems
    return _put_in_places(chart, sorted(rows.values(), key=_place), grid.labels), []


def _column_problems(grid: _Grid) -> Iterator[Problem]:
    """Columns that a table of places needs and does not have."""
    columns = [column.name for column in grid.table.columns]
    for name in (grid.labels, COLUMN, ROW):
        if name not in columns:
            params = {"table": grid.table.name, "column": name}
            yield problem("chart-grid.column", grid.location, **params)


def _place_problems(grid: _Grid) -> Iterator[Problem]:
    """Places that are no numbers, too far across or taken, and labels with two places."""
    first_rows: dict[tuple[int, int], Row] = {}
    names: set[str] = set()
    for row in grid.table.rows:
        if row[grid.labels] in names:
            yield problem("chart-grid.label", row.location(), label=row[grid.labels])
        names.add(row[grid.labels])
        odd = [name for name in (COLUMN, ROW) if not _NUMBER.fullmatch(row[name])]
        for name in odd:
            yield problem("chart-grid.number", row.location(name), cell=row[name])
        if odd:
            continue
        if int(row[COLUMN]) > MOST_ACROSS:
            params = {"cell": row[COLUMN], "most": MOST_ACROSS}
            yield problem("chart-grid.wide", row.location(COLUMN), **params)
        first = first_rows.setdefault(_place(row), row)
        if first is not row:
            params = {"one": first[grid.labels], "other": row[grid.labels]}
            yield problem("chart-grid.twice", row.location(), **params)


def _label_problems(chart: Chart, grid: _Grid, rows: dict[str, Row]) -> Iterator[Problem]:
    """Labels of the chart that have no place."""
    missing = [label for label in chart.labels if label not in rows]
    if missing:
        names = ", ".join(f"“{label}”" for label in missing)
        params = {"names": names, "table": grid.table.name}
        yield problem("chart-grid.place", grid.location, **params)


def _place(row: Row) -> tuple[int, int]:
    return int(row[ROW]), int(row[COLUMN])


def _put_in_places(chart: Chart, rows: list[Row], label_column: str) -> Chart:
    index_of = {label: index for index, label in enumerate(chart.labels)}
    labels = [row[label_column] for row in rows]
    indexes = [index_of.get(label) for label in labels]
    series = tuple(
        replace(
            one,
            cells=tuple("" if i is None else one.cells[i] for i in indexes),
            rows=tuple(0 if i is None else one.rows[i] for i in indexes),
        )
        for one in chart.series
    )
    return replace(
        chart,
        labels=tuple(labels),
        series=series,
        places=tuple(f"{row[COLUMN]},{row[ROW]}" for row in rows),
        short_labels=tuple(row[SHORT] for row in rows),
    )
