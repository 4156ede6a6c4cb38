"""Registers: the CSV files of `data/` whose columns are the same in every plan."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from safety_plan.csv_files import Row, read_csv
from safety_plan.problems import Problem

#: File name without .csv, and its columns. What they mean: CONTRIBUTING.
COLUMNS: dict[str, tuple[str, ...]] = {
    "figures": (
        *("id", "label", "value", "qualifier", "unit", "period", "place", "source"),
        *("part", "table", "row", "column", "note"),
    ),
    "progress": ("page_id", "text", "state", "part", "source"),
    "priorities": ("page_id", "title", "sentence", "figure", "figure_words"),
    "changes": ("figure", "page_id", "reason", "why", "part", "source"),
    "glossary": ("term", "expansion", "meaning", "source"),
    "contacts": (
        *("id", "need", "topics", "name", "phone", "address", "hours", "note"),
        *("source", "checked"),
    ),
    "documents": ("date", "title", "what", "source"),
    "corrections": (*("date", "revision", "page_id", "was", "is", "approved", "source"),),
}

#: Registers that live on: never sealed with a revision, always shown as today.
LIVING = ("contacts", "corrections", "documents")


def read_register(data: Path, name: str) -> tuple[list[Row], list[Problem]]:
    """The rows of one register; a register that is not there has no rows."""
    file = data / f"{name}.csv"
    if not file.exists():
        return [], []
    return read_csv(file, f"data/{name}.csv", COLUMNS[name])


def missing_values(rows: Iterable[Row], columns: Iterable[str]) -> list[Problem]:
    """A problem for each cell that must not be empty and is."""
    return [
        Problem(
            row.place(column),
            "cell-empty",
            f"The cell “{column}” is empty.",
            "Fill it. If cells were merged in the spreadsheet, only the first kept its text.",
        )
        for row in rows
        for column in columns
        if not row[column]
    ]
