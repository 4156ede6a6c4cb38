"""Headline figures: columns of a row that say nothing one without the other."""

from collections.abc import Iterator

from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem
from safety_plan.models.plan import Plan
from safety_plan.revisions.bundle import RevisionBundle

#: The columns that go together, and the message for a row that fills one of them only.
_PAIRS = (
    ("count", "count_before", "headline-pair"),
    ("beside", "beside_words", "headline-pair.place"),
)


def headline_pair_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Rows of headline figures with one of two columns that go together."""
    for row in plan.rows("headlines"):
        for first, second, key in _PAIRS:
            full, empty = (first, second) if row[first].strip() else (second, first)
            if row[full].strip() and not row[empty].strip():
                yield problem(key, row.location(empty), full=full, empty=empty)
