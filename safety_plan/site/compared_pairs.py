"""Which two revisions have a page that compares them: the one place that says so.

A page for every two would make a site grow with the square of its revisions. Whoever changes
the rule changes which addresses stay: see “Comparisons” in `engineering/architecture.md`.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from safety_plan.models.revision import Revision, front_revision

#: Up to so many revisions, every two have a page.
MOST_WITH_EVERY_PAIR = 15
#: The ids of two revisions, the older first.
Pair = tuple[str, str]


def compared_pairs(revisions: Sequence[Revision], in_force: str | None) -> list[Pair]:
    """The pairs of *revisions*, which are in their order, that have a page.

    Beyond the limit those are neighbours, each with the newest, and each with the one *in_force*.
    """
    every = [*combinations([revision.id for revision in revisions], 2)]
    if has_every_pair(revisions):
        return every
    neighbours = {*pairwise(one.id for one in revisions), *_steps(revisions)}
    often_asked = {front_revision(revisions).id, in_force}
    return [pair for pair in every if pair in neighbours or often_asked & {*pair}]


def has_every_pair(revisions: Sequence[object]) -> bool:
    """Whether there are so few *revisions* that every two have a page."""
    return len(revisions) <= MOST_WITH_EVERY_PAIR


def _steps(revisions: Sequence[Revision]) -> Iterator[Pair]:
    """Each revision after the last one before it that may have been in force."""
    for index, new in enumerate(revisions[1:], start=1):
        yield front_revision(revisions[:index]).id, new.id
