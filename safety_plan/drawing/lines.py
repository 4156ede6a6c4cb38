"""Lines over time: each named where it ends, or in a key above where that is tight."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from safety_plan.charts import Chart, Series
from safety_plan.drawing import axes
from safety_plan.drawing.measure import text_width, widest, wrap
from safety_plan.drawing.style import LEADING, WIDE, Line, Look, Mark, Picture, say
from safety_plan.numbers import shown

PLOT_HEIGHT = {True: 280, False: 220}  # px, wide and narrow
NAME_ROOM = 176  # px for a name at the end of a line
SWATCH = 36  # px for the piece of line in a key


@dataclass(frozen=True, slots=True, kw_only=True)
class _End:
    """A series, how it looks, and its last known value as a number and in words."""

    cells: tuple[str, ...]
    name: str
    look: Look
    last: Decimal
    value: str

    @property
    def height(self) -> float:
        """Room in px for value and name beside the end of the line."""
        return LEADING * (1 + len(wrap(self.name, NAME_ROOM))) + 6


def layout(chart: Chart, width: int) -> Picture:
    """Lay out a line chart *width* px wide."""
    ours_first = sorted(chart.series, key=lambda series: not series.marked)
    ends = [_end(chart, series, Look.of(i)) for i, series in enumerate(ours_first)]
    tall = PLOT_HEIGHT[width == WIDE]
    beside = width == WIDE and sum(end.height for end in ends) <= tall
    key, top = ([], 10.0) if beside else _key(ends, width)
    plot = _plot(chart, width, top, tall, _room(ends) if beside else 7)
    marks = key + axes.grid(plot, chart.unit)
    for end in reversed(ends):  # ours is painted last, on top
        marks += axes.trace(plot, end.cells, end.look)
    marks += _beside(plot, ends) if beside else []
    labels, foot = axes.x_labels(plot, chart.labels, width)
    return Picture(width=width, height=foot + 2, marks=(*marks, *labels))


def _end(chart: Chart, series: Series, how: Look) -> _End:
    known = [i for i, cell in enumerate(series.cells) if cell]
    if not known:
        none, name = Decimal(0), f"{series.name}: no values"
        return _End(cells=series.cells, name=name, look=how, last=none, value="")
    last = Decimal(series.cells[known[-1]])
    until = " ".join(axes.short_labels(chart.labels)[known[-1]])
    name = series.name + (f" ({until})" if known[-1] < len(series.cells) - 1 else "")
    value = shown(last, chart.unit)
    return _End(cells=series.cells, name=name, look=how, last=last, value=value)


def _room(ends: list[_End]) -> float:
    names = tuple(line for end in ends for line in wrap(end.name, NAME_ROOM))
    return max(widest(names), widest(tuple(end.value for end in ends), True)) + 22


def _plot(chart: Chart, width: int, top: float, tall: float, room: float) -> axes.Plot:
    at = axes.ticks([cell for s in chart.series for cell in s.cells], chart.unit)
    return axes.Plot(
        left=axes.tick_room(at, chart.unit),
        right=width - room,
        top=top,
        bottom=top + tall,
        ticks=at,
        count=len(chart.labels),
    )


def _beside(plot: axes.Plot, ends: list[_End]) -> list[Mark]:
    """Value and name at the end of each line, moved apart where they would meet."""
    ordered = sorted(ends, key=lambda end: -end.last)
    wanted = [plot.y(end.last) - LEADING / 2 for end in ordered]
    marks: list[Mark] = []
    for end, top in zip(ordered, _apart(wanted, ordered, plot.bottom + 6), strict=True):
        y, label = plot.y(end.last), top + LEADING / 2
        if abs(y - label) > 3:
            points = ((plot.right + 7, y), (plot.right + 17, label))
            marks.append(Line(points=points, role=end.look.role))
        x = plot.right + 20
        marks += say((end.value,), x, top, bold=True)
        marks += say(wrap(end.name, NAME_ROOM), x, top + LEADING)
    return marks


def _apart(wanted: list[float], ends: list[_End], floor: float) -> list[float]:
    """Tops near *wanted*, in their order, none over another or below *floor*.

    Two answers keep the rules: pushed up first, and pushed down first. So does
    their mean, which moves the labels of a cluster both ways, and least.
    """
    heights = [end.height for end in ends]
    upper = _pushed_down(_pushed_up(wanted, heights, floor), heights)
    lower = _pushed_up(_pushed_down(wanted, heights), heights, floor)
    return [(a + b) / 2 for a, b in zip(upper, lower, strict=True)]


def _pushed_up(tops: list[float], heights: list[float], floor: float) -> list[float]:
    placed: list[float] = []
    for top, height in zip(reversed(tops), reversed(heights), strict=True):
        floor = min(top, floor - height)
        placed.insert(0, floor)
    return placed


def _pushed_down(tops: list[float], heights: list[float]) -> list[float]:
    placed, ceiling = [], 0.0
    for top, height in zip(tops, heights, strict=True):
        placed.append(max(top, ceiling))
        ceiling = placed[-1] + height
    return placed


def _key(ends: list[_End], width: int) -> tuple[list[Mark], float]:
    """Rows of swatch, name and last value, in the order the lines end."""
    marks: list[Mark] = []
    top = 0.0
    for end in sorted(ends, key=lambda end: -end.last):
        name = wrap(end.name, width - SWATCH - text_width(end.value, True) - 10)
        y, how = top + LEADING / 2, end.look
        swatch = ((1.0, y), (SWATCH - 8.0, y))
        marks.append(Line(points=swatch, role=how.role, width=2.5, dashes=how.dashes))
        marks.append(axes.end_marker(SWATCH / 2 - 4, y, how))
        marks += say(name, SWATCH, top)
        marks += say((end.value,), width, top, bold=True, anchor="right")
        top += LEADING * len(name) + 4
    return marks, top + 14
