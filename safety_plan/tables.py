"""Tables: the CSV files of `data/`, held against their description.

`data/datapackage.yml` is a Frictionless Data Package: one entry for each table,
with its columns, source and caveats. The same description drives this reader
and is published with each revision. Cells stay text from file to page.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from safety_plan.csv_files import Row, read_csv
from safety_plan.dates import PERIOD_HELP, shown_period
from safety_plan.measures import Caveat, Column, caveat_problems, rate_problems, read_caveats
from safety_plan.numbers import UNIT_WORDS, read_decimal
from safety_plan.problems import Place, Problem, did_you_mean
from safety_plan.yaml_files import Document, Value, mapping, word_list, words

if TYPE_CHECKING:
    import pandas as pd

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

#: How a cell says that it holds no value, and what a reader is told.
MARKS = {"[c]": "held back to protect people", "[x]": "not available", "[z]": "not applicable"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A CSV file with its description; rows are as the spreadsheet numbers them."""

    name: str
    title: str
    description: str
    source: str
    place: str
    caveats: tuple[Caveat, ...]
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def path(self) -> str:
        """What messages call the file."""
        return f"data/{self.name}.csv"

    def column(self, name: str) -> Column | None:
        """The column with the heading *name*."""
        return next((c for c in self.columns if c.name == name), None)

    def where(self, wanted: Mapping[str, str]) -> list[Row]:
        """The rows whose cells equal *wanted*, in file order."""
        return [r for r in self.rows if all(r[k] == v for k, v in wanted.items())]

    def caveats_of(self, rows: Sequence[Row], columns: Collection[str]) -> tuple[str, ...]:
        """What to bear in mind about the numbers of *columns* in *rows*, each once."""
        return tuple(dict.fromkeys(c.words for c in self.caveats if c.holds(rows, columns)))

    def sources_of(self, rows: Iterable[Row]) -> tuple[str, ...]:
        """The sources of *rows* where the table names one for each, else its own."""
        named = [row["source"] for row in rows if row["source"]]
        return tuple(dict.fromkeys(named)) or (self.source,)

    def frame(self, wanted: Mapping[str, str] | None = None) -> pd.DataFrame:
        """The rows as a pandas table of text, by their number, for pivoting and sorting.

        Every cell is text: a number never passes through a float.
        """
        import pandas as pd

        rows = self.where(wanted or {})
        headings = [column.name for column in self.columns]
        return pd.DataFrame(
            [[r[h] for h in headings] for r in rows],
            index=[r.number for r in rows],
            columns=headings,
            dtype="object",
        )


def read_tables(data: Path, description: Document) -> tuple[dict[str, Table], list[Problem]]:
    """Every table that `datapackage.yml` describes, read from the folder *data*."""
    tables: dict[str, Table] = {}
    problems: list[Problem] = []
    resources = description.value.get("resources", [])
    entries = resources if isinstance(resources, list) else []
    for index, entry in enumerate(entries):
        keys = ("resources", str(index))
        table, found = _read_table(data, mapping(entry), description, keys)
        problems += found
        if table.name in tables:
            said = f"Two tables are called “{table.name}”."
            place = description.place(*keys)
            problems.append(Problem(place, "name-twice", said, "Rename one of them."))
        tables[table.name] = table
    return tables, problems


def _read_table(
    data: Path, entry: dict[str, Value], description: Document, keys: tuple[str, ...]
) -> tuple[Table, list[Problem]]:
    name = words(entry.get("name"))
    place = description.place(*keys)
    columns, problems = _columns(entry, place)
    problems += _entry_problems(entry, name, place)
    schema = mapping(entry.get("schema"))
    shared = mapping(description.value.get("caveats"))
    caveats = [read_caveats(entry.get("caveats"), shared)]
    for field in _fields(entry):
        caveats.append(read_caveats(field.get("caveats"), shared, words(field.get("name"))))
    rows: list[Row] = []
    if not problems:
        file, path = data / f"{name}.csv", f"data/{name}.csv"
        rows, problems = read_csv(file, path, [c.name for c in columns])
    table = Table(
        name=name,
        title=words(entry.get("title")),
        description=words(entry.get("description")),
        source=words(entry.get("source")),
        place=words(entry.get("place")),
        caveats=tuple(caveat for found in caveats for caveat in found),
        columns=columns,
        key=word_list(schema.get("primaryKey")),
        rows=tuple(rows),
    )
    problems += caveat_problems(table.caveats, shared, rows, place)
    return table, problems + _row_problems(table)


