"""What bars carry besides their values: ranges, lines at one value, and notes below a bar."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from safety_plan.charts.annotations import line_in_full, note_in_full
from safety_plan.charts.axes import LEVEL_STYLES, LEVEL_WIDTH
from safety_plan.charts.canvas import Canvas, Point
from safety_plan.charts.drawing_rules import rule_of
from safety_plan.charts.text import LEADING, text_width, wrap
from safety_plan.charts.time_axis import left_out
from safety_plan.core.translation import gettext, gettext_noop
from safety_plan.models.charts import Chart

CAP = 4  # px from the middle of a range to the end of its caps
ROOM_ABOUT = 3  # px that a line keeps from the words that it passes
SWATCH = 28  # px for the piece of a range before its words
BESIDE = 6  # px from a line at a value to the words that name it
VALUE_GAP = 8  # px from a line at a value to the number of a bar that would stand on it
RANGE_WORDS = gettext_noop("The number may be anywhere along this line")


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


def draw_range_key(chart: Chart, canvas: Canvas, top: float) -> float:
    """What a range means, if *chart* has any; returns the px where the next may begin."""
    if not any(series.ranges for series in chart.series):
        return top
    draw_range(canvas, 1, SWATCH - 6, top + LEADING / 2)
    return canvas.text(gettext(RANGE_WORDS), SWATCH, top, room=canvas.width - SWATCH) + 8


@dataclass(frozen=True, slots=True)
class Levels:
    """The lines at one value of a chart: where each stands, where it begins, and their words."""

    canvas: Canvas
    xs: Sequence[float]
    tops: Sequence[float]
    words: Sequence[Box]
    foot: float

    def draw(self, bottom: float, words: Sequence[Box], top: float | None = None) -> None:
        """Each line from its words, or from *top*, to *bottom*, broken where it meets *words*."""
        for index, (x, first) in enumerate(zip(self.xs, self.tops, strict=True)):
            style = LEVEL_STYLES[index % len(LEVEL_STYLES)]
            span = (first if top is None else top, bottom)
            points = upright(x, span, [*words, *self.words])
            self.canvas.line(points, style.role, LEVEL_WIDTH, style.dashes)


def draw_level_words(
    chart: Chart, canvas: Canvas, x_of: Callable[[Decimal], float], top: float
) -> Levels:
    """What each line at one value stands for, beside its upper end, from *top* px down."""
    xs = [x_of(value) for value in level_values(chart)]
    tops, words = [], []
    for line, x in zip(chart.reference_lines, xs, strict=True):
        tops.append(top)
        text = line_in_full(line, chart.unit)
        room = canvas.width - x - BESIDE
        on_right = text_width(text) <= room or room >= x - BESIDE
        lines = wrap(text, room if on_right else x - BESIDE)
        width = max(text_width(one) for one in lines)
        left = x + BESIDE if on_right else x - BESIDE - width
        words.append(box_of_words(lines, left, top))
        top = canvas.text(lines, left, top) + 4
    return Levels(canvas, xs, tops, words, top + 6 if xs else top)


def clear_of_lines(left: float, width: float, lines: Sequence[float], edge: float) -> float:
    """*left*, or where words *width* px wide stand on none of the *lines*, if before *edge*."""
    clear = left
    for x in sorted(lines):
        if clear - ROOM_ABOUT < x < clear + width + BESIDE:
            clear = x + VALUE_GAP
    return clear if clear + width <= edge + 1 else left


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
    """The notes that stand below the bar of *label*, each with what it is about.

    A span is told at its last bar.
    """
    notes = [note for note in chart.notes if note.labels and note.labels[-1] == label]
    return [note_in_full(note) for note in notes]


def left_out_before(chart: Chart, label: str) -> str:
    """Which periods are left out before the bar of *label*, where the bars follow in time."""
    if not rule_of(chart).tells_gaps:
        return ""
    before = {later: earlier for earlier, later in left_out(chart.labels)}.get(label)
    sentence = gettext("No numbers between {earlier} and {later}")
    return sentence.format(earlier=before, later=label) if before else ""


def box_of_words(lines: Sequence[str], left: float, top: float, *, bold: bool = False) -> Box:
    """The room that *lines* take, their left edge at *left*."""
    width = max((text_width(line, bold) for line in lines), default=0.0)
    return Box(left, top, left + width, top + LEADING * len(lines))


def level_values(chart: Chart) -> list[Decimal]:
    """The value of each line of *chart*."""
    return [Decimal(line.value) for line in chart.reference_lines]
