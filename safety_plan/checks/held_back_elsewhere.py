"""Cells that are held back, and that other numbers than a rate or a sum of their row give away.

A row called “Total” adds up the others although no setting says so. A change from the year
before gives the number of this year, a share that every row is of one whole gives its part,
the ends of a range give what lies between, and a second table may show the same cell.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from safety_plan.checks.held_back import RULE
from safety_plan.core.dates import period_bounds
from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem
from safety_plan.core.quantities import percent_change_bounds, read_decimal, rounding_bounds
from safety_plan.models.columns import Column
from safety_plan.models.plan import Plan
from safety_plan.models.tables import Table
from safety_plan.models.totals import HELD_BACK, LEAST_SAFE_COUNT, possible_counts, total_problems
from safety_plan.reading.csv_files import Row
from safety_plan.revisions.bundle import RevisionBundle

#: What a row is called that adds up the others.
_TOTAL = re.compile(r"(?:grand |sub-?)?totals?\b.*|all\b.*|overall|both\b.*|sum\b.*|.* total", re.I)
#: So many rows show that shares are of one whole: two can be alike by chance only seldom.
_LEAST_ROWS = 2
#: The ends between which an unknown number lies.
Ends = tuple[Fraction, Fraction]


def held_back_elsewhere_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Cells that are held back in vain, but where the table explains it."""
    for table in plan.files:
        if RULE in table.explained or not any(HELD_BACK in r.cells.values() for r in table.rows):
            continue
        yield from _total_row_problems(table)
        yield from _range_problems(table)
        for column in table.counts:
            yield from _share_problems(table, column)
            yield from _change_problems(table, column)
        for other in plan.files:
            if other is not table and table.key and {*other.key} == {*table.key}:
                yield from _table_problems(table, other)


def _total_row_problems(table: Table) -> Iterator[Problem]:
    """A part that a row gives away which is called a total, though no setting says so."""
    for name in table.key:
        if name in table.totals or name == "period":
            continue
        for total in table.rows:
            if _TOTAL.fullmatch(total[name]):
                group = {key: total[key] for key in table.key if key != name}
                parts = [row for row in table.where(group) if not _TOTAL.fullmatch(row[name])]
                for column in table.counts:
                    cells = [(row, column.name) for row in parts]
                    found = total_problems(total, column.name, cells) if len(parts) > 1 else []
                    yield from (item for item in found if item.rule == RULE)


def _range_problems(table: Table) -> Iterator[Problem]:
    """An end of a range that is shown although its number is held back."""
    for column in table.columns:
        for row in table.rows if column.lower or column.upper else ():
            for end in (column.lower, column.upper):
                if row[column.name] == HELD_BACK and read_decimal(row[end]) is not None:
                    place = row.location(column.name)
                    yield problem("held-back-alone.rate", row.location(end), place=place)


# Shares of one whole


def _share_problems(table: Table, column: Column) -> Iterator[Problem]:
    """A count that is held back although its share shows, where all shares are of one whole."""
    if table.totals:
        return  # the shares of a total that the table names are looked at with it
    for share in table.columns:
        if share.unit != "percent" or share.numerator not in ("", column.name):
            continue
        whole = _one_whole(table.rows, share.name, column.name)
        for row in table.rows if whole else ():
            stated = _around(row[share.name])
            if whole and stated and row[column.name] == HELD_BACK:
                low, high = stated[0] * whole[0] / 100, stated[1] * whole[1] / 100
                if 0 < possible_counts(low, high) < LEAST_SAFE_COUNT:
                    place = row.location(column.name)
                    yield problem("held-back-alone.rate", row.location(share.name), place=place)


def _one_whole(rows: Sequence[Row], share: str, count: str) -> Ends | None:
    """Between what the whole lies of which all counts are the shares; None where there is none."""
    ends = []
    for row in rows:
        stated, number = _around(row[share]), read_decimal(row[count])
        if stated and number and stated[0] > 0:
            part = Fraction(number)
            ends.append((part * 100 / stated[1], part * 100 / stated[0]))
    if len(ends) < _LEAST_ROWS:
        return None
    low, high = max(low for low, _ in ends), min(high for _, high in ends)
    return (low, high) if low <= high else None


def _around(cell: str) -> Ends | None:
    """The ends between which the number lies that was rounded to *cell*."""
    number = read_decimal(cell)
    return None if number is None else rounding_bounds(number)


# Changes from one period to the next


def _change_problems(table: Table, column: Column) -> Iterator[Problem]:
    """A count that is held back although its change from the period before shows."""
    changes = [one.name for one in table.columns if one.unit == "percent_change"]
    if not changes or len(table.counts) != 1:
        return
    for rows in _series(table).values():
        for before, row in pairwise(rows):
            yield from _change_problem(before, row, column.name, changes)


def _series(table: Table) -> Mapping[tuple[str, ...], list[Row]]:
    """The rows that differ in their period only, in the order of time."""
    series: dict[tuple[str, ...], list[Row]] = {}
    dated = [(period_bounds(row["period"]), row.number, row) for row in table.rows]
    for _, _, row in sorted(item for item in dated if item[0]):
        key = tuple(row[name] for name in table.key if name != "period")
        series.setdefault(key, []).append(row)
    return series


def _change_problem(before: Row, row: Row, count: str, changes: Sequence[str]) -> Iterator[Problem]:
    for name in changes:
        change = read_decimal(row[name])
        if change is None:
            continue
        open_row, hidden = (before, row) if row[count] == HELD_BACK else (row, before)
        number = read_decimal(open_row[count])
        if hidden[count] != HELD_BACK or not number:
            continue
        low, high = percent_change_bounds(number, change, forwards=hidden is row)
        if 0 < possible_counts(low, high) < LEAST_SAFE_COUNT:
            place = hidden.location(count)
            yield problem("held-back-alone.rate", row.location(name), place=place)


# Other tables


def _table_problems(table: Table, other: Table) -> Iterator[Problem]:
    """A cell of *table* that is held back, and that the *other* table shows in the same row."""
    twins = {tuple(row[name] for name in table.key): row for row in other.rows}
    alike = [one for one in table.counts if _is_same(one, other.column(one.name))]
    for row in table.rows:
        twin = twins.get(tuple(row[name] for name in table.key))
        for column in alike if twin else ():
            if twin and row[column.name] == HELD_BACK and read_decimal(twin[column.name]):
                place = twin.location(column.name)
                yield problem("held-back-alone.table", row.location(column.name), place=place)


def _is_same(column: Column, other: Column | None) -> bool:
    """Whether two columns of one heading count the same: they have one title and one unit."""
    return other is not None and (column.title.casefold(), column.unit) == (
        other.title.casefold(),
        other.unit,
    )
