"""Panels of small charts: what each shows, and how many stand beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from safety_plan.charts.axes import EARLIER_STYLE, SeriesStyle
from safety_plan.charts.canvas import Canvas
from safety_plan.charts.drawing_rules import rule_of
from safety_plan.charts.text import LEADING, widest
from safety_plan.models.charts import Chart, Series

GAP = 18  # px between panels
TIGHT_GAP = 14  # px between panels where room is tight
SWATCH = 36  # px for the piece of line in the key

NOW_STYLE = SeriesStyle("1")
GREY_STYLE = SeriesStyle("other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One small chart: its heading, its line as it is, and as it was in an earlier revision.

    *series* is the line that words tell of: the one as it is, where there is one.
    """

    name: str
    series: Series
    style: SeriesStyle
    earlier: Series | None = None

    @property
    def lines(self) -> Sequence[tuple[Series, SeriesStyle]]:
        """The lines of the panel, what lies on top last."""
        own = (self.series, self.style)
        return [(self.earlier, EARLIER_STYLE), own] if self.earlier else [own]


def panels_of(chart: Chart) -> list[Panel]:
    """The panels of *chart*: one for each series, or for each that two revisions have."""
    if not chart.revisions:
        highlights = any(series.marked for series in chart.series)
        return [
            Panel(
                name=series.name,
                series=series,
                style=NOW_STYLE if series.marked or not highlights else GREY_STYLE,
            )
            for series in chart.series
        ]
    old, new = chart.revisions
    is_old = {series.name: series.name in chart.earlier for series in chart.series}
    later = {_base(s, new): s for s in chart.series if not is_old[s.name]}
    before = {_base(s, old): s for s in chart.series if is_old[s.name]}
    both = [
        Panel(name=name, series=series, style=NOW_STYLE, earlier=before.get(name))
        for name, series in later.items()
    ]
    gone = [
        Panel(name=name, series=series, style=EARLIER_STYLE)
        for name, series in before.items()
        if name not in later
    ]
    return both + gone


def _base(series: Series, title: str) -> str:
    """The name of *series* without the *title* of its revision; empty where it has no other."""
    return "" if series.name == title else series.name.removesuffix(f", {title}")


def draw_key_of_revisions(chart: Chart, canvas: Canvas) -> float:
    """How the line of each revision looks, if two are drawn; returns the px of its foot."""
    top = 0.0
    for title, style in zip(chart.revisions, (EARLIER_STYLE, NOW_STYLE), strict=False):
        y = top + LEADING / 2
        canvas.line([(1, y), (SWATCH - 8, y)], style.role, style.width, style.dashes)
        style.draw_end_marker(canvas, (SWATCH / 2 - 4, y))
        top = canvas.text(title, SWATCH, top, room=canvas.width - SWATCH) + 4
    return top + 8 if top else top


def gap_between(chart: Chart, canvas: Canvas) -> float:
    """How many px stand between two panels."""
    is_tight = rule_of(chart).packs_narrow_panels and not canvas.is_wide
    return TIGHT_GAP if is_tight else GAP


def columns_of(chart: Chart, canvas: Canvas, axis: float, least: float) -> tuple[int, float]:
    """The most panels that fit beside each other, *least* px wide, and their width."""
    names = [panel.name for panel in panels_of(chart)]
    most = _most_columns(chart, canvas, len(names))
    gap = gap_between(chart, canvas)
    choices = [
        (columns, (canvas.width - axis - gap * (columns - 1)) / columns)
        for columns in range(min(most, len(names)), 0, -1)
    ]
    if rule_of(chart).widens_panels_for_names:  # else a word may lie over the next panel
        least = max([least, *(widest(name.split() or [""], bold=True) for name in names)])
    return next((choice for choice in choices if choice[1] >= least), choices[-1])


def _most_columns(chart: Chart, canvas: Canvas, count: int) -> int:
    """How many panels may stand in a row: an even number of rows where there are two or four."""
    if count in (2, 4):
        return 2
    return 3 if canvas.is_wide or rule_of(chart).packs_narrow_panels else 2
