"""CSV files that are published as they are: read as the tables of the plan are."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.reading.attachments.attachment import Contents, UnreadableFileError
from safety_plan.reading.csv_files import find_formula, read_csv
from safety_plan.reading.text_files import read_text


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
    yield from problems
    if problems:
        return
    headings = _headings(text)
    yield from read_csv(file, location.path, headings)[1]
    for heading in headings:
        if sign := find_formula(heading):
            place = Location(location.path, row=1, column=heading)
            yield problem("csv-formula", place, sign=sign)


def _headings(text: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(text), strict=True), [])
    except csv.Error:
        return []
