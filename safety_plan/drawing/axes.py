"""Axes: where a value falls, a few round ticks, and labels that never overlap."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from safety_plan.dates import MONTHS
from safety_plan.drawing.measure import widest, wrap
from safety_plan.drawing.style import LEADING, Dot, Line, Look, Mark, Points, say
from safety_plan.numbers import shown

LABEL_ROOM = 96  # px for a label along the axis before it is wrapped
LABEL_GAP = 12  # px between two labels along the axis


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """The rectangle a line is drawn in: px edges, ticks and the count of points."""

    left: float
    right: float
    top: float
    bottom: float
    ticks: tuple[Decimal, ...]
    count: int

    def x(self, index: int) -> float:
        """Where point *index* stands."""
        if self.count == 1:
            return self.right
        return self.left + (self.right - self.left) * index / (self.count - 1)

    def y(self, value: Decimal) -> float:
        """Where *value* stands; the first tick is the floor."""
        low, high = self.ticks[0], self.ticks[-1]
        share = float((value - low) / (high - low))
        return self.bottom - (self.bottom - self.top) * share

    def points(self, cells: Sequence[str]) -> Points:
        """*cells* as points; one with no value breaks the line."""
        return tuple(
            (self.x(i), self.y(Decimal(cell))) if cell else None for i, cell in enumerate(cells)
        )


def ticks(cells: Sequence[str], unit: str, most: int = 5) -> tuple[Decimal, ...]:
    """At most *most* round values that hold all of *cells*, in order.

    They start from zero, so that no change looks larger than it is; only an
    index, whose zero means nothing, may start elsewhere.
    """
    from matplotlib.ticker import MaxNLocator

    values = [Decimal(cell) for cell in cells if cell] or [Decimal(0)]
    if unit != "index":
        values.append(Decimal(0))
    low, high = min(values), max(values)
    if low == high:
        high = low + 1
    whole = all(value == value.to_integral_value() for value in values)
    locator = MaxNLocator(nbins=most - 1, steps=[1, 2, 2.5, 5, 10], integer=whole, min_n_ticks=2)
    found = [
        Decimal(f"{tick:.6f}").normalize() for tick in locator.tick_values(float(low), float(high))
    ]
    places = max(0, *(-int(tick.as_tuple().exponent) for tick in found))
    return tuple(tick.quantize(Decimal(1).scaleb(-places)) for tick in found)


def tick_room(at: Sequence[Decimal], unit: str) -> float:
    """Room in px for the words of the ticks *at*, left of a plot."""
    return widest(tuple(shown(tick, unit) for tick in at)) + 8


def grid(plot: Plot, unit: str, *, labelled: bool = True) -> list[Mark]:
    """A pale line for each tick, a darker one at zero or the floor, and their words."""
    marks: list[Mark] = []
    for tick in plot.ticks:
        y = plot.y(tick)
        role = "soft" if tick == max(plot.ticks[0], Decimal(0)) else "grid"
        marks.append(Line(points=((plot.left, y), (plot.right, y)), role=role))
        if labelled:
            top, words = y - LEADING / 2, (shown(tick, unit),)
            marks += say(words, plot.left - 8, top, role="soft", anchor="right")
    return marks


def trace(plot: Plot, cells: Sequence[str], look: Look) -> list[Mark]:
    """The line of *cells*, a dot where a value stands alone, a marker at the end."""
    points = plot.points(cells)
    known = [i for i, point in enumerate(points) if point]
    if not known:
        return []
    marks: list[Mark] = [Line(points=points, role=look.role, width=2.5, dashes=look.dashes)]
    around = (None, *points, None)
    for i, point in enumerate(points):
        if point and not around[i] and not around[i + 2] and i != known[-1]:
            marks.append(Dot(x=point[0], y=point[1], role=look.role, size=6))
    end = points[known[-1]] or (0.0, 0.0)
    marks.append(end_marker(end[0], end[1], look))
    return marks


def end_marker(x: float, y: float, look: Look) -> Dot:
    """The marker that closes a line and stands in its key."""
    size = {"o": 9, "s": 8, "D": 7}[look.shape]
    kind, role = look.shape, look.role
    return Dot(x=x, y=y, role=role, shape=kind, size=size, hollow=look.hollow)


def short_labels(labels: Sequence[str]) -> list[tuple[str, ...]]:
    """*labels* for an axis: shared first words gone, months short, year below.

    The subtitle and the table say them in full.
    """
    split = [label.split() for label in labels]
    shared = 0
    while len(split) > 1 and all(
        len(words) > shared + 1 and words[shared] == split[0][shared] for words in split
    ):
        shared += 1
    return [_short(" ".join(words[shared:])) for words in split]


def _short(label: str) -> tuple[str, ...]:
    months = "|".join(MONTHS)
    text = re.sub(rf"\b({months})\b", lambda found: found[0][:3], label)
    text = re.sub(r"\b(\d{4}) to \d\d(\d\d)\b", r"\1–\2", text).replace(" to ", "–")
    if years := re.fullmatch(r"(.+\d{4}–)(.+ \d{4})", text):
        return years.groups()
    if year := re.fullmatch(r"(.+) (\d{4})", text):
        return year.groups()
    return wrap(text, LABEL_ROOM) or ("",)


def x_labels(plot: Plot, labels: Sequence[str], edge: float) -> tuple[list[Mark], float]:
    """As many labels as have room, always the last; also gives the px of their foot.

    None goes beyond 0 and *edge*: one that would is pushed in, and a short mark
    on the axis shows the point it belongs to.
    """
    short = short_labels(labels)
    pushed = max(0.0, plot.right + widest(short[-1]) / 2 - edge)
    marks: list[Mark] = []
    for i in _chosen(short, plot.right - plot.left, pushed):
        half, x = widest(short[i]) / 2, plot.x(i)
        at = ((x, plot.bottom), (x, plot.bottom + 5))
        marks.append(Line(points=at, role="soft"))
        x = min(max(x, half), edge - half)
        anchor = "right" if x == edge - half else "center"
        x += half if anchor == "right" else 0
        marks += say(short[i], x, plot.bottom + 8, role="soft", anchor=anchor)
    return marks, plot.bottom + 8 + LEADING * max(len(label) for label in short)


def _chosen(short: Sequence[tuple[str, ...]], room: float, pushed: float) -> list[int]:
    """Every so many labels counted back from the last, in step with the year."""
    last = len(short) - 1
    need = max(widest(label) for label in short) + pushed + LABEL_GAP
    fits = [step for step in range(1, last + 1) if room * step / last >= need]
    least = min(fits, default=last or 1)
    seasons = len({label[0] for label in short if len(label) == 2})
    if 1 < seasons < len(short) and least > 1:
        least = -(-least // seasons) * seasons
    else:
        # A step that also reaches the first label is worth a label or two.
        whole = [s for s in range(least, 2 * least + 1) if last % s == 0]
        least = min(whole, default=least)
    return list(range(last, -1, -least))
