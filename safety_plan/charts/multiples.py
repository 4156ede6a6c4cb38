"""Small panels: on one scale, so that they can be compared by eye, or each on its own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from safety_plan.charts.axes import Plot, SeriesStyle, short_labels, tick_room, ticks
from safety_plan.charts.canvas import Canvas
from safety_plan.charts.kind import ChartKind, ScaleDirection
from safety_plan.charts.notes import draw_key_of_marks, draw_marks
from safety_plan.charts.shared import (
    describe_over_time,
    headings_of_series,
    itself,
    labels_by_time,
    no_faults,
    numbers_shown,
    rows_of_table,
)
from safety_plan.charts.text import LEADING, widest, wrap
from safety_plan.core.quantities import format_value
from safety_plan.models.charts import Annotation, Chart, Series

PANEL_HEIGHT = 84  # px of plot
LOW_PANEL_HEIGHT = 52  # px of plot where panels stand in a long column
GAP = 18  # px between panels
LEAST_PLOT = 72  # px of plot that a line needs to be read
OWN = "own"  # the scale that lets each panel have its own

Labels = Sequence[tuple[str, ...]]


def layout(chart: Chart, canvas: Canvas) -> float:
    """Draw a grid of panels; returns its height in px."""
    grid = _grid(chart, canvas)
    top = 0.0
    for start in range(0, len(chart.series), grid.columns):
        row = chart.series[start : start + grid.columns]
        headings = [wrap(series.name, grid.width, bold=True) for series in row]
        heights = [
            len(one) + len(_course(chart, series, grid))
            for one, series in zip(headings, row, strict=True)
        ]
        plot_top = top + LEADING * max(heights) + 10
        bottom = plot_top + grid.height
        below = [*range(start + grid.columns, len(chart.series))]
        for i, series in enumerate(row):
            left = grid.axis + i * (grid.width + GAP)
            foot = canvas.text(headings[i], left, top, bold=True)
            canvas.text(_course(chart, series, grid), left, foot, role="soft")
            plot = Plot(
                canvas,
                chart,
                grid.ticks_of(series),
                left=left,
                right=left + grid.width - grid.value_room,
                top=plot_top,
                bottom=bottom,
            )
            draw_marks(plot, chart.notes)
            if grid.has_own_scales:
                _draw_floor(plot)
            else:
                plot.draw_grid(labelled=i == 0)
            _draw_line(plot, series, named=not grid.has_own_scales)
            if len(below) <= i or not grid.is_low:
                _draw_outer_labels(plot, grid.labels, left + grid.width)
        is_labelled = len(below) < len(row) or not grid.is_low
        room = 6 + LEADING * max(len(label) for label in grid.labels) if is_labelled else 0
        top = bottom + room + GAP
    return draw_key_of_marks(chart.notes, canvas, top - GAP + 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grid:
    """How panels stand: so many columns, each so wide, with room for ticks and last values."""

    chart: Chart
    labels: Labels
    columns: int
    width: float
    axis: float
    value_room: float
    is_low: bool

    @property
    def has_own_scales(self) -> bool:
        """Whether each panel has a scale of its own."""
        return self.chart.scale == OWN

    @property
    def height(self) -> float:
        """Height of a plot in px."""
        return LOW_PANEL_HEIGHT if self.is_low else PANEL_HEIGHT

    def ticks_of(self, series: Series) -> Sequence[Decimal]:
        """The ticks of the panel of *series*."""
        own = [number for _, number in series.points]
        numbers = own if self.has_own_scales else KIND.scale_numbers(self.chart)
        return ticks(numbers, self.chart.unit, most=4)


def _grid(chart: Chart, canvas: Canvas) -> _Grid:
    labels = short_labels(chart.labels)
    if chart.scale == OWN:
        axis, value_room = 0.0, 8.0
    else:
        axis = tick_room(ticks(KIND.scale_numbers(chart), chart.unit, most=4), chart.unit)
        value_room = widest([_last_value(chart, series) for series in chart.series], True) + 12
    least = max(LEAST_PLOT + value_room, _outer_labels_width(labels))
    columns, width = _columns(chart, canvas, axis, least)
    return _Grid(
        chart=chart,
        labels=labels,
        columns=columns,
        width=width,
        axis=axis,
        value_room=value_room,
        is_low=not canvas.is_wide and chart.drawing_rule > 1,
    )


def _course(chart: Chart, series: Series, grid: _Grid) -> tuple[str, ...]:
    """The first and the last value in words, where no scale tells them."""
    if not grid.has_own_scales:
        return ()
    values = [format_value(number, chart.unit) for _, number in series.points]
    if not values:
        return ("no values",)
    words = f"{values[0]} to {values[-1]}" if len(values) > 1 else values[0]
    last = series.points[-1][0]
    if last < len(chart.labels) - 1:
        words += f" in {' '.join(grid.labels[last])}"
    return wrap(words, grid.width)


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


def _draw_floor(plot: Plot) -> None:
    """The line of zero, or of the lowest tick: a panel without the text of ticks has no others."""
    y = plot.y(max(plot.ticks[0], Decimal(0)))
    plot.canvas.line([(plot.left, y), (plot.right, y)], "soft")


def _draw_line(plot: Plot, series: Series, *, named: bool) -> None:
    """The line of a panel, with its last value beside its end if it is *named* there."""
    highlighted = series.marked or not any(one.marked for one in plot.chart.series)
    plot.draw_series(series, SeriesStyle("1" if highlighted else "other"))
    if series.points and named:
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


def largest_rise_first(chart: Chart) -> Chart:
    """*chart* with its panels by how far they rose, that which fell most at the end."""
    rises = {series.name: _rise(series) for series in chart.series}
    series = sorted(chart.series, key=lambda one: rises[one.name], reverse=True)
    return replace(chart, series=tuple(series))


def _rise(series: Series) -> Decimal:
    """How far a line rose from its first value to its last; no value counts as no change."""
    return series.points[-1][1] - series.points[0][1] if series.points else Decimal(0)


def note_of_scale(chart: Chart) -> str:
    """Whether the panels can be compared by eye."""
    if chart.scale == OWN:
        return (
            "Each panel has its own scale, so compare the shapes of the lines, not their heights."
        )
    return "All the panels have the same scale."


def describe(chart: Chart) -> str:
    """The course of the line in each panel."""
    return describe_over_time(chart)


KIND = ChartKind(
    name="multiples",
    also_called=("small-multiples", "panels", "facets"),
    label="Small line charts, one for each group",
    has_numbers=True,
    layout=layout,
    describe=describe,
    scale_numbers=numbers_shown,
    scale_direction=ScaleDirection.VERTICAL,
    scale_choices=(OWN,),
    has_places=False,
    rows_in_order=rows_of_table,
    labels_in_order=labels_by_time,
    in_order=largest_rise_first,
    faults=no_faults,
    advice=no_faults,
    claims_of_title=itself,
    annotations=frozenset([Annotation.NOTES]),
    most_series=None,
    table_headings=headings_of_series,
    subtitle_note=note_of_scale,
)
