"""Totals and their parts, and counts so small that they could tell who is meant."""

from collections.abc import Sequence

from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem
from safety_plan.core.quantities import read_decimal
from safety_plan.reading.csv_files import Row

#: Counts of people below this could tell who is meant.
LEAST_SAFE_COUNT = 5
HELD_BACK = "[c]"


def total_problems(total: Row, column: str, parts: Sequence[tuple[Row, str]]) -> list[Problem]:
    """What is wrong with a total and its parts, each a cell of a row.

    A single part that is held back can be found by taking the others away: the
    rule of secondary suppression in the Government Statistical Service's
    guidance on disclosure control.
    """
    stated = read_decimal(total[column])
    if stated is None or not parts:
        return []
    values = [read_decimal(row[name]) for row, name in parts]
    numbers = [value for value in values if value is not None]
    held_back = [row.location(name) for row, name in parts if row[name] == HELD_BACK]
    if len(held_back) == 1 and len(numbers) == len(parts) - 1:
        return [problem("held-back-alone", held_back[0], place=total.location(column))]
    missing = len(parts) - len(numbers)
    if sum(numbers) == stated or (missing and sum(numbers) < stated):
        return []
    params = {"total": stated, "count": len(parts), "sum": sum(numbers)}
    return [problem("total-adds", total.location(column), path=parts[0][0].path, **params)]


def is_small_count(cell: str) -> bool:
    """True for a count so small that it could tell who is meant: 1 to 4."""
    value = read_decimal(cell)
    return value is not None and 0 < value < LEAST_SAFE_COUNT
