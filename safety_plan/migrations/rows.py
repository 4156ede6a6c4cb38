"""The rows of a CSV file as a migration meets them: whatever headings it has."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from safety_plan.models.tables import as_csv


class Rows(NamedTuple):
    """The *headings* of a file, and its rows by them, each as its row of the file."""

    headings: list[str]
    rows: list[dict[str, str]]

    def number(self, index: int) -> int:
        """The row of the file, as a spreadsheet counts: the headings are row 1."""
        return index + 2


def read_rows(text: str) -> Rows | None:
    """The rows of *text*; None where a row does not fit the headings, or nothing can be read."""
    try:
        lines = [line for line in csv.reader(io.StringIO(text), strict=True) if any(line)]
    except csv.Error:
        return None
    headings = [heading.strip() for heading in lines[0]] if lines else []
    is_even = all(len(line) == len(headings) for line in lines[1:])
    if not headings or not is_even or len({*headings}) < len(headings):
        return None
    cells = ([cell.strip() for cell in line] for line in lines[1:])
    return Rows(headings, [dict(zip(headings, line, strict=True)) for line in cells])


def write_rows(columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> str:
    """The text of a CSV file with *columns*; what a row does not have is empty."""
    return as_csv([*columns], [[row.get(column, "") for column in columns] for row in rows])
