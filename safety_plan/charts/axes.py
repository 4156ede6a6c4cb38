"""Axes: where a value falls, a few round ticks, and labels that never overlap."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

from safety_plan.charts.canvas import Canvas, Dashes, Point
from safety_plan.charts.drawing_rules import rule_of
from safety_plan.charts.text import LEADING, widest, wrap
from safety_plan.charts.time_axis import gaps, left_out, positions
from safety_plan.core.period_words import PeriodWords, period_words
from safety_plan.core.quantities import format_value
from safety_plan.models.charts import Chart, Series

LABEL_ROOM = 96  # px for a label along the axis before it is wrapped
LABEL_GAP = 12  # px between two labels along the axis
LINE_WIDTH = 2.5  # px of the line of a series
LEVEL_WIDTH = 1.5  # px of a line at one value
SKIP_DASHES = (1.0, 4.0)  # of the hint at a line where periods are left out
LONE_POINT = 6  # px across a value that stands between two gaps


@dataclass(frozen=True, slots=True)
class SeriesStyle:
    """How one series looks: never told apart by colour alone."""

    role: str
    dashes: Dashes = ()
    shape: str = "o"
    size: float = 9
    hollow: bool = False
    width: float = LINE_WIDTH

    def draw_end_marker(self, canvas: Canvas, at: Point) -> None:
        """Draws the marker that closes a line and stands in its key; a level has none."""
        if not self.shape:
            return
        canvas.marker(at, self.role, self.size, shape=self.shape, hollow=self.hollow)


STYLES = (
    SeriesStyle("1"),
    SeriesStyle("2", dashes=(8, 4), hollow=True),
    SeriesStyle("3", dashes=(2, 4), shape="s", size=8),
    SeriesStyle("4", dashes=(10, 4, 2, 4), shape="D", size=7, hollow=True),
)

#: A line as it was in an earlier revision: broad, so that it shows on both sides of the same
#: line as it is.
EARLIER_STYLE = SeriesStyle("other", shape="s", size=11, hollow=True, width=7)
#: Lines at one value: in ink and thin, so that none is taken for a series.
LEVEL_STYLES = tuple(
    SeriesStyle("ink", dashes=dashes, shape="", width=LEVEL_WIDTH)
    for dashes in ((4.0, 3.0), (10.0, 3.0, 2.0, 3.0), (1.0, 3.0))
)


@dataclass(frozen=True, slots=True)
class Plot:
    """The rectangle that lines are drawn in: its edges in px, its ticks from the floor up."""

    canvas: Canvas
    chart: Chart
    ticks: Sequence[Decimal]
    left: float
    right: float
    top: float
    bottom: float

    def x(self, index: int) -> float:
        """Where the points of label *index* stand: at its time, where labels are periods."""
        return self.left + (self.right - self.left) * positions(self.chart.labels)[index]

    def x_at(self, place: str) -> float:
        """Where a note stands: *place* counts labels from 0, and may lie between two."""
        labels = positions(self.chart.labels)
        before = min(int(Decimal(place)), len(labels) - 1)
        after = min(before + 1, len(labels) - 1)
        share = float(Decimal(place)) - before
        position = labels[before] + (labels[after] - labels[before]) * share
        return self.left + (self.right - self.left) * position

    def y(self, value: Decimal) -> float:
        """Where *value* stands."""
        low = self.ticks[0]
        high = self.ticks[-1]
        return self.bottom - (self.bottom - self.top) * float((value - low) / (high - low))

    def draw_grid(self, *, labelled: bool = True) -> None:
        """A pale line for each tick, a darker one at zero or the floor, and their text."""
        floor = max(self.ticks[0], Decimal(0))
        if floor and not rule_of(self.chart).darkens_floor:
            floor = self.ticks[-1] + 1  # nothing darker, which would look like zero
        lines: dict[str, list[Point | None]] = {"grid": [], "soft": []}
        for tick in self.ticks:
            y = self.y(tick)
            lines["soft" if tick == floor else "grid"] += [(self.left, y), (self.right, y), None]
            if labelled:
                text = format_value(tick, self.chart.unit)
                top = y - LEADING / 2
                self.canvas.text(text, self.left - 8, top, role="soft", anchor="right")
        for role, points in lines.items():
            self.canvas.line(points, role)

    def draw_level(self, value: Decimal, style: SeriesStyle) -> None:
        """A line at *value* from edge to edge."""
        y = self.y(value)
        self.canvas.line([(self.left, y), (self.right, y)], style.role, style.width, style.dashes)

    def draw_series(self, series: Series, style: SeriesStyle) -> None:
        """The line of *series*, a dot where a value stands alone, a marker at the end.

        Where periods are left out, the line is only hinted at, and each value has its dot.
        """
        points: list[Point | None] = [None] * len(series.cells)
        for index, value in series.points:
            points[index] = (self.x(index), self.y(value))
        skips = self._skips()
        self.canvas.line(_with_gaps(points, skips), style.role, style.width, style.dashes)
        for index in skips:
            if all(points[index : index + 2]):
                self.canvas.line(points[index : index + 2], style.role, 1, SKIP_DASHES)
        last = max((index for index, _ in series.points), default=-1)
        before = [None, *points]
        after = [*points[1:], None]
        for index, point in enumerate(points):
            if point and index == last:
                style.draw_end_marker(self.canvas, point)
            elif point and (skips or (not before[index] and not after[index])):
                self.canvas.marker(point, style.role, LONE_POINT)

    def _skips(self) -> list[int]:
        """The labels after which periods are left out, by their index."""
        if not rule_of(self.chart).tells_gaps:
            return []
        return [self.chart.labels.index(earlier) for earlier, _ in left_out(self.chart.labels)]

    def draw_labels(self) -> float:
        """As many labels as have room, always the last; returns the px of their foot.

        None goes beyond the canvas: one that would is pushed in, and a short mark
        on the axis shows the point it belongs to.
        """
        labels = short_labels(self.chart.labels)
        edge = self.canvas.width
        top = self.bottom + 8
        pushed = max(0.0, self.right + widest(labels[-1]) / 2 - edge)
        marks: list[Point | None] = []
        chosen = _labels_with_room(labels, self.right - self.left, pushed)
        if gaps(self.chart.labels):
            chosen = self._labels_apart(labels, pushed)
        if rule_of(self.chart).labels_first:
            chosen = self._with_first(labels, chosen)
        for index in chosen:
            half = widest(labels[index]) / 2
            x = self.x(index)
            marks += [(x, self.bottom), (x, self.bottom + 5), None]
            if max(x, half) + half >= edge:
                self.canvas.text(labels[index], edge, top, role="soft", anchor="right")
            else:
                self.canvas.text(labels[index], max(x, half), top, role="soft", anchor="center")
        self.canvas.line(marks, "soft")
        return top + LEADING * max(len(label) for label in labels)

    def _with_first(self, labels: Sequence[tuple[str, ...]], chosen: Sequence[int]) -> list[int]:
        """*chosen*, and the first label in place of those it would lie over; never of the last."""
        last, *others = chosen
        edge = 2 * max(self.x(0), widest(labels[0]) / 2) + LABEL_GAP
        edge -= max(self.x(0) - widest(labels[0]) / 2, 0)
        start_of_last = min(self.x(last) + widest(labels[last]) / 2, self.canvas.width)
        if last == 0 or start_of_last - widest(labels[last]) < edge:
            return [*chosen]
        apart = [i for i in others if i and self.x(i) - widest(labels[i]) / 2 >= edge]
        return [last, *apart, 0]

    def _labels_apart(self, labels: Sequence[tuple[str, ...]], pushed: float) -> list[int]:
        """The labels that have room where steps of time are uneven, from the last one back."""
        chosen: list[int] = []
        edge = float("inf")
        for index in reversed(range(len(labels))):
            half = widest(labels[index]) / 2
            middle = max(self.x(index), half) - (0 if chosen else pushed)
            if middle + half + LABEL_GAP <= edge or not chosen:
                chosen.append(index)
                edge = middle - half
        return chosen


def _with_gaps(points: Sequence[Point | None], skips: Sequence[int]) -> list[Point | None]:
    """*points* with a gap after each index of *skips*."""
    parts = [[point, None] if index in skips else [point] for index, point in enumerate(points)]
    return [point for part in parts for point in part]


def ticks(
    numbers: Sequence[Decimal], unit: str, most: int = 5, *, cut: bool = False
) -> list[Decimal]:
    """At most *most* round values that hold all of *numbers*, in order.

    They start from zero, so that no change looks larger than it is; only an
    index, whose zero means nothing, may start elsewhere, and a scale that says it is *cut*.
    """
    # Imports matplotlib, which nothing needs that only reads or describes charts.
    from matplotlib.ticker import MaxNLocator

    from_zero = not numbers or not (cut or unit == "index")
    values = [*numbers, Decimal(0)] if from_zero else list(numbers)
    low, high = min(values), max(values)
    whole = all(value == value.to_integral_value() for value in values)
    locator = MaxNLocator(nbins=most - 1, steps=[1, 2, 2.5, 5, 10], integer=whole, min_n_ticks=2)
    floats = locator.tick_values(float(low), float(high if low < high else low + 1))
    step = Decimal(f"{floats[1] - floats[0]:.3g}")
    return [step * round(tick / float(step)) for tick in floats]


def tick_room(values: Sequence[Decimal], unit: str) -> float:
    """Room in px for the text of ticks at *values*, left of a plot."""
    return widest([format_value(value, unit) for value in values]) + 8


def short_labels(labels: Sequence[str]) -> list[tuple[str, ...]]:
    """The lines of each of *labels* on an axis: shared first words gone, months short, year below.

    The subtitle and the table say them in full.
    """
    split = [label.split() for label in labels]
    shared = 0
    if len(split) > 1:  # a label that stands alone keeps all of its words
        # Each label keeps a word of its own.
        columns = zip(*(words[:-1] for words in split), strict=False)
        shared = len(list(takewhile(lambda words: len(set(words)) == 1, columns)))
    return [_shorten(" ".join(words[shared:])) for words in split]


def _shorten(label: str) -> tuple[str, ...]:
    words = period_words()
    short = dict(zip(words.months, words.short_months, strict=True))
    text = re.sub(rf"\b({'|'.join(short)})\b", lambda month: short[month[0]], label)
    text = _with_dashes(text, words)
    year_below = re.fullmatch(r"(.+\d{4}–)(.+ \d{4})|(.+) (\d{4})", text)
    if year_below:
        return tuple(filter(None, year_below.groups()))
    return wrap(text, LABEL_ROOM)


def _with_dashes(text: str, words: PeriodWords) -> str:
    """*text* with a dash in place of the words between two ends, a second year in two digits."""
    to = "|".join(map(re.escape, words.joins))
    text = re.sub(rf"\b(\d{{4}})(?:{to})\d\d(\d\d)\b", r"\1–\2", text)
    if to == re.escape(" to "):
        return text.replace(" to ", "–")
    # In other languages such a word stands in names as well.
    end = "|".join(["[0-9]", *map(re.escape, words.short_months)])
    return re.sub(rf"({end})(?:{to})(?={end})", r"\1–", text)


def _labels_with_room(labels: Sequence[tuple[str, ...]], room: float, pushed: float) -> list[int]:
    """Every so many labels counted back from the last, in step with the year."""
    last = len(labels) - 1
    needed = max(widest(label) for label in labels) + pushed + LABEL_GAP
    step = next((n for n in range(1, last) if room * n / last >= needed), last or 1)
    seasons = len({label[0] for label in labels if len(label) == 2})
    if 1 < seasons < len(labels) and step > 1:
        step = -(-step // seasons) * seasons
    else:
        # A step that also reaches the first label is worth a label or two.
        step = next((n for n in range(step, 2 * step + 1) if last % n == 0), step)
    return list(range(last, -1, -step))
