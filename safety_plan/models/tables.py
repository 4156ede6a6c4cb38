"""Tables: the CSV files of `data/`, held against their description.

`data/datapackage.yml` is a Frictionless Data Package: one entry for each table,
with its columns, source and caveats. The same description drives this reader
and is published with each revision. Cells stay text from file to page. Rules
that hold several rows against one another are in `cross_checks`.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from safety_plan.core.dates import format_date, format_period
from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem, Read
from safety_plan.core.quantities import (
    MISSING_VALUE_CODES,
    UNIT_WORDS,
    decimal_places,
    read_decimal,
)
from safety_plan.core.text import NAME
from safety_plan.models.columns import (
    TYPES,
    Caveat,
    Column,
    caveat_problems,
    rate_problems,
    read_caveats,
)
from safety_plan.models.fields import rules_of
from safety_plan.models.settings import validate_mapping
from safety_plan.models.table_settings import EXPLAINABLE, TableSettings
from safety_plan.reading.csv_files import Row, match_mistake, read_csv
from safety_plan.reading.yaml_files import (
    Document,
    Keys,
    as_list,
    as_mapping,
    as_text,
    as_text_list,
    as_texts,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A CSV file with its description; rows are as the spreadsheet numbers them.

    *totals* says by column which of its cells marks a row that adds up the
    others; *people* names the columns that count people. *broken* names those in
    which a cell has a problem, and "" where a row or the file could not be read.
    """

    name: str
    title: str
    description: str
    source: str
    place: str
    caveats: tuple[Caveat, ...]
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: tuple[Row, ...]
    totals: dict[str, str] = field(default_factory=dict)
    people: tuple[str, ...] = ()
    explained: dict[str, str] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()

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
        return tuple(dict.fromkeys(c.words for c in self.caveats if c.applies_to(rows, columns)))

    def sources_of(self, rows: Iterable[Row]) -> tuple[str, ...]:
        """The sources of *rows* where the table names one for each, else its own."""
        named = [row["source"] for row in rows if row["source"]]
        return tuple(dict.fromkeys(named)) or (self.source,)


Tables = Mapping[str, Table]


def read_tables(data: Path, description: Document) -> Read[dict[str, Table]]:
    """Every table that `datapackage.yml` describes, read from the folder *data*."""
    tables: dict[str, Table] = {}
    problems: list[Problem] = []
    for index in range(len(as_list(description.value.get("resources")))):
        keys = ("resources", str(index))
        table, found = _read_table(data, description, keys)
        problems += found
        if table.name in tables:
            problems.append(
                problem("name-twice.table", description.location(*keys), name=table.name)
            )
        tables[table.name] = table
    return tables, problems


def _read_table(data: Path, description: Document, keys: Keys) -> Read[Table]:
    entry = as_mapping(as_list(description.value["resources"])[int(keys[1])])
    name, schema = as_text(entry.get("name")), as_mapping(entry.get("schema"))
    shared = as_mapping(description.value.get("caveats"))
    fields = [as_mapping(value) for value in as_list(schema.get("fields"))]
    explained = as_mapping(entry.get("explained"))
    caveats = [*read_caveats(entry.get("caveats"), shared, "")]
    caveats += [c for said in explained.values() for c in read_caveats(said, shared, "")]
    for item in fields:
        caveats += read_caveats(item.get("caveats"), shared, as_text(item.get("name")))
    table = Table(
        name=name,
        caveats=tuple(caveats),
        columns=tuple(Column.read(item) for item in fields),
        key=as_text_list(schema.get("primaryKey")),
        rows=(),
        totals={k: as_text(v) for k, v in as_mapping(entry.get("totals")).items()},
        people=tuple(as_text(f.get("name")) for f in fields if as_text(f.get("people")) == "true"),
        explained={rule: as_text(said) for rule, said in explained.items()},
        broken=frozenset([""]),
        **as_texts(entry, ("title", "description", "source", "place")),
    )
    if problems := [*_entry_problems(table, as_text(entry.get("path")), description, keys)]:
        return table, problems
    rows, problems = read_csv(data / f"{name}.csv", table.path, [c.name for c in table.columns])
    problems += caveat_problems(table.caveats, shared, rows, description.location(*keys))
    table = replace(table, rows=tuple(_evened(rows, table.columns)))
    problems += _row_problems(table)
    broken = frozenset(p.location.column for p in problems if p.location.path == table.path)
    return replace(table, broken=broken), problems


