"""What one cell of a table may hold, given the type and unit of its column."""

from safety_plan.core.dates import format_date, format_period
from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem
from safety_plan.core.quantities import COUNT_UNITS, MISSING_VALUE_CODES, read_decimal
from safety_plan.models.columns import Column, rate_problems
from safety_plan.reading.csv_files import Row, match_mistake


def cell_problems(row: Row, column: Column) -> list[Problem]:
    """What is wrong with one cell, given the type and unit of its column."""
    cell, location = row[column.name], row.location(column.name)
    if column.type == "string":
        if column.name == "date" and format_date(cell) is None:
            return [problem("date-form", location, cell=cell)]
        if column.name == "period" and format_period(cell) is None:
            _, fix = match_mistake("periods", cell)
            return [problem("period-form", location, cell=cell, fix=fix)]
        return []
    rule = _number_rule(cell, column)
    if rule:
        _, fix = match_mistake("numbers", cell)
        return [problem(rule, location, cell=cell, fix=fix)]
    return rate_problems(row, column)


def _number_rule(cell: str, column: Column) -> str:
    """The rule that *cell*, which should hold a number of *column*, breaks, or nothing."""
    if cell in MISSING_VALUE_CODES:
        return ""
    number = read_decimal(cell)
    if number is None:
        return "number-form" if cell else "number-form.empty"
    if column.unit in COUNT_UNITS and number != int(number):
        return "number-whole"
    if (column.unit in COUNT_UNITS or column.type == "integer") and "." in cell:
        return "number-whole.point"
    if number < 0 and column.unit not in ("", "index"):
        return "number-negative"
    if column.unit == "percent" and number > 100:
        return "share-range"
    return ""
