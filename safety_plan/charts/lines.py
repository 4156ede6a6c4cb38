"""Lines over time: each named where it ends, or in a key above where that is tight."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from safety_plan.charts.axes import LOOKS, Look, Plot, short_labels, tick_room, ticks
from safety_plan.charts.canvas import LEADING, Sheet, text_width, widest, wrap
from safety_plan.core.quantities import format_value
from safety_plan.models.charts import Chart, Series

NAME_ROOM = 176  # px for a name at the end of a line
SWATCH = 36  # px for the piece of line in a key


@dataclass(frozen=True, slots=True)
class _End:
    """What is said of a series: its name, and its last known value in words."""

    series: Series
    look: Look
    last: Decimal
    value: str
    name: str

    @property
    def height(self) -> float:
        """Room in px for value and name beside the end of the line."""
        return LEADING * (1 + len(wrap(self.name, NAME_ROOM))) + 6


def layout(chart: Chart, sheet: Sheet) -> float:
    """Draw a line chart; gives its height in px."""
    ours_first = sorted(chart.series, key=lambda series: not series.marked)
    drawn = [_end(chart, series, LOOKS[i]) for i, series in enumerate(ours_first)]
    ends = sorted(drawn, key=lambda end: -end.last)
    tall = 280 if sheet.wide else 220
    beside = sheet.wide and sum(end.height for end in ends) <= tall
    top = 10.0 if beside else _key(sheet, ends)
    at = ticks(chart.numbers, chart.unit)
    left, right = tick_room(at, chart.unit), sheet.width - (_room(ends) if beside else 7)
    plot = Plot(sheet, chart, at, left=left, right=right, top=top, bottom=top + tall)
    plot.grid()
    for end in reversed(drawn):  # ours is painted last, on top
        plot.trace(end.series, end.look)
    if beside:
        _beside(plot, ends)
    return plot.labels() + 2


def _end(chart: Chart, series: Series, look: Look) -> _End:
    if not series.known:
        return _End(series, look, Decimal(0), "", f"{series.name}: no values")
    place, last = series.known[-1]
    until = " ".join(short_labels(chart.labels)[place])
    name = series.name if place == len(series.cells) - 1 else f"{series.name} ({until})"
    return _End(series, look, last, format_value(last, chart.unit), name)


def _key(sheet: Sheet, ends: list[_End]) -> float:
    """Rows of swatch, name and last value; gives the px where the plot may begin."""
    top = 0.0
    for end in ends:
        y = top + LEADING / 2
        sheet.line([(1, y), (SWATCH - 8, y)], end.look.role, 2.5, end.look.dashes)
        end.look.mark_end(sheet, (SWATCH / 2 - 4, y))
        room = sheet.width - SWATCH - text_width(end.value, True) - 10
        foot = sheet.say(end.name, SWATCH, top, room=room)
        sheet.say(end.value, sheet.width, top, bold=True, anchor="right")
        top = foot + 4
    return top + 14


def _room(ends: list[_End]) -> float:
    names = [line for end in ends for line in wrap(end.name, NAME_ROOM)]
    return max(widest(names), widest([end.value for end in ends], True)) + 22


def _beside(plot: Plot, ends: list[_End]) -> None:
    """Value and name at the end of each line, moved apart where they would meet."""
    wanted = [plot.y(end.last) - LEADING / 2 for end in ends]
    tops = _apart(wanted, [end.height for end in ends], plot.bottom + 6)
    for end, top in zip(ends, tops, strict=True):
        y, label = plot.y(end.last), top + LEADING / 2
        if end.value and abs(y - label) > 3:
            plot.sheet.line([(plot.right + 7, y), (plot.right + 17, label)], end.look.role)
        plot.sheet.say(end.value, plot.right + 20, top, bold=True)
        plot.sheet.say(end.name, plot.right + 20, top + LEADING, room=NAME_ROOM)


def _apart(wanted: list[float], heights: list[float], floor: float) -> list[float]:
    """Tops near *wanted*, in their order, none over another or below *floor*.

    With the heights above it taken off each, they are apart if none is less than
    the one before. Two answers are: pushed up first, and pushed down first. So is
    their mean, which moves the labels of a cluster both ways, and least.
    """
    *above, whole = accumulate(heights, initial=0.0)
    tops = [top - taken for top, taken in zip(wanted, above, strict=True)]
    upper = _pushed_down(_pushed_up(tops, floor - whole))
    lower = _pushed_up(_pushed_down(tops), floor - whole)
    return [(a + b) / 2 + taken for a, b, taken in zip(upper, lower, above, strict=True)]


def _pushed_up(tops: list[float], floor: float) -> list[float]:
    return [*accumulate(reversed(tops), min, initial=floor)][:0:-1]


def _pushed_down(tops: list[float]) -> list[float]:
    return [*accumulate(tops, max, initial=0.0)][1:]
