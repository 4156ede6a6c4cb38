"""Bars from zero: the name in full, the value at the end, our own one in colour."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from safety_plan.charts.bar_frame import Bar, Frame, frame_of
from safety_plan.charts.bar_marks import (
    Box,
    box_of_words,
    clear_of_lines,
    draw_level_words,
    draw_range,
    draw_range_key,
    left_out_before,
    notes_below,
)
from safety_plan.charts.canvas import Canvas
from safety_plan.charts.descriptions import (
    count_bars,
    describe_extremes,
    describe_gaps,
    format_cell,
)
from safety_plan.charts.drawing_rules import rule_of
from safety_plan.charts.faults import equal_looks
from safety_plan.charts.kind import ChartKind, ScaleDirection
from safety_plan.charts.orders import labels_of_rows, rows_by_size, same_order
from safety_plan.charts.text import LEADING, text_width, wrap
from safety_plan.charts.usual_answers import (
    headings_of_series,
    itself,
    no_faults,
    no_note,
    numbers_shown,
)
from safety_plan.core.quantities import read_decimal
from safety_plan.core.translation import gettext_noop
from safety_plan.models.charts import Annotation, Chart, Series

NOTE_INDENT = 6  # px from the line at zero to the words of a note
BRACKET = 5  # px that the bracket about bars that a note joins is deep
BRACKET_WIDTH = 1.5  # px of its line


@dataclass(frozen=True, slots=True)
class _Progress:
    """What stands on the canvas: the words that no line may cross, the middle of each bar."""

    words: list[Box]
    middles: list[float]


def layout(chart: Chart, canvas: Canvas) -> float:
    """Draw horizontal bars; returns their height in px."""
    bars = list(_bars(chart))
    gathered: list[str] = []
    if rule_of(chart).gathers_narrow_notes and not canvas.is_wide:
        gathered = [note for bar in bars for note in bar.notes]
        bars = [replace(bar, notes=()) for bar in bars]
    frame = frame_of(chart, bars, canvas)
    levels = draw_level_words(chart, canvas, frame.x, draw_range_key(chart, canvas, 0.0))
    first = top = levels.foot
    progress = _Progress([], [])
    for bar in bars:
        top = _draw_bar(bar, frame, top, progress)
    _draw_brackets(chart, frame, progress.middles)
    foot = top - (6 if frame.is_beside else 2)
    if frame.is_beside and len(chart.series) == 1:
        canvas.line([(frame.zero, first), (frame.zero, foot)], "soft")
    levels.draw(foot, progress.words)
    return _draw_gathered(gathered, canvas, foot + 2)


def _draw_gathered(notes: Sequence[str], canvas: Canvas, top: float) -> float:
    """The *notes* on all bars, below them from *top* px down; returns the px of their foot."""
    for note in notes:
        top = canvas.text(note, 0, top + 6, role="soft", room=canvas.width)
    return top


def _bars(chart: Chart) -> Iterator[Bar]:
    """A bar for each series under each label; without series, one for each label."""
    if len(chart.series) == 1:
        series = chart.series[0]
        for index, (label, cell) in enumerate(zip(chart.labels, series.cells, strict=True)):
            marked = label in chart.marked
            number = read_decimal(cell)
            value = format_cell(cell, chart.unit)
            yield Bar(
                label,
                number,
                value,
                highlighted=marked or not chart.marked,
                bold=marked,
                ends=series.ranges.get(index),
                notes=notes_below(chart, label),
                left_out=left_out_before(chart, label),
            )
        return
    highlighted = next((series for series in chart.series if series.marked), chart.series[-1])

    def is_now(series: Series) -> bool:
        return series.name not in chart.earlier

    for index, label in enumerate(chart.labels):
        for series in chart.series:
            cell = series.cells[index]
            yield Bar(
                series.name,
                read_decimal(cell),
                format_cell(cell, chart.unit),
                highlighted=is_now(series) if chart.earlier else series is highlighted,
                bold=series.marked,
                heading=label if series is chart.series[0] else "",
                ends=series.ranges.get(index),
                notes=notes_below(chart, label) if series is chart.series[-1] else (),
                left_out=left_out_before(chart, label) if series is chart.series[0] else "",
            )


def _draw_bar(bar: Bar, frame: Frame, top: float, progress: _Progress) -> float:
    """A bar with its name, its value and its notes; returns the px where the next may begin.

    The words that a line may not cross are added to *progress*, and the middle of the bar.
    """
    canvas = frame.canvas
    thickness = frame.thickness
    words = progress.words
    if bar.left_out:
        left = frame.left_of_bars + (NOTE_INDENT if frame.is_beside else 0)
        lines = wrap(bar.left_out, canvas.width - left)
        words.append(box_of_words(lines, left, top))
        top = canvas.text(lines, left, top, role="soft") + 6
    if bar.heading:
        top += 8 if top else 0
        words.append(box_of_words(wrap(bar.heading, canvas.width, bold=True), 0, top, bold=True))
        top = canvas.text(bar.heading, 0, top, bold=True, room=canvas.width) + 4
    if frame.is_beside:
        name = wrap(bar.name, frame.name_room, bar.bold)
        middle = top + max(LEADING * len(name), thickness) / 2
        top_of_name = middle - LEADING * len(name) / 2
        canvas.text(name, frame.name_room, top_of_name, bold=bar.bold, anchor="right")
    else:
        words.append(box_of_words(wrap(bar.name, frame.name_room, bar.bold), 0, top, bold=bar.bold))
        top = canvas.text(bar.name, 0, top, bold=bar.bold, room=frame.name_room) + 2
        middle = top + thickness / 2
    progress.middles.append(middle)
    words.append(_draw_value(bar, frame, middle))
    foot = _draw_notes(bar, frame, 2 * middle - top, words)
    return foot + (8 if frame.is_beside else 10)


def _draw_brackets(chart: Chart, frame: Frame, middles: Sequence[float]) -> None:
    """A bracket about the bars that a note over several of them joins."""
    if not rule_of(chart).joins_bars_of_notes or not frame.is_beside or len(chart.series) > 1:
        return
    for note in chart.notes:
        if len(note.labels) < 2:
            continue
        top, bottom = (middles[chart.labels.index(note.labels[end])] for end in (0, -1))
        right = frame.left_of_bars - 2
        points = [(right, top), (right - BRACKET, top), (right - BRACKET, bottom), (right, bottom)]
        frame.canvas.line(points, "ink", BRACKET_WIDTH)


def _draw_value(bar: Bar, frame: Frame, middle: float) -> Box:
    """The rectangle of a bar, its range and its value, about *middle* px down.

    Returns where the value stands.
    """
    canvas = frame.canvas
    has_value = bar.number is not None
    length = float(bar.number or 0) * frame.per_unit
    start, end = sorted((frame.zero, frame.zero + length))
    if length:
        top = middle - frame.thickness / 2
        role = "1" if bar.highlighted else "other"
        canvas.bar(start, top, end - start, frame.thickness, role)
    if bar.ends:
        low, high = (frame.x(value) for value in bar.ends)
        draw_range(canvas, low, high, middle)
        end = max(end, high)
    role = "ink" if has_value else "soft"
    top = middle - LEADING / 2
    lines = [frame.x(level) for level in frame.levels]
    width = text_width(bar.value, has_value)
    left = clear_of_lines(end + 8, width, lines, canvas.width)
    canvas.text(bar.value, left, top, role=role, bold=has_value)
    return box_of_words([bar.value], left, top, bold=has_value)


def _draw_notes(bar: Bar, frame: Frame, top: float, words: list[Box]) -> float:
    """The notes on a bar, below it from *top* px; returns the px of their foot."""
    left = frame.left_of_bars + (NOTE_INDENT if frame.is_beside else 0)
    for note in bar.notes:
        lines = wrap(note, frame.canvas.width - left)
        words.append(box_of_words(lines, left, top + 2))
        top = frame.canvas.text(lines, left, top + 2, role="soft")
    return top + 4 if bar.notes else top


def describe(chart: Chart) -> str:
    """The highest, the lowest and our own bar of each series, and which periods are left out."""
    return describe_extremes(chart, count_bars) + describe_gaps(chart)


KIND = ChartKind(
    name="bars",
    also_called=("bar", "column", "columns", "histogram", "grouped", "grouped-bars"),
    label=gettext_noop("Bar chart"),
    has_numbers=True,
    layout=layout,
    describe=describe,
    scale_numbers=numbers_shown,
    scale_direction=ScaleDirection.HORIZONTAL,
    scale_choices=(),
    has_places=False,
    rows_in_order=rows_by_size,
    labels_in_order=labels_of_rows,
    in_order=same_order,
    faults=no_faults,
    advice=equal_looks,
    claims_of_title=itself,
    annotations=frozenset(Annotation),
    most_series=None,
    table_headings=headings_of_series,
    subtitle_note=no_note,
)
