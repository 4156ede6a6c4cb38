"""The ranges about a line: a pale band with edges, and a whisker where a point stands alone."""

from safety_plan.charts.axes import Plot, SeriesStyle
from safety_plan.charts.canvas import Point
from safety_plan.models.charts import Series

CAP = 4  # px from the middle of a whisker to the end of its caps
EDGE = (1.0, 2.0)  # dashes of the edges of a band, which are all that some readers see of it


def draw_ranges(plot: Plot, series: Series, style: SeriesStyle) -> None:
    """The ranges of *series*, to lie under its line."""
    for run in _runs(sorted(series.ranges)):
        lows, highs = [
            [(plot.x(index), plot.y(series.ranges[index][end])) for index in run] for end in (0, 1)
        ]
        if len(run) == 1:
            _draw_whisker(plot, lows[0], highs[0], style)
            continue
        plot.canvas.area([*highs, *reversed(lows)], f"range{style.role}")
        for edge in (lows, highs):
            plot.canvas.line(edge, style.role, 1, EDGE)


def _runs(indexes: list[int]) -> list[list[int]]:
    """*indexes* in runs without a gap."""
    runs: list[list[int]] = []
    for index in indexes:
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _draw_whisker(plot: Plot, low: Point, high: Point, style: SeriesStyle) -> None:
    caps = [[(x - CAP, y), (x + CAP, y), None] for x, y in (low, high)]
    plot.canvas.line([low, high, None, *caps[0], *caps[1]], style.role, 1.5)
