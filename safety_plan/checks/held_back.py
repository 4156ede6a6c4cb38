"""Cells that are held back, and can be worked out from what is published beside them.

A count stands in for its neighbours: a rate and its base give the count, a share and the
whole, a sum and its other parts, and so does the same cell of a sealed revision. How the
columns of a table hang together is seen from the rows that are whole.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from safety_plan.checks.sealed_rows import RowsByKey, rows_by_key
from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem
from safety_plan.core.quantities import (
    RATE_OF,
    decimal_places,
    rate,
    read_decimal,
    round_half_up,
    rounding_bounds,
)
from safety_plan.models.columns import Column
from safety_plan.models.plan import Plan
from safety_plan.models.tables import Table
from safety_plan.models.totals import HELD_BACK, LEAST_SAFE_COUNT, is_small_count, possible_counts
from safety_plan.reading.csv_files import Row
from safety_plan.revisions.bundle import RevisionBundle

#: More columns than this are not tried against one another for sums.
_MOST_COLUMNS = 8
RULE = "held-back-alone"
#: A count, or a share, and what it is a part of: names of columns.
Parts = tuple[str, str]


def held_back_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Cells that are held back in vain, but where the table explains it."""
    for table in plan.files:
        if RULE in table.explained:
            continue
        if any(HELD_BACK in row.cells.values() for row in table.rows):
            yield from _rate_problems(table)
            yield from _share_problems(table)
            yield from _sum_problems(table)
        if "small-count" not in table.explained:
            yield from _revision_problems(plan, table)


# Rates and shares


def _rate_problems(table: Table) -> Iterator[Problem]:
    """A count or a base that a rate in the same row gives away."""
    for column in table.columns:
        if column.unit not in RATE_OF:
            continue
        for count, base in _parts_of_rate(table, column):
            for row in table.rows:
                if _gives_away(row[column.name], row[count], row[base], column.unit):
                    place = row.location(count if row[count] == HELD_BACK else base)
                    yield problem("held-back-alone.rate", row.location(column.name), place=place)


def _parts_of_rate(table: Table, column: Column) -> list[Parts]:
    """The pairs of columns that the rate in *column* is worked out from, as far as is known.

    What its description leaves open is seen from the rows: a pair that makes the rate
    wherever all three are numbers.
    """
    names = [one.name for one in table.counts if one.name != column.name]
    counts = [column.numerator] if column.numerator in names else names
    bases = [column.denominator] if column.denominator in names else names
    pairs = [(count, base) for count in counts for base in bases if count != base]
    if column.numerator in names and column.denominator in names:
        return pairs
    return [
        pair
        for pair in pairs
        if _all_hold(
            _makes(row[column.name], row[pair[0]], row[pair[1]], column.unit) for row in table.rows
        )
    ]


def _share_problems(table: Table) -> Iterator[Problem]:
    """A part that is held back while its share of a total, and the total, are shown."""
    for name, cell in table.totals.items():
        for total in table.where({name: cell}):
            group = {key: total[key] for key in table.key if key != name}
            parts = [row for row in table.where(group) if row[name] != cell]
            for share, column in _shares_of(table, total, parts):
                for row in parts:
                    if _gives_away(row[share], row[column], total[column], "percent"):
                        place = row.location(column)
                        yield problem("held-back-alone.rate", row.location(share), place=place)


def _shares_of(table: Table, total: Row, parts: Sequence[Row]) -> Iterator[Parts]:
    """Pairs of a share and the column of which it is the part of the *total*."""
    for share in table.columns:
        for column in table.counts if share.unit == "percent" else ():
            whole = total[column.name]
            makes = (_makes(row[share.name], row[column.name], whole, "percent") for row in parts)
            if _all_hold(makes):
                yield share.name, column.name


def _makes(stated: str, count: str, base: str, unit: str) -> bool | None:
    """Whether *count* out of *base* makes the *stated* rate; None where one is no number."""
    numbers = [read_decimal(cell) for cell in (stated, count, base)]
    result, part, whole = numbers
    if result is None or part is None or whole is None:
        return None
    exact = rate(part, whole, unit)
    return exact is not None and round_half_up(exact, decimal_places(result)) == result


