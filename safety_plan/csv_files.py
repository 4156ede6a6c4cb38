"""CSV files as spreadsheets save them, read strictly: refused, never repaired.

Harmless differences are accepted: a byte-order mark, either kind of line end,
empty rows at the end, quoted cells. Everything else is a problem that names
row and column as the spreadsheet shows them.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from safety_plan.problems import Place, Problem, did_you_mean
from safety_plan.yaml_files import read_text

#: Where a spreadsheet may start to read a formula: at the start of a cell, or of
#: what it takes for one where it splits at semicolons, tabs or new lines; after
#: OWASP's "CSV Injection", the wide forms of the four signs among them.
_FORMULA = re.compile(r"((?:^|[;\t\r\n])[\s\"]*)([=+\-@＝＋－＠])")
_NO_FORMULA = re.compile(r"[-+]|-?[0-9]+(\.[0-9]+)?")
SPREADSHEET_ERRORS = ("#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a CSV file: its cells by heading, and where it stands."""

    path: str
    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def place(self, column: str = "") -> Place:
        """The place of the row, or of its cell in *column*."""
        columns = list(self.cells)
        letter = column_letter(columns.index(column)) if column in columns else ""
        return Place(self.path, row=self.number, column=column, letter=letter)


def column_letter(index: int) -> str:
    """The letter a spreadsheet gives the column at *index* (0 is A, 26 is AA)."""
    head, tail = divmod(index, 26)
    return (column_letter(head - 1) if head else "") + chr(ord("A") + tail)


def read_csv(file: Path, path: str, headings: Sequence[str]) -> tuple[list[Row], list[Problem]]:
    """Reads *file*, which must have exactly *headings*; *path* is its name in words."""
    text, problems = _csv_text(file, path)
    if problems:
        return [], problems
    try:
        records = list(csv.reader(io.StringIO(text), strict=True))
    except csv.Error:
        found = "A quotation mark is opened and never closed, or stands inside a cell."
        fix = "Close it, or write two of them for one that belongs to the text."
        return [], [Problem(Place(path), "csv-quotation-mark", found, fix)]
    while records and not any(cell.strip() for cell in records[-1]):
        records.pop()
    if not records:
        found, fix = "The file is empty.", f"Add the headings: {','.join(headings)}"
        return [], [Problem(Place(path), "csv-empty", found, fix)]
    problems = _heading_problems(records[0], headings, path, text)
    if problems:
        return [], problems
    return _rows(records, path)


def _csv_text(file: Path, path: str) -> tuple[str, list[Problem]]:
    start = file.read_bytes()[:4] if file.is_file() else b""
    if start.startswith(b"PK"):
        found = "This is a spreadsheet file that was only renamed to .csv."
        fix = "Open it in the spreadsheet and save it as CSV UTF-8."
        return "", [Problem(Place(path), "csv-is-a-workbook", found, fix)]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        found = "The file is saved as “Unicode text” (UTF-16)."
        fix = "Save it again as CSV UTF-8."
        return "", [Problem(Place(path), "not-utf-8", found, fix)]
    return read_text(file, path)


def _heading_problems(
    found: list[str], wanted: Sequence[str], path: str, text: str
) -> list[Problem]:
    place = Place(path, row=1)
    if found == list(wanted):
        return []
    first_line = text.split("\n", 1)[0]
    for mark, name in ((";", "semicolons"), ("\t", "tabs")):
        if mark in first_line and len(found) == 1:
            said = f"The columns are separated by {name}, not commas."
            fix = "Save the file again as CSV with commas."
            return [Problem(place, "csv-separator", said, fix)]
    problems = [_missing_heading(name, found, place) for name in wanted]
    problems += [_strange_heading(name, wanted, place) for name in found]
    doubled = [name for name in dict.fromkeys(found) if found.count(name) > 1]
    problems += [
        Problem(place, "csv-heading", f"“{name}” is a heading twice.", "Keep one.")
        for name in doubled
    ]
    kept = [problem for problem in problems if problem]
    if not kept:
        order = ",".join(wanted)
        said = "The headings are in another order."
        kept = [Problem(place, "csv-heading", said, f"Put them as: {order}")]
    return kept


def _missing_heading(name: str, found: list[str], place: Place) -> Problem | None:
    if name in found:
        return None
    fix = f"Add the heading {name}, written exactly so."
    said = f"There is no column with the heading “{name}”."
    return Problem(place, "csv-heading", said, fix)


def _strange_heading(name: str, wanted: Sequence[str], place: Place) -> Problem | None:
    if name in wanted:
        return None
    fix = did_you_mean(name, wanted) or f"The headings are: {', '.join(wanted)}."
    said = f"The heading “{name}” is not one of this table."
    return Problem(place, "csv-heading", said, fix)


def _rows(records: list[list[str]], path: str) -> tuple[list[Row], list[Problem]]:
    headings = records[0]
    rows: list[Row] = []
    problems: list[Problem] = []
    for number, record in enumerate(records[1:], start=2):
        place = Place(path, row=number)
        if not any(cell.strip() for cell in record):
            found, fix = "The row is empty.", "Delete the row."
            problems.append(Problem(place, "csv-empty-row", found, fix))
        elif len(record) != len(headings):
            found = f"The row has {len(record)} cells; the headings are {len(headings)}."
            fix = "Look for a comma inside a number or a text, or a cell left out."
            problems.append(Problem(place, "csv-cells", found, fix))
        else:
            cells = dict(zip(headings, record, strict=True))
            row = Row(path, number, {k: v.strip() for k, v in cells.items()})
            rows.append(row)
            problems += [p for k in headings for p in _cell_problems(row, k)]
    return rows, problems


def _cell_problems(row: Row, column: str) -> list[Problem]:
    cell = row[column]
    place = row.place(column)
    if cell in SPREADSHEET_ERRORS or (cell and set(cell) == {"#"}):
        found = f"The cell says “{cell}”, which is a spreadsheet's own error."
        fix = "Put it right in the spreadsheet and save again."
        return [Problem(place, "csv-spreadsheet-error", found, fix)]
    if formula := formula_in(cell):
        found = f"The cell, or a part of it, starts with “{formula}”, as a formula does."
        fix = "Write the result instead of the formula, or start with another character."
        return [Problem(place, "csv-formula", found, fix)]
    if "<" in cell or ">" in cell:
        found = f"The cell holds < or >: “{shortened(cell)}”."
        fix = "Web code is not allowed here. Write it in words."
        return [Problem(place, "csv-web-code", found, fix)]
    if hidden := hidden_characters(cell):
        found = f"The cell holds a character that cannot be seen ({hidden})."
        fix = "Empty the cell and type the text again."
        return [Problem(place, "hidden-character", found, fix)]
    return []


def formula_in(cell: str) -> str:
    """The sign with which a spreadsheet would start a formula in *cell*, if any."""
    match = None if _NO_FORMULA.fullmatch(cell) else _FORMULA.search(cell)
    return match[2] if match else ""


def harmless(cell: str) -> str:
    """*cell* as a spreadsheet shows it and never runs it; numbers stay numbers."""
    return _FORMULA.sub(r"\1'\2", cell) if formula_in(cell) else cell


def hidden_characters(text: str) -> str:
    """Names the control, zero-width or direction characters in *text*, if any."""
    strange = {
        character
        for character in text
        if unicodedata.category(character) in ("Cc", "Cf", "Co", "Zl", "Zp")
        and character not in "\n\t"
    }
    return ", ".join(f"U+{ord(character):04X}" for character in sorted(strange))


def shortened(text: str, limit: int = 60) -> str:
    """*text* on one line, cut with … where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
