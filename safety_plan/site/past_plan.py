"""Whether the time of a plan is over, as far as its own files tell: the one place that says so.

No build reads the clock. The newest day that the files name as a day that has come stands in for
today, such as that on which a line to call was checked. So it is said late at times, and never
too early.
"""

from collections.abc import Iterator
from typing import Any

from safety_plan.core.dates import format_date
from safety_plan.models.plan import Plan
from safety_plan.models.revision import Revision
from safety_plan.models.terms import date_bounds, read_term
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.identity import PlanGroup, plan_groups
from safety_plan.site.site_model import Site

#: The registers whose rows name a day that has come, and the columns that do.
_DAYS_THAT_CAME = (
    ("contacts", "read"),
    ("contacts", "checked"),
    ("corrections", "date"),
    ("decisions", "date"),
)


def past_plan(site: Site, bundle: RevisionBundle) -> dict[str, Any] | None:
    """What followed the plan of *bundle*, which is past; None while it may still run.

    With the *id* of a revision on this site, or an *href*; neither where nothing followed.
    """
    revisions = [one.record.revision for one in site.bundles]
    groups = plan_groups(revisions)
    index = next(i for i, one in enumerate(groups) if bundle.record.revision in one.revisions)
    today = max(_days_that_came(site.plan, revisions), default="")
    follower = next((one for one in groups[index + 1 :] if _has_begun(one, today)), None)
    elsewhere = site.plan.settings.followed_by
    if follower:
        return {"id": follower.front.id, "href": ""}
    if elsewhere and date_bounds(elsewhere.begins or "0001")[0] <= today:
        return {"id": "", "href": elsewhere.address}
    term = read_term(groups[index].front.life)
    return {"id": "", "href": ""} if term and "" < term.last < today else None


def _has_begun(group: PlanGroup, today: str) -> bool:
    """Whether a revision of the plan was adopted, and its term had begun by *today*."""
    adopted = [one for one in group.revisions if one.status == "adopted" and one.adopted]
    terms = [read_term(one.life) for one in adopted]
    return any(term is None or term.first <= today for term in terms)


def _days_that_came(plan: Plan, revisions: list[Revision]) -> Iterator[str]:
    """The days that registers and adoptions name as days that have come; the first of a month."""
    days = [row[column] for name, column in _DAYS_THAT_CAME for row in plan.rows(name)]
    days += [one.adopted.date for one in revisions if one.adopted]
    return (date_bounds(day)[0] for day in days if format_date(day))
