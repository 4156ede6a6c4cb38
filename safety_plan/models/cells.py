"""What one cell of a table may hold, given the type and unit of its column."""

from collections.abc import Iterator

from safety_plan.core.dates import format_date, format_period
from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem
from safety_plan.core.prompts import is_prompt
from safety_plan.core.quantities import COUNT_UNITS, MISSING_VALUE_CODES, read_decimal
from safety_plan.models.cell_advice import date_fix, period_fix
from safety_plan.models.columns import Column, rate_problems
from safety_plan.reading.csv_files import Row, match_mistake


def cell_problems(row: Row, column: Column) -> list[Problem]:
    """What is wrong with one cell, given the type and unit of its column."""
    cell = row[column.name]
    location = row.location(column.name)
    if is_prompt(cell):
        return []
    if column.type == "string":
        if column.name == "date" and format_date(cell) is None:
            return [problem("date-form", location, cell=cell, fix=date_fix(cell))]
        if column.name == "period" and format_period(cell) is None:
            return [problem("period-form", location, cell=cell, fix=period_fix(cell))]
        if column.name not in ("date", "period"):
            return _label_problems(row, column.name)
        return []
    rule = _number_rule(cell, column)
    if rule:
        _, fix = match_mistake("numbers", cell)
        return [problem(rule, location, cell=cell, fix=fix)]
    return rate_problems(row, column)


def gap_problems(row: Row, column: str) -> Iterator[Problem]:
    """A cell that tells its row from others, and is empty or names nothing."""
    rule, fix = match_mistake("gaps", row[column])
    if not row[column]:
        yield problem("cell-empty.label", row.location(column), column=column)
    elif rule:
        yield problem(rule, row.location(column), column=column, cell=row[column], fix=fix)


def _label_problems(row: Row, column: str) -> list[Problem]:
    """What a spreadsheet made of words: a date of an age band, a number of a long code."""
    rule, fix = match_mistake("labels", row[column])
    return [problem(rule, row.location(column), cell=row[column], fix=fix)] if rule else []


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
    if number < 0 and not column.may_be_negative:
        return "number-negative"
    if column.unit == "percent" and number > 100:
        return "share-range"
    return ""
