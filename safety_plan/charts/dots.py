"""Dots from zero: one line for each label, the value beside the dot, a shape for each series."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from safety_plan.charts.axes import EARLIER_STYLE, STYLES, SeriesStyle
from safety_plan.charts.bar_marks import (
    draw_level_words,
    draw_range_key,
    left_out_before,
    notes_below,
    upright,
)
from safety_plan.charts.canvas import Canvas
from safety_plan.charts.descriptions import describe_extremes, describe_gaps, format_cell
from safety_plan.charts.dot_lines import Dot, DotLine, DotRow
from safety_plan.charts.dot_strips import draw_strips
from safety_plan.charts.faults import equal_looks, series_faults
from safety_plan.charts.kind import ChartKind, ScaleDirection
from safety_plan.charts.orders import labels_of_rows, rows_by_size, same_order
from safety_plan.charts.text import LEADING, text_width, widest, wrap
from safety_plan.charts.usual_answers import headings_of_series, itself, no_note, numbers_shown
from safety_plan.charts.value_axis import ValueAxis, value_axis
from safety_plan.core.quantities import (
    MISSING_VALUE_CODES,
    format_value,
    missing_words,
    read_decimal,
)
from safety_plan.core.translation import gettext, gettext_noop, ngettext
from safety_plan.models.charts import Annotation, Chart, Fault

NAME_SHARE = 0.42  # of the width, at most, for names
LEAST_PLOT = 60  # px of scale that dots need to be told apart
DOT = 11  # px across


def layout(chart: Chart, canvas: Canvas) -> float:
    """Draw dots on one scale; returns their height in px."""
    name_room = _name_room(chart, canvas)
    rows = list(_rows(chart, name_room))
    is_tight = not canvas.is_wide and not _has_values(rows)
    axis = _strip_axis(chart, canvas) if is_tight else _axis(chart, rows, canvas, name_room)
    top = draw_range_key(chart, canvas, _draw_key(chart, canvas, 0.0))
    levels = draw_level_words(chart, canvas, axis.x, top)
    if is_tight:
        rows = [replace(row, words=_all_values(chart, i)) for i, row in enumerate(rows)]
        return draw_strips(rows, axis, levels, levels.foot)
    first = foot = levels.foot
    lines = []
    for row in rows:
        lines.append(DotLine(row, axis, foot, levels.xs))
        foot = lines[-1].foot
    words = [box for line in lines for box in line.boxes]
    if _has_values(rows):
        canvas.line(upright(axis.zero, (first, foot), words), "soft")
    else:
        axis.draw_grid(first, foot, words)
    levels.draw(foot, words)
    for line in lines:
        line.draw(name_room)
    return foot + 2 if _has_values(rows) else axis.draw_labels(foot + 4) + 2


def _name_room(chart: Chart, canvas: Canvas) -> float:
    """Room in px for names; beside another chart the scale stands where that of it does."""
    widths = [text_width(label, label in chart.marked) for label in chart.labels]
    most_room = min(canvas.width * NAME_SHARE, _most_name_room(chart, canvas))
    return most_room if chart.shared_scale else min(max(widths), most_room)


def _most_name_room(chart: Chart, canvas: Canvas) -> float:
    """The room that the longest value and a short scale leave to names."""
    values = [format_value(number, chart.unit) for number in KIND.scale_numbers(chart)]
    return max(canvas.width - widest(values, True) - LEAST_PLOT - 24 - DOT, LEAST_PLOT)


def _rows(chart: Chart, name_room: float) -> Iterator[DotRow]:
    for index, label in enumerate(chart.labels):
        dots = tuple(_dots(chart, index))
        words = [format_value(dots[0].value, chart.unit)] if len(dots) == 1 else []
        words += _missing_values(chart, index)
        bold = label in chart.marked
        yield DotRow(
            wrap(label, name_room, bold),
            bold,
            dots,
            ", ".join(dict.fromkeys(words)) or ("" if dots else gettext("no value")),
            left_out_before(chart, label),
            notes_below(chart, label),
        )


def _missing_values(chart: Chart, index: int) -> list[str]:
    """Why values of the label at *index* are missing, and of which of several series."""
    missing = [one for one in chart.series if one.cells[index] in MISSING_VALUE_CODES]
    if len(chart.series) == 1:
        return [missing_words(one.cells[index]) for one in missing]
    return [f"{one.name} {missing_words(one.cells[index])}" for one in missing]


def _all_values(chart: Chart, index: int) -> str:
    """The value of each series for the label at *index*, such as `Bicycles 803, Tools no value`."""
    values = [
        f"{series.name} {format_cell(series.cells[index], chart.unit)}" for series in chart.series
    ]
    return ", ".join(values)


def _dots(chart: Chart, index: int) -> Iterator[Dot]:
    """The dots of the label at *index*."""
    for i, series in enumerate(chart.series):
        number = read_decimal(series.cells[index])
        if number is not None:
            yield Dot(number, _style(chart, i, chart.labels[index]), series.ranges.get(index))


def _style(chart: Chart, index: int, label: str) -> SeriesStyle:
    """The look of a dot: by its series, or grey where others stand out."""
    if len(chart.series) > 1:
        return _styles(chart)[index]
    highlighted = not chart.marked or label in chart.marked
    return SeriesStyle("1" if highlighted else "other", size=DOT)


def _styles(chart: Chart) -> list[SeriesStyle]:
    """The look of each of several series: those of an earlier revision are grey and hollow."""
    now = [series.name for series in chart.series if series.name not in chart.earlier]
    style_of = {name: STYLES[index % len(STYLES)] for index, name in enumerate(now)}
    return [style_of.get(series.name, EARLIER_STYLE) for series in chart.series]


def _has_values(rows: Sequence[DotRow]) -> bool:
    """Whether each dot has its value beside it, so that no scale is needed."""
    return all(len(row.dots) < 2 for row in rows)


def _axis(chart: Chart, rows: Sequence[DotRow], canvas: Canvas, name_room: float) -> ValueAxis:
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


def _strip_axis(chart: Chart, canvas: Canvas) -> ValueAxis:
    """A scale as wide as *canvas*, for dots below their words."""
    numbers = KIND.scale_numbers(chart)
    return value_axis(canvas, numbers, chart.unit, left=DOT, right=canvas.width - DOT)


def _draw_key(chart: Chart, canvas: Canvas, top: float) -> float:
    """A dot and the name of each of several series; returns the px where lines may begin."""
    if len(chart.series) == 1:
        return top
    for series, style in zip(chart.series, _styles(chart), strict=True):
        style.draw_end_marker(canvas, (7, top + LEADING / 2))
        top = canvas.text(series.name, 20, top, room=canvas.width - 20) + 4
    return top + 8


def _count_dots(number: int) -> str:
    return ngettext("{number} dot", "{number} dots", number).format(number=number)


def describe(chart: Chart) -> str:
    """The highest, the lowest and our own dot of each series, and which periods are left out."""
    return describe_extremes(chart, _count_dots) + describe_gaps(chart)


def faults(chart: Chart) -> Sequence[Fault]:
    """More series than there are shapes of dots."""
    return series_faults(chart, least=1, most=len(STYLES))


KIND = ChartKind(
    name="dots",
    also_called=("dot", "dot-plot", "lollipop", "lollipops", "scatter", "scatterplot", "points"),
    label=gettext_noop("Dot plot"),
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
    annotations=frozenset(Annotation),
    most_series=None,
    table_headings=headings_of_series,
    subtitle_note=no_note,
)
