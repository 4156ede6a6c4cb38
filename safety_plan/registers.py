"""Registers: the CSV files of `data/` whose columns are the same in every plan.

Their columns, and what each cell must be, stand in `registers.yml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from safety_plan.csv_files import Row, read_csv
from safety_plan.problems import Problem, unknown
from safety_plan.setting_rules import FORMS
from safety_plan.yaml_files import mapping, own, told, words

REGISTERS = (
    *("figures", "progress", "priorities", "glossary", "contacts", "documents", "corrections"),
    "faults",
)
#: Registers that live on: never sealed with a revision, always shown as today.
LIVING = ("contacts", "corrections", "documents", "faults")

STATES = {"done": "Done", "planned": "Planned; outcome not reported"}


def columns(name: str) -> dict[str, list[str]]:
    """The columns of the register *name*, in order, and what their cells must be."""
    return {c: words(rules).split() for c, rules in mapping(own("registers")[name]).items()}


def read_register(data: Path, name: str) -> tuple[list[Row], list[Problem]]:
    """The rows of one register; a register that is not there has no rows."""
    file = data / f"{name}.csv"
    there = file.exists() or file.is_symlink()
    return read_csv(file, f"data/{name}.csv", list(columns(name))) if there else ([], [])


def register_problems(
    name: str, rows: Iterable[Row], lists: Mapping[str, tuple[Iterable[str], str]]
) -> list[Problem]:
    """Cells that are not what they must be; *lists* gives names, and the file they stand in."""
    problems = []
    seen: dict[tuple[str, str], int] = {}
    asked = [(column, rule) for column, rules in columns(name).items() for rule in rules]
    for row in rows:
        for column, rule in asked:
            cell, place = row[column], row.place(column)
            first = seen.setdefault((column, cell), row.number)
            if rule == "needed" and not cell:
                problems.append(told("cell-empty", place, column=column))
            elif rule == "once" and cell and first != row.number:
                problems.append(told("name-twice", place, kind=column, name=cell, number=first))
            elif cell and rule in FORMS and not FORMS[rule](cell):
                problems.append(told(f"{rule}-form", place, cell=cell))
            elif cell and rule in lists and cell not in lists[rule][0]:
                problems.append(unknown(place, f"{rule}-unknown", cell, *lists[rule]))
    return problems
