"""Figures: the named numbers a page may quote (`data/figures.csv`).

A figure is a literal from a document, or a look-up of one cell of a table. Two
pages that quote it cannot disagree, and it keeps its name from revision to
revision although its year moves on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from safety_plan import numbers
from safety_plan.csv_files import Row
from safety_plan.dates import PERIOD_HELP, shown_date, shown_period
from safety_plan.measures import Column
from safety_plan.problems import Problem, did_you_mean
from safety_plan.registers import missing_values
from safety_plan.sources import Source
from safety_plan.tables import MARKS, NAME, Table, cell_problems

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
            said = shown_date(self.value) or self.value
        else:
            said = numbers.shown(Decimal(self.value), self.unit)
        return f"{self.qualifier} {said}" if self.qualifier else said

    @property
    def number(self) -> Decimal | None:
        """The exact value, or None where the figure is a date."""
        return None if self.unit == "date" else Decimal(self.value)


def read_figures(
    rows: Sequence[Row], tables: Mapping[str, Table], sources: Mapping[str, Source]
) -> tuple[dict[str, Figure], list[Problem]]:
    """Every figure by its id; those that cannot be read are left out."""
    figures: dict[str, Figure] = {}
    first: dict[str, int] = {}
    problems = missing_values(rows, ("id", "label", "period"))
    for row in rows:
        figure, found = _read_figure(row, tables, sources)
        problems += found + _name_problems(row, first)
        first.setdefault(row["id"], row.number)
        if figure:
            figures.setdefault(figure.id, figure)
    return figures, problems


def _read_figure(
    row: Row, tables: Mapping[str, Table], sources: Mapping[str, Source]
) -> tuple[Figure | None, list[Problem]]:
    if row["table"]:
        figure, problems = _look_up(row, tables)
    else:
        figure, problems = _literal(row)
    problems += _cell_rules(row)
    if figure and figure.source not in sources:
        problems.append(_source_problem(row, figure.source, sources))
    return (None if problems else figure), problems


def _literal(row: Row) -> tuple[Figure | None, list[Problem]]:
    unit = row["unit"]
    if unit not in numbers.UNIT_WORDS:
        fix = did_you_mean(unit, numbers.UNIT_WORDS)
        fix = fix or f"Write one of: {', '.join(numbers.UNIT_WORDS)}."
        found = f"“{unit}” is not a unit we know."
        return None, [Problem(row.place("unit"), "unit-unknown", found, fix)]
    if unit == "date":
        if shown_date(row["value"]) is None:
            found = f"“{row['value']}” is not a date."
            fix = "Write it as 2020-03-27, or 2020-03 where the day is not known."
            return None, [Problem(row.place("value"), "date-form", found, fix)]
    elif problems := cell_problems(row, _value_column(unit)):
        return None, problems
    return _figure(row, value=row["value"], unit=unit, source=row["source"]), []


def _value_column(unit: str) -> Column:
    return Column(name="value", title="Value", type="number", unit=unit)


def _look_up(row: Row, tables: Mapping[str, Table]) -> tuple[Figure | None, list[Problem]]:
    table = tables.get(row["table"])
    if table is None:
        found = f"There is no table “{row['table']}”."
        fix = did_you_mean(row["table"], tables) or "See data/datapackage.yml."
        return None, [Problem(row.place("table"), "table-unknown", found, fix)]
    column = table.column(row["column"])
    if column is None:
        known = [c.name for c in table.columns]
        found = f"The table “{table.name}” has no column “{row['column']}”."
        fix = did_you_mean(row["column"], known) or f"It has: {', '.join(known)}."
        return None, [Problem(row.place("column"), "column-unknown", found, fix)]
    matches = table.where(read_where(row["row"]))
    if len(matches) != 1:
        found = f"“{row['row']}” fits {len(matches)} rows of {table.path}."
        fix = "Write column=value; column=value, so that exactly one row fits."
        return None, [Problem(row.place("row"), "row-one", found, fix)]
    return _from_cell(row, table, column, matches[0])


def _from_cell(
    row: Row, table: Table, column: Column, found_in: Row
) -> tuple[Figure | None, list[Problem]]:
    value = found_in[column.name]
    if numbers.read_decimal(value) is None:
        if value not in MARKS and column.type in ("number", "integer"):
            return None, []  # the table tells it
        found = f"Row {found_in.number} of {table.path} holds “{value}”, not a number."
        fix = "Point the figure to another row, or take it out."
        return None, [Problem(row.place("row"), "row-one", found, fix)]
    unit = column.unit or "count"
    source = found_in["source"] or table.source
    figure = _figure(row, value=value, unit=unit, source=source)
    proof = replace(
        figure,
        row=found_in.number,
        counts=column.counts,
        numerator=_part(column.numerator, table, found_in),
        denominator=_part(column.denominator, table, found_in),
        caveats=table.caveats_of([found_in], [column.name]),
    )
    return proof, []


def _part(said: str, table: Table, row: Row) -> str:
    """A numerator or denominator in words: that of *row* where it is a column."""
    column, cell = table.column(said), row[said]
    number = numbers.read_decimal(cell)
    value = MARKS.get(cell, cell) if number is None else numbers.plain(number)
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
    name, place = row["id"], row.place("id")
    if name in first:
        found = f"The figure “{name}” is already on row {first[name]}."
        return [Problem(place, "name-twice", found, "Rename or delete one of them.")]
    if name and not NAME.fullmatch(name):
        found = f"“{name}” cannot be the name of a figure."
        fix = "Use small letters, digits and hyphens only."
        return [Problem(place, "name-form", found, fix)]
    return []


def _cell_rules(row: Row) -> list[Problem]:
    problems = []
    if row["period"] and shown_period(row["period"]) is None:
        found = f"“{row['period']}” is not a period we recognise."
        place = row.place("period")
        problems.append(Problem(place, "period-form", found, PERIOD_HELP))
    if row["qualifier"] and row["qualifier"] not in QUALIFIERS:
        found = f"“{row['qualifier']}” is not a word we put before a number."
        fix = f"Write one of: {', '.join(QUALIFIERS)}; or leave it empty."
        problems.append(Problem(row.place("qualifier"), "qualifier", found, fix))
    return problems


def _source_problem(row: Row, name: str, sources: Mapping[str, Source]) -> Problem:
    if not name:
        found = "The figure has no source."
        fix = "Write the id of its source, from data/sources.yml."
    else:
        found = f"There is no source “{name}”."
        fix = did_you_mean(name, sources) or "Add it to data/sources.yml first."
    return Problem(row.place("source"), "source-unknown", found, fix)
