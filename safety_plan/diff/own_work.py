"""What a comparison shows that is this site's own work, and no change of the plan.

A row of `data/changes.csv` says so with the reason `site rewritten`. A figure that is new, gone or
noted otherwise is the site's own where it stands on such pages only.
"""

from collections.abc import Collection, Iterable

from safety_plan.diff.figures import FigureChange
from safety_plan.diff.kinds import FigureChangeKind
from safety_plan.diff.pages import PageChange
from safety_plan.models.registers import SITE_REWRITTEN


def is_own_page(page: PageChange) -> bool:
    """Whether every reason that is given for what changed on *page* is the site's rewriting."""
    return bool(page.reasons) and all(_is_own(row["reason"]) for row in page.reasons)


def own_figures(
    figures: Iterable[FigureChange], pages: Iterable[PageChange]
) -> tuple[FigureChange, ...]:
    """Those of *figures* that the site changed, added or took out as it rewrote its *pages*."""
    titles = {page.page.title for page in pages if is_own_page(page)}
    return tuple(figure for figure in figures if _is_own_figure(figure, titles))


def _is_own_figure(figure: FigureChange, own_titles: Collection[str]) -> bool:
    if figure.kind == FigureChangeKind.CHANGED or figure.reason:
        return _is_own(figure.reason)
    return bool(figure.pages) and all(title in own_titles for title in figure.pages)


def _is_own(reasons: str) -> bool:
    return SITE_REWRITTEN in reasons.split("; ")
