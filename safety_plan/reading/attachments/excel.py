"""Excel files (.xlsx): their sheets, and what is in them that a reader does not see."""

import re
from collections.abc import Iterator

from safety_plan.core.sheet_columns import column_number
from safety_plan.core.text import truncate
from safety_plan.reading.attachments.attachment import Contents, Finding
from safety_plan.reading.attachments.formulas import formula_key
from safety_plan.reading.attachments.open_xml import (
    language_of,
    part_findings,
    people_of,
    relation_findings,
    title_of,
    xml_parts,
)
from safety_plan.reading.attachments.zip_parts import (
    Parts,
    attribute,
    elements,
    local,
    open_parts,
    text_of,
)
from safety_plan.reading.untrusted_xml import Element

_OFF = ("", "0", "false")
_CELL_NAME = re.compile(r"([A-Z]{1,3})([0-9]+)")


def read_excel(content: bytes) -> Contents:
    """What the Excel file *content* holds. Raises UnreadableFileError."""
    parts = open_parts(content)
    roots = [parts.xml(name) for name in xml_parts(parts) if not name.endswith(".rels")]
    books = [root for root in roots if local(root) == "workbook"]
    sheets = [one for book in books for one in elements(book, "sheet")]
    findings = [*part_findings(parts), *relation_findings(parts), *_sheet_findings(sheets)]
    tables = [root for root in roots if local(root) == "worksheet"]
    findings += [*_cell_findings(tables), *_formula_findings(tables), *_comment_findings(roots)]
    return Contents(
        count=sum(_is_shown(sheet) for sheet in sheets),
        title=title_of(parts),
        language=language_of(parts),
        people=people_of(parts),
        findings=tuple(findings),
    )


def excel_text(parts: Parts) -> str:
    """All words of an Excel file, also those that a reader does not see."""
    roots = [parts.xml(name) for name in xml_parts(parts)]
    texts = (one for root in roots for one in elements(root, "si", "is", "v", "text", "comment"))
    return "\n".join(map(text_of, texts))


def _is_shown(sheet: Element) -> bool:
    return attribute(sheet, "state") in ("", "visible")


def _sheet_findings(sheets: list[Element]) -> Iterator[Finding]:
    names = [attribute(sheet, "name") for sheet in sheets if not _is_shown(sheet)]
    if names:
        yield Finding("file-unseen.sheets", {"names": truncate(", ".join(names))})


def _cell_findings(tables: list[Element]) -> Iterator[Finding]:
    """Rows and columns with something in them that are not shown."""
    for table in tables:
        rows = [row for row in elements(table, "row") if _is_unseen(table, row) and _full(row)]
        if rows:
            yield Finding("file-unseen.rows", {"where": attribute(rows[0], "r")})
            break
    for table in tables:
        if letters := _column_not_shown(table):
            yield Finding("file-unseen.columns", {"where": letters})
            break


def _is_set(element: Element, name: str) -> bool:
    return attribute(element, name).lower() not in _OFF


def _is_unseen(table: Element, row: Element) -> bool:
    """Whether a *row* is hidden: by itself, by a height of nothing, or as all of its sheet are.

    Where a sheet hides all rows, those with a height of their own, or said to be shown, are seen.
    """
    height = attribute(row, "ht")
    if _is_set(row, "hidden") or (height and not _number(height)):
        return True
    hides_all = any(_is_set(one, "zeroHeight") for one in elements(table, "sheetFormatPr"))
    return hides_all and not height and not attribute(row, "hidden")


def _number(text: str) -> float:
    """The number *text*; 1 where it is none, which a spreadsheet passes over."""
    try:
        return float(text)
    except ValueError:
        return 1


def _full(row: Element) -> list[Element]:
    """The cells of a row that hold something."""
    return [cell for cell in elements(row, "c") if text_of(cell)]


def _column_not_shown(table: Element) -> str:
    """The letters of the first column that holds something and is not shown, or nothing."""
    spans = [
        (int(attribute(column, "min") or 0), int(attribute(column, "max") or 0))
        for column in elements(table, "col")
        if _is_set(column, "hidden") or not _number(attribute(column, "width") or "1")
    ]
    if not spans:
        return ""
    letters = {
        match[1]
        for row in elements(table, "row")
        for cell in _full(row)
        if (match := _CELL_NAME.match(attribute(cell, "r")))
    }
    numbers = {column_number(name): name for name in letters}
    return next(
        (numbers[n] for n in sorted(numbers) if any(start <= n <= end for start, end in spans)), ""
    )


def _formula_findings(tables: list[Element]) -> Iterator[Finding]:
    """Formulas that ask another program or the web for what they show."""
    found: dict[str, str] = {}
    for table in tables:
        for cell in elements(table, "c"):
            for formula in elements(cell, "f"):
                if key := formula_key(text_of(formula)):
                    found.setdefault(key, attribute(cell, "r"))
    for key, where in found.items():
        yield Finding(key, {"where": f"cell {where}"})


def _comment_findings(roots: list[Element]) -> Iterator[Finding]:
    comments = [one for root in roots for one in elements(root, "comment", "threadedComment")]
    if comments:
        yield Finding("file-unseen.comments", {"count": f"{len(comments):,}"})
