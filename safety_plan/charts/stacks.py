"""Bars made of parts that lie end to end: a key, the names, the parts with their values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from safety_plan.charts.canvas import Canvas
from safety_plan.charts.orders import with_labels
from safety_plan.charts.text import LEADING, text_width, widest, wrap
from safety_plan.charts.time_axis import label_times
from safety_plan.core.quantities import MISSING_VALUE_CODES, missing_words, read_decimal
from safety_plan.core.translation import gettext, ngettext
from safety_plan.models.charts import Chart, Series

MOST_PARTS = 5  # that a reader can tell apart
NAME_SHARE = 0.3  # of the width, at most, for names beside wide bars
THICKNESS = 24  # px of a bar
GAP = 10  # px between bars
SWATCH = 16  # px of the square of a part in the key
PADDING = 4  # px beside a value in its part


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: its name, the number of its look from 1, its size, its value in words."""

    name: str
    look: int
    size: Decimal
    value: str

    def has_room(self, width: float) -> bool:
        """Whether its value can be read in a part *width* px wide."""
        return text_width(self.value, True) + 2 * PADDING <= width


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """A bar: *end* stands after it, *note* below it, or in its place where it has no parts."""

    name: str
    parts: tuple[Part, ...]
    end: str = ""
    note: str = ""
    bold: bool = False

    @property
    def size(self) -> Decimal:
        """All its parts together."""
        return sum((part.size for part in self.parts), Decimal(0))

    def words_below(self, per_unit: float) -> list[str]:
        """Its note, and all its values where one has no room in its part."""
        values = [f"{part.name} {part.value}" for part in self.parts]
        has_room = all(part.has_room(float(part.size) * per_unit) for part in self.parts)
        return list(filter(None, [self.note, "" if has_room else ", ".join(values)]))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """Where bars stand: room in px for names beside them, their left edge, px for one unit."""

    canvas: Canvas
    name_room: float
    left: float
    per_unit: float


def draw_stacks(
    canvas: Canvas,
    series: Sequence[Series],
    stacks: Sequence[Stack],
    largest: Decimal,
    ends: Sequence[str] = (),
) -> float:
    """Draws a key of *series* and the bars below it; returns the px of their foot.

    The scale has room for a bar as large as *largest*, and for *ends* after bars of a chart
    that this one is compared with.
    """
    top = _draw_key(canvas, series) + 12
    frame = _frame(canvas, stacks, largest, [*ends, *(stack.end for stack in stacks)])
    for stack in stacks:
        top = _draw_stack(stack, frame, top) + GAP
    return top - GAP + 2


def _draw_key(canvas: Canvas, series: Sequence[Series]) -> float:
    """A square and a name for each part, as many beside each other as have room."""
    x = 0.0
    top = 0.0
    foot = 0.0
    for index, one in enumerate(series):
        width = SWATCH + 8 + text_width(one.name, one.marked)
        if x and x + width > canvas.width:
            x = 0.0
            top = foot + 4
        _draw_part(canvas, (x, top + 1), (SWATCH, SWATCH), look_of(index))
        room = canvas.width - SWATCH - 8
        foot = max(foot, canvas.text(one.name, x + SWATCH + 8, top, bold=one.marked, room=room))
        x += width + 20
    return foot


def _draw_part(
    canvas: Canvas, corner: tuple[float, float], size: tuple[float, float], look: int
) -> None:
    canvas.bar(*corner, *size, f"part-{look}")
    canvas.outline(corner, size, "edge")


def _frame(
    canvas: Canvas, stacks: Sequence[Stack], largest: Decimal, ends: Sequence[str]
) -> _Frame:
    widest_name = max(text_width(stack.name, stack.bold) for stack in stacks)
    name_room = min(widest_name, canvas.width * NAME_SHARE) if canvas.is_wide else canvas.width
    left = name_room + 12 if canvas.is_wide else 0.5
    room = widest(ends, True)
    right = canvas.width - (room + 8 if room else 0.5)
    per_unit = (right - left) / float(largest or 1)
    return _Frame(canvas=canvas, name_room=name_room, left=left, per_unit=per_unit)


