"""Actions by themselves: what a row must say, and what is no action."""

import re
from collections.abc import Iterator

from safety_plan.checks.pages import all_readable
from safety_plan.content.macro_calls import calls_in
from safety_plan.core.dates import format_date, format_period
from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem
from safety_plan.models.actions import LATE, NOT_REPORTED, is_overdue
from safety_plan.models.pages import Page
from safety_plan.models.plan import Plan
from safety_plan.reading.csv_files import Row
from safety_plan.revisions.bundle import RevisionBundle

#: A title and a name, or letters for first names and a name; no body is called so.
_PERSON = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|Cllr|PC|PCSO|Sgt|DS|DC|DI)\.?(?: [A-Z][a-z]+\b(?!['’]))+"
    r"|^(?:[A-Z]\. ?){1,2}[A-Z][a-z]+$"
)
#: A share of something that is so: it was counted, and nobody did it.
_FINDING = re.compile(
    r"^(?:in |about |over |nearly |around )*[0-9][0-9.,]*(?:%| per cent) of [^.]*"
    r"\b(?:is|are|was|were|has|have|feel|felt|say|said|think)\b(?! (?:given|trained|visited|asked"
    r"|offered|sent|told|helped|taught|shown|seen|marked|fitted|checked|inspected))",
    re.I,
)


def action_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Actions whose state does not say when it was so, what shows it, or why it ended."""
    for row in plan.rows("actions"):
        state = row["state"]
        location = row.location("state")
        if state and state != NOT_REPORTED and not row["state_as_of"]:
            yield problem("action-state.when", row.location("state_as_of"), state=state)
        if state == "done" and not row["source"]:
            yield problem("action-state.evidence", row.location("source"))
        if state == "stopped" and not row["why"]:
            yield problem("action-state.stopped", row.location("why"))
        if state == LATE and _is_early(row):
            as_of, due = format_date(row["state_as_of"]), format_period(row["due"])
            yield problem("action-state.early", location, as_of=as_of, due=due)


def _is_early(row: Row) -> bool:
    """Whether both dates are there, and the action was not yet due when it was called late."""
    return bool(
        format_date(row["state_as_of"])
        and format_period(row["due"])
        and row["due"] != "undated"
        and not is_overdue(row.cells)
    )


def action_words_problems(plan: Plan, bundle: RevisionBundle) -> Iterator[Problem]:
    """Leads that look like persons, and findings among the actions: only to think about."""
    rows = bundle.record.registers.get("actions", ())
    for row, cells in zip(plan.rows("actions"), rows, strict=True):
        for column in ("lead", "helpers"):
            if person := _PERSON.search(row[column]):
                yield problem("action-lead", row.location(column), name=person[0])
        if _FINDING.match(cells["promise"]):
            words = cells["promise"]
            yield problem("action-finding", row.location("promise"), words=words)


def unseen_action_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Pages whose actions no page shows; each is told once."""
    if not all_readable(plan):
        return
    page_ids = {name for page in plan.pages.values() for name in _listed_on(page)}
    first_rows = {row["page_id"]: row for row in reversed(plan.rows("actions"))}
    for page_id, row in first_rows.items():
        if not page_ids & {"", page_id}:
            yield problem("action-unseen", row.location("id"), name=row["id"], page=page_id)


def _listed_on(page: Page) -> Iterator[str]:
    """The page_ids whose actions *page* lists, and not only counts; empty for those of all."""
    for call in calls_in(page.text, page.path, ("actions",)):
        if call.argument(1, "show") != "counts":
            yield call.argument(0, "page_id")
