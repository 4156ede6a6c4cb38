"""Numbers of tables that differ from those of the last sealed revision, for no stated reason.

A figure that changed asks for its reason elsewhere. Here it is the cells that only charts and
tables show: the row was published already, from the same source, and now says another number.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from safety_plan.checks.sealed_rows import RowsByKey, rows_by_key
from safety_plan.content.macro_calls import calls_in
from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem
from safety_plan.core.quantities import read_decimal
from safety_plan.models.pages import Page
from safety_plan.models.plan import Plan
from safety_plan.models.ranges import MARK
from safety_plan.models.tables import Table
from safety_plan.reading.csv_files import Row
from safety_plan.reading.yaml_files import as_list, as_mapping, as_text, read_yaml
from safety_plan.revisions.bundle import RevisionBundle

#: So many cells of a table are quoted; of more only the number is told.
_QUOTED = 3
#: Columns that tell a reader why a row is not as it was.
_TOLD_IN_ROW = ("note", MARK)


class _Cell(NamedTuple):
    """A number as it was and as it is."""

    row: Row
    column: str
    was: str


def changed_cell_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Tables that say another number of what was published, where no reason is given."""
    if not plan.sealed or plan.revision.id in plan.sealed:
        return
    since = plan.sealed[-1]
    data = plan.root / "revisions" / since / "data"
    sources = _sources(data)
    contents = {page.page_id: _shown_on(page) for page in plan.pages.values()}
    for table in plan.files:
        pages = _pages_with(plan, table, contents)
        if not pages or table.broken or sources.get(table.name) != table.source:
            continue
        if any(row["page_id"] in pages for row in plan.rows("changes")):
            continue
        if cells := [*_changed_cells(plan, table, _rows(data, table))]:
            yield _problem(cells, table, since, pages[0])


def _problem(cells: list[_Cell], table: Table, since: str, page_id: str) -> Problem:
    quotes = [_quote(cell, table) for cell in cells]
    if len(quotes) > _QUOTED:
        quotes = [*quotes[:_QUOTED], f"and {len(quotes) - _QUOTED} more"]
    location = cells[0].row.location(cells[0].column)
    params = {"cells": "; ".join(quotes), "page": page_id, "since": since}
    return problem("change-reason.cell", location, **params)


def _quote(cell: _Cell, table: Table) -> str:
    names = ", ".join(cell.row[name] for name in table.key)
    return f"“{cell.column}” of {names} was {cell.was} and is {cell.row[cell.column]}"


def _changed_cells(
    plan: Plan, table: Table, earlier: Mapping[tuple[str, ...], Mapping[str, str]]
) -> Iterator[_Cell]:
    """Cells whose row was published from the same source with another number."""
    of_figures = _cells_of_figures(plan, table)
    for row in table.rows:
        old = earlier.get(tuple(row[name] for name in table.key))
        is_told = old and any(row[name] not in ("", old.get(name)) for name in _TOLD_IN_ROW)
        if not old or is_told or not _is_from_same_source(row, old, table):
            continue
        for column in table.columns:
            was, now = (
                read_decimal(text) for text in (old.get(column.name) or "", row[column.name])
            )
            is_number = column.name not in table.key and column.type != "string"
            is_other = is_number and was is not None and now is not None and was != now
            if is_other and (row.number, column.name) not in of_figures:
                yield _Cell(row, column.name, old[column.name])


def _is_from_same_source(row: Row, old: Mapping[str, str], table: Table) -> bool:
    """True where both name one source; a row that names none is from that of its table."""
    return (row["source"] or table.source) == (old.get("source") or table.source)


def _cells_of_figures(plan: Plan, table: Table) -> set[tuple[int, str]]:
    """The cells of figures, by row and column: what changed there is told with the figure."""
    return {
        (figure.row, figure.column)
        for figure in plan.figures.values()
        if figure.table == table.name
    }


#: What a page shows: each word that it calls, with the name of the chart or the table.
_Shown = set[tuple[str, str]]


def _pages_with(plan: Plan, table: Table, contents: Mapping[str, _Shown]) -> list[str]:
    """The page_ids of the pages that show *table*, what is worked out from it, or a chart."""
    names = {table.name, *_worked_out_from(plan, table.name)}
    charts = {name for name, chart in plan.charts.items() if chart.table in names}
    calls = {*(("table", name) for name in names), *(("chart", name) for name in charts)}
    return [page_id for page_id, of_page in contents.items() if calls & of_page]


def _worked_out_from(plan: Plan, name: str) -> list[str]:
    """The tables that the file of the table *name* stands behind."""
    tables = plan.tables.values()
    return [one.name for one in tables if one.derivation and name in one.derivation.inputs]


def _shown_on(page: Page) -> _Shown:
    calls = calls_in(page.text, page.path, ("chart", "table"))
    return {(call.name, call.argument(0, "name")) for call in calls}


def _sources(data: Path) -> dict[str, str]:
    """The source of each table that was sealed in the folder *data*, by its name."""
    package, _ = read_yaml(data / "datapackage.yml", "data/datapackage.yml")
    entries = [as_mapping(entry) for entry in as_list(package.value.get("resources"))]
    return {as_text(entry.get("name")): as_text(entry.get("source")) for entry in entries}


def _rows(data: Path, table: Table) -> RowsByKey:
    """The rows of the sealed *table* by its key; empty where it had other columns."""
    file = data / f"{table.name}.csv"
    text = file.read_text(encoding="utf-8-sig", errors="replace") if file.is_file() else ""
    return rows_by_key(text, table.key)
