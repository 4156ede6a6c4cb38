"""The contents in `data/revision.yml`, held against the pages that are there."""

from collections.abc import Iterator

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.models.plan import Plan
from safety_plan.reading.docs_files import with_plain_names
from safety_plan.revisions.bundle import RevisionBundle

_REVISION = "data/revision.yml"


def contents_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """A page that is not in the contents, and a file of the contents that is not there.

    A page in another language than its original is found by that.
    """
    listed = plan.revision.files
    renamed = {with_plain_names(path) for path in plan.pages} - plan.pages.keys()
    for file in listed:
        # Whose name has capitals or spaces is told what it should be called, and nothing else.
        if file not in plan.pages and file not in renamed:
            yield problem("contents.lost", Location(_REVISION), name=file, choices=plan.pages)
    for path, page in plan.pages.items():
        is_listed = path in listed or with_plain_names(path) in listed
        if not is_listed and page.text and not page.translation_of:
            yield problem("contents", Location(f"docs/{path}"), depends_on=_REVISION)
