"""Rules that hold the rows of a table against one another.

They need to know what the rows are: a series is every row that differs only in
its period; a total, and a count of people, are named in `datapackage.yml`. A
table may break a rule where its entry there explains why.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from safety_plan.checks.parts_of_one import fraction_problems
from safety_plan.core.dates import period_bounds
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.core.quantities import ADDITIVE_UNITS, read_decimal
from safety_plan.models.columns import Column
from safety_plan.models.plan import Plan
from safety_plan.models.tables import Table
from safety_plan.models.totals import is_small_count, total_problems
from safety_plan.reading.csv_files import Row
from safety_plan.revisions.bundle import RevisionBundle

#: Units in which a jump means nothing.
UNITS_WITHOUT_JUMPS = ("rank", "years", "months", "percent_change", "percentage_points")
#: Columns that tell no series from another.
_NOT_OF_A_SERIES = ("period", "note", "source", "unit")
#: Below this a jump is as likely chance as a mistake.
LEAST_JUMP = 20


def table_row_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """What is wrong between the rows of each table, but what the table explains."""
    yield from fraction_problems(plan)
    for table in plan.files:
        problems = [*_series_problems(table), *_total_problems(table), *_small_counts(table)]
        yield from (item for item in problems if item.rule not in table.explained)


def _series_problems(table: Table) -> Iterator[Problem]:
    """Periods that overlap, and jumps from one period to the next."""
    strings = tuple(column.name for column in table.columns if column.type == "string")
    key = [name for name in table.key or strings if name not in _NOT_OF_A_SERIES]
    for rows in _groups(table, key):
        ordered = _in_order_of_time(row for row in rows if all(row[name] for name in key))
        yield from _overlaps(ordered)
        for column in _number_columns(table):
            if column.unit not in UNITS_WITHOUT_JUMPS:
                yield from _jumps(ordered, column.name)


def _groups(table: Table, names: Sequence[str]) -> Collection[list[Row]]:
    """The rows of *table* in groups with the same cells in the columns *names*."""
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in table.rows:
        groups.setdefault(tuple(row[name] for name in names), []).append(row)
    return groups.values()


def _number_columns(table: Table) -> list[Column]:
    return [column for column in table.columns if column.type != "string"]


def _in_order_of_time(rows: Iterable[Row]) -> list[Row]:
    """Those of *rows* that have a period, by their first day, their last day and number."""
    dated = [(period_bounds(row["period"]), row.number, row) for row in rows]
    placed = [(bounds, number, row) for bounds, number, row in dated if bounds]
    return [row for _, _, row in sorted(placed, key=lambda item: item[:2])]


def _overlaps(rows: Iterable[Row]) -> Iterator[Problem]:
    """Rows, in the order of time, whose period begins before that of the row before ends."""
    for one, other in pairwise(rows):
        earlier, later = period_bounds(one["period"]), period_bounds(other["period"])
        overlap = earlier and later and later[0] <= earlier[1]
        if overlap and one["period"] != other["period"]:
            first, last = sorted((one, other), key=lambda row: row.number)
            yield problem(
                "period-overlap",
                last.location("period"),
                period=last["period"],
                other=first["period"],
                number=first.number,
            )


def _jumps(rows: Iterable[Row], column: str) -> Iterator[Problem]:
    """Jumps in *column* without a note; the way back from a jump is none."""
    values = [(row, read_decimal(row[column])) for row in rows]
    numbers = [(row, value) for row, value in values if value is not None]
    before_jump: Decimal | None = None
    for (earlier, was), (row, now) in pairwise(numbers):
        is_way_back = before_jump is not None and not is_jump(before_jump, now)
        jumped = is_jump(was, now) and not is_way_back
        before_jump = was if jumped else None
        if jumped and not row["note"]:
            yield problem(
                "number-jump", row.location(column), was=was, now=now, number=earlier.number
            )


def is_jump(was: Decimal, now: Decimal) -> bool:
    """True where a value goes up or down by more than half of what it was."""
    return abs(now - was) * 2 > was >= 0 and now >= 0 and max(was, now) >= LEAST_JUMP


def _total_problems(table: Table) -> Iterator[Problem]:
    """Totals that are not there, or that their parts do not make."""
    columns = [column for column in _number_columns(table) if column.unit in ADDITIVE_UNITS]
    for name, cell in table.totals.items():
        if table.rows and not table.where({name: cell}):
            yield problem("total-adds.none", Location(table.path), name=name, cell=cell)
        for rows in _groups(table, [key for key in table.key if key != name]):
            parts = [row for row in rows if row[name] != cell]
            totals = [row for row in rows if row[name] == cell]
            for total in totals:
                for column in columns:
                    cells = [(part, column.name) for part in parts]
                    yield from total_problems(total, column.name, cells)


def _small_counts(table: Table) -> Iterator[Problem]:
    for name in table.people:
        column = table.column(name)
        rule = "small-count" if column and column.counts_people else "small-count.words"
        for row in table.rows:
            if is_small_count(row[name]):
                yield problem(rule, row.location(name), cell=row[name])