def _fields(entry: dict[str, Value]) -> list[dict[str, Value]]:
    fields = mapping(entry.get("schema")).get("fields", [])
    return [mapping(field) for field in fields] if isinstance(fields, list) else []


def _columns(entry: dict[str, Value], place: Place) -> tuple[tuple[Column, ...], list[Problem]]:
    problems: list[Problem] = []
    columns: list[Column] = []
    for field in _fields(entry):
        said = {key: words(field.get(key)) for key in Column.__dataclass_fields__}
        said |= {"title": said["title"] or said["name"], "type": said["type"] or "string"}
        column = Column(**said)
        columns.append(column)
        if column.unit and column.unit not in UNIT_WORDS:
            found = f"The column “{column.name}” has the unit “{column.unit}”."
            fix = did_you_mean(column.unit, UNIT_WORDS) or _units_help()
            problems.append(Problem(place, "unit-unknown", found, fix))
    if not columns:
        fix = "List the columns under schema: fields:."
        found = "The table has no columns described."
        problems.append(Problem(place, "table-described", found, fix))
    return tuple(columns), problems


def _units_help() -> str:
    return f"Write one of: {', '.join(UNIT_WORDS)}."


def _entry_problems(entry: dict[str, Value], name: str, place: Place) -> list[Problem]:
    problems = []
    if not NAME.fullmatch(name):
        found = f"“{name}” cannot be the name of a table."
        fix = "Use small letters, digits and hyphens only."
        problems.append(Problem(place, "name-form", found, fix))
    for key in ("title", "source"):
        if not words(entry.get(key)):
            found = f"The table “{name}” has no {key}."
            fix = f"Add a line “{key}: …” to its description."
            problems.append(Problem(place, "table-described", found, fix))
    return problems


def _row_problems(table: Table) -> list[Problem]:
    problems = []
    seen: dict[tuple[str, ...], int] = {}
    for row in table.rows:
        for column in table.columns:
            problems += cell_problems(row, column)
        key = tuple(row[name] for name in table.key)
        if table.key and key in seen:
            found = f"The row says the same as row {seen[key]}: {', '.join(key)}."
            fix = "Delete one of the two rows, or put its key right."
            problems.append(Problem(row.place(), "row-twice", found, fix))
        seen.setdefault(key, row.number)
    return problems


def cell_problems(row: Row, column: Column) -> list[Problem]:
    """What is wrong with one cell, given the type and unit of its column."""
    cell, place = row[column.name], row.place(column.name)
    if column.type not in ("number", "integer"):
        if column.name == "period" and shown_period(cell) is None:
            found = f"“{cell}” is not a period we recognise."
            return [Problem(place, "period-form", found, PERIOD_HELP)]
        return []
    if cell in MARKS:
        return []
    number = read_decimal(cell)
    if number is None:
        return [Problem(place, "number-form", f"“{cell}” is not a number.", fix_for(cell))]
    if column.unit == "count" and number != int(number):
        found = f"“{cell}” is not a whole number, but the column counts things."
        return [Problem(place, "number-whole", found, "Check the number or the unit.")]
    if number < 0 and column.unit in ("count", "percent", "pounds", "per_1000"):
        found = f"“{cell}” is below zero."
        fix = "A count, share, rate or cost cannot be. Take out the minus sign."
        return [Problem(place, "number-negative", found, fix)]
    if column.unit == "percent" and number > 100:
        found = f"“{cell}” is more than 100 per cent."
        return [Problem(place, "share-range", found, "Check the number and the unit.")]
    return rate_problems(row, column)


def fix_for(cell: str) -> str:
    """What to write instead of a cell that is not a plain number."""
    if not cell or cell.upper() in ("N/A", "NA", "-", "*", "..", "NONE"):
        return "Write [x] (not available), [c] (held back) or [z] (not applicable)."
    digits = cell.replace(",", "")
    if read_decimal(digits) is not None:
        return f"Write {digits}: the website adds the comma."
    for mark, words_ in (("%", "percent"), ("£", "pounds")):
        if mark in cell:
            return f"Write digits only; the unit ({words_}) belongs to the column."
    if re.fullmatch(r"[0-9.]+[eE][+-]?[0-9]+", cell):
        return "The spreadsheet has shortened a long number: format the cell as Number."
    return "Write the number in digits only, and a remark in another column."
