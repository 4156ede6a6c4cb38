"""A spreadsheet becomes tables of a plan, which `data/datapackage.yml` describes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, PlanError
from safety_plan.core.resources import load_resource
from safety_plan.imports.free_names import FreeNames, read_free_names, slug
from safety_plan.imports.list_entries import add_entries
from safety_plan.imports.new_files import Import
from safety_plan.imports.open_document import CONTENT, read_open_document
from safety_plan.imports.sheet import Sheet
from safety_plan.imports.sheet_tables import SheetTable, find_table
from safety_plan.imports.workbook import WORKBOOK, read_workbook
from safety_plan.reading.text_files import read_text

_PACKAGE = "data/datapackage.yml"
#: What a program calls a sheet to which nobody gave a name.
_NO_NAME = re.compile(r"(sheet|taflen|dalen|table)[ _]?[0-9]+", re.I)


def import_tables(file: Path, parts: Mapping[str, bytes], plan: Path) -> Import:
    """What the spreadsheet *file*, which consists of *parts*, becomes. Raises PlanError."""
    location = Location(file.name)
    if WORKBOOK not in parts and CONTENT not in parts:
        raise PlanError([problem("import-file", location, name=file.name)])
    is_excel = WORKBOOK in parts
    book = read_workbook(parts) if is_excel else read_open_document(parts)
    if book is None:
        rule = "import-file.damaged" if is_excel else "import-file"
        raise PlanError([problem(rule, location, name=file.name)])
    names = read_free_names(plan)
    pairs = [(sheet, _table(sheet, file, names)) for sheet in book.sheets]
    tables = [table for _, table in pairs if table]
    if not tables:
        raise PlanError([problem("import-file.tables", location, name=file.name)])
    package = _with_entries(plan, [table.entry() for table in tables])
    return Import(
        files={f"data/{table.name}.csv": table.csv().encode() for table in tables},
        changes={_PACKAGE: package.encode()} if package else {},
        sentences=(*_say(pairs, is_listed=bool(package)), *book.notes),
        next_step=load_resource("imports/sentences.yml")["next-of-tables"],
    )


def _table(sheet: Sheet, file: Path, names: FreeNames) -> SheetTable | None:
    """The table on *sheet*, under a name that is free; of the file where the sheet has none."""
    wish = slug(file.stem if _NO_NAME.fullmatch(sheet.name) else sheet.name) or "table"
    table = find_table(sheet, wish)
    if table:
        table.name = names.take_table(wish)
    return table


def _with_entries(plan: Path, entries: Sequence[str]) -> str:
    """The description of all tables with *entries* at its end, or nothing."""
    if not (plan / _PACKAGE).exists():
        return add_entries("name: plan-data\nresources:\n", "resources", entries)
    text, problems = read_text(plan / _PACKAGE, _PACKAGE)
    return "" if problems else add_entries(text, "resources", entries)


def _say(pairs: Sequence[tuple[Sheet, SheetTable | None]], *, is_listed: bool) -> Iterator[str]:
    sentences = load_resource("imports/sentences.yml")
    for sheet, table in pairs:
        if table is None:
            yield sentences["no-table"].format(name=sheet.name)
        else:
            count = len(table.columns[0].cells)
            path = f"data/{table.name}.csv"
            words = sentences["table" if count > 1 else "table-of-one"]
            yield words.format(name=sheet.name, path=path, count=count)
            yield from (f"    {note}" for note in _notes(sheet, table))
    yield sentences["described" if is_listed else "undescribed"]
    if not is_listed:
        yield from (f"  - {table.entry()}" for _, table in pairs if table)


def _notes(sheet: Sheet, table: SheetTable) -> Iterator[str]:
    sentences = load_resource("imports/sentences.yml")
    yield from sheet.notes
    if table.above:
        yield sentences["above"].format(words=" / ".join(table.above))
    if table.below:
        yield sentences["below"].format(words=" / ".join(table.below))
    for name, cell in table.totals().items():
        yield sentences["total"].format(name=name, cell=cell)
