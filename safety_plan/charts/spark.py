"""A small line for a sentence: no axes, no words, in the colour of the text around it.

It is one path and one dot, so it is written down here: to start matplotlib for it would take
longer than everything else on a page without a chart.
"""

from collections.abc import Sequence
from decimal import Decimal

from safety_plan.charts.time_axis import label_times, positions
from safety_plan.models.charts import Chart, Series

WIDTH = 72  # px at the usual size of the text
HEIGHT = 20  # px
EDGE = 3  # px around the line, for the dot at its end
_PLACES = Decimal("0.001")

#: How far along the line each value stands, from 0 to 1, and the value; a run has no gap.
Runs = Sequence[Sequence[tuple[Decimal, Decimal]]]


def has_line(chart: Chart, series: Series) -> bool:
    """Whether the values of *series* follow in time, and there are two of them at least."""
    times = label_times(chart.labels)
    return bool(times) and times == sorted(times or []) and len(series.points) > 1


def spark_runs(chart: Chart, series: Series) -> Runs:
    """The values of *series*, each at its time, in runs without a gap."""
    along = positions(chart.labels)
    runs: list[list[tuple[Decimal, Decimal]]] = []
    previous = -2
    for index, value in series.points:
        if index != previous + 1:
            runs.append([])
        place = Decimal(along[index]).quantize(_PLACES).normalize()
        runs[-1].append((place, value))
        previous = index
    return runs


def spark_svg(runs: Runs) -> str:
    """The line of *runs* from its lowest to its highest value, with a dot at its end."""
    values = [value for run in runs for _, value in run]
    low = min(values)
    span = max(values) - min(values)

    def point(place: Decimal, value: Decimal) -> tuple[str, str]:
        share = (value - low) / span if span else Decimal("0.5")
        x = EDGE + place * (WIDTH - 2 * EDGE)
        return _format_px(x), _format_px(HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE))

    points = [[point(*pair) for pair in run] for run in runs]
    # A value alone between two gaps is a line of no length, which round ends make a dot.
    path = "".join(f"M{' '.join(run[0])}" + _steps(run[1:] or run) for run in points)
    x, y = points[-1][-1]
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
        f' aria-hidden="true" focusable="false"><path d="{path}"/>'
        f'<circle cx="{x}" cy="{y}" r="2.5"/></svg>'
    )


def _steps(points: Sequence[tuple[str, str]]) -> str:
    return "".join(f"L{x} {y}" for x, y in points)


def _format_px(number: Decimal) -> str:
    return f"{number:.1f}".removesuffix(".0")
