"""Tables: the CSV files of `data/`, held against their description.

`data/datapackage.yml` is a Frictionless Data Package: one entry for each table,
with its columns, source and caveats. The same description drives this reader
and is published with each revision. Cells stay text from file to page. Rules
that hold several rows against one another are in `checks.table_rows`.
"""

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem, Read
from safety_plan.core.quantities import COUNT_UNITS, decimal_places, read_decimal
from safety_plan.core.text import NAME, read_switch
from safety_plan.models.cells import cell_problems, gap_problems
from safety_plan.models.columns import DECIMALS, Caveat, Column, caveat_problems, read_caveats
from safety_plan.models.constraints import constraint_problems
from safety_plan.models.derivations import Derivation
from safety_plan.models.fields import rules_of
from safety_plan.models.page_decimals import rounding_caveats
from safety_plan.models.people import columns_of_people
from safety_plan.models.ranges import (
    MARK,
    end_problems,
    mark_caveats,
    mark_problems,
    range_problems,
)
from safety_plan.models.setting_problems import name_problems, validate_mapping
from safety_plan.models.setting_shapes import value_at
from safety_plan.models.table_descriptions import (
    column_problems,
    description_problems,
    package_problems,
    setting_problems,
)
from safety_plan.models.table_settings import EXPLAINABLE, RECIPE, TableSettings
from safety_plan.models.where import Where, rows_where
from safety_plan.reading.csv_files import Row, read_csv
from safety_plan.reading.yaml_files import (
    Document,
    Keys,
    Value,
    as_list,
    as_mapping,
    as_text,
    as_text_list,
    as_texts,
    has_words,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A CSV file with its description; rows are as the spreadsheet numbers them.

    *totals* says by column which of its cells marks a row that adds up the
    others; *people* names the columns that count people. With *search_rows* each row is
    found by a search. *broken* names those in
    which a cell has a problem, and "" where a row or the file could not be read. *derivation*
    says how a table was worked out that stands in no file; its rows are those of its download.
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
    search_rows: bool = False
    explained: dict[str, str] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    derivation: Derivation | None = None

    @property
    def path(self) -> str:
        """What messages call the file, or a table that is worked out and stands in none."""
        return f"the table “{self.name}”" if self.derivation else f"data/{self.name}.csv"

    def column(self, name: str) -> Column | None:
        """The column with the heading *name*."""
        return next((c for c in self.columns if c.name == name), None)

    @property
    def series_key(self) -> tuple[str, ...]:
        """The columns that tell its rows apart: its key, or else all that hold words."""
        return self.key or tuple(c.name for c in self.columns if c.type == "string")

    @property
    def counts(self) -> list[Column]:
        """The columns that count something, or hold other numbers that add up."""
        return [c for c in self.columns if c.type != "string" and c.unit in ("", *COUNT_UNITS)]

    def where(self, cells: Where) -> list[Row]:
        """The rows that have these *cells*, by column, in file order."""
        return rows_where(self.rows, cells)

    def caveats_of(self, rows: Sequence[Row], columns: Collection[str]) -> tuple[str, ...]:
        """What to bear in mind about the numbers of *columns* in *rows*, each once."""
        texts = [c.text for c in self.caveats if c.applies_to(rows, columns)]
        if self.derivation:
            return tuple(dict.fromkeys([*self.derivation.caveats_behind(rows, columns), *texts]))
        return tuple(dict.fromkeys([*mark_caveats(rows, self.key), *texts]))

    def source_of(self, row: Row, name: str) -> str:
        """The source of the cell of *row* in the column *name*.

        It is that of the table, but where the row, or else the column, names its own.
        """
        column = self.column(name)
        return row["source"] or (column.source if column else "") or self.source

    def sources_of(self, rows: Iterable[Row], columns: Collection[str]) -> tuple[str, ...]:
        """The sources of *columns* of *rows*, each once, in the order of the table.

        Of a table that is worked out they are those behind whole rows.
        """
        if self.derivation:
            return tuple(dict.fromkeys(self.derivation.sources_behind(rows)))
        names = [column.name for column in self.columns if column.name in columns]
        of_cells = [self.source_of(row, name) for row in rows for name in names]
        return tuple(dict.fromkeys(of_cells)) or (self.source,)


Tables = Mapping[str, Table]
#: What an entry says of its table in words.
_TEXTS = ("name", "title", "description", "source", "place")


def read_tables(data: Path, description: Document) -> Read[dict[str, Table]]:
    """Every table that `datapackage.yml` describes and that is a file of the folder *data*."""
    tables: dict[str, Table] = {}
    problems: list[Problem] = [*package_problems(description)]
    for index in range(len(as_list(description.value.get("resources")))):
        keys = ("resources", str(index))
        table, problems_of_table = _read_table(data, description, keys)
        problems += problems_of_table
        if table.name in tables:
            location = description.location(*keys)
            problems.append(problem("name-twice.table", location, name=table.name))
        tables[table.name] = table
    return tables, problems


def _read_table(data: Path, description: Document, keys: Keys) -> Read[Table]:
    """The table whose entry stands under *keys*; without rows where the entry has a problem."""
    entry = as_mapping(as_list(description.value["resources"])[int(keys[1])])
    shared_caveats = as_mapping(description.value.get("caveats"))
    table = _described_table(entry, shared_caveats)
    problems = [*_entry_problems(table, as_text(entry.get("path")), description, keys)]
    of_settings = [*setting_problems(description, keys, table.columns, table.people)]
    if problems:
        return table, problems + of_settings
    headings = [column.name for column in table.columns]
    rows, problems = read_csv(data / f"{table.name}.csv", table.path, headings)
    location = description.location(*keys)
    problems += caveat_problems(table.caveats, shared_caveats, rows, location)
    table = replace(table, rows=tuple(_with_last_zeros(rows, table.columns)))
    problems += _row_problems(table)
    problems += constraint_problems(rows, description, keys)  # as they are published
    problems += of_settings
    broken = frozenset(p.location.column for p in problems if p.location.path == table.path)
    return replace(table, broken=broken), problems


def _described_table(entry: Mapping[str, Value], shared_caveats: Mapping[str, Value]) -> Table:
    """The table that *entry* describes, before its rows are read."""
    schema = as_mapping(entry.get("schema"))
    fields = [as_mapping(value) for value in as_list(schema.get("fields"))]
    explained = {
        rule: reason
        for rule, reason in as_mapping(entry.get("explained")).items()
        if has_words(reason)
    }
    columns = tuple(Column.read(item) for item in fields)
    texts: dict[str, Any] = {**as_texts(entry, _TEXTS)}
    caveats = [*read_caveats(entry.get("caveats"), shared_caveats, "")]
    for reason in explained.values():
        caveats += read_caveats(reason, shared_caveats, "")
    for item in fields:
        name = as_text(item.get("name"))
        caveats += read_caveats(item.get("caveats"), shared_caveats, name)
    caveats += rounding_caveats(columns)
    return Table(
        caveats=tuple(caveats),
        columns=columns,
        key=as_text_list(schema.get("primaryKey")),
        rows=(),
        totals={k: as_text(v) for k, v in as_mapping(entry.get("totals")).items()},
        people=columns_of_people(columns, texts["name"], texts["title"]),
        search_rows=bool(read_switch(as_text(entry.get("search_rows")))),
        explained={rule: as_text(reason) for rule, reason in explained.items()},
        broken=frozenset([""]),
        **texts,
    )


def _with_last_zeros(rows: Iterable[Row], columns: Iterable[Column]) -> Iterator[Row]:
    """The rows with the last zeros that a spreadsheet drops, in columns that say how many.

    Any other number keeps the digits it has: those its source published.
    """
    places = {c.name: int(c.decimals) for c in columns if DECIMALS.fullmatch(c.decimals)}
    for row in rows:
        cells = dict(row.cells)
        for name, count in places.items():
            number = read_decimal(row[name])
            if number is not None and decimal_places(number) < count:
                cells[name] = f"{number:.{count}f}"
        yield replace(row, cells=cells)


def _entry_problems(
    table: Table, path: str, description: Document, keys: Keys
) -> Iterator[Problem]:
    """Why *table*, which names the file *path*, cannot be read by its description."""
    location = description.location(*keys)
    subject = f"The table “{table.name}”"
    fields = rules_of(TableSettings)
    if RECIPE in as_mapping(value_at(description, keys)):
        yield problem("recipe.place", description.location(*keys, RECIPE), table=table.name)
        return
    yield from validate_mapping(description, keys, subject, "table-described", fields)
    keys_explained = (*keys, "explained")
    reasons = f"The list of what the table “{table.name}” explains"
    yield from name_problems(description, keys_explained, reasons, EXPLAINABLE)
    yield from description_problems(description, keys, subject)
    if not NAME.fullmatch(table.name):
        yield problem("name-form", location, name=table.name, kind="table")
    if path and path != f"{table.name}.csv":
        path_location = description.location(*keys, "path")
        yield problem("table-described.path", path_location, thing=subject, path=path)
    if not table.columns:
        yield problem("table-described.columns", location)
        return
    headings = [column.name for column in table.columns]
    for name in (*table.key, *table.totals):
        if name not in headings:
            params = {"table": table.name, "name": name, "choices": headings}
            yield problem("column-unknown.table", location, **params)
    for column in table.columns:
        yield from column_problems(column, location)
        yield from end_problems(column, {one.name: one for one in table.columns}, location)
        for name in filter(None, (column.lower, column.upper)):
            if name not in headings:
                params = {"table": table.name, "name": name, "choices": headings}
                yield problem("column-unknown.table", location, **params)


def _row_problems(table: Table) -> Iterator[Problem]:
    first_rows: dict[tuple[str, ...], int] = {}
    labels = [c.name for c in table.columns if c.type == "string" and c.name in table.key]
    mark = table.column(MARK)
    for row in table.rows:
        for name in labels:
            if name not in ("date", "period"):
                yield from gap_problems(row, name)
        if mark and mark.type == "string":
            yield from mark_problems(row)
        for column in table.columns:
            yield from cell_problems(row, column)
            yield from range_problems(row, column)
        key = tuple(row[name] for name in table.key)
        if all(key) and key and key in first_rows:
            number = first_rows[key]
            yield problem("row-twice", row.location(), number=number, key=", ".join(key))
        first_rows.setdefault(key, row.number)


def as_csv(headings: list[str], rows: list[list[str]]) -> str:
    """*rows* under *headings* as CSV text; every cell stays the text it is."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([headings, *rows])
    return text.getvalue()


def table_csv(table: Table) -> bytes:
    """All of *table* as a CSV file, as it is sealed and offered for download."""
    headings = [column.name for column in table.columns]
    return as_csv(headings, [[row[name] for name in headings] for row in table.rows]).encode()