def _draw_stack(stack: Stack, frame: _Frame, top: float) -> float:
    """A bar with its name, its end and its note; returns the px of its foot."""
    canvas = frame.canvas
    height: float
    if canvas.is_wide:
        name = wrap(stack.name, frame.name_room, stack.bold)
        height = max(LEADING * len(name), THICKNESS)
        name_top = top + (height - LEADING * len(name)) / 2
        canvas.text(name, frame.name_room, name_top, bold=stack.bold, anchor="right")
        bar_top = top + (height - THICKNESS) / 2
    else:
        bar_top = canvas.text(stack.name, 0, top, bold=stack.bold, room=canvas.width) + 2
        height = bar_top - top + THICKNESS
    foot = top + height
    if stack.parts:
        _draw_parts(stack, frame, bar_top)
    words_top = foot + 2 if stack.parts else bar_top + (THICKNESS - LEADING) / 2
    for words in stack.words_below(frame.per_unit):
        room = canvas.width - frame.left
        words_top = canvas.text(words, frame.left, words_top, role="soft", room=room)
        foot = max(foot, words_top)
    return foot


def _draw_parts(stack: Stack, frame: _Frame, top: float) -> None:
    canvas = frame.canvas
    x = frame.left
    for part in stack.parts:
        width = float(part.size) * frame.per_unit
        if width > 0:
            _draw_part(canvas, (x, top), (width, THICKNESS), part.look)
        if part.has_room(width):
            middle = x + width / 2
            role = f"on-part-{part.look}"
            text_top = top + (THICKNESS - LEADING) / 2
            canvas.text(part.value, middle, text_top, role=role, bold=True, anchor="center")
        x += width
    canvas.text(stack.end, x + 8, top + (THICKNESS - LEADING) / 2, bold=True)


# What kinds of stacked bars have in common


def look_of(index: int) -> int:
    """The look of the part at *index*."""
    return index % MOST_PARTS + 1


def numbers_at(chart: Chart, index: int) -> list[Decimal | None]:
    """The number of each part of the bar at *index*; None where there is none."""
    return [read_decimal(series.cells[index]) for series in chart.series]


def sums(chart: Chart) -> list[Decimal]:
    """What the parts of each bar add up to, of those that are not missing."""
    bars = range(len(chart.labels))
    return [sum((n for n in numbers_at(chart, i) if n), Decimal(0)) for i in bars]


def is_whole(chart: Chart, index: int) -> bool:
    """Whether no part of the bar at *index* is missing."""
    return None not in numbers_at(chart, index)


def missing_parts(chart: Chart, index: int) -> str:
    """Which parts of the bar at *index* are missing, and why; empty where none is."""
    missing: dict[str, list[str]] = {}
    for series in chart.series:
        cell = series.cells[index]
        if read_decimal(cell) is None:
            reason = missing_words(cell if cell in MISSING_VALUE_CODES else "[x]")
            missing.setdefault(reason, []).append(series.name)
    return "; ".join(f"{', '.join(names)}: {reason}" for reason, names in missing.items())


def by_time_or_size(chart: Chart, sizes: Sequence[Decimal]) -> Chart:
    """*chart* with its bars in the order of time, or by *sizes* where they are no periods."""
    times = label_times(chart.labels)
    bars = range(len(chart.labels))
    if times:
        return with_labels(chart, sorted(bars, key=lambda i: times[i]))
    return with_labels(chart, sorted(bars, key=lambda i: sizes[i], reverse=True))


def totals(chart: Chart, name: str = "All together") -> Chart:
    """*chart* with one series: the sum of each bar, none where a part of it is missing."""
    cells = [str(s) if is_whole(chart, i) else "" for i, s in enumerate(sums(chart))]
    rows = (0,) * len(cells)
    return replace(chart, series=(Series(name=name, cells=tuple(cells), rows=rows),))


def bars_to_describe(chart: Chart, most: int = 6) -> list[int]:
    """The bars that a description tells of: all if they are few, else the ends and our own."""
    bars = range(len(chart.labels))
    if len(bars) <= most:
        return [*bars]
    totals_of_bars = sums(chart)
    largest = max(bars, key=lambda i: totals_of_bars[i])
    smallest = min(bars, key=lambda i: totals_of_bars[i])
    own = [i for i in bars if chart.labels[i] in chart.marked]
    return sorted({largest, smallest, *own})


def names_of_parts(chart: Chart) -> Iterator[str]:
    """The sentences that begin a description: how many bars, and their parts in order."""
    count = len(chart.labels)
    names = [series.name for series in chart.series]
    sentence = ngettext(
        "One bar, with parts from left to right: {names}.",
        "{number} bars, with parts from left to right: {names}.",
        count,
    )
    yield sentence.format(number=count, names=", ".join(names))
    if len(bars_to_describe(chart)) < count:
        yield gettext("The largest, the smallest and those that stand out:")
