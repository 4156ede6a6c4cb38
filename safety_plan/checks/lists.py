"""Lists that a revision must have, because marks on its pages lead to them."""

from collections.abc import Iterator

from safety_plan.checks.pages import all_readable
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.models.plan import Plan
from safety_plan.revisions.bundle import RevisionBundle

#: The page word that makes each list.
_PAGE_WORDS = {"figures": "figure", "sources": "source", "glossary": "glossary"}


def list_problems(plan: Plan, bundle: RevisionBundle) -> Iterator[Problem]:
    """Lists of figures, sources or terms that pages lead to but no page has."""
    if not all_readable(plan):
        return
    entries = {"figures": plan.figures, "sources": plan.sources, "glossary": plan.rows("glossary")}
    for name, word in _PAGE_WORDS.items():
        if entries[name] and bundle.record.page_with(name) is None:
            yield problem("list-missing", Location("docs"), name=name, call=word)
