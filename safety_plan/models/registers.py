"""Registers: the CSV files of `data/` whose columns are the same in every plan.

Their columns, and what each cell must be, stand in `registers.yml`.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem, Read
from safety_plan.core.resources import load_resource
from safety_plan.models.settings import FORMAT_RULES, FORMATS, field_rules
from safety_plan.reading.csv_files import Row, read_csv

REGISTERS = tuple(load_resource("models/registers.yml"))
#: Registers that live on: never sealed with a revision, always shown as today.
LIVING = ("contacts", "corrections", "documents", "faults")

#: Why a figure changed; redefined, it is another figure, and is not subtracted.
REDEFINED = "definition changed"
REASONS = ("new year added", "source revised", REDEFINED, "correction")

#: The rule that is broken where a cell names what is not in that list of the plan.
UNKNOWN_RULES = {
    "figure": "figure-unknown",
    "source": "source-unknown",
    "state": "state-unknown",
    "reason": "reason-unknown",
    "revision": "revision-unknown",
    "page_id": "page_id-unknown",
}

STATES: dict[str, str] = load_resource("core/labels.yml")["states"]


def register_columns(name: str) -> dict[str, list[str]]:
    """The columns of the register *name*, in order, and what their cells must be."""
    return field_rules("models/registers.yml", name)


def read_register(data: Path, name: str) -> Read[list[Row]]:
    """The rows of one register; a register that is not there has no rows."""
    file = data / f"{name}.csv"
    there = file.exists() or file.is_symlink()
    return read_csv(file, f"data/{name}.csv", list(register_columns(name))) if there else ([], [])


def register_problems(
    name: str, rows: Iterable[Row], lists: Mapping[str, Collection[str]]
) -> Iterator[Problem]:
    """Cells that are not what they must be; *lists* gives the names there are."""
    seen: dict[tuple[str, str], int] = {}
    asked = [(column, rule) for column, rules in register_columns(name).items() for rule in rules]
    for row in rows:
        for column, rule in asked:
            cell, place = row[column], row.location(column)
            first = seen.setdefault((column, cell), row.number)
            if rule == "needed" and not cell:
                yield problem("cell-empty", place, column=column)
            elif rule == "once" and cell and first != row.number:
                yield problem("name-twice", place, kind=column, name=cell, number=first)
            elif cell and rule in FORMATS and not FORMATS[rule](cell):
                yield problem(FORMAT_RULES[rule], place, cell=cell)
            elif cell and rule in lists and cell not in lists[rule]:
                yield problem(UNKNOWN_RULES[rule], place, name=cell, among=lists[rule])
