"""Rules that hold the rows of a table against one another.

They need to know what the rows are: a series is every row that differs only in
its period; a total, and a count of people, are named in `datapackage.yml`. A
table may break a rule where its entry there explains why.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from safety_plan.core.dates import period_bounds
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.core.quantities import read_decimal
from safety_plan.models.columns import Column
from safety_plan.models.tables import Table
from safety_plan.models.totals import adds_up, is_small
from safety_plan.reading.csv_files import Row

#: Units whose values can be added up, and units in which a jump means nothing.
ADDED = ("count", "pounds", "fte")
NO_JUMP = ("rank", "years", "months")
#: Below this a jump is as likely chance as a mistake.
LEAST_JUMP = 20


def cross_problems(tables: Mapping[str, Table]) -> list[Problem]:
    """What is wrong between the rows of each table, but what the table explains."""
    return [
        problem
        for table in tables.values()
        for problem in (*_series(table), *_totals(table), *_small(table))
        if problem.rule not in table.explained
    ]


def _series(table: Table) -> Iterator[Problem]:
    named = table.key or tuple(c.name for c in table.columns if c.type == "string")
    for rows in _groups(table, [n for n in named if n not in ("period", "note", "source", "unit")]):
        placed = sorted(
            (days, row.number, row) for row in rows if (days := period_bounds(row["period"]))
        )
        ordered = [row for _, _, row in placed]
        for (earlier, _, one), (later, _, other) in pairwise(placed):
            if later[0] <= earlier[1] and one["period"] != other["period"]:
                last, first = sorted((one, other), key=lambda row: -row.number)
                facts = {"period": last["period"], "other": first["period"]}
                yield problem(
                    "period-overlap", last.location("period"), number=first.number, **facts
                )
        for column in _numbers(table, NO_JUMP):
            yield from _jumps(ordered, column.name)


def _groups(table: Table, names: Sequence[str]) -> Iterable[list[Row]]:
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in table.rows:
        groups.setdefault(tuple(row[name] for name in names), []).append(row)
    return groups.values()


def _numbers(table: Table, without: Sequence[str]) -> list[Column]:
    return [c for c in table.columns if c.type != "string" and c.unit not in without]


def _jumps(rows: Iterable[Row], column: str) -> Iterator[Problem]:
    known = [(row, value) for row in rows if (value := read_decimal(row[column])) is not None]
    before: Decimal | None = None
    for (earlier, was), (row, now) in pairwise(known):
        back = before is not None and not jumps(before, now)
        jump = jumps(was, now) and not back
        before = was if jump else None
        if jump and not row["note"]:
            yield problem(
                "number-jump", row.location(column), was=was, now=now, number=earlier.number
            )


def jumps(was: Decimal, now: Decimal) -> bool:
    """True where a value goes up or down by more than half of what it was."""
    return abs(now - was) * 2 > was >= 0 and now >= 0 and max(was, now) >= LEAST_JUMP


def _totals(table: Table) -> Iterator[Problem]:
    for name, cell in table.totals.items():
        if table.rows and not table.where({name: cell}):
            yield problem("total-adds.none", Location(table.path), name=name, cell=cell)
        for rows in _groups(table, [n for n in table.key if n != name]):
            parts = [row for row in rows if row[name] != cell]
            for total in (row for row in rows if row[name] == cell):
                for column in _numbers(table, ()):
                    if column.unit in ADDED:
                        yield from adds_up(total, column.name, [(p, column.name) for p in parts])


def _small(table: Table) -> Iterator[Problem]:
    for column in table.people:
        for row in table.rows:
            if is_small(row[column]):
                yield problem("small-count", row.location(column), cell=row[column])
