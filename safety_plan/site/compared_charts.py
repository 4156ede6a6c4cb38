"""Charts of two revisions on the pages that compare them: over each other where they can be."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from safety_plan.charts.draw import cached_svg
from safety_plan.charts.kinds import on_one_scale
from safety_plan.charts.overlay import overlay_charts, why_not_overlaid
from safety_plan.content.chart_content import chart_columns, chart_of
from safety_plan.content.renderer import Renderer, load_block_macros
from safety_plan.core import cache
from safety_plan.core.translation import gettext
from safety_plan.diff.compare import Comparison
from safety_plan.models.charts import Chart
from safety_plan.models.revision import Revision


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnChart:
    """A drawing with what it is called, what it says in words, and its numbers as a table."""

    title: str
    subtitle: str
    description: str
    svg: str
    table: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedChart:
    """The drawings of a chart before and now: one, or two and *why_apart*."""

    drawings: tuple[DrawnChart, ...]
    why_apart: str = ""


def draw_charts(
    comparison: Comparison, old: Mapping[str, Any], new: Mapping[str, Any]
) -> ComparedChart:
    """The chart that was *old* and is *new*, drawn for the page of *comparison*."""
    before, now = chart_of(old), chart_of(new)
    reason = why_not_overlaid(before, now)
    if not reason:
        return ComparedChart(drawings=(_together(comparison, before, now),))
    charts = on_one_scale(before, now)
    revisions = (comparison.old, comparison.new)
    drawings = (_alone(*pair) for pair in zip(revisions, charts, strict=True))
    return ComparedChart(drawings=tuple(drawings), why_apart=reason)


def _together(comparison: Comparison, before: Chart, now: Chart) -> DrawnChart:
    titles = (comparison.old.title, comparison.new.title)
    if titles[0] == titles[1]:
        titles = (comparison.old.id, comparison.new.id)
    chart = overlay_charts(before, now, titles)
    svg = cached_svg(cache.CACHE_DIR / "charts", chart)
    return DrawnChart(
        title=gettext("%(old)s and %(new)s") % {"old": titles[0], "new": titles[1]},
        subtitle=chart.subtitle,
        description=chart.description,
        svg=svg,
        table=_table(chart),
    )


def _table(chart: Chart) -> str:
    """The numbers of both revisions beside each other, as HTML."""
    columns = chart_columns(chart)
    headings = [column.heading for column in columns]
    numeric = [column.is_number for column in columns]
    rows = Renderer(figures={}, sources={}).chart_cells(chart)
    return str(load_block_macros().data_table(chart.title, headings, rows, numeric))


def _alone(revision: Revision, chart: Chart) -> DrawnChart:
    """The narrow drawing of one chart, to stand beside the other."""
    svg = cached_svg(cache.CACHE_DIR / "charts", chart)
    return DrawnChart(
        title=revision.title,
        subtitle=chart.subtitle,
        description=chart.description,
        svg=f"<svg{svg.rpartition('<svg')[2]}",
    )
