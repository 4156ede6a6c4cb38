"""Shares that a spreadsheet kept as parts of one: a cell that shows 63% holds 0.63."""

from collections.abc import Iterator
from decimal import Decimal

from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem
from safety_plan.core.quantities import read_decimal
from safety_plan.models.plan import Plan
from safety_plan.models.tables import Table
from safety_plan.reading.csv_files import Row

_SHARE = "percent"
#: A column whose largest number is below this may well be of shares below one per cent.
_LEAST_PART = Decimal("0.1")
#: A part of one has as many decimals at the least; a share below one per cent has fewer.
_LEAST_DECIMALS = 2
#: Beside shares above this, one below one per cent is unlike the others.
_LARGE_SHARE = 5


def fraction_problems(plan: Plan) -> Iterator[Problem]:
    """Numbers of the unit percent that look like parts of one: only to think about."""
    for table in plan.files:
        for column in table.columns:
            if column.unit == _SHARE:
                yield from _of_column(table, column.name)
    for row in plan.rows("figures"):
        if row["unit"] == _SHARE and not row["qualifier"] and _is_part(row["value"]):
            yield _question(row, "value")


def _of_column(table: Table, name: str) -> Iterator[Problem]:
    """The first cell of a column of parts of one, or each such cell among shares."""
    rows = [row for row in table.rows if read_decimal(row[name]) is not None]
    parts = [row for row in rows if _is_part(row[name])]
    others = [_number(row, name) for row in rows if row not in parts]
    if len(rows) > 1 and all(0 <= number <= 1 for number in others):
        if len(parts) * 2 > len(rows) and max(_number(row, name) for row in rows) >= _LEAST_PART:
            yield _question(parts[0], name, "share-fraction.column")
    elif others and min(others) > _LARGE_SHARE:
        yield from (_question(row, name) for row in parts)


def _is_part(cell: str) -> bool:
    number = read_decimal(cell)
    has_decimals = len(cell.partition(".")[2]) >= _LEAST_DECIMALS
    return number is not None and 0 < number < 1 and has_decimals


def _number(row: Row, name: str) -> Decimal:
    return read_decimal(row[name]) or Decimal(0)


def _question(row: Row, name: str, key: str = "share-fraction") -> Problem:
    share = (_number(row, name) * 100).normalize()
    return problem(key, row.location(name), cell=row[name], share=f"{share:f}")
