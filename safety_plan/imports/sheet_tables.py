"""The table on a sheet: its headings, its rows, and what stands above and below it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from safety_plan.imports.column_kinds import are_times, as_words, decide_unit, why_words
from safety_plan.imports.free_names import free_name, slug
from safety_plan.imports.number_formats import Shown
from safety_plan.imports.sheet import PROMPT, Row, Sheet
from safety_plan.imports.yaml_text import yaml_text
from safety_plan.models.tables import as_csv

_TOTAL = re.compile(
    r"^(grand |sub-?)?totals?\b|\btotals?$|^all\b|^(overall|sum|cyfanswm|pob ardal)$", re.I
)
#: What a cell of numbers may hold in place of one.
_MARK = re.compile(r"|\[\w{1,2}\]|[.:*–—-]+|n/?a|c|x|z|u|low", re.I)
_NUMBER_TEXT = re.compile(
    r"([-−+]?)£?\s?([-−]?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?\s?(%?)"
)
_SOURCE = "[Write here: the id of the source of these numbers in data/sources.yml]"
_UNIT = "[Write here: what is counted, such as count, percent or pounds]"
_LEAST = 2


@dataclass(slots=True)
class Column:
    """A column: its name, its heading as published, its cells, and what they are."""

    name: str
    title: str
    cells: list[str]
    type: str = "string"
    unit: str = ""


@dataclass(slots=True)
class SheetTable:
    """A table to be described: its columns, the lines above and below it, its rows of totals."""

    name: str
    columns: list[Column]
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)

    def csv(self) -> str:
        """The table as the text of a CSV file."""
        rows = [[*cells] for cells in zip(*(column.cells for column in self.columns), strict=True)]
        return as_csv([column.name for column in self.columns], rows)

    def totals(self) -> dict[str, str]:
        """By column, the one cell that marks a total."""
        found = {
            column.name: [*dict.fromkeys(cell for cell in column.cells if _TOTAL.search(cell))]
            for column in self.columns
            if column.type == "string"
        }
        return {name: cells[0] for name, cells in found.items() if len(cells) == 1}

    def entry(self) -> str:
        """Its description for `data/datapackage.yml`, with prompts for what a person must say."""
        says = f" The sheet says: {_plain(self.above[0])}" if self.above else ""
        lines = [
            f"name: {self.name}",
            f"path: {self.name}.csv",
            f"title: {yaml_text(f'[Write here: what the table is called.{says}]')}",
            f"description: {yaml_text('[Write here: what one row of the table is]')}",
            f"source: {yaml_text(_SOURCE)}",
        ]
        if words := [*self.above[1:], *self.below]:
            lines.append(f"caveats: [{', '.join(map(yaml_text, words))}]")
        if totals := self.totals():
            cells = ", ".join(f"{name}: {yaml_text(cell)}" for name, cell in totals.items())
            lines.append(f"totals: {{{cells}}}")
        keys = self._keys()
        lines += ["schema:", *([f"  primaryKey: [{', '.join(keys)}]"] if keys else []), "  fields:"]
        return "\n".join([*lines, *map(_field, self.columns)])

    def _keys(self) -> list[str]:
        """The first columns of words that tell the rows apart."""
        keys: list[Column] = []
        for column in self.columns:
            if column.type == "string" and all(column.cells):
                keys.append(column)
                rows = [*zip(*(key.cells for key in keys), strict=True)]
                if len({*rows}) == len(rows):
                    return [key.name for key in keys]
        return []


def find_table(sheet: Sheet, name: str) -> SheetTable | None:
    """The table on *sheet*, which will be called *name*; what does not come over is noted there."""
    columns = _filled_columns(sheet.rows)
    rows = [Row(row.number, [row.cells[n] for n in columns], row.wide) for row in sheet.rows]
    start = next((n for n, row in enumerate(rows) if _is_heading(row, rows[n + 1 :])), None)
    if start is None:
        return None
    headings, first = _headings(rows, start)
    body, below = _body(rows[first:], sheet)
    if not body:
        return None
    above = [" ".join(dict.fromkeys(row.texts())) for row in rows[:start] if row.texts()]
    return SheetTable(name, _columns(headings, body, sheet), above, below)


def _filled_columns(rows: Sequence[Row]) -> list[int]:
    """The columns in which anything stands."""
    wide = max((len(row.cells) for row in rows), default=0)
    for row in rows:
        row.cells += [Shown("")] * (wide - len(row.cells))
    return [n for n in range(wide) if any(row.cells[n].text for row in rows)]


def _is_heading(row: Row, rest: Sequence[Row]) -> bool:
    """Whether *row* can be the headings: words in half of the columns, and a row of cells below."""
    most = max((len(other.texts()) for other in rest), default=0)
    return len({*row.texts()}) >= _LEAST <= most <= _LEAST * len(row.texts())


def _headings(rows: Sequence[Row], start: int) -> tuple[list[str], int]:
    """The headings, of two rows where one goes over several columns; and the row after them."""
    words = [cell.text for cell in rows[start].cells]
    if rows[start].wide < _LEAST or start + 1 >= len(rows):
        return words, start + 1
    below = [cell.text for cell in rows[start + 1].cells]
    pairs = zip(words, below, strict=True)
    return [a if a == b else ", ".join(filter(None, (a, b))) for a, b in pairs], start + 2


def _body(rows: Sequence[Row], sheet: Sheet) -> tuple[list[Row], list[str]]:
    """The rows of the table, and the lines below it."""
    last = max((n for n, row in enumerate(rows) if _is_full(row)), default=-1)
    gap = next((n for n, row in enumerate(rows[: last + 1]) if not row.texts()), None)
    if gap is not None and not _goes_on(rows[:gap], rows[gap : last + 1]):
        number = next(row.number for row in rows[gap:] if _is_full(row))
        sheet.notes.append(
            f"A second table seems to begin in row {number}. It was left out. Put it on a sheet of"
            " its own, and import that."
        )
        rows = [*rows[:gap], *(row for row in rows[gap:] if not _is_full(row))]
        last = max((n for n, row in enumerate(rows) if _is_full(row)), default=-1)
    for row in rows[: last + 1]:
        if row.texts() and not _is_full(row):
            sheet.notes.append(
                f"Row {row.number} holds only “{row.texts()[0]}”, so it was left out. If it is"
                " about the rows below, add a column that says so in each."
            )
    below = [row.texts()[0] for row in rows[last + 1 :] if row.texts()]
    return [row for row in rows[: last + 1] if _is_full(row)], below


def _is_full(row: Row) -> bool:
    """Whether *row* holds more than one thing, as the rows of a table do."""
    return len({*row.texts()}) >= _LEAST


def _goes_on(before: Sequence[Row], after: Sequence[Row]) -> bool:
    """Whether the rows *after* an empty one go on with the table: in the same columns numbers."""
    rows = [row for row in after if _is_full(row)]
    return bool(before) and all(
        [cell.is_number for cell in row.cells] == [cell.is_number for cell in before[0].cells]
        for row in rows
    )


def _columns(headings: Sequence[str], body: Sequence[Row], sheet: Sheet) -> list[Column]:
    columns: list[Column] = []
    for n, heading in enumerate(headings):
        wish = slug(heading).replace("-", "_") or f"column_{n + 1}"
        name = free_name([column.name for column in columns], wish).replace("-", "_")
        title = heading or "[Write here: what stands in this column]"
        columns.append(_column(name, title, [row.cells[n] for row in body], sheet))
    return columns


def _column(name: str, title: str, cells: Sequence[Shown], sheet: Sheet) -> Column:
    """A column of words or of numbers; numbers that are kept as words become numbers."""
    views = [_as_number(cell) for cell in cells]
    numbers = [cell for cell in views if cell.is_number]
    others = [cell for cell in views if not cell.is_number and not _MARK.fullmatch(cell.text)]
    if not numbers or others or are_times(title, numbers):
        if numbers and len(numbers) >= len(others):
            sheet.notes.append(why_words(title, others))
        return Column(name, title, [as_words(cell) for cell in cells])
    decision = decide_unit(title, numbers)
    if decision.note:
        sheet.notes.append(decision.note)
    if any(cell.scaled for cell in numbers):
        sheet.notes.append(f"The numbers under “{title}” are shown in thousands or millions.")
    if any(cell.general and "." in cell.text for cell in numbers):
        sheet.notes.append(
            f"The numbers under “{title}” have no format that says how many decimals they have."
            " Hold each against what was published."
        )
    texts = [cell.text for cell in views]
    is_whole = not any("." in cell.text for cell in numbers if cell.text != PROMPT)
    return Column(name, title, texts, "integer" if is_whole else "number", decision.unit or _UNIT)


def _as_number(cell: Shown) -> Shown:
    """A number that is kept as words, such as “1,204” or “£5.20”, as a number."""
    match = _NUMBER_TEXT.fullmatch(cell.text)
    if not match or (cell.is_number and cell.unit) or cell.text == PROMPT:
        return cell
    outer, inner, digits, places, percent = match.groups()
    if len(digits) > 1 and digits.startswith("0"):  # a code, or a telephone number
        return cell
    if outer == "+" and not percent:  # a telephone number begins with it too
        return cell
    unit = cell.unit
    if percent:
        unit = "percent"
    elif "£" in cell.text:
        unit = "pounds"
    sign = "-" if inner or outer in ("-", "−") else ""
    text = f"{sign}{digits.replace(',', '')}{places or ''}"
    return Shown(text, unit, is_number=True, scaled=cell.scaled, general=cell.general)


def _field(column: Column) -> str:
    unit = f", unit: {yaml_text(column.unit) if ' ' in column.unit else column.unit}"
    return (
        f"    - {{name: {column.name}, type: {column.type}, title: {yaml_text(column.title)}"
        f"{unit if column.unit else ''}}}"
    )


def _plain(text: str) -> str:
    return re.sub(r"[\[\]{}]", "", text)
