"""What a comparison shows that is this site's own work, and no change of the plan.

A row of `data/changes.csv` says so with the reason `site rewritten`. A chart, or a figure that is
new, gone or noted otherwise, is the site's own where it stands on such pages only.
"""

from collections.abc import Collection
from dataclasses import dataclass

from safety_plan.diff.compare import Comparison
from safety_plan.diff.figures import FigureChange
from safety_plan.diff.kinds import FigureChangeKind, PageChangeKind
from safety_plan.diff.pages import PageChange
from safety_plan.models.fields import split_cell
from safety_plan.models.registers import SITE_REWRITTEN


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWork:
    """Pages, figures and the ids of charts that this site rewrote."""

    pages: tuple[PageChange, ...]
    figures: tuple[FigureChange, ...]
    charts: tuple[str, ...]


def own_work(comparison: Comparison) -> OwnWork:
    """What of *comparison* is no change of the plan, as its reasons say."""
    pages = tuple(page for page in comparison.pages if _is_own_page(page))
    titles = {page.page.title for page in pages}
    return OwnWork(
        pages=pages,
        figures=tuple(figure for figure in comparison.figures if _is_own_figure(figure, titles)),
        charts=tuple(
            name
            for name in comparison.charts
            if _stands_only_on(comparison.chart_pages.get(name, ()), titles)
        ),
    )


def _is_own_page(page: PageChange) -> bool:
    """Whether every reason that is given for what changed on *page* is the site's rewriting."""
    reasons = [_is_own(row["reason"]) for row in page.reasons]
    return page.kind != PageChangeKind.SAME and bool(reasons) and all(reasons)


def _is_own_figure(figure: FigureChange, titles: Collection[str]) -> bool:
    if figure.kind == FigureChangeKind.CHANGED or figure.reason:
        return _is_own(figure.reason)
    return _stands_only_on(figure.pages, titles)


def _stands_only_on(pages: Collection[str], titles: Collection[str]) -> bool:
    return bool(pages) and all(title in titles for title in pages)


def _is_own(reasons: str) -> bool:
    return SITE_REWRITTEN in split_cell(reasons)
