"""The wording of a priority: on its own page as it stands on the card of the front page."""

from collections.abc import Iterator

from safety_plan.content.page_text import normalise
from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem
from safety_plan.models.plan import Plan
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.record import RecordedPage


def priority_title_problems(plan: Plan, bundle: RevisionBundle) -> Iterator[Problem]:
    """Priorities whose own page says nowhere how the plan words them."""
    for row in plan.rows("priorities"):
        page = bundle.record.page(row["page_id"])
        heading = str(page.sections[0]["heading"]) if page and page.sections else ""
        if page and heading and row["title"] and not _says(page, normalise(row["title"])):
            params = {"title": row["title"], "heading": heading, "page_id": row["page_id"]}
            yield problem(
                "priority-title",
                row.location("title"),
                path=f"docs/{page.path}",
                depends_on="docs/",
                **params,
            )


def _says(page: RecordedPage, wording: str) -> bool:
    """Whether *wording* is the main heading of a page, or stands on it as words of the plan.

    Quotation marks or the ends of a line have to stand around it: words that go on after it
    would be another wording.
    """
    lines = [line for section in page.sections for line in str(section["text"]).splitlines()]
    is_quoted = any(f'"{wording}"' in line for line in lines)
    return is_quoted or wording in (str(page.sections[0]["heading"]), *lines)
