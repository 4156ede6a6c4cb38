"""The ranges about a line: a pale band with edges, and a whisker where a point stands alone."""

from safety_plan.charts.axes import Plot, SeriesStyle
from safety_plan.charts.bar_marks import RANGE_WORDS as WHISKER_WORDS
from safety_plan.charts.bar_marks import draw_range
from safety_plan.charts.canvas import Canvas, Point
from safety_plan.charts.text import LEADING
from safety_plan.core.translation import gettext, gettext_noop
from safety_plan.models.charts import Chart, Series

CAP = 4  # px from the middle of a whisker to the end of its caps
EDGE = (1.0, 2.0)  # dashes of the edges of a band, which are all that some readers see of it
SWATCH = 36  # px for the piece of band in a key
RANGE_WORDS = gettext_noop("The number may be anywhere in this band")


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


def draw_range_key(chart: Chart, canvas: Canvas, top: float) -> float:
    """What bands and whiskers mean, where *chart* has any; returns the px below."""
    lines = [one for one in chart.series if one.name not in chart.earlier and one.ranges]
    lengths = [len(run) for one in lines for run in _runs(sorted(one.ranges))]
    if max(lengths, default=0) > 1:
        _draw_swatch(canvas, top)
        top = canvas.text(gettext(RANGE_WORDS), SWATCH, top, room=canvas.width - SWATCH) + 6
    if min(lengths, default=0) == 1:
        draw_range(canvas, 1, SWATCH - 8, top + LEADING / 2)
        top = canvas.text(gettext(WHISKER_WORDS), SWATCH, top, room=canvas.width - SWATCH) + 6
    return top + 6 if lengths else top


def _draw_swatch(canvas: Canvas, top: float) -> None:
    """A piece of band, in the look of the first line."""
    low = top + LEADING - 3
    high = top + 3
    canvas.area([(1, high), (SWATCH - 8, high), (SWATCH - 8, low), (1, low)], "range1")
    for y in (low, high):
        canvas.line([(1, y), (SWATCH - 8, y)], "1", 1, EDGE)


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
