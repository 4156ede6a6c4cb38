"""What bars carry besides their values: ranges, lines at one value, and notes below a bar."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from safety_plan.charts.annotations import line_in_full
from safety_plan.charts.axes import LEVEL_STYLES, LEVEL_WIDTH
from safety_plan.charts.canvas import Canvas, Point
from safety_plan.charts.text import LEADING, text_width
from safety_plan.charts.time_axis import left_out
from safety_plan.models.charts import Chart

CAP = 4  # px from the middle of a range to the end of its caps
ROOM_ABOUT = 3  # px that a line keeps from the words that it passes
SWATCH = 28  # px for the piece of line before its words


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch of words that no line may cross: its edges in px."""

    left: float
    top: float
    right: float
    bottom: float


def draw_range(canvas: Canvas, low: float, high: float, middle: float) -> None:
    """A range from *low* to *high* px, with caps, about *middle* px down.

    It has an edge in the colour of the ground, so that it is seen over a bar too.
    """
    points: list[Point | None] = [(low, middle), (high, middle), None]
    for x in (low, high):
        points += [(x, middle - CAP), (x, middle + CAP), None]
    canvas.line(points, "ground", 4)
    canvas.line(points, "ink", 1.5)


def draw_level_key(chart: Chart, canvas: Canvas) -> float:
    """What each line at one value stands for, above the bars; returns the px below it."""
    top = 0.0
    for index, line in enumerate(chart.reference_lines):
        y, style = top + LEADING / 2, LEVEL_STYLES[index % len(LEVEL_STYLES)]
        canvas.line([(1, y), (SWATCH - 6, y)], style.role, LEVEL_WIDTH, style.dashes)
        text = line_in_full(line, chart.unit)
        top = canvas.text(text, SWATCH, top, room=canvas.width - SWATCH) + 4
    return top + 6 if top else 0.0


def draw_level(
    canvas: Canvas, index: int, x: float, span: tuple[float, float], words: Sequence[Box]
) -> None:
    """A line down the bars at *x*, broken where it would cross *words*."""
    style = LEVEL_STYLES[index % len(LEVEL_STYLES)]
    canvas.line(upright(x, span, words), style.role, LEVEL_WIDTH, style.dashes)


def upright(x: float, span: tuple[float, float], words: Sequence[Box]) -> list[Point | None]:
    """The points of a line at *x* down a *span* of px, broken where it would cross *words*."""
    top, bottom = span
    points: list[Point | None] = []
    crossed = [box for box in words if box.left - ROOM_ABOUT < x < box.right + ROOM_ABOUT]
    for box in sorted(crossed, key=lambda box: box.top):
        if box.top > top:
            points += [(x, top), (x, box.top), None]
        top = max(top, box.bottom)
    if bottom > top:
        points += [(x, top), (x, bottom), None]
    return points


def notes_below(chart: Chart, label: str) -> list[str]:
    """The notes that stand below the bar of *label*: a span is told at its last bar."""
    notes = [note for note in chart.notes if note.labels and note.labels[-1] == label]
    return [n.words if n.when == label else f"{n.when}: {n.words}" for n in notes]


def left_out_before(chart: Chart, label: str) -> str:
    """Which periods are left out before the bar of *label*, where the bars follow in time."""
    if chart.drawing_rule < 2:
        return ""
    before = {later: earlier for earlier, later in left_out(chart.labels)}.get(label)
    return f"No numbers between {before} and {label}" if before else ""


def box_of_words(lines: Sequence[str], left: float, top: float, *, bold: bool = False) -> Box:
    """The room that *lines* take, their left edge at *left*."""
    width = max((text_width(line, bold) for line in lines), default=0.0)
    return Box(left, top, left + width, top + LEADING * len(lines))


def level_values(chart: Chart) -> list[Decimal]:
    """The value of each line of *chart*."""
    return [Decimal(line.value) for line in chart.reference_lines]
