"""Events down a line: a dot, a date in bold, and what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from safety_plan.charts import Chart
from safety_plan.drawing.measure import widest, wrap
from safety_plan.drawing.style import LEADING, WIDE, Dot, Line, Mark, Picture, say

DATE_SHARE = 0.28  # of the width, at most, for dates beside a wide line
RAIL = 8  # px from the left edge to a narrow line
INSET = 26  # px from the left edge to the words beside it
GAP = 14  # px between events


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One place on a line: a heading in bold and words; *on* gives it a dot."""

    head: str
    words: str
    filled: bool = True
    on: bool = True
    soft: bool = False


def layout(chart: Chart, width: int) -> Picture:
    """Lay out a timeline *width* px wide."""
    events = _events(chart)
    marks, bottom = (_wide if width == WIDE else stops)(events, width, 0.0)
    return Picture(width=width, height=bottom, marks=tuple(marks))


def _events(chart: Chart) -> list[Stop]:
    several = len(chart.series) > 1
    return [
        Stop(
            head=label,
            words=f"{series.name}: {series.cells[i]}" if several else series.cells[i],
            filled=not chart.marked or label in chart.marked,
        )
        for i, label in enumerate(chart.labels)
        for series in chart.series
        if series.cells[i]
    ]


def stops(events: Sequence[Stop], width: int, top: float) -> tuple[list[Mark], float]:
    """Stops below each other, heading above words; also gives the px of their foot."""
    marks: list[Mark] = []
    dots: list[tuple[float, float] | None] = []
    for event in events:
        head = wrap(event.head, width - INSET, bold=True)
        words = wrap(event.words, width - INSET)
        dots.append((RAIL, top + LEADING / 2) if event.on else None)
        role = "soft" if event.soft else "ink"
        marks += say(head, INSET, top, bold=not event.soft, role=role)
        top += LEADING * len(head)
        marks += say(words, INSET, top, role=role)
        top += LEADING * len(words) + GAP
    return _rail(events, dots) + marks, top - GAP + 4


def _wide(events: Sequence[Stop], width: int, top: float) -> tuple[list[Mark], float]:
    heads = tuple(event.head for event in events)
    date = min(widest(heads, bold=True), width * DATE_SHARE)
    rail, left = date + 22, date + 44
    marks: list[Mark] = []
    dots: list[tuple[float, float] | None] = []
    for event in events:
        head, words = wrap(event.head, date, bold=True), wrap(event.words, width - left)
        dots.append((rail, top + LEADING / 2))
        marks += say(head, date, top, bold=True, anchor="right")
        marks += say(words, left, top)
        top += LEADING * max(len(head), len(words)) + GAP
    return _rail(events, dots) + marks, top - GAP + 4


def _rail(events: Sequence[Stop], dots: Sequence[tuple[float, float] | None]) -> list[Mark]:
    marks: list[Mark] = [Line(points=tuple(dots), role="other", width=2)] if dots else []
    for event, dot in zip(events, dots, strict=True):
        if dot:
            marks.append(stop_dot(dot[0], dot[1], event.filled))
    return marks


def stop_dot(x: float, y: float, filled: bool) -> Dot:
    """The dot of a stop: filled where something is new, else hollow."""
    size = 12 if filled else 9
    return Dot(x=x, y=y, role="1" if filled else "other", size=size, hollow=not filled)
