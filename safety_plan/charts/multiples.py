"""Small panels: on one scale, so that they can be compared by eye, or each on its own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from safety_plan.charts.axes import Plot, short_labels, tick_room, ticks
from safety_plan.charts.canvas import Canvas
from safety_plan.charts.descriptions import describe_over_time
from safety_plan.charts.drawing_rules import rule_of
from safety_plan.charts.gap_words import draw_key_of_skips, words_of_end, words_of_gaps
from safety_plan.charts.kind import ChartKind, ScaleDirection
from safety_plan.charts.notes import draw_key_of_marks, draw_marks
from safety_plan.charts.orders import labels_by_time, rows_of_table
from safety_plan.charts.panels import (
    Panel,
    columns_of,
    draw_key_of_revisions,
    gap_between,
    panels_of,
)
from safety_plan.charts.text import LEADING, widest, wrap
from safety_plan.charts.usual_answers import headings_of_series, itself, no_faults, numbers_shown
from safety_plan.core.quantities import format_value
from safety_plan.core.translation import gettext, gettext_noop
from safety_plan.models.charts import OWN_SCALE, Annotation, Chart, Series

PANEL_HEIGHT = 84  # px of plot
LOW_PANEL_HEIGHT = 52  # px of plot where panels stand in a long column
MARKER_ROOM = 5  # px for half of a marker where no scale stands before a line
LEAST_PLOT = 72  # px of plot that a line needs to be read

Labels = Sequence[tuple[str, ...]]


def layout(chart: Chart, canvas: Canvas) -> float:
    """Draw a grid of panels; returns its height in px."""
    grid, top = _grid(chart, canvas), draw_key_of_revisions(chart, canvas)
    for start in range(0, len(grid.panels), grid.columns):
        top = _draw_row(grid, canvas, start, top) + grid.gap
    foot = top - grid.gap + 4
    if rule_of(chart).tells_gaps:
        foot = draw_key_of_skips(chart, canvas, foot)
    return draw_key_of_marks(chart.notes, canvas, foot)


def _draw_row(grid: "_Grid", canvas: Canvas, start: int, top: float) -> float:
    """The panels from the one at *start*, as many as a row has; returns the px of their foot."""
    row = grid.panels[start : start + grid.columns]
    headings = [wrap(panel.name, grid.width, bold=True) for panel in row]
    courses = [_course(panel.series, grid) for panel in row]
    lines = [len(one) + len(other) for one, other in zip(headings, courses, strict=True)]
    plot_top = top + LEADING * max(lines) + 10
    for i, panel in enumerate(row):
        left = grid.axis + i * (grid.width + grid.gap)
        foot = canvas.text(headings[i], left, top, bold=True)
        canvas.text(courses[i], left, foot, role="soft")
        plot = grid.plot(canvas, panel, left, plot_top)
        draw_marks(plot, grid.chart.notes)
        if grid.has_own_scales:
            _draw_floor(plot)
        else:
            plot.draw_grid(labelled=i == 0)
        _draw_lines(plot, panel, named=not grid.has_own_scales)
        if grid.has_labels(start + i):
            _draw_outer_labels(plot, grid.labels, left + grid.width)
    foot = plot_top + grid.height
    if not any(grid.has_labels(start + i) for i in range(len(row))):
        return foot
    return foot + 6 + LEADING * max(len(label) for label in grid.labels)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grid:
    """How panels stand: so many columns, each so wide, with room for ticks and last values."""

    chart: Chart
    panels: Sequence[Panel]
    labels: Labels
    columns: int
    gap: float
    width: float
    axis: float
    value_room: float
    is_low: bool

    @property
    def has_own_scales(self) -> bool:
        """Whether each panel has a scale of its own."""
        return self.chart.scale == OWN_SCALE

    @property
    def height(self) -> float:
        """Height of a plot in px."""
        return LOW_PANEL_HEIGHT if self.is_low else PANEL_HEIGHT

    def has_labels(self, index: int) -> bool:
        """Whether the panel at *index* has an axis of its own: none stands below it."""
        is_lowest = index + self.columns >= len(self.panels)
        return is_lowest or not rule_of(self.chart).shares_time_axes

    def plot(self, canvas: Canvas, panel: Panel, left: float, top: float) -> Plot:
        """The plot of *panel*, whose upper left corner is at *left*, *top*."""
        has_room = self.has_own_scales and rule_of(self.chart).leaves_room_for_markers
        return Plot(
            canvas,
            self.chart,
            self.ticks_of(panel),
            left=left + (MARKER_ROOM if has_room else 0),
            right=left + self.width - self.value_room,
            top=top,
            bottom=top + self.height,
        )

    def ticks_of(self, panel: Panel) -> Sequence[Decimal]:
        """The ticks of *panel*."""
        own = [number for series, _ in panel.lines for _, number in series.points]
        numbers = own if self.has_own_scales else KIND.scale_numbers(self.chart)
        return ticks(numbers, self.chart.unit, most=4)


def _grid(chart: Chart, canvas: Canvas) -> _Grid:
    labels = short_labels(chart.labels)
    if chart.scale == OWN_SCALE:
        axis, value_room = 0.0, 8.0
    else:
        axis = tick_room(ticks(KIND.scale_numbers(chart), chart.unit, most=4), chart.unit)
        value_room = widest([_last_value(chart, series) for series in chart.series], True) + 12
    least = max(LEAST_PLOT + value_room, _outer_labels_width(labels))
    columns, width = columns_of(chart, canvas, axis, least)
    return _Grid(
        chart=chart,
        panels=panels_of(chart),
        labels=labels,
        columns=columns,
        gap=gap_between(chart, canvas),
        width=width,
        axis=axis,
        value_room=value_room,
        is_low=not canvas.is_wide and rule_of(chart).lowers_narrow_panels,
    )


def _course(series: Series, grid: _Grid) -> tuple[str, ...]:
    """The first and the last value where no scale tells them, and where there is no number."""
    words = [_values(series, grid)] if grid.has_own_scales else []
    if rule_of(grid.chart).tells_gaps:
        ends = words_of_end(grid.chart, series)
        words += [ends] if ends not in words else []
        words.append(words_of_gaps(grid.chart, series))
    return tuple(line for text in words for line in wrap(text, grid.width))


def _values(series: Series, grid: _Grid) -> str:
    """The first and the last value in words."""
    values = [format_value(number, grid.chart.unit) for _, number in series.points]
    if not values:
        return gettext("no values")
    words = gettext("{low} to {high}").format(low=values[0], high=values[-1])
    return words if len(values) > 1 else values[0]


def _last_value(chart: Chart, series: Series) -> str:
    """The last value that is not missing, in words."""
    return format_value(series.points[-1][1], chart.unit) if series.points else ""


def _draw_floor(plot: Plot) -> None:
    """The line of zero, or of the lowest tick: a panel without the text of ticks has no others."""
    y = plot.y(max(plot.ticks[0], Decimal(0)))
    plot.canvas.line([(plot.left, y), (plot.right, y)], "soft")


def _draw_lines(plot: Plot, panel: Panel, *, named: bool) -> None:
    """The lines of a panel, with its last value beside its end if it is *named* there."""
    for series, style in panel.lines:
        plot.draw_series(series, style)
    if panel.series.points and named:
        index, last = panel.series.points[-1]
        x = plot.x(index) + 9
        top = plot.y(last) - LEADING / 2
        plot.canvas.text(_last_value(plot.chart, panel.series), x, top, bold=True)


def _draw_outer_labels(plot: Plot, labels: Labels, edge: float) -> None:
    """The first and the last label below a panel, out to *edge* where they are tight."""
    tight = _outer_labels_width(labels) > plot.right - plot.left
    right = edge if tight else plot.right
    top = plot.bottom + 6
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
    if chart.scale == OWN_SCALE:
        return gettext(
            "Each panel has its own scale, so compare the shapes of the lines, not their heights."
        )
    return gettext("All the panels have the same scale.")


def describe(chart: Chart) -> str:
    """The course of the line in each panel."""
    return describe_over_time(chart)


KIND = ChartKind(
    name="multiples",
    also_called=("small-multiples", "panels", "facets"),
    label=gettext_noop("Small line charts, one for each group"),
    has_numbers=True,
    layout=layout,
    describe=describe,
    scale_numbers=numbers_shown,
    scale_direction=ScaleDirection.VERTICAL,
    scale_choices=(OWN_SCALE,),
    has_places=False,
    rows_in_order=rows_of_table,
    labels_in_order=labels_by_time,
    in_order=largest_rise_first,
    faults=no_faults,
    advice=no_faults,
    claims_of_title=itself,
    annotations=frozenset([Annotation.NOTES, Annotation.EARLIER]),
    most_series=None,
    table_headings=headings_of_series,
    subtitle_note=note_of_scale,
)
