"""The contents in `data/revision.yml`, held against the pages that are there."""

from collections.abc import Iterator

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.models.plan import Plan
from safety_plan.revisions.bundle import RevisionBundle

_REVISION = "data/revision.yml"


def contents_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """A page that is not in the contents, and a file of the contents that is not there.

    A page in another language than its original is found by that.
    """
    listed = plan.revision.files
    for file in listed:
        if file not in plan.pages:
            yield problem("contents.lost", Location(_REVISION), name=file, choices=plan.pages)
    for path, page in plan.pages.items():
        if path not in listed and page.text and not page.translation_of:
            yield problem("contents", Location(f"docs/{path}"), depends_on=_REVISION)
