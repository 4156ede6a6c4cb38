"""Ranges and marks: what a source says of how sure a number is.

A range or a confidence interval stands in two more columns, which the column of the number
names as its `lower` and `upper`. That a number is provisional, revised or estimated stands in
a column `mark`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from safety_plan.core.dates import format_period
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.core.quantities import format_value, read_decimal
from safety_plan.core.resources import load_resource
from safety_plan.core.translation import gettext
from safety_plan.models.columns import Column
from safety_plan.reading.csv_files import Row

#: What a column `mark` may say, and what a reader is told.
MARKS: dict[str, str] = load_resource("core/labels.yml")["marks"]
MARK = "mark"


def range_words(row: Row, column: Column) -> list[str]:
    """The range of the number of *column* in *row*, in a sentence, where it has one."""
    lower, upper = read_decimal(row[column.lower]), read_decimal(row[column.upper])
    if lower is None or upper is None:
        return []
    unit = column.unit or "count"
    ends = {"low": format_value(lower, unit), "high": format_value(upper, unit)}
    return [gettext("The source gives a range for this number: {low} to {high}.").format(**ends)]


def end_problems(
    column: Column, columns: Mapping[str, Column], location: Location
) -> Iterator[Problem]:
    """Columns that *column* names as the ends of its range, and that cannot be those."""
    names = [name for name in (column.lower, column.upper) if name]
    if len(names) == 1:
        yield problem("range-order.half", location, column=column.name)
    for name in names:
        end = columns.get(name)
        params = {"column": column.name, "name": name}
        if end and (end.type == "string" or name == column.name):
            yield problem("range-order.words", location, **params)
        elif end and (end.unit or "count") != (column.unit or "count"):
            params |= {"unit": column.unit or "count", "other": end.unit or "count"}
            yield problem("range-order.unit", location, **params)


def range_problems(row: Row, column: Column) -> Iterator[Problem]:
    """A number that does not lie between the ends of its own range."""
    value = read_decimal(row[column.name])
    lower, upper = read_decimal(row[column.lower]), read_decimal(row[column.upper])
    if lower is not None and upper is not None and lower > upper:
        yield problem("range-order.ends", row.location(column.lower), lower=lower, upper=upper)
    elif value is not None and (
        (lower is not None and value < lower) or (upper is not None and value > upper)
    ):
        ends = {"lower": row[column.lower], "upper": row[column.upper]}
        yield problem("range-order", row.location(column.name), cell=value, **ends)


def mark_problems(row: Row) -> Iterator[Problem]:
    """A mark that is none of those we know."""
    if row[MARK] and row[MARK].lower() not in MARKS:
        yield problem("mark-unknown", row.location(MARK), name=row[MARK], choices=MARKS)


def mark_caveats(rows: Iterable[Row], key: Sequence[str]) -> Iterator[str]:
    """What the marks of *rows* say, each once, with the rows it is about by their *key*."""
    marked = [row for row in rows if row[MARK]]
    for mark, words in MARKS.items():
        names = dict.fromkeys(_name(row, key) for row in marked if row[MARK].lower() == mark)
        if names:
            yield f"{gettext(words)}: {'; '.join(names)}."


def _name(row: Row, key: Sequence[str]) -> str:
    cells = [row[name] for name in key] or [gettext("row {rows}").format(rows=row.number)]
    return ", ".join(format_period(cell) or cell for cell in cells)
