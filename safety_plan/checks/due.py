"""What is due by today: next dates, pages to be read again, comments that have closed."""

import re
from collections.abc import Iterator
from datetime import date

from safety_plan.checks.pages import SITE_DOCS, pages_of
from safety_plan.content.macro_calls import calls_in
from safety_plan.core.dates import MONTH_LENGTH, format_date
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.models.comments import CommentCall
from safety_plan.models.pages import Page
from safety_plan.models.plan import Plan
from safety_plan.models.revision import STATUSES
from safety_plan.models.terms import date_bounds, last_day
from safety_plan.revisions.bundle import RevisionBundle

#: A title before a name, an address, or anything else that belongs to one person.
_ONE_PERSON = re.compile(r"@|\b(?:Mr|Mrs|Ms|Miss|Mx)\b|[0-9]{5}|(?:[0-9] ?){9}")
#: Registers, and their columns of days on which something was so.
_REPORTED = (("actions", "state_as_of"), ("recommendations", "date"))


def page_owner_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Owners of pages that are one person, and no role."""
    for path, page in pages_of(plan):
        if _ONE_PERSON.search(page.owner):
            location = Location(path, line=page.owner_line)
            yield problem("page-owner", location, cell=page.owner)


def overdue_date_problems(plan: Plan, today: date) -> Iterator[Problem]:
    """Dates in the list of next dates that are past, with nothing said of what came."""
    for row in plan.rows("dates"):
        day = row["date"]
        if format_date(day) and not row["outcome"] and last_day(day) < today.isoformat():
            is_day = len(day) > MONTH_LENGTH
            key = "date-overdue" if is_day else "date-overdue.month"
            location = row.location("outcome")
            yield problem(key, location, what=row["what"], day=format_date(day))


def reported_day_problems(plan: Plan, today: date) -> Iterator[Problem]:
    """Days on which an action stood as it does, or a body recommended, that are still to come."""
    for name, column in _REPORTED:
        for row in plan.rows(name):
            day = row[column]
            if format_date(day) and date_bounds(day)[0] > today.isoformat():
                yield problem("date-order.reported", row.location(column), day=format_date(day))


def overdue_page_problems(plan: Plan, today: date) -> Iterator[Problem]:
    """Pages that were to be read again by a day that is past."""
    for path, page in pages_of(plan):
        day = format_date(page.review_by)
        if not day or page.review_by >= today.isoformat():
            continue
        location = Location(path, line=page.review_line)
        if _is_about_help(path, page):
            yield problem("help-overdue", location, day=day)
        elif page.owner:
            yield problem("page-overdue.owner", location, day=day, owner=page.owner)
        else:
            yield problem("page-overdue", location, day=day)


def _is_about_help(path: str, page: Page) -> bool:
    """Whether a page tells readers whom to call."""
    is_help = path.startswith(SITE_DOCS) and page.page_id == "help"
    return is_help or bool(calls_in(page.text, path, ("contacts",)))


def misplaced_comment_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """A call for comments on a revision that is not proposed."""
    revision = plan.revision
    if revision.comments and revision.status in STATUSES and revision.status != "proposed":
        location = plan.revision_document.location("comments")
        yield problem("comments-over.status", location, status=STATUSES[revision.status].lower())


def comment_day_problems(plan: Plan, today: date) -> Iterator[Problem]:
    """A call for comments that is over, or that closes only after somebody has decided."""
    call = plan.revision.comments
    if not call or plan.revision.status != "proposed" or not format_date(call.closes):
        return
    location = plan.revision_document.location("comments", "closes")
    closes = format_date(call.closes)
    if call.closes < today.isoformat():
        yield problem("comments-over", location, closes=closes)
        return
    for body, day in _decisions_before_close(plan, call, today):
        preposition = "on" if len(day) > MONTH_LENGTH else "in"
        params = {"closes": closes, "body": body, "day": f"{preposition} {format_date(day)}"}
        yield problem("comments-over.decision", location, **params)


def _decisions_before_close(
    plan: Plan, call: CommentCall, today: date
) -> Iterator[tuple[str, str]]:
    """Bodies that are to decide from *today* on, on or before the day on which comments close."""
    for decision in plan.revision.decisions:
        day = last_day(decision.date) if format_date(decision.date) else ""
        if today.isoformat() <= day <= call.closes:
            yield decision.body, decision.date
