"""The values of the same measure before that of a figure, as its own table holds them.

They are of the same row but for the period, of periods as long, and at the same time of the year.
"""

import csv
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from safety_plan.core.dates import format_period, period_end, period_months
from safety_plan.core.quantities import as_shown, format_value, read_decimal
from safety_plan.models.figures import Figure
from safety_plan.reading.yaml_files import as_list, as_mapping, as_text, as_text_list, read_yaml
from safety_plan.revisions.bundle import RevisionBundle

#: So many are shown of each figure, the newest first.
MOST = 4
_PERIOD, _YEAR = "period", 12

#: The rows of a file by their numbers, as a spreadsheet counts them.
Rows = Mapping[int, Mapping[str, str]]


class EarlierValue(NamedTuple):
    """A value as pages show it, when it was, and the id of the figure that it is, if it is one."""

    period: str
    text: str
    figure: str


def earlier_values(bundle: RevisionBundle) -> dict[str, list[EarlierValue]]:
    """What came before each figure of *bundle*, by its id, the newest first."""
    keys = _keys(bundle.data)
    figures = [one for one in bundle.record.figures.values() if one.table in keys]
    tables = {name: _rows(bundle.data / f"{name}.csv") for name in {one.table for one in figures}}
    ids = {(one.table, one.row, one.column): one.id for one in figures}
    return {
        one.id: [
            EarlierValue(
                format_period(row[_PERIOD]) or row[_PERIOD],
                _text(row[one.column], one),
                ids.get((one.table, number, one.column), ""),
            )
            for number, row in _before(one, tables[one.table], keys[one.table])
        ]
        for one in figures
    }


def _keys(data: Path) -> dict[str, list[str]]:
    """The columns that tell the rows of each table apart, where the period is one of them."""
    package = read_yaml(data / "datapackage.yml", "data/datapackage.yml")[0].value
    keys = {
        as_text(table.get("name")): list(
            as_text_list(as_mapping(table.get("schema")).get("primaryKey"))
        )
        for table in map(as_mapping, as_list(package.get("resources")))
    }
    return {name: key for name, key in keys.items() if _PERIOD in key}


def _rows(file: Path) -> Rows:
    """The rows of *file*; none of a table that is worked out, and stands in no file."""
    if not file.is_file():
        return {}
    with file.open(encoding="utf-8-sig", newline="") as opened:
        headings, *rows = csv.reader(opened)
    return {
        number: dict(zip(headings, row, strict=False)) for number, row in enumerate(rows, start=2)
    }


def _before(figure: Figure, rows: Rows, key: Sequence[str]) -> list[tuple[int, Mapping[str, str]]]:
    """The rows before that of *figure*, each with its number, the newest first."""
    own = rows.get(figure.row, {})
    end = period_end(own.get(_PERIOD, ""))
    if end is None or own.get(figure.column) != figure.value or figure.qualifier:
        return []
    ends = {
        number: then
        for number, row in rows.items()
        if all(row[name] == own[name] for name in key if name != _PERIOD)
        and _is_like(row[_PERIOD], own[_PERIOD])
        and read_decimal(row[figure.column]) is not None
        and (then := period_end(row[_PERIOD])) is not None
        and then < end
    }
    newest = sorted(ends, key=lambda number: ends[number], reverse=True)[:MOST]
    return [(number, rows[number]) for number in newest]


def _is_like(one: str, other: str) -> bool:
    """Whether two periods are as long, and end at the same time of the year; days always are."""
    months = period_months(one)
    if months != period_months(other):
        return False
    apart = (period_end(one) or Fraction(0)) - (period_end(other) or Fraction(0))
    return months == 0 or apart % _YEAR == 0


def _text(cell: str, figure: Figure) -> str:
    number = read_decimal(cell)
    return (
        "" if number is None else format_value(as_shown(number, figure.page_decimals), figure.unit)
    )
