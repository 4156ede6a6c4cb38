"""The sheets of an OpenDocument spreadsheet, which keeps the words that each cell shows."""

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from safety_plan.core.sheet_columns import column_letters
from safety_plan.imports.number_formats import Shown
from safety_plan.imports.sheet import (
    EMPTY,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    Row,
    Sheet,
    Workbook,
    name_some,
)

CONTENT = "content.xml"
_SPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TABLE, _OFFICE, _TEXT, _STYLE = (_SPACE % name for name in ("table", "office", "text", "style"))


def read_open_document(parts: Mapping[str, bytes]) -> Workbook | None:
    """The sheets of the spreadsheet that consists of *parts*; None where it is none."""
    try:
        root = ElementTree.fromstring(parts[CONTENT])
    except (KeyError, ElementTree.ParseError):
        return None
    body = root.find(f"{_OFFICE}body/{_OFFICE}spreadsheet")
    if body is None:
        return None
    hidden = _hidden_styles(root)
    tables = body.findall(f"{_TABLE}table")[:MOST_SHEETS]
    unseen = [table for table in tables if table.get(f"{_TABLE}style-name") in hidden]
    names = [table.get(f"{_TABLE}name", "") for table in unseen]
    try:
        sheets = [_read_sheet(table) for table in tables if table not in unseen]
    except ValueError:  # a number of columns or rows that is none
        return None
    return Workbook(
        sheets, [f"The sheet “{name}” is hidden, so it was left out." for name in names]
    )


def _hidden_styles(root: Element) -> set[str]:
    return {
        style.get(f"{_STYLE}name", "")
        for style in root.iter(f"{_STYLE}style")
        for look in style.iter(f"{_STYLE}table-properties")
        if look.get(f"{_TABLE}display") == "false"
    }


def _read_sheet(table: Element) -> Sheet:
    answer = Sheet(table.get(f"{_TABLE}name", ""))
    hidden = _hidden_columns(table)
    hidden_rows: list[str] = []
    number = 0
    high = dict[int, tuple[int, Shown]]()
    for element in table.iter(f"{_TABLE}table-row"):
        for _ in range(_times(element, "rows", MOST_ROWS)):
            number += 1
            row = _read_row(element, number, high)
            if number > MOST_ROWS or (not row.texts() and _times(element, "rows", MOST_ROWS) > 1):
                break
            if element.get(f"{_TABLE}visibility", "visible") != "visible":
                hidden_rows.append(str(number))
                continue
            row.cells = [cell for n, cell in enumerate(row.cells, start=1) if n not in hidden]
            answer.rows.append(row)
    if number > MOST_ROWS:
        answer.notes.append(f"Only the first {MOST_ROWS:,} rows were read.")
    if hidden_rows:
        answer.notes.append(f"Hidden rows were left out: {name_some(hidden_rows)}.")
    if hidden:
        letters = name_some([column_letters(column) for column in sorted(hidden)])
        answer.notes.append(f"Hidden columns were left out: {letters}.")
    if next(table.iter(f"{_OFFICE}annotation"), None) is not None:
        answer.notes.append("Comments were left out.")
    return answer


def _hidden_columns(table: Element) -> set[int]:
    columns: set[int] = set()
    number = 0
    for element in table.iter(f"{_TABLE}table-column"):
        count = _times(element, "columns", MOST_COLUMNS)
        if element.get(f"{_TABLE}visibility", "visible") != "visible":
            columns |= {*range(number + 1, number + count + 1)}
        number += count
    return columns


def _read_row(element: Element, number: int, high: dict[int, tuple[int, Shown]]) -> Row:
    """The cells of a row; *high* holds the cells above that go on, and is brought up to date."""
    row = Row(number, [])
    beside: list[Shown] = []
    for cell in element:
        for _ in range(_times(cell, "columns", MOST_COLUMNS)):
            column = len(row.cells) + 1
            if column > MOST_COLUMNS:
                break
            if cell.tag == f"{_TABLE}covered-table-cell":
                _, above = high.get(column, (0, EMPTY))
                row.cells.append(beside.pop() if beside else above)
                continue
            if cell.tag != f"{_TABLE}table-cell":
                break
            view = Shown(" ".join(_words(cell)), is_number=_is_number(cell))
            wide = min(int(cell.get(f"{_TABLE}number-columns-spanned", 1)), MOST_COLUMNS)
            rows = int(cell.get(f"{_TABLE}number-rows-spanned", 1))
            row.wide = max(row.wide, wide)
            beside = [view] * (wide - 1)
            for n in range(column, column + wide):
                high[n] = (number + rows, view)
            row.cells.append(view)
    for n in [n for n, (end, _) in high.items() if end <= number + 1]:
        del high[n]
    return row


def _words(cell: Element) -> Iterator[str]:
    """The lines that a cell shows, without its comment."""
    for line in cell.findall(f"{_TEXT}p"):
        if words := " ".join("".join(line.itertext()).split()):
            yield words


def _is_number(cell: Element) -> bool:
    return cell.get(f"{_OFFICE}value-type") in ("float", "percentage", "currency")


def _times(element: Element, what: str, most: int) -> int:
    return min(int(element.get(f"{_TABLE}number-{what}-repeated", 1)), most)
