"""CSV files that are published as they are: read as the tables of the plan are."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.reading.attachments.attachment import Contents, UnreadableFileError
from safety_plan.reading.csv_files import SEPARATORS, cell_mistake, find_formula, read_csv
from safety_plan.reading.text_files import read_text

#: What Excel takes for an order about the signs between columns: `sep=;`.
_ORDER = re.compile(r'"?sep=.?"?', re.I)
#: Without hyphens, which a spreadsheet takes for a sum.
_TELEPHONE = re.compile(r"\+[0-9][0-9 ()]{5,24}")


def read_csv_table(content: bytes) -> Contents:
    """How many rows *content* has below its headings. Raises UnreadableFileError."""
    text = content.decode("utf-8-sig", "replace")
    try:
        rows = [row for row in csv.reader(io.StringIO(text)) if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise UnreadableFileError("file-unread-inside") from error
    return Contents(count=max(0, len(rows) - 1))


def csv_problems(file: Path, location: Location) -> Iterator[Problem]:
    """What a spreadsheet did to *file*, or could be made to do with it."""
    text, problems = read_text(file, location.path)
    if not problems and not text.strip():
        problems = [problem("csv-empty.attachment", location)]
    yield from (found := problems or [*_separator_problems(text, location)])
    if found:
        return
    headings = _headings(text)
    rows, problems = read_csv(file, location.path, headings)
    fine = {
        row.location(column)
        for row in rows
        for column, cell in row.cells.items()
        if _is_for_readers(cell)
    }
    yield from (p for p in problems if p.location not in fine)
    for heading in headings:
        if sign := find_formula(heading):
            place = Location(location.path, row=1, column=heading)
            yield problem("csv-formula", place, sign=sign)


def _separator_problems(text: str, location: Location) -> Iterator[Problem]:
    """Columns that are kept apart by something else than commas, as each of the lines shows."""
    first, *others = [line for line in text.splitlines() if line.strip()]
    place = Location(location.path, row=1)
    if _ORDER.fullmatch(first.strip()):
        yield problem("csv-separator.line", place, line=first.strip())
        return
    for sign, name in SEPARATORS.items():
        count = first.count(sign)
        if count and "," not in first and all(line.count(sign) == count for line in others):
            yield problem("csv-separator", place, name=name)
            return


def _is_for_readers(cell: str) -> bool:
    """Whether *cell* is harmless, and refused only in the tables that the plan itself reads.

    A telephone number may start with a plus, and a sentence may go over several lines.
    """
    if _TELEPHONE.fullmatch(cell):
        return True
    lines = [" ".join(line.split()) for line in cell.split("\n")]
    return "\n" in cell and not any(cell_mistake(line) for line in lines)


def _headings(text: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(text), strict=True), [])
    except csv.Error:
        return []
