"""Bars from zero: the name in full, the value at the end, our own one in colour."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from safety_plan.charts import Chart
from safety_plan.drawing.measure import text_width, widest, wrap
from safety_plan.drawing.style import LEADING, WIDE, Bar, Line, Mark, Picture, say
from safety_plan.numbers import shown

THICK = {True: 20, False: 16}  # px, wide and narrow
NAME_SHARE = 0.4  # of the width, at most, for names beside wide bars


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One bar; *head* is written above it where bars come in groups."""

    name: str
    cell: str
    role: str
    bold: bool
    head: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """Where bars stand: px of zero, px for one unit, and whether names are beside."""

    zero: float
    per_unit: float
    width: int
    names: float


def layout(chart: Chart, width: int) -> Picture:
    """Lay out horizontal bars *width* px wide."""
    rows = _rows(chart)
    frame = _frame(chart, rows, width)
    marks: list[Mark] = []
    top = 0.0
    for row in rows:
        added, top = _row(row, frame, chart.unit, top)
        marks += added
    foot = top - (6 if width == WIDE else 2)
    zero = ((frame.zero, 0.0), (frame.zero, foot))
    if width == WIDE and len(chart.series) == 1:
        marks.append(Line(points=zero, role="soft"))
    return Picture(width=width, height=foot + 2, marks=tuple(marks))


def _rows(chart: Chart) -> list[_Row]:
    if len(chart.series) > 1:
        return _grouped(chart)
    return [
        _Row(
            name=label,
            cell=cell,
            role="1" if label in chart.marked or not chart.marked else "other",
            bold=label in chart.marked,
        )
        for label, cell in zip(chart.labels, chart.series[0].cells, strict=True)
    ]


def _grouped(chart: Chart) -> list[_Row]:
    """A bar for each series under each label; the marked, or last, in colour."""
    ours = next((s for s in chart.series if s.marked), chart.series[-1])
    return [
        _Row(
            name=series.name,
            cell=series.cells[i],
            role="1" if series is ours else "other",
            bold=series.marked,
            head=label if series is chart.series[0] else "",
        )
        for i, label in enumerate(chart.labels)
        for series in chart.series
    ]


def _frame(chart: Chart, rows: list[_Row], width: int) -> _Frame:
    values = [Decimal(row.cell) for row in rows if row.cell] or [Decimal(1)]
    low, high = min(*values, Decimal(0)), max(*values, Decimal(0))
    names = max(widest((row.name,), row.bold) for row in rows)
    names = min(names, width * NAME_SHARE) + 12 if width == WIDE else 0.0
    room = max(text_width(_value(row, chart.unit), True) for row in rows) + 8
    per_unit = (width - names - room) / float(high - low or 1)
    return _Frame(zero=names - float(low) * per_unit, per_unit=per_unit, width=width, names=names)


def _row(row: _Row, frame: _Frame, unit: str, top: float) -> tuple[list[Mark], float]:
    marks: list[Mark] = []
    if row.head:
        head = wrap(row.head, frame.width, bold=True)
        top += 8 if top else 0
        marks += say(head, 0, top, bold=True)
        top += LEADING * len(head) + 4
    beside = frame.names > 0
    name = wrap(row.name, (frame.names or frame.width) - 12 * beside, row.bold)
    tall = max(LEADING * len(name), THICK[True]) if beside else THICK[False]
    if beside:
        under = top + (tall - LEADING * len(name)) / 2
        at = frame.names - 12
        marks += say(name, at, under, bold=row.bold, anchor="right")
    else:
        marks += say(name, 0, top, bold=row.bold)
        top += LEADING * len(name) + 2
    marks += _bar(row, frame, unit, top, tall)
    return marks, top + tall + (8 if beside else 10)


def _bar(row: _Row, frame: _Frame, unit: str, top: float, tall: float) -> list[Mark]:
    thick = THICK[frame.names > 0]
    long = float(Decimal(row.cell or 0)) * frame.per_unit
    start, end = min(frame.zero, frame.zero + long), max(frame.zero, frame.zero + long)
    y = top + (tall - thick) / 2
    marks: list[Mark] = []
    if row.cell and long:
        bar = {"x": start, "y": y, "width": end - start, "height": float(thick)}
        marks.append(Bar(**bar, role=row.role))
    role = "ink" if row.cell else "soft"
    words, under = (_value(row, unit),), top + (tall - LEADING) / 2
    known = bool(row.cell)
    return marks + say(words, end + 8, under, role=role, bold=known)


def _value(row: _Row, unit: str) -> str:
    return shown(Decimal(row.cell), unit) if row.cell else "no value"
