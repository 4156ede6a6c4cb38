"""Events below one another on a line, each with a dot; timelines and lineages draw them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from safety_plan.charts.canvas import Canvas, Point
from safety_plan.charts.text import LEADING, wrap

GAP = 14  # px between events
LINE_WIDTH = 2  # px of the line that joins events


@dataclass(frozen=True, slots=True)
class Event:
    """A heading and a text; an event that is not *dotted* breaks the line."""

    heading: str
    text: str
    highlighted: bool = True
    dotted: bool = True
    soft: bool = False


def draw_events(
    canvas: Canvas, events: Sequence[Event], top: float, heading_room: float = 0
) -> float:
    """Draws *events* below each other from *top*; returns the px of their foot.

    A heading stands left of the line in *heading_room* px; where that is 0, above its text.
    """
    line_x = heading_room + 22 if heading_room else 8.0
    left = heading_room + 44 if heading_room else 26.0
    text_room = canvas.width - left
    headings = [wrap(event.heading, heading_room or text_room, bold=True) for event in events]
    texts = [wrap(event.text, text_room) for event in events]
    heights = []
    for heading, text in zip(headings, texts, strict=True):
        lines = [len(heading), len(text)]
        heights.append(LEADING * (max(lines) if heading_room else sum(lines)) + GAP)
    *tops, foot = accumulate(heights, initial=top)
    _draw_line(canvas, line_x, tops, events)
    x = heading_room or left
    anchor = "right" if heading_room else "left"
    for event, heading, text, y in zip(events, headings, texts, tops, strict=True):
        role = "soft" if event.soft else "ink"
        foot_of_heading = canvas.text(heading, x, y, role=role, bold=not event.soft, anchor=anchor)
        canvas.text(text, left, y if heading_room else foot_of_heading, role=role)
    return foot - GAP + 4


def _draw_line(canvas: Canvas, x: float, tops: Sequence[float], events: Sequence[Event]) -> None:
    pairs = list(zip(events, tops, strict=True))
    dots = [(x, top + LEADING / 2) if event.dotted else None for event, top in pairs]
    canvas.line(dots, "other", LINE_WIDTH)
    for event, dot in zip(events, dots, strict=True):
        if dot:
            draw_dot(canvas, dot, highlighted=event.highlighted)


def draw_dot(canvas: Canvas, at: Point, *, highlighted: bool) -> None:
    """The dot of an event: filled and larger where something is new, else hollow."""
    if highlighted:
        canvas.marker(at, "1", 12)
    else:
        canvas.marker(at, "other", 9, hollow=True)
