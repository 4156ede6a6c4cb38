"""Rates that stand in the list of figures, and for whom they are."""

from collections.abc import Iterator

from safety_plan.core.problems import Problem
from safety_plan.models.plan import Plan
from safety_plan.models.units import base_problems, split_unit
from safety_plan.revisions.bundle import RevisionBundle


def typed_rate_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Rates of some people that their cards would say are of all."""
    for row in plan.rows("figures"):
        if not row["table"]:
            unit, base = split_unit(row["unit"])
            location = row.location("unit")
            yield from base_problems(
                row["label"], unit, base, location, of="The figure", rule="unit-base.figure"
            )
