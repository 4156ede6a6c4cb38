"""Totals and their parts, and counts so small that they could tell who is meant."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem
from safety_plan.core.quantities import read_decimal
from safety_plan.reading.csv_files import Row

#: Counts of people below this could tell who is meant.
LEAST_SAFE_COUNT = 5
HELD_BACK = "[c]"


def total_problems(total: Row, column: str, parts: Sequence[tuple[Row, str]]) -> list[Problem]:
    """What is wrong with a total and its parts, each a cell of a row.

    A part that is held back must not be found by taking the others away: the
    rule of secondary suppression in the Government Statistical Service's
    guidance on disclosure control.
    """
    stated = read_decimal(total[column])
    values = [read_decimal(row[name]) for row, name in parts]
    numbers = [value for value in values if value is not None]
    if not parts:
        return []
    if found := _held_back_problem(total, column, parts, numbers):
        return [found]
    missing = len(parts) - len(numbers)
    if stated is None or sum(numbers) == stated or (missing and sum(numbers) < stated):
        return []
    params = {"total": stated, "count": len(parts), "sum": sum(numbers)}
    return [problem("total-adds", total.location(column), path=parts[0][0].path, **params)]


def _held_back_problem(
    total: Row, column: str, parts: Sequence[tuple[Row, str]], numbers: Sequence[Decimal]
) -> Problem | None:
    """A cell that is held back although the *numbers* beside it leave one possibility for it."""
    stated = read_decimal(total[column])
    missing = len(parts) - len(numbers)
    if total[column] == HELD_BACK and not missing and len(parts) > 1:
        return problem("held-back-alone.total", total.location(column))
    held_back = [row.location(name) for row, name in parts if row[name] == HELD_BACK]
    if stated is None or not held_back or len(held_back) != missing:
        return None
    place = total.location(column)
    if missing == 1:
        return problem("held-back-alone", held_back[0], place=place)
    # What is left over is so little that each of them is one, or nought.
    if 0 <= stated - sum(numbers) <= missing:
        return problem("held-back-alone.only", held_back[0], place=place, count=missing)
    return None


def possible_counts(low: Fraction, high: Fraction) -> int:
    """How many counts lie between *low* and *high*; fewer than LEAST_SAFE_COUNT hide none."""
    return max(floor(high) - max(ceil(low), 0) + 1, 0)


def is_small_count(cell: str) -> bool:
    """True for a count so small that it could tell who is meant: 1 to 4."""
    value = read_decimal(cell)
    return value is not None and 0 < value < LEAST_SAFE_COUNT and value == int(value)
