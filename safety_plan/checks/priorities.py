"""The title of a priority: the main heading of its page, and the same wherever else it stands."""

from collections.abc import Iterator

from safety_plan.content.page_text import normalise
from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem
from safety_plan.models.plan import Plan
from safety_plan.revisions.bundle import RevisionBundle


def priority_title_problems(plan: Plan, bundle: RevisionBundle) -> Iterator[Problem]:
    """Cards of priorities that call a priority otherwise than its own page does."""
    for row in plan.rows("priorities"):
        page = bundle.record.page(row["page_id"])
        heading = str(page.sections[0]["heading"]) if page and page.sections else ""
        if page and heading and row["title"] and normalise(row["title"]) != heading:
            params = {"title": row["title"], "heading": heading, "depends_on": "docs/"}
            yield problem(
                "priority-title", row.location("title"), path=f"docs/{page.path}", **params
            )