def _all_hold(answers: Iterable[bool | None]) -> bool:
    """True where some of *answers* are known, and none of those is no."""
    certain = [answer for answer in answers if answer is not None]
    return bool(certain) and all(certain)


def _gives_away(stated: str, count: str, base: str, unit: str) -> bool:
    """True where one of *count* and *base* is held back, and the rest leaves few numbers for it."""
    result = read_decimal(stated)
    if result is None or (count == HELD_BACK) == (base == HELD_BACK):
        return False
    other = read_decimal(base if count == HELD_BACK else count)
    if other is None or other <= 0:
        return False
    low, high = rounding_bounds(result)
    if count == HELD_BACK:
        ends = low * Fraction(other) / RATE_OF[unit], high * Fraction(other) / RATE_OF[unit]
    elif low <= 0:
        return False
    else:
        ends = Fraction(other) * RATE_OF[unit] / high, Fraction(other) * RATE_OF[unit] / low
    return possible_counts(*ends) < LEAST_SAFE_COUNT


# Sums


def _sum_problems(table: Table) -> Iterator[Problem]:
    """A cell that the others of its row give away, where one column adds up others."""
    for total, parts in _sums(table, [column.name for column in table.counts]):
        names = (total, *parts)
        for row in table.rows:
            held_back = [name for name in names if row[name] == HELD_BACK]
            numbers = [name for name in names if read_decimal(row[name]) is not None]
            if len(held_back) == 1 and len(numbers) == len(names) - 1:
                others = ", ".join(name for name in names if name != held_back[0])
                yield problem("held-back-alone.row", row.location(held_back[0]), columns=others)


def _sums(table: Table, names: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each column that adds up others in every row that is whole, with those others."""
    for total in names[:_MOST_COLUMNS]:
        others = [name for name in names[:_MOST_COLUMNS] if name != total]
        for size in range(2, len(others) + 1):
            for parts in combinations(others, size):
                if _all_hold(_adds_up(row, total, parts) for row in table.rows):
                    yield total, parts


def _adds_up(row: Row, total: str, parts: Iterable[str]) -> bool | None:
    """Whether *parts* of *row* add up to its *total*; None where they say nothing of that."""
    whole = read_decimal(row[total])
    values = [read_decimal(row[name]) for name in parts]
    numbers = [value for value in values if value]
    if not whole or len(numbers) < len(values):
        return None
    return sum(numbers, Decimal(0)) == whole


# Sealed revisions


def _revision_problems(plan: Plan, table: Table) -> Iterator[Problem]:
    """Cells that this revision holds back and a sealed one shows, or the other way round."""
    for revision in plan.sealed:
        file = plan.root / "revisions" / revision / "data" / f"{table.name}.csv"
        is_held_back = any(HELD_BACK in row.cells.values() for row in table.rows)
        content = file.read_bytes() if file.is_file() else b""
        if table.key and (is_held_back or HELD_BACK.encode() in content):
            text = content.decode("utf-8-sig", errors="replace")
            earlier = rows_by_key(text, table.key)
            yield from _differing_cells(table, earlier, revision)


def _differing_cells(table: Table, earlier: RowsByKey, revision: str) -> Iterator[Problem]:
    for row in table.rows:
        old = earlier.get(tuple(row[name] for name in table.key), {})
        for column in table.columns:
            now = row[column.name]
            then = old.get(column.name) or ""
            location = row.location(column.name)
            params = {"revision": revision, "path": f"revisions/{revision}/{table.path}"}
            is_of_people = column.name in table.people or is_small_count(then)
            if now == HELD_BACK and is_of_people and read_decimal(then) is not None:
                yield problem("held-back-alone.shown", location, **params)
            elif then == HELD_BACK and read_decimal(now) is not None:
                yield problem("held-back-alone.before", location, **params)
