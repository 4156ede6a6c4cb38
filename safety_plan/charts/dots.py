"""Dots from zero: one line for each label, the value beside the dot, a shape for each series."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from safety_plan.charts.axes import STYLES, SeriesStyle
from safety_plan.charts.canvas import Canvas
from safety_plan.charts.faults import equal_looks, series_faults
from safety_plan.charts.kind import ChartKind, ScaleDirection
from safety_plan.charts.shared import (
    describe_extremes,
    headings_of_series,
    itself,
    labels_of_rows,
    no_note,
    numbers_shown,
    rows_by_size,
    same_order,
)
from safety_plan.charts.text import LEADING, text_width, widest, wrap
from safety_plan.charts.value_axis import ValueAxis, value_axis
from safety_plan.core.quantities import MISSING_VALUE_CODES, format_value
from safety_plan.models.charts import Chart, Fault

NAME_SHARE = 0.42  # of the width, at most, for names
ROW_HEIGHT = 22  # px of a line
LEAST_PLOT = 60  # px of scale that dots need to be told apart
DOT = 11  # px across
STEM = 2  # px of the line from zero to a dot


@dataclass(frozen=True, slots=True)
class _Row:
    """A line: its name, its dots, and the words beside them."""

    name: tuple[str, ...]
    bold: bool
    dots: tuple[tuple[Decimal, SeriesStyle], ...]
    words: str


def layout(chart: Chart, canvas: Canvas) -> float:
    """Draw dots on one scale; returns their height in px."""
    bold = [label in chart.marked for label in chart.labels]
    names = zip(chart.labels, bold, strict=True)
    widest_name = max(text_width(name, is_bold) for name, is_bold in names)
    most_room = min(canvas.width * NAME_SHARE, _most_name_room(chart, canvas))
    # Beside another chart the scale stands where that of the other one does.
    name_room = most_room if chart.shared_scale else min(widest_name, most_room)
    rows = list(_rows(chart, name_room))
    axis = _axis(chart, rows, canvas, name_room)
    top = _draw_key(chart, canvas) if len(chart.series) > 1 else 0.0
    heights = [_height(row, axis) for row in rows]
    foot = top + sum(heights)
    has_values = _has_values(rows)
    if has_values:
        canvas.line([(axis.zero, top), (axis.zero, foot)], "soft")
    else:
        axis.draw_grid(top, foot)
    for row, height in zip(rows, heights, strict=True):
        _draw_row(row, axis, name_room, top + height / 2)
        top += height
    return foot + 2 if has_values else axis.draw_labels(foot + 4) + 2


def _most_name_room(chart: Chart, canvas: Canvas) -> float:
    """The room that the longest value and a short scale leave to names."""
    values = [format_value(number, chart.unit) for number in KIND.scale_numbers(chart)]
    return max(canvas.width - widest(values, True) - LEAST_PLOT - 24 - DOT, LEAST_PLOT)


def _rows(chart: Chart, name_room: float) -> Iterator[_Row]:
    for index, label in enumerate(chart.labels):
        cells = [series.cells[index] for series in chart.series]
        numbers = [dict(series.points).get(index) for series in chart.series]
        dots = [(n, _style(chart, i, label)) for i, n in enumerate(numbers) if n is not None]
        words = [format_value(dots[0][0], chart.unit)] if len(dots) == 1 else []
        words += [MISSING_VALUE_CODES[cell] for cell in cells if cell in MISSING_VALUE_CODES]
        bold = label in chart.marked
        text = ", ".join(dict.fromkeys(words)) or ("" if dots else "no value")
        yield _Row(wrap(label, name_room, bold), bold, tuple(dots), text)


def _style(chart: Chart, index: int, label: str) -> SeriesStyle:
    """The look of a dot: by its series, or grey where others stand out."""
    if len(chart.series) > 1:
        return STYLES[index % len(STYLES)]
    highlighted = not chart.marked or label in chart.marked
    return SeriesStyle("1" if highlighted else "other", size=DOT)


def _has_values(rows: Sequence[_Row]) -> bool:
    """Whether each dot has its value beside it, so that no scale is needed."""
    return all(len(row.dots) < 2 for row in rows)


def _axis(chart: Chart, rows: Sequence[_Row], canvas: Canvas, name_room: float) -> ValueAxis:
    numbers = KIND.scale_numbers(chart)
    left = name_room + 12 + DOT / 2
    values = widest([format_value(number, chart.unit) for number in numbers], True)
    longest = max(canvas.width - left - 100, values + 1)
    words = [line for row in rows for line in wrap(row.words, longest, True)]
    words_room = max(values, LEAST_PLOT) if chart.shared_scale else widest(words, True)
    right = canvas.width - max(words_room + 12, DOT)
    if not _has_values(rows):
        return value_axis(canvas, numbers, chart.unit, left=left, right=right)
    low, high = min([*numbers, Decimal(0)]), max([*numbers, Decimal(0)])
    ends = (low, high if high > low else low + 1)
    return ValueAxis(canvas=canvas, unit=chart.unit, ticks=ends, left=left, right=right)


def _draw_key(chart: Chart, canvas: Canvas) -> float:
    """A dot and the name of each series; returns the px where lines may begin."""
    top = 0.0
    for index, series in enumerate(chart.series):
        STYLES[index % len(STYLES)].draw_end_marker(canvas, (7, top + LEADING / 2))
        top = canvas.text(series.name, 20, top, room=canvas.width - 20) + 4
    return top + 8


def _height(row: _Row, axis: ValueAxis) -> float:
    """Height of a line in px."""
    _, words = _words_beside(row, axis)
    return max(LEADING * max(len(row.name), len(words)) + 4, ROW_HEIGHT)


def _words_beside(row: _Row, axis: ValueAxis) -> tuple[float, tuple[str, ...]]:
    """Where the words of a line start, in px, and their lines."""
    left = max([axis.zero, *(axis.x(number) for number, _ in row.dots)]) + 10
    # A value that fits exactly is not cut by the last bit of a float.
    return left, wrap(row.words, axis.canvas.width - left + 1, bool(row.dots))


def _draw_row(row: _Row, axis: ValueAxis, name_room: float, middle: float) -> None:
    canvas = axis.canvas
    name_top = middle - LEADING * len(row.name) / 2
    canvas.text(row.name, name_room, name_top, bold=row.bold, anchor="right")
    for number, style in row.dots:
        if len(row.dots) == 1 and axis.x(number) != axis.zero:
            canvas.line([(axis.zero, middle), (axis.x(number), middle)], style.role, STEM)
    for number, style in row.dots:
        style.draw_end_marker(canvas, (axis.x(number), middle))
    left, words = _words_beside(row, axis)
    role = "ink" if row.dots else "soft"
    text_top = middle - LEADING * len(words) / 2
    canvas.text(words, left, text_top, role=role, bold=bool(row.dots))


def describe(chart: Chart) -> str:
    """The highest, the lowest and our own dot of each series."""
    return describe_extremes(chart, "dot")


def faults(chart: Chart) -> Sequence[Fault]:
    """More series than there are shapes of dots."""
    return series_faults(chart, least=1, most=len(STYLES))


KIND = ChartKind(
    name="dots",
    also_called=("dot", "dot-plot", "lollipop", "lollipops", "scatter", "scatterplot", "points"),
    label="Dot plot",
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
    faults=faults,
    advice=equal_looks,
    claims_of_title=itself,
    annotations=frozenset(),
    most_series=None,
    table_headings=headings_of_series,
    subtitle_note=no_note,
)
