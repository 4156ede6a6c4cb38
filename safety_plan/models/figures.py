"""Figures: the named numbers a page may quote (`data/figures.csv`).

A figure is a literal from a document, or a look-up of one cell of a table; one
with both is a total that a source states, and the rows must add up to it. Two
pages that quote it cannot disagree, and it keeps its name from revision to
revision although its year moves on.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from safety_plan.core import quantities
from safety_plan.core.dates import format_date, format_period
from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem, Read
from safety_plan.core.text import NAME
from safety_plan.models.columns import Column
from safety_plan.models.sources import Sources
from safety_plan.models.tables import Table, Tables, cell_problems
from safety_plan.models.totals import adds_up, is_small
from safety_plan.reading.csv_files import Row, match_mistake

QUALIFIERS = (*("over", "about", "at least", "up to", "nearly", "more than", "planned for"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with everything that proves it.

    *value* is decimal text or a date (`2020-03-27`); *row* is the row of the
    file that holds it, as the spreadsheet counts: its table's, or for a literal
    `figures.csv`. *counts* says what it counts, where the label does not.
    """

    id: str
    label: str
    value: str
    unit: str
    period: str
    place: str
    source: str
    qualifier: str = ""
    part: str = ""
    table: str = ""
    row: int = 0
    column: str = ""
    note: str = ""
    counts: str = ""
    numerator: str = ""
    denominator: str = ""
    caveats: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The name of the CSV file that holds the value."""
        return f"{self.table or 'figures'}.csv"

    @property
    def text(self) -> str:
        """The figure as a page shows it: `over 60`, `63%`, `27 March 2020`."""
        if self.unit == "date":
            said = format_date(self.value) or self.value
        else:
            said = quantities.format_value(Decimal(self.value), self.unit)
        return f"{self.qualifier} {said}" if self.qualifier else said

    @property
    def number(self) -> Decimal | None:
        """The exact value, or None where the figure is a date."""
        return None if self.unit == "date" else Decimal(self.value)


#: A figure where there is one to be had, and what is wrong with its row.
FigureResult = Read[Figure | None]


def read_figures(rows: Sequence[Row], tables: Tables, sources: Sources) -> Read[dict[str, Figure]]:
    """Every figure by its id; those that cannot be read are left out."""
    figures: dict[str, Figure] = {}
    first: dict[str, int] = {}
    problems: list[Problem] = []
    for row in rows:
        figure, found = _read_figure(row, tables, sources)
        problems += found + _name_problems(row, first)
        first.setdefault(row["id"], row.number)
        if figure:
            figures.setdefault(figure.id, figure)
    return figures, [*problems, *_series_problems(rows, figures)]


def _read_figure(row: Row, tables: Tables, sources: Sources) -> FigureResult:
    figure, problems = _look_up(row, tables) if row["table"] else _literal(row)
    problems += _cell_rules(row)
    if figure and figure.source not in sources:
        key = "source-unknown" if figure.source else "source-unknown.none"
        problems.append(problem(key, row.location("source"), name=figure.source, among=sources))
    return (None if problems else figure), problems


def _literal(row: Row) -> FigureResult:
    value, unit, place = row["value"], row["unit"], row.location("value")
    if unit not in quantities.UNIT_WORDS:
        among = quantities.UNIT_WORDS
        return None, [problem("unit-unknown", row.location("unit"), name=unit, among=among)]
    if unit == "date":
        problems = [] if format_date(value) else [problem("date-form", place, cell=value)]
    elif value in quantities.MISSING_VALUE_CODES:
        problems = [problem("figure-value", place, cell=value)]
    else:
        problems = cell_problems(row, Column(name="value", title="", type="number", unit=unit))
    if unit == "count" and is_small(value) and match_mistake("people", row["label"])[0]:
        problems.append(problem("small-count.figure", place, cell=value))
    figure = _figure(row, value=value, unit=unit, source=row["source"])
    return (None if problems else figure), problems


def _look_up(row: Row, tables: Tables) -> FigureResult:
    table, where = tables.get(row["table"]), read_where(row["row"])
    if table is None:
        name = row["table"]
        return None, [problem("table-unknown", row.location("table"), name=name, among=tables)]
    known = [c.name for c in table.columns]
    problems = [
        problem("column-unknown.file", row.location(cell), path=table.path, name=name, among=known)
        for cell, name in [("column", row["column"]), *(("row", name) for name in where)]
        if known and name not in known
    ]
    column, matches = table.column(row["column"]), table.where(where)
    unsure = len(matches) != 1 and table.broken & {"", *where}
    if problems or column is None or unsure:
        return None, problems  # the row asked for may be the one that its table tells of
    if row["value"] and len(matches) == 1 and not row["unit"]:
        place, cell = row.location("value"), row["value"]
        return None, [problem("figure-value.twice", place, cell=cell, path=table.path)]
    if row["value"]:
        return _stated(row, column, matches)
    if len(matches) != 1:
        facts = {"asked": row["row"], "count": len(matches), "path": table.path}
        return None, [problem("row-one", row.location("row"), **facts)]
    return _from_cell(row, table, column, matches[0])


def _stated(row: Row, column: Column, parts: Sequence[Row]) -> FigureResult:
    """A total that a source states, held against the rows that must add up to it."""
    figure, problems = _literal(row)
    if figure and row["qualifier"] != "about":
        problems = adds_up(row, "value", [(part, column.name) for part in parts])
    return figure, problems


def _from_cell(row: Row, table: Table, column: Column, there: Row) -> FigureResult:
    value, unit = there[column.name], column.unit or "count"
    if quantities.read_decimal(value) is None:
        if value not in quantities.MISSING_VALUE_CODES and column.type != "string":
            return None, []  # the table tells it
        facts = {"cell": value, "number": there.number, "path": table.path}
        return None, [problem("row-one.empty", row.location("row"), **facts)]
    source = there["source"] or table.source
    figure = _figure(row, value=value, unit=unit, source=source)
    proof = replace(
        figure,
        row=there.number,
        counts=column.definition,
        numerator=_part(column.numerator, table, there),
        denominator=_part(column.denominator, table, there),
        caveats=table.caveats_of([there], [column.name]),
    )
    said = {"period": there["period"], "unit": unit, "source": source}
    facts = {"number": there.number, "path": table.path}
    problems = [
        problem(key, row.location(name), name=name, cell=row[name], there=of_table, **facts)
        for name, of_table in said.items()
        for key in ["look-up-differs.period" if name == "period" else "look-up-differs"]
        if row[name] and of_table and row[name] != of_table
    ]
    return proof, problems


def _part(said: str, table: Table, row: Row) -> str:
    """A numerator or denominator in words: that of *row* where it is a column."""
    column, cell = table.column(said), row[said]
    number = quantities.read_decimal(cell)
    value = (
        quantities.MISSING_VALUE_CODES.get(cell, cell)
        if number is None
        else quantities.format_number(number)
    )
    return f"{value} ({column.title})" if column else said


def _figure(row: Row, *, value: str, unit: str, source: str) -> Figure:
    same = ("id", "label", "qualifier", "period", "place", "part", "table", "column", "note")
    texts: dict[str, Any] = {key: row[key] for key in same}
    return Figure(**texts, value=value, unit=unit, source=source, row=row.number)


def read_where(text: str) -> dict[str, str]:
    """`area=North; year=2020` as a mapping of column to cell."""
    pairs = [part.partition("=") for part in text.split(";") if part.strip()]
    return {name.strip(): value.strip() for name, _, value in pairs}


def _name_problems(row: Row, first: Mapping[str, int]) -> list[Problem]:
    name, place = row["id"], row.location("id")
    if name in first:
        return [problem("name-twice", place, kind="figure", name=name, number=first[name])]
    if name and not NAME.fullmatch(name):
        return [problem("name-form", place, kind="figure", name=name)]
    return []


def _cell_rules(row: Row) -> Iterator[Problem]:
    period, before = row["period"], row["qualifier"]
    if period and format_period(period) is None:
        fix = match_mistake("periods", period)[1]
        yield problem("period-form", row.location("period"), cell=period, fix=fix)
    if before and before not in QUALIFIERS:
        yield problem("qualifier", row.location("qualifier"), name=before, among=QUALIFIERS)


def _series_problems(rows: Iterable[Row], figures: Mapping[str, Figure]) -> Iterator[Problem]:
    """Figures of the same label and place, held against the first of them."""
    first: dict[tuple[str, str], tuple[Row, Figure]] = {}
    for row, figure in ((row, figures[row["id"]]) for row in rows if row["id"] in figures):
        earlier, before = first.setdefault((figure.label, figure.place), (row, figure))
        facts: dict[str, object] = {"number": earlier.number, "label": figure.label}
        if before.unit != figure.unit:
            facts |= {"unit": figure.unit, "other": before.unit}
            yield problem("unit-changes", row.location("unit"), **facts)
        elif before.period == figure.period and before.value != figure.value:
            facts |= {"value": figure.value, "other": before.value}
            yield problem("figure-differs", row.location("value"), **facts)
