"""Charts: their titles held against their numbers, and whether their numbers can be seen."""

from collections.abc import Iterable, Iterator

from safety_plan.charts.kinds import kind_of
from safety_plan.checks.chart_titles import title_problems
from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem
from safety_plan.models.plan import Plan
from safety_plan.revisions.bundle import RevisionBundle


def chart_title_problems(plan: Plan, _: RevisionBundle) -> Iterable[Problem]:
    """Titles that say what the numbers of their chart do not."""
    return title_problems(plan.charts, plan.chart_specifications)


def unseen_difference_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Charts that can be drawn, but in which a reader sees no difference."""
    for name, chart in plan.charts.items():
        for advice in kind_of(chart).advice(chart):
            location = plan.chart_specifications.location(name, advice.setting)
            yield problem(advice.message, location, **advice.params)
