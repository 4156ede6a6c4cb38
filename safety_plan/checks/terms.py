"""The term of the plan, held against its adoption and the plan that followed."""

from collections.abc import Iterator

from safety_plan.core.dates import format_date
from safety_plan.core.financial_years import ambiguous_month
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.models.plan import Plan
from safety_plan.models.terms import date_bounds, read_term
from safety_plan.revisions.bundle import RevisionBundle


def term_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """A plan that was adopted when its term was over, or followed before its term began."""
    revision = plan.revision
    next_plan = plan.settings.followed_by
    term = read_term(revision.life)
    if term is None or ambiguous_month(revision.life):
        return
    adopted = revision.adopted.date if revision.adopted else ""
    if term.last and format_date(adopted) and date_bounds(adopted)[0] > term.last:
        params = {"adopted": format_date(adopted), "life": revision.life}
        yield problem("term-order", Location("data/revision.yml"), **params)
    period = read_term(plan.settings.period)
    if period and period.last and term.last and period.last[:4] != term.last[:4]:
        params = {"period": plan.settings.period, "life": revision.life}
        yield problem("term-order.period", Location("data/plan.yml"), **params)
    begins = next_plan.begins if next_plan else ""
    if format_date(begins) and date_bounds(begins)[0] <= term.first:
        params = {"begins": format_date(begins), "life": revision.life}
        yield problem("term-order.next", Location("data/plan.yml"), **params)
