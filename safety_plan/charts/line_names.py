"""The name of each line of a chart where the line ends, moved apart where names would meet."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from safety_plan.charts.axes import Plot, SeriesStyle
from safety_plan.charts.canvas import Canvas
from safety_plan.charts.drawing_rules import rule_of
from safety_plan.charts.text import LEADING, widest, wrap
from safety_plan.models.charts import Chart, Series

NAME_ROOM = 176  # px for a name at the end of a line
SWATCH = 36  # px for the piece of line in a key or beside a name
LEADER = 20  # px from the end of a line to what names it
NEAR = 3  # px that a name may be from the end of its line before something leads to it


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its style, and what is said of it: its name and its last value in words.

    *series* is None for a line at one value.
    """

    series: Series | None
    style: SeriesStyle
    last: Decimal
    value: str
    name: str

    @property
    def label_height(self) -> float:
        """Room in px for value and name beside the end of the line."""
        lines = len(wrap(self.name, NAME_ROOM)) + (not self.is_named_only)
        return LEADING * lines + 6

    @property
    def is_named_only(self) -> bool:
        """Whether its name says its value, so that none stands above it."""
        return self.series is None and not self.value

    @property
    def is_empty(self) -> bool:
        """Whether it is no line at all, since its series has no values."""
        return self.series is not None and not self.series.points

    def draw(self, plot: Plot) -> None:
        """Draws the line itself."""
        if self.series:
            plot.draw_series(self.series, self.style)
        else:
            plot.draw_level(self.last, self.style)

    def draw_sample(self, canvas: Canvas, left: float, y: float) -> None:
        """A piece of the line with its marker, in `SWATCH` px, to stand before its name."""
        piece = [(left + 1, y), (left + SWATCH - 8, y)]
        canvas.line(piece, self.style.role, self.style.width, self.style.dashes)
        self.style.draw_end_marker(canvas, (left + SWATCH / 2 - 4, y))


def label_room(plot: Plot, lines: Sequence[Line]) -> float:
    """Room in px for the widest name or value at the end of a line, and what leads to it."""
    name_lines = [text for line in lines for text in wrap(line.name, NAME_ROOM)]
    words = max(widest(name_lines), widest([line.value for line in lines], True))
    return words + LEADER + 2 + _sample_room(plot, lines)


def draw_names(plot: Plot, lines: Sequence[Line]) -> None:
    """Value and name at the end of each of *lines*, which are in order, the highest first.

    Where two would meet they are moved apart, and each has a sample of its line before it:
    lines that end together are told apart by their look, and not by what leads to them.
    """
    left = plot.right + LEADER
    sample_room = _sample_room(plot, lines)
    for line, top in zip(lines, _tops(plot, lines), strict=True):
        middle = top + LEADING / 2
        if _is_led_to(plot, line, top):
            leader = [(plot.right + 7, plot.y(line.last)), (left - 3, middle)]
            plot.canvas.line(leader, line.style.role)
        if sample_room and not line.is_empty:
            line.draw_sample(plot.canvas, left, middle)
        plot.canvas.text(line.value, left + sample_room, top, bold=True)
        top_of_name = top if line.is_named_only else top + LEADING
        plot.canvas.text(line.name, left + sample_room, top_of_name, room=NAME_ROOM)


def _tops(plot: Plot, lines: Sequence[Line]) -> list[float]:
    """Where the label of each of *lines* begins."""
    ideal_tops = [plot.y(line.last) - LEADING / 2 for line in lines]
    return _move_apart(ideal_tops, [line.label_height for line in lines], plot.bottom + 6)


def _sample_room(plot: Plot, lines: Sequence[Line]) -> float:
    """Room in px for the samples before names; none where each stands at the end of its line."""
    if not rule_of(plot.chart).shows_samples:
        return 0
    tops = zip(lines, _tops(plot, lines), strict=True)
    return SWATCH if any(_is_moved(plot, line, top) for line, top in tops) else 0


def _is_moved(plot: Plot, line: Line, top: float) -> bool:
    """Whether a label that begins at *top* is not beside the end of its line."""
    return bool(line.value) and abs(plot.y(line.last) - top - LEADING / 2) > NEAR


def _is_led_to(plot: Plot, line: Line, top: float) -> bool:
    """Whether a thin line leads to the label that begins at *top*."""
    return _is_moved(plot, line, top) and not _stops_early(line, plot.chart)


def _stops_early(line: Line, chart: Chart) -> bool:
    """Whether *line* ends before its plot does, so that nothing can lead from its end."""
    if line.series is None or rule_of(chart).leads_to_early_ends:
        return False
    return all(index < len(chart.labels) - 1 for index, _ in line.series.points)


def _move_apart(ideal_tops: list[float], heights: list[float], floor: float) -> list[float]:
    """Tops near *ideal_tops*, in their order, none over another or below *floor*.

    With the heights above it taken off each, they are apart if none is less than
    the one before. Two answers are: pushed up first, and pushed down first. So is
    their mean, which moves the labels of a cluster both ways, and least.
    """
    *above, total = accumulate(heights, initial=0.0)
    tops = [top - height for top, height in zip(ideal_tops, above, strict=True)]
    upper = _push_down(_push_up(tops, floor - total))
    lower = _push_up(_push_down(tops), floor - total)
    return [(a + b) / 2 + height for a, b, height in zip(upper, lower, above, strict=True)]


def _push_up(tops: Sequence[float], floor: float) -> list[float]:
    """*tops*, each no lower on the page than *floor* and the one after it."""
    upwards = list(accumulate(reversed(tops), min, initial=floor))
    return upwards[:0:-1]


def _push_down(tops: Sequence[float]) -> list[float]:
    """*tops*, each no higher on the page than 0 and the one before it."""
    downwards = list(accumulate(tops, max, initial=0.0))
    return downwards[1:]
