"""A line of dots: its name, its dots with their stems and ranges, and the words about them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from safety_plan.charts.axes import SeriesStyle
from safety_plan.charts.bar_marks import Box, box_of_words, clear_of_lines, draw_range
from safety_plan.charts.canvas import Point
from safety_plan.charts.text import LEADING, widest, wrap
from safety_plan.charts.value_axis import ValueAxis

ROW_HEIGHT = 22  # px of a line
STEM = 2  # px of the line from zero to a dot
LANE = 12  # px between dots of one line that would lie over each other
NOTE_INDENT = 6  # px from the line at zero to words above and below dots


@dataclass(frozen=True, slots=True)
class Dot:
    """A dot at *value*, with the *ends* of its range."""

    value: Decimal
    style: SeriesStyle
    ends: tuple[Decimal, Decimal] | None

    @property
    def last(self) -> Decimal:
        """The value furthest along the scale that is drawn."""
        return max(self.value, self.ends[1]) if self.ends else self.value


@dataclass(frozen=True, slots=True)
class DotRow:
    """A line: its name, its dots, the words beside them, above them and below them."""

    name: tuple[str, ...]
    bold: bool
    dots: tuple[Dot, ...]
    words: str
    left_out: str
    notes: Sequence[str]


def dot_lanes(dots: Sequence[Dot], axis: ValueAxis) -> list[int]:
    """The lane of each of *dots*, from the top: no dot or range lies over another in its lane."""
    lanes: list[list[tuple[float, float]]] = []
    chosen = []
    for dot in dots:
        ends = [axis.x(value) for value in (dot.value, *(dot.ends or ()))]
        low = min(ends) - LANE / 2
        high = max(ends) + LANE / 2
        free = (
            index
            for index, taken in enumerate(lanes)
            if all(high <= left or low >= right for left, right in taken)
        )
        lane = next(free, len(lanes))
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append((low, high))
        chosen.append(lane)
    return chosen


def draw_dots(dots: Sequence[Dot], axis: ValueAxis, middle: float) -> None:
    """Each of *dots* over its range, in lanes about *middle* px down."""
    lanes = dot_lanes(dots, axis)
    first = middle - max(lanes, default=0) * LANE / 2
    for dot, lane in zip(dots, lanes, strict=True):
        if dot.ends:
            low, high = map(axis.x, dot.ends)
            draw_range(axis.canvas, low, high, first + lane * LANE)
    for dot, lane in zip(dots, lanes, strict=True):
        dot.style.draw_end_marker(axis.canvas, (axis.x(dot.value), first + lane * LANE))


def height_of_dots(dots: Sequence[Dot], axis: ValueAxis) -> float:
    """Height in px of all lanes of *dots*."""
    return max(ROW_HEIGHT, LANE * (max(dot_lanes(dots, axis), default=0) + 1) + 8)


@dataclass(frozen=True, slots=True)
class DotLine:
    """A row at its place, from *top* px down; its words stand on none of *levels*, in px."""

    row: DotRow
    axis: ValueAxis
    top: float
    levels: Sequence[float] = ()

    @property
    def height(self) -> float:
        """Height in px of name and dots."""
        most = max(len(self.row.name), len(self.words))
        return max(LEADING * most + 4, height_of_dots(self.row.dots, self.axis))

    @property
    def middle(self) -> float:
        """Where name and dots stand, in px."""
        return self.top + LEADING * len(self._wrap(self.row.left_out)) + self.height / 2

    @property
    def words(self) -> tuple[str, ...]:
        """The lines of the words beside the dots."""
        # A value that fits exactly is not cut by the last bit of a float.
        room = self.axis.canvas.width - self.words_left + 1
        return wrap(self.row.words, room, bool(self.row.dots))

    @property
    def words_left(self) -> float:
        """Where the words beside the dots start, in px."""
        left = max([self.axis.zero, *(self.axis.x(dot.last) for dot in self.row.dots)]) + 10
        edge = self.axis.canvas.width
        words = wrap(self.row.words, edge - left + 1, bool(self.row.dots))
        return clear_of_lines(left, widest(words, bool(self.row.dots)), self.levels, edge)

    @property
    def texts(self) -> list[tuple[tuple[str, ...], float]]:
        """What stands above and below the dots, each with its px from the top."""
        texts = []
        top = self.middle + self.height / 2
        if self.row.left_out:
            texts.append((self._wrap(self.row.left_out), self.top))
        for note in self.row.notes:
            texts.append((self._wrap(note), top))
            top += LEADING * len(texts[-1][0]) + 2
        return texts

    @property
    def foot(self) -> float:
        """Where the next line begins, in px."""
        notes = sum(LEADING * len(self._wrap(note)) + 2 for note in self.row.notes)
        return self.middle + self.height / 2 + notes + (4 if self.row.notes else 0)

    @property
    def boxes(self) -> Iterator[Box]:
        """The room of all words that an upright line may not cross."""
        if self.words:
            words_top = self.middle - LEADING * len(self.words) / 2
            yield box_of_words(self.words, self.words_left, words_top, bold=bool(self.row.dots))
        for lines, top in self.texts:
            yield box_of_words(lines, self._text_left, top)

    @property
    def _text_left(self) -> float:
        return self.axis.left + NOTE_INDENT

    def _wrap(self, text: str) -> tuple[str, ...]:
        return wrap(text, self.axis.canvas.width - self._text_left) if text else ()

    def draw(self, name_room: float) -> None:
        """Draws the row, its name up to *name_room* px."""
        row = self.row
        canvas = self.axis.canvas
        name_top = self.middle - LEADING * len(row.name) / 2
        canvas.text(row.name, name_room, name_top, bold=row.bold, anchor="right")
        self._draw_dots()
        top = self.middle - LEADING * len(self.words) / 2
        role = "ink" if row.dots else "soft"
        canvas.text(self.words, self.words_left, top, role=role, bold=bool(row.dots))
        for lines, text_top in self.texts:
            canvas.text(lines, self._text_left, text_top, role="soft")

    def _draw_dots(self) -> None:
        """The dots, over their stems and ranges."""
        axis = self.axis
        dots = self.row.dots
        middle = self.middle
        if len(dots) == 1 and axis.x(dots[0].value) != axis.zero:
            stem: list[Point | None] = [(axis.zero, middle), (axis.x(dots[0].value), middle)]
            axis.canvas.line(stem, dots[0].style.role, STEM)
        draw_dots(dots, axis, middle)
