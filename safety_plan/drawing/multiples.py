"""Small panels that share one scale, so that they can be compared by eye."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from safety_plan.charts import Chart, Series
from safety_plan.drawing import axes
from safety_plan.drawing.measure import text_width, widest, wrap
from safety_plan.drawing.style import LEADING, WIDE, Look, Mark, Picture, say
from safety_plan.numbers import shown

PANEL_HEIGHT = 84  # px of plot
GAP = 18  # px between panels
LEAST = 72  # px of plot a line needs to be read


@dataclass(frozen=True, slots=True, kw_only=True)
class _Panels:
    """What all panels share; *axis*, *plot* and *value* are widths in px."""

    chart: Chart
    ticks: tuple[Decimal, ...]
    columns: int
    axis: float
    plot: float
    value: float

    @property
    def width(self) -> float:
        """Px of one panel: its plot and the value beside it."""
        return self.plot + self.value

    @property
    def readable(self) -> bool:
        """Whether the line, and the labels of both its ends, have the room."""
        return self.plot >= LEAST and _ends_width(self.chart) <= self.width


def layout(chart: Chart, width: int) -> Picture:
    """Lay out a grid of panels *width* px wide."""
    most = 2 if width != WIDE or len(chart.series) in (2, 4) else 3
    choices = [_panels(chart, width, n) for n in range(min(most, len(chart.series)), 0, -1)]
    panels = next((choice for choice in choices if choice.readable), choices[-1])
    marks: list[Mark] = []
    top = 0.0
    for start in range(0, len(chart.series), panels.columns):
        row = chart.series[start : start + panels.columns]
        heads = [wrap(series.name, panels.width, bold=True) for series in row]
        under = top + LEADING * max(len(head) for head in heads) + 10
        for i, series in enumerate(row):
            left = panels.axis + i * (panels.width + GAP)
            marks += say(heads[i], left, top, bold=True)
            marks += _panel(panels, series, left, under)
        rows = max(len(label) for label in axes.short_labels(chart.labels))
        top = under + PANEL_HEIGHT + 6 + rows * LEADING + GAP
    return Picture(width=width, height=top - GAP + 4, marks=tuple(marks))


def _panels(chart: Chart, width: int, columns: int) -> _Panels:
    cells = [cell for series in chart.series for cell in series.cells]
    at = axes.ticks(cells, chart.unit, most=4)
    axis = axes.tick_room(at, chart.unit)
    value = max(text_width(_last(chart, s)[1], True) for s in chart.series) + 12
    plot = (width - axis - GAP * (columns - 1)) / columns - value
    return _Panels(chart=chart, ticks=at, columns=columns, axis=axis, plot=plot, value=value)


def _panel(panels: _Panels, series: Series, left: float, top: float) -> list[Mark]:
    chart = panels.chart
    plot = axes.Plot(
        left=left,
        right=left + panels.plot,
        top=top,
        bottom=top + PANEL_HEIGHT,
        ticks=panels.ticks,
        count=len(chart.labels),
    )
    ours = series.marked or not any(one.marked for one in chart.series)
    marks = axes.grid(plot, chart.unit, labelled=left == panels.axis)
    marks += axes.trace(plot, series.cells, Look(role="1" if ours else "other"))
    at, value = _last(chart, series)
    if at >= 0:
        y = plot.y(Decimal(series.cells[at])) - LEADING / 2
        marks += say((value,), plot.x(at) + 9, y, bold=True)
    return marks + _ends(panels, plot)


def _last(chart: Chart, series: Series) -> tuple[int, str]:
    """Index of the last known value, -1 where there is none, and its words."""
    known = [i for i, cell in enumerate(series.cells) if cell]
    if not known:
        return -1, ""
    return known[-1], shown(Decimal(series.cells[known[-1]]), chart.unit)


def _ends(panels: _Panels, plot: axes.Plot) -> list[Mark]:
    """The first and the last label below a panel."""
    short = axes.short_labels(panels.chart.labels)
    tight = _ends_width(panels.chart) > panels.plot
    edge = plot.left + (panels.width if tight else panels.plot)
    marks = say(short[-1], edge, plot.bottom + 6, role="soft", anchor="right")
    if len(short) > 1:
        marks += say(short[0], plot.left, plot.bottom + 6, role="soft")
    return marks


def _ends_width(chart: Chart) -> float:
    short = axes.short_labels(chart.labels)
    return widest(short[0]) + widest(short[-1]) + 10
