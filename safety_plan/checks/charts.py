"""The titles of charts, held against the numbers that the charts show."""

from collections.abc import Iterable

from safety_plan.checks.chart_titles import title_problems
from safety_plan.core.problems import Problem
from safety_plan.models.plan import Plan
from safety_plan.revisions.bundle import RevisionBundle


def chart_title_problems(plan: Plan, _: RevisionBundle) -> Iterable[Problem]:
    """Titles that say what the numbers of their chart do not."""
    return title_problems(plan.charts, plan.chart_specifications)