def _evened(rows: Sequence[Row], columns: Iterable[Column]) -> Iterator[Row]:
    """The rows with as many decimals in each cell of a column: spreadsheets drop last zeros."""
    names = [column.name for column in columns if column.type == "number"]
    read = [{k: n for k in names if (n := read_decimal(row[k])) is not None} for row in rows]
    places = {k: max((decimal_places(n[k]) for n in read if k in n), default=0) for k in names}
    for row, known in zip(rows, read, strict=True):
        yield replace(row, cells=row.cells | {k: f"{n:.{places[k]}f}" for k, n in known.items()})


def _entry_problems(
    table: Table, path: str, description: Document, keys: Keys
) -> Iterator[Problem]:
    place, thing = description.location(*keys), f"The table “{table.name}”"
    yield from validate_mapping(
        description, keys, thing, "table-described", rules_of(TableSettings)
    )
    said = f"The list of what the table “{table.name}” explains"
    yield from validate_mapping(description, (*keys, "explained"), said, "explained", EXPLAINABLE)
    if not NAME.fullmatch(table.name):
        yield problem("name-form", place, name=table.name, kind="table")
    names = [column.name for column in table.columns]
    if path and path != f"{table.name}.csv":
        there = description.location(*keys, "path")
        yield problem("table-described.path", there, thing=thing, path=path)
    if not names:
        yield problem("table-described.columns", place)
    asked = [("column-unknown.table", "", n, names) for n in (*table.key, *table.totals)]
    for column in table.columns:
        asked.append(("unit-unknown.column", column.name, column.unit or "count", [*UNIT_WORDS]))
        asked.append(("type-unknown", column.name, column.type, [*TYPES]))
    for key, column_name, name, known in asked if names else ():
        if name not in known:
            yield problem(key, place, table=table.name, column=column_name, name=name, among=known)


def _row_problems(table: Table) -> Iterator[Problem]:
    seen: dict[tuple[str, ...], int] = {}
    for row in table.rows:
        for column in table.columns:
            yield from cell_problems(row, column)
        key = tuple(row[name] for name in table.key)
        if table.key and key in seen:
            yield problem("row-twice", row.location(), number=seen[key], key=", ".join(key))
        seen.setdefault(key, row.number)


def cell_problems(row: Row, column: Column) -> list[Problem]:
    """What is wrong with one cell, given the type and unit of its column."""
    cell, place = row[column.name], row.location(column.name)
    if column.type == "string":
        if column.name == "date" and format_date(cell) is None:
            return [problem("date-form", place, cell=cell)]
        if column.name == "period" and format_period(cell) is None:
            return [problem("period-form", place, cell=cell, fix=match_mistake("periods", cell)[1])]
        return []
    number = read_decimal(cell)
    key = ""
    if number is None:
        key = "" if cell in MISSING_VALUE_CODES else "number-form" if cell else "number-form.empty"
    elif column.unit == "count" and number != int(number):
        key = "number-whole"
    elif (column.unit == "count" or column.type == "integer") and "." in cell:
        key = "number-whole.point"
    elif number < 0 and column.unit not in ("", "index"):
        key = "number-negative"
    elif column.unit == "percent" and number > 100:
        key = "share-range"
    if key:
        return [problem(key, place, cell=cell, fix=match_mistake("numbers", cell)[1])]
    return rate_problems(row, column)


def as_csv(headings: list[str], rows: list[list[str]]) -> str:
    """*rows* under *headings* as CSV text, by pandas; every cell stays the text it is."""
    import pandas as pd

    table = pd.DataFrame(rows, columns=headings, dtype="object")
    return str(table.to_csv(index=False, lineterminator="\n"))
