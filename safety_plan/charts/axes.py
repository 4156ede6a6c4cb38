"""Axes: where a value falls, a few round ticks, and labels that never overlap."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

from matplotlib.ticker import MaxNLocator

from safety_plan.charts.canvas import LEADING, Dashes, Point, Sheet, widest, wrap
from safety_plan.core.dates import MONTHS
from safety_plan.core.quantities import format_value
from safety_plan.models.charts import Chart, Series

LABEL_ROOM = 96  # px for a label along the axis before it is wrapped
LABEL_GAP = 12  # px between two labels along the axis


@dataclass(frozen=True, slots=True)
class Look:
    """How one series looks: never told apart by colour alone."""

    role: str
    dashes: Dashes = ()
    shape: str = "o"
    size: float = 9
    hollow: bool = False

    def mark_end(self, sheet: Sheet, at: Point) -> None:
        """Put down the marker that closes a line and stands in its key."""
        sheet.dot(at, self.role, self.size, shape=self.shape, hollow=self.hollow)


LOOKS = (
    Look("1"),
    Look("2", dashes=(8, 4), hollow=True),
    Look("3", dashes=(2, 4), shape="s", size=8),
    Look("4", dashes=(10, 4, 2, 4), shape="D", size=7, hollow=True),
)


@dataclass(frozen=True, slots=True)
class Plot:
    """The rectangle that lines are drawn in: its edges in px, its ticks from the floor up."""

    sheet: Sheet
    chart: Chart
    ticks: Sequence[Decimal]
    left: float
    right: float
    top: float
    bottom: float

    def x(self, index: int) -> float:
        """Where the points of label *index* stand."""
        last = len(self.chart.labels) - 1
        return self.left + (self.right - self.left) * index / last if last else self.right

    def y(self, value: Decimal) -> float:
        """Where *value* stands."""
        low, high = self.ticks[0], self.ticks[-1]
        return self.bottom - (self.bottom - self.top) * float((value - low) / (high - low))

    def grid(self, *, labelled: bool = True) -> None:
        """A pale line for each tick, a darker one at zero or the floor, and their words."""
        lines: dict[str, list[Point | None]] = {"grid": [], "soft": []}
        for tick in self.ticks:
            y = self.y(tick)
            role = "soft" if tick == max(self.ticks[0], Decimal(0)) else "grid"
            lines[role] += [(self.left, y), (self.right, y), None]
            if labelled:
                words, x = format_value(tick, self.chart.unit), self.left - 8
                self.sheet.say(words, x, y - LEADING / 2, role="soft", anchor="right")
        for role, points in lines.items():
            self.sheet.line(points, role)

    def trace(self, series: Series, look: Look) -> None:
        """The line of *series*, a dot where a value stands alone, a marker at the end."""
        points: list[Point | None] = [None] * len(series.cells)
        for i, value in series.known:
            points[i] = (self.x(i), self.y(value))
        self.sheet.line(points, look.role, 2.5, look.dashes)
        around = (None, *points, None)
        for i, point in enumerate(points):
            if point and i == series.known[-1][0]:
                look.mark_end(self.sheet, point)
            elif point and not around[i] and not around[i + 2]:
                self.sheet.dot(point, look.role, 6)

    def labels(self) -> float:
        """As many labels as have room, always the last; gives the px of their foot.

        None goes beyond the sheet: one that would is pushed in, and a short mark
        on the axis shows the point it belongs to.
        """
        short, edge, top = short_labels(self.chart.labels), self.sheet.width, self.bottom + 8
        pushed = max(0.0, self.right + widest(short[-1]) / 2 - edge)
        marks: list[Point | None] = []
        for i in _chosen(short, self.right - self.left, pushed):
            half, x = widest(short[i]) / 2, self.x(i)
            marks += [(x, self.bottom), (x, self.bottom + 5), None]
            if max(x, half) + half >= edge:
                self.sheet.say(short[i], edge, top, role="soft", anchor="right")
            else:
                self.sheet.say(short[i], max(x, half), top, role="soft", anchor="center")
        self.sheet.line(marks, "soft")
        return top + LEADING * max(len(label) for label in short)


def ticks(numbers: Sequence[Decimal], unit: str, most: int = 5) -> list[Decimal]:
    """At most *most* round values that hold all of *numbers*, in order.

    They start from zero, so that no change looks larger than it is; only an
    index, whose zero means nothing, may start elsewhere.
    """
    held = [*numbers, *([] if numbers and unit == "index" else [Decimal(0)])]
    low, high = min(held), max(held)
    whole = all(value == value.to_integral_value() for value in held)
    locator = MaxNLocator(nbins=most - 1, steps=[1, 2, 2.5, 5, 10], integer=whole, min_n_ticks=2)
    found = locator.tick_values(float(low), float(high if low < high else low + 1))
    step = Decimal(f"{found[1] - found[0]:.3g}")
    return [step * round(tick / float(step)) for tick in found]


def tick_room(at: Sequence[Decimal], unit: str) -> float:
    """Room in px for the words of the ticks *at*, left of a plot."""
    return widest([format_value(tick, unit) for tick in at]) + 8


def short_labels(labels: Sequence[str]) -> list[tuple[str, ...]]:
    """*labels* for an axis: shared first words gone, months short, year below.

    The subtitle and the table say them in full.
    """
    split = [label.split() for label in labels]
    # Each label keeps a word of its own, and a label that stands alone keeps all.
    firsts = zip(*(words[:-1] for words in split), strict=False) if len(split) > 1 else ()
    shared = [*takewhile(lambda words: len(set(words)) == 1, firsts)]
    return [_short(" ".join(words[len(shared) :])) for words in split]


def _short(label: str) -> tuple[str, ...]:
    months = "|".join(MONTHS)
    text = re.sub(rf"\b({months})\b", lambda found: found[0][:3], label)
    text = re.sub(r"\b(\d{4}) to \d\d(\d\d)\b", r"\1–\2", text).replace(" to ", "–")
    year_below = re.fullmatch(r"(.+\d{4}–)(.+ \d{4})|(.+) (\d{4})", text)
    if year_below:
        return tuple(filter(None, year_below.groups()))
    return wrap(text, LABEL_ROOM)


def _chosen(short: Sequence[tuple[str, ...]], room: float, pushed: float) -> list[int]:
    """Every so many labels counted back from the last, in step with the year."""
    last = len(short) - 1
    need = max(widest(label) for label in short) + pushed + LABEL_GAP
    least = next((step for step in range(1, last) if room * step / last >= need), last or 1)
    seasons = len({label[0] for label in short if len(label) == 2})
    if 1 < seasons < len(short) and least > 1:
        least = -(-least // seasons) * seasons
    else:
        # A step that also reaches the first label is worth a label or two.
        least = next((s for s in range(least, 2 * least + 1) if last % s == 0), least)
    return list(range(last, -1, -least))
