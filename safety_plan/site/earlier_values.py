"""The values of the same measure before that of a figure, as its own table holds them.

They are of the same row but for the period, of periods as long, and at the same time of the year.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from safety_plan.core.dates import format_period, period_end, period_months
from safety_plan.core.quantities import as_shown, format_value, read_decimal
from safety_plan.models.figures import Figure
from safety_plan.models.tables import Table, Tables
from safety_plan.reading.csv_files import Row

#: So many are shown of each figure, the newest first.
MOST = 4
_PERIOD = "period"
_MONTHS_OF_A_YEAR = 12


class EarlierValue(NamedTuple):
    """A value as pages show it, when it was, and the id of the figure that it is, if it is one."""

    period: str
    text: str
    figure: str


def earlier_values(figures: Mapping[str, Figure], tables: Tables) -> dict[str, list[EarlierValue]]:
    """What came before each of *figures*, by its id, the newest first.

    Only of *tables* that stand in files, and whose key has the period. A figure of another table
    is left out.
    """
    files = {table.name: table for table in tables.values() if _has_periods(table)}
    of_files = [figure for figure in figures.values() if figure.table in files]
    ids = {(figure.table, figure.row, figure.column): figure.id for figure in of_files}
    values = {}
    for figure in of_files:
        rows = _rows_before(figure, files[figure.table])
        values[figure.id] = [_earlier_value(row, figure, ids) for row in rows]
    return values


def _has_periods(table: Table) -> bool:
    return table.derivation is None and _PERIOD in table.key


def _earlier_value(
    row: Row, figure: Figure, ids: Mapping[tuple[str, int, str], str]
) -> EarlierValue:
    """The value in *row*; *ids* are those of figures, by their table, row and column."""
    return EarlierValue(
        period=format_period(row[_PERIOD]) or row[_PERIOD],
        text=_text(row[figure.column], figure),
        figure=ids.get((figure.table, row.number, figure.column), ""),
    )


def _rows_before(figure: Figure, table: Table) -> list[Row]:
    """The rows before that of *figure* which differ from it in the period only, newest first."""
    own = next((row for row in table.rows if row.number == figure.row), None)
    if own is None or own[figure.column] != figure.value or figure.qualifier:
        return []
    end = period_end(own[_PERIOD])
    if end is None:
        return []
    others = [name for name in table.key if name != _PERIOD]
    rows_by_end = [
        (period_end(row[_PERIOD]), row)
        for row in table.rows
        if all(row[name] == own[name] for name in others)
        and _is_like(row[_PERIOD], own[_PERIOD])
        and read_decimal(row[figure.column]) is not None
    ]
    earlier = [(then, row) for then, row in rows_by_end if then is not None and then < end]
    earlier.sort(key=lambda pair: pair[0], reverse=True)
    return [row for _, row in earlier[:MOST]]


def _is_like(one: str, other: str) -> bool:
    """Whether two periods are as long, and end at the same time of the year; days always are."""
    months = period_months(one)
    if months != period_months(other):
        return False
    apart = (period_end(one) or Fraction(0)) - (period_end(other) or Fraction(0))
    return months == 0 or apart % _MONTHS_OF_A_YEAR == 0


def _text(cell: str, figure: Figure) -> str:
    number = read_decimal(cell)
    if number is None:
        return ""
    return format_value(as_shown(number, figure.page_decimals), figure.unit)
