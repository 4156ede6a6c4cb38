"""Events down a line: a dot, a date in bold, and what happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from safety_plan.charts.canvas import LEADING, Point, Sheet, widest, wrap
from safety_plan.models.charts import Chart

DATE_SHARE = 0.28  # of the width, at most, for dates beside a wide line
GAP = 14  # px between events


@dataclass(frozen=True, slots=True)
class Stop:
    """One place on a line: a heading in bold and words; *on* gives it a dot."""

    head: str
    words: str
    filled: bool = True
    on: bool = True
    soft: bool = False


def layout(chart: Chart, sheet: Sheet) -> float:
    """Draw a timeline; gives its height in px."""
    several = len(chart.series) > 1
    events = [
        Stop(label, f"{s.name}: {s.cells[i]}" if several else s.cells[i], filled)
        for i, label in enumerate(chart.labels)
        for filled in [not chart.marked or label in chart.marked]
        for s in chart.series
        if s.cells[i]
    ]
    date = min(widest([event.head for event in events], bold=True), sheet.width * DATE_SHARE)
    return stops(sheet, events, 0, beside=date if sheet.wide else 0)


def stops(sheet: Sheet, events: Sequence[Stop], top: float, beside: float = 0) -> float:
    """Draw *events* below each other; gives the px of their foot.

    A heading stands above its words, or left of the line in *beside* px.
    """
    rail, left = (beside + 22, beside + 44) if beside else (8, 26)
    heads = [wrap(event.head, beside or sheet.width - left, bold=True) for event in events]
    told = [wrap(event.words, sheet.width - left) for event in events]
    both = [(len(head), len(words)) for head, words in zip(heads, told, strict=True)]
    rows = [max(pair) if beside else sum(pair) for pair in both]
    *tops, foot = accumulate((LEADING * count + GAP for count in rows), initial=top)
    _rail(sheet, rail, tops, events)
    for event, head, words, y in zip(events, heads, told, tops, strict=True):
        role = "soft" if event.soft else "ink"
        x, anchor = (beside, "right") if beside else (left, "left")
        under = sheet.say(head, x, y, role=role, bold=not event.soft, anchor=anchor)
        sheet.say(words, left, y if beside else under, role=role)
    return foot - GAP + 4


def _rail(sheet: Sheet, x: float, tops: Sequence[float], events: Sequence[Stop]) -> None:
    pairs = zip(events, tops, strict=True)
    dots = [(x, top + LEADING / 2) if event.on else None for event, top in pairs]
    sheet.line(dots, "other", 2)
    for event, dot in zip(events, dots, strict=True):
        if dot:
            stop_dot(sheet, dot, event.filled)


def stop_dot(sheet: Sheet, at: Point, filled: bool) -> None:
    """The dot of a stop: filled where something is new, else hollow."""
    sheet.dot(at, "1" if filled else "other", 12 if filled else 9, hollow=not filled)
