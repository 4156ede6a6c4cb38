"""Small panels that share one scale, so that they can be compared by eye."""

from collections.abc import Sequence

from safety_plan.charts.axes import Plot, SeriesStyle, short_labels, tick_room, ticks
from safety_plan.charts.canvas import Canvas
from safety_plan.charts.kind import ChartKind, ScaleDirection
from safety_plan.charts.shared import (
    all_series,
    describe_over_time,
    headings_of_series,
    labels_by_time,
    numbers_shown,
    rows_of_table,
)
from safety_plan.charts.text import LEADING, widest, wrap
from safety_plan.core.quantities import format_value
from safety_plan.models.charts import Chart, Series

PANEL_HEIGHT = 84  # px of plot
GAP = 18  # px between panels
LEAST_PLOT = 72  # px of plot that a line needs to be read

Labels = Sequence[tuple[str, ...]]


def layout(chart: Chart, canvas: Canvas) -> float:
    """Draw a grid of panels; returns its height in px."""
    values = ticks(KIND.scale_numbers(chart), chart.unit, most=4)
    labels, axis = short_labels(chart.labels), tick_room(values, chart.unit)
    value_room = widest([_last_value(chart, series) for series in chart.series], True) + 12
    least = max(LEAST_PLOT + value_room, _outer_labels_width(labels))
    columns, width = _columns(chart, canvas, axis, least)
    top = 0.0
    for start in range(0, len(chart.series), columns):
        row = chart.series[start : start + columns]
        headings = [wrap(series.name, width, bold=True) for series in row]
        plot_top = top + LEADING * max(len(heading) for heading in headings) + 10
        bottom = plot_top + PANEL_HEIGHT
        for i, series in enumerate(row):
            left = axis + i * (width + GAP)
            right = left + width - value_room
            canvas.text(headings[i], left, top, bold=True)
            plot = Plot(canvas, chart, values, left=left, right=right, top=plot_top, bottom=bottom)
            plot.draw_grid(labelled=i == 0)
            _draw_line(plot, series)
            _draw_outer_labels(plot, labels, left + width)
        top = bottom + 6 + LEADING * max(len(label) for label in labels) + GAP
    return top - GAP + 4


def _columns(chart: Chart, canvas: Canvas, axis: float, least: float) -> tuple[int, float]:
    """The most panels that fit beside each other, *least* px wide, and their width."""
    most = 2 if not canvas.is_wide or len(chart.series) in (2, 4) else 3
    choices = [
        (columns, (canvas.width - axis - GAP * (columns - 1)) / columns)
        for columns in range(min(most, len(chart.series)), 0, -1)
    ]
    return next((choice for choice in choices if choice[1] >= least), choices[-1])


def _last_value(chart: Chart, series: Series) -> str:
    """The last value that is not missing, in words."""
    return format_value(series.points[-1][1], chart.unit) if series.points else ""


def _draw_line(plot: Plot, series: Series) -> None:
    highlighted = series.marked or not any(one.marked for one in plot.chart.series)
    plot.draw_series(series, SeriesStyle("1" if highlighted else "other"))
    if series.points:
        index, last = series.points[-1]
        x, top = plot.x(index) + 9, plot.y(last) - LEADING / 2
        plot.canvas.text(_last_value(plot.chart, series), x, top, bold=True)


def _draw_outer_labels(plot: Plot, labels: Labels, edge: float) -> None:
    """The first and the last label below a panel, out to *edge* where they are tight."""
    tight = _outer_labels_width(labels) > plot.right - plot.left
    right, top = edge if tight else plot.right, plot.bottom + 6
    plot.canvas.text(labels[-1], right, top, role="soft", anchor="right")
    if len(labels) > 1:
        plot.canvas.text(labels[0], plot.left, top, role="soft")


def _outer_labels_width(labels: Labels) -> float:
    return widest(labels[0]) + widest(labels[-1]) + 10


def describe(chart: Chart) -> str:
    """The course of the line in each panel."""
    return describe_over_time(chart)


KIND = ChartKind(
    name="multiples",
    label="Small line charts, one for each group",
    has_numbers=True,
    layout=layout,
    describe=describe,
    scale_numbers=numbers_shown,
    scale_direction=ScaleDirection.VERTICAL,
    rows_in_order=rows_of_table,
    labels_in_order=labels_by_time,
    series_of_title=all_series,
    annotations=frozenset(),
    most_series=None,
    table_headings=headings_of_series,
    subtitle_note="All the panels have the same scale.",
)
