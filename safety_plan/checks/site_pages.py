"""The pages of `docs/site/`, which stand around the plan and are about today."""

from collections.abc import Iterator

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.models.plan import Plan
from safety_plan.revisions.bundle import RevisionBundle

#: The page_id of each that every page of the site leads to.
SITE_PAGES = ("help", "history", "about", "accessibility", "privacy")


def site_page_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Pages that every page of the site leads to, and that are not there."""
    existing = {page.page_id for page in plan.site_pages.values()}
    if not existing and (plan.docs / "site").is_symlink():
        return
    for name in SITE_PAGES:
        if name not in existing:
            yield problem("living-page", Location(f"docs/site/{name}.md"))
