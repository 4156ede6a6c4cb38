"""The file `macros.py`: that it can be run, and gives words that pages can ask for."""

from collections.abc import Iterator

from safety_plan.content.macros_file import PageWords
from safety_plan.core.problems import Problem
from safety_plan.models.plan import Plan
from safety_plan.revisions.bundle import RevisionBundle


def macros_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """What is wrong with the file itself; what a word cannot answer is told where it is asked."""
    yield from PageWords(plan).problems
