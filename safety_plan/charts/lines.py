"""Lines over time: each named where it ends, or in a key above where that is tight."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from safety_plan.charts.annotations import says_its_value
from safety_plan.charts.axes import (
    EARLIER_STYLE,
    LEVEL_STYLES,
    STYLES,
    Plot,
    SeriesStyle,
    short_labels,
    tick_room,
    ticks,
)
from safety_plan.charts.canvas import Canvas
from safety_plan.charts.descriptions import describe_over_time
from safety_plan.charts.drawing_rules import rule_of
from safety_plan.charts.gap_words import draw_gap_words, draw_key_of_skips, words_of_end
from safety_plan.charts.kind import ChartKind, ScaleDirection
from safety_plan.charts.line_names import SWATCH, Line, draw_names, label_room
from safety_plan.charts.line_ranges import draw_range_key, draw_ranges
from safety_plan.charts.notes import note_strip
from safety_plan.charts.orders import labels_by_time, rows_of_table, same_order
from safety_plan.charts.text import LEADING, text_width
from safety_plan.charts.usual_answers import (
    headings_of_series,
    itself,
    no_faults,
    no_note,
    numbers_shown,
)
from safety_plan.core.quantities import format_value
from safety_plan.core.translation import gettext, gettext_noop
from safety_plan.models.charts import CUT_SCALE, Annotation, Chart, Fault, Series


def layout(chart: Chart, canvas: Canvas) -> float:
    """Draw a line chart; returns its height in px."""
    lines = [*_lines(chart), *_levels(chart)]
    highest_first = sorted(lines, key=lambda line: -line.last)
    height = 280 if canvas.is_wide else 220
    named_at_end = canvas.is_wide and sum(line.label_height for line in lines) <= height
    top = draw_range_key(chart, canvas, 0.0)
    top = max(top, 10.0) if named_at_end else _draw_key(chart, canvas, highest_first, top)
    values = _ticks(chart)
    if chart.scale == CUT_SCALE and values[0] > 0:
        start = gettext("The scale starts at {value}, not at zero.")
        start = start.format(value=format_value(values[0], chart.unit))
        top = canvas.text(start, 0, top - 10, role="soft", room=canvas.width) + 14
    left = tick_room(values, chart.unit)
    plot = Plot(canvas, chart, values, left, right=canvas.width - 7, top=top, bottom=top + height)
    if named_at_end:
        plot = replace(plot, right=canvas.width - label_room(plot, highest_first))
    return _draw_plot(plot, lines, highest_first if named_at_end else [])


def _draw_plot(plot: Plot, lines: list[Line], named_at_end: list[Line]) -> float:
    """The plot with its notes above and all that stands below it; returns the px of its foot."""
    strip = note_strip(plot)
    strip.draw_words(plot.canvas, plot.top)
    plot = replace(plot, top=plot.top + strip.height, bottom=plot.bottom + strip.height)
    strip.draw_marks(plot)
    plot.draw_grid()
    for line in lines:
        if line.series and line.style is not EARLIER_STYLE:
            draw_ranges(plot, line.series, line.style)
    for line in reversed(lines):  # the marked one is drawn last, on top
        line.draw(plot)
    if named_at_end:
        draw_names(plot, named_at_end)
    foot = plot.draw_labels()
    if rule_of(plot.chart).tells_gaps:
        foot = draw_key_of_skips(plot.chart, plot.canvas, foot)
        foot = draw_gap_words(plot.chart, plot.canvas, foot)
    return strip.draw_key(plot.canvas, foot) + 2


def _lines(chart: Chart) -> list[Line]:
    """The line of each series, what is drawn on top first: as it is, then as it was."""
    marked_first = sorted(chart.series, key=lambda series: not series.marked)
    now = [series for series in marked_first if series.name not in chart.earlier]
    before = [series for series in marked_first if series.name in chart.earlier]
    lines = [_line(chart, series, _style(chart, i)) for i, series in enumerate(now)]
    return lines + [_line(chart, series, EARLIER_STYLE) for series in before]


def _line(chart: Chart, series: Series, style: SeriesStyle) -> Line:
    if not series.points:
        words = gettext("{name}: no values").format(name=series.name)
        return Line(series, style, Decimal(0), "", words)
    index, last = series.points[-1]
    until = " ".join(short_labels(chart.labels)[index])
    if rule_of(chart).tells_gaps:
        until = words_of_end(chart, series)
    name = series.name if index == len(series.cells) - 1 else f"{series.name} ({until})"
    return Line(series, style, last, format_value(last, chart.unit), name)


def _levels(chart: Chart) -> list[Line]:
    """A line for each value that the chart is held against."""
    return [
        Line(
            None,
            LEVEL_STYLES[index % len(LEVEL_STYLES)],
            Decimal(line.value),
            ""
            if says_its_value(line, chart.unit)
            else format_value(Decimal(line.value), chart.unit),
            line.words,
        )
        for index, line in enumerate(chart.reference_lines)
    ]


def _ticks(chart: Chart) -> list[Decimal]:
    """The ticks of the scale; a cut one starts well below the lowest number, which is not zero."""
    numbers = KIND.scale_numbers(chart)
    if chart.scale != CUT_SCALE:
        values = ticks(numbers, chart.unit)
        return [*_below_base(chart, values), *values]
    first, *rest = ticks(numbers, chart.unit, cut=True)
    step = rest[0] - first
    is_low = numbers and min(numbers) - first < step / 4
    return [first - step, first, *rest] if is_low and first > step else [first, *rest]


def _below_base(chart: Chart, values: Sequence[Decimal]) -> list[Decimal]:
    """A tick below *values* that begin with the base of an index, so that it is no floor."""
    first, second, *_ = values
    bases = [line for line in chart.reference_lines if says_its_value(line, chart.unit)]
    stands_on_base = any(Decimal(line.value) == first for line in bases)
    return [2 * first - second] if stands_on_base and rule_of(chart).starts_below_base else []


def _style(chart: Chart, index: int) -> SeriesStyle:
    """The look of the series at *index*, marked ones first: beside those, others are grey."""
    now = (series for series in chart.series if series.name not in chart.earlier)
    marked = sum(series.marked for series in now)
    is_grey = rule_of(chart).greys_others and marked and index >= marked
    return replace(STYLES[index], role="other") if is_grey else STYLES[index]


def _draw_key(chart: Chart, canvas: Canvas, lines: list[Line], top: float) -> float:
    """Rows of swatch, name and values; returns the px where the plot may begin."""
    for line in lines:
        values = _first_to_last(chart, line)
        line.draw_sample(canvas, 0, top + LEADING / 2)
        room = canvas.width - SWATCH - text_width(values, True) - 10
        foot = canvas.text(line.name, SWATCH, top, room=room)
        canvas.text(values, canvas.width, top, bold=True, anchor="right")
        top = foot + 4
    return top + 14


def _first_to_last(chart: Chart, line: Line) -> str:
    """The values that *line* goes from and to, where it starts with the chart; else the last."""
    if line.series is None or not rule_of(chart).says_first_values:
        return line.value
    (index, first), *more = line.series.points or [(-1, Decimal(0))]
    if index != 0 or not more:
        return line.value
    return gettext("{first} to {last}").format(
        first=format_value(first, chart.unit), last=line.value
    )


def describe(chart: Chart) -> str:
    """The course of each line."""
    return describe_over_time(chart)


def faults(chart: Chart) -> Sequence[Fault]:
    """A scale that is cut though lines from zero would show how they go."""
    numbers = KIND.scale_numbers(chart)
    if chart.scale != CUT_SCALE or not numbers or 2 * min(numbers) > max(numbers) > 0:
        return []
    ends = {"low": min(numbers), "high": max(numbers)}
    params = {name: format_value(number, chart.unit) for name, number in ends.items()}
    return [Fault("chart-scale.cut", setting="scale", params=params)]


KIND = ChartKind(
    name="lines",
    also_called=("line", "line-chart", "curve", "trend"),
    label=gettext_noop("Line chart"),
    has_numbers=True,
    layout=layout,
    describe=describe,
    scale_numbers=numbers_shown,
    scale_direction=ScaleDirection.VERTICAL,
    scale_choices=(CUT_SCALE,),
    has_places=False,
    rows_in_order=rows_of_table,
    labels_in_order=labels_by_time,
    in_order=same_order,
    faults=faults,
    advice=no_faults,
    claims_of_title=itself,
    annotations=frozenset(Annotation),
    most_series=len(STYLES),
    table_headings=headings_of_series,
    subtitle_note=no_note,
)
