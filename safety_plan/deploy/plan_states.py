"""Two states of a plan, such as before and after an edit, for whoever decides on it."""

from dataclasses import replace
from pathlib import Path

from safety_plan.deploy.file_tree import compared_trees
from safety_plan.deploy.history import compare_states
from safety_plan.diff.file_changes import PlanChanges, plan_changes
from safety_plan.revisions.verify import seal_problems

#: So many reasons against a change are told; one is enough.
_MOST_REASONS = 50


def changes_between(before: Path, after: Path) -> PlanChanges:
    """Every file that differs, and what becomes of sealed revisions and corrections.

    Nothing of the plan is run for it.
    """
    changes = plan_changes(*compared_trees(before, after))
    notes, problems = compare_states(before, after)
    reasons = [*seal_problems(after), *problems][:_MOST_REASONS]
    return replace(changes, reasons=tuple(reasons), notes=tuple(notes))
