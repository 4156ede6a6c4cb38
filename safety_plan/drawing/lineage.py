"""How wording passed from edition to edition: a strand for each, joined by a line."""

from __future__ import annotations

from safety_plan.charts import Chart, Series
from safety_plan.drawing.measure import wrap
from safety_plan.drawing.style import LEADING, WIDE, Line, Mark, Picture, say
from safety_plan.drawing.timeline import Stop, stop_dot, stops

GAP = 20  # px between columns
APART = 26  # px between strands
SAME = "the same words"
NONE = "no entry"


def layout(chart: Chart, width: int) -> Picture:
    """Lay out strands *width* px wide: editions across, or down where narrow."""
    if width == WIDE:
        return _across(chart, width)
    marks: list[Mark] = []
    top = 0.0
    for series in chart.series:
        name = wrap(series.name, width, bold=True)
        marks += say(name, 0, top, bold=True)
        strand, foot = stops(_stops(chart, series), width, top + LEADING * len(name) + 8)
        marks += strand
        top = foot + APART
    return Picture(width=width, height=top - APART, marks=tuple(marks))


def _changed(series: Series) -> list[bool]:
    """Whether each edition has words that differ from the edition before."""
    before = ("", *series.cells)
    return [bool(cell) and cell != was for cell, was in zip(series.cells, before, strict=False)]


def _stops(chart: Chart, series: Series) -> list[Stop]:
    changed = _changed(series)
    return [
        Stop(
            head=label,
            words=cell if changed[i] else SAME if cell else NONE,
            filled=changed[i],
            on=bool(cell),
            soft=not changed[i],
        )
        for i, (label, cell) in enumerate(zip(chart.labels, series.cells, strict=True))
    ]


def _across(chart: Chart, width: int) -> Picture:
    step = (width + GAP) / len(chart.labels)
    heads = [wrap(label, step - GAP, bold=True) for label in chart.labels]
    marks: list[Mark] = []
    top = LEADING * max(len(head) for head in heads) + 8.0
    for i, head in enumerate(heads):
        marks += say(head, i * step, 0, bold=True, role="soft")
    for series in chart.series:
        strand, top = _strand(series, step, width, top)
        marks += strand
    marks += _key(top)
    return Picture(width=width, height=top + LEADING + 4, marks=tuple(marks))


def _key(top: float) -> list[Mark]:
    """What the two dots mean."""
    middle = top + LEADING / 2
    marks: list[Mark] = [stop_dot(6, middle, True), stop_dot(130, middle, False)]
    marks += say(("new words",), 18, top, role="soft")
    return marks + say((SAME,), 142, top, role="soft")


def _strand(series: Series, step: float, width: int, top: float) -> tuple[list[Mark], float]:
    name = wrap(series.name, width, bold=True)
    marks: list[Mark] = [Line(points=((0, top), (width, top)), role="grid")]
    marks += say(name, 0, top + 8, bold=True)
    rail = top + 8 + LEADING * len(name) + 14
    dots = tuple((i * step + 6, rail) if c else None for i, c in enumerate(series.cells))
    marks.append(Line(points=dots, role="other", width=2))
    rows = 0
    for i, (dot, new) in enumerate(zip(dots, _changed(series), strict=True)):
        if dot:
            marks.append(stop_dot(dot[0], dot[1], new))
        if new:
            words = wrap(series.cells[i], _room(series, i) * step - GAP)
            marks += say(words, i * step, rail + 10)
            rows = max(rows, len(words))
    return marks, rail + 10 + rows * LEADING + 12


def _room(series: Series, start: int) -> int:
    """Columns free for words: up to the next edition that writes its own."""
    changed = _changed(series)
    after = [i for i in range(start + 1, len(changed)) if changed[i]]
    return min(after, default=len(changed)) - start
