"""Small panels that share one scale, so that they can be compared by eye."""

from safety_plan.charts.axes import Look, Plot, short_labels, tick_room, ticks
from safety_plan.charts.canvas import LEADING, Sheet, widest, wrap
from safety_plan.core.quantities import format_value
from safety_plan.models.charts import Chart, Series

PANEL_HEIGHT = 84  # px of plot
GAP = 18  # px between panels
LEAST = 72  # px of plot a line needs to be read


def layout(chart: Chart, sheet: Sheet) -> float:
    """Draw a grid of panels; gives its height in px."""
    at, short = ticks(chart.numbers, chart.unit, most=4), short_labels(chart.labels)
    axis = tick_room(at, chart.unit)
    beside = widest([_last(chart, series) for series in chart.series], True) + 12
    least = max(LEAST + beside, _ends_width(short))
    columns, width = _columns(chart, sheet, axis, least)
    top = 0.0
    for start in range(0, len(chart.series), columns):
        row = chart.series[start : start + columns]
        heads = [wrap(series.name, width, bold=True) for series in row]
        under = top + LEADING * max(len(head) for head in heads) + 10
        bottom = under + PANEL_HEIGHT
        for i, series in enumerate(row):
            left = axis + i * (width + GAP)
            right = left + width - beside
            sheet.say(heads[i], left, top, bold=True)
            plot = Plot(sheet, chart, at, left=left, right=right, top=under, bottom=bottom)
            plot.grid(labelled=i == 0)
            _line(plot, series)
            _ends(plot, short, left + width)
        top = bottom + 6 + LEADING * max(len(label) for label in short) + GAP
    return top - GAP + 4


def _columns(chart: Chart, sheet: Sheet, axis: float, least: float) -> tuple[int, float]:
    """The most panels that fit beside each other, *least* px wide, and their width."""
    most = 2 if not sheet.wide or len(chart.series) in (2, 4) else 3
    choices = [
        (columns, (sheet.width - axis - GAP * (columns - 1)) / columns)
        for columns in range(min(most, len(chart.series)), 0, -1)
    ]
    return next((choice for choice in choices if choice[1] >= least), choices[-1])


def _last(chart: Chart, series: Series) -> str:
    """The last known value in words."""
    return format_value(series.known[-1][1], chart.unit) if series.known else ""


def _line(plot: Plot, series: Series) -> None:
    ours = series.marked or not any(one.marked for one in plot.chart.series)
    plot.trace(series, Look("1" if ours else "other"))
    if series.known:
        place, last = series.known[-1]
        x, top = plot.x(place) + 9, plot.y(last) - LEADING / 2
        plot.sheet.say(_last(plot.chart, series), x, top, bold=True)


def _ends(plot: Plot, short: list[tuple[str, ...]], edge: float) -> None:
    """The first and the last label below a panel, out to *edge* where they are tight."""
    tight = _ends_width(short) > plot.right - plot.left
    end, top = edge if tight else plot.right, plot.bottom + 6
    plot.sheet.say(short[-1], end, top, role="soft", anchor="right")
    if len(short) > 1:
        plot.sheet.say(short[0], plot.left, top, role="soft")


def _ends_width(short: list[tuple[str, ...]]) -> float:
    return widest(short[0]) + widest(short[-1]) + 10
