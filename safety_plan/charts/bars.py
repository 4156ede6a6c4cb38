"""Bars from zero: the name in full, the value at the end, our own one in colour."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from safety_plan.charts.canvas import LEADING, Sheet, text_width, wrap
from safety_plan.core.quantities import MISSING_VALUE_CODES, format_value, read_decimal
from safety_plan.models.charts import Chart

NAME_SHARE = 0.4  # of the width, at most, for names beside wide bars


@dataclass(frozen=True, slots=True)
class _Row:
    """One bar; *head* is written above it where bars come in groups."""

    name: str
    number: Decimal | None
    value: str
    ours: bool
    bold: bool
    head: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """Where bars stand: room in px for names beside them, px of zero, px for one unit."""

    sheet: Sheet
    names: float
    zero: float
    per_unit: float


def layout(chart: Chart, sheet: Sheet) -> float:
    """Draw horizontal bars; gives their height in px."""
    rows = [*_rows(chart)]
    frame = _frame(chart, rows, sheet)
    top = 0.0
    for row in rows:
        top = _row(row, frame, top)
    foot = top - (6 if sheet.wide else 2)
    if sheet.wide and len(chart.series) == 1:
        sheet.line([(frame.zero, 0), (frame.zero, foot)], "soft")
    return foot + 2


def _rows(chart: Chart) -> Iterator[_Row]:
    """A bar for each series under each label; without series, one for each label."""
    alone = len(chart.series) == 1
    ours = next((s for s in chart.series if s.marked), chart.series[-1])
    for i, label in enumerate(chart.labels):
        for series in chart.series:
            marked = label in chart.marked if alone else series.marked
            cell = series.cells[i]
            number = read_decimal(cell)
            missing = MISSING_VALUE_CODES.get(cell, "no value")
            value = missing if number is None else format_value(number, chart.unit)
            if alone:
                yield _Row(label, number, value, marked or not chart.marked, marked)
            else:
                head = label if series is chart.series[0] else ""
                yield _Row(series.name, number, value, series is ours, marked, head)


def _frame(chart: Chart, rows: list[_Row], sheet: Sheet) -> _Frame:
    numbers = [*chart.numbers, Decimal(0)]
    low, high = min(numbers), max(numbers)
    widest = max(text_width(row.name, row.bold) for row in rows)
    names = min(widest, sheet.width * NAME_SHARE) if sheet.wide else sheet.width
    left = names + 12 if sheet.wide else 0
    values = [*(row.value for row in rows), *(format_value(n, chart.unit) for n in numbers[:-1])]
    right = sheet.width - max(text_width(value, True) for value in values) - 8
    per_unit = (right - left) / float(high - low or 1)
    return _Frame(sheet=sheet, names=names, zero=left - float(low) * per_unit, per_unit=per_unit)


def _row(row: _Row, frame: _Frame, top: float) -> float:
    sheet, thick = frame.sheet, 20 if frame.sheet.wide else 16
    if row.head:
        top += 8 if top else 0
        top = sheet.say(row.head, 0, top, bold=True, room=sheet.width) + 4
    if sheet.wide:
        name = wrap(row.name, frame.names, row.bold)
        middle = top + max(LEADING * len(name), thick) / 2
        under = middle - LEADING * len(name) / 2
        sheet.say(name, frame.names, under, bold=row.bold, anchor="right")
    else:
        top = sheet.say(row.name, 0, top, bold=row.bold, room=frame.names) + 2
        middle = top + thick / 2
    _bar(row, frame, middle, thick)
    return 2 * middle - top + (8 if sheet.wide else 10)


def _bar(row: _Row, frame: _Frame, middle: float, thick: float) -> None:
    known = row.number is not None
    long = float(row.number or 0) * frame.per_unit
    start, end = sorted((frame.zero, frame.zero + long))
    if long:
        role = "1" if row.ours else "other"
        frame.sheet.bar(start, middle - thick / 2, end - start, thick, role)
    role = "ink" if known else "soft"
    frame.sheet.say(row.value, end + 8, middle - LEADING / 2, role=role, bold=known)
