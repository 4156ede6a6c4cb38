"""Why a target is not what it was in the last sealed revision (`data/changes.csv`).

Whoever moves a target says why, as for a figure. That a number or a verdict is another needs
no reason here: the number has its own.
"""

from collections.abc import Collection, Iterator, Mapping

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.diff.compare import Comparison
from safety_plan.diff.kinds import RowChangeKind
from safety_plan.diff.phrases import PHRASES
from safety_plan.diff.registers import RowChange
from safety_plan.models.plan import Plan
from safety_plan.models.targets import Target

#: The cells that say what was promised.
_PROMISE = ("goal", "by", "tolerance")
_REGISTER = "targets"


def moved_targets(comparison: Comparison) -> dict[str, RowChange]:
    """The targets that are not as they were, or are gone, by their id."""
    changes = comparison.rows_by_register.get(_REGISTER, [])
    return {change.key: change for change in changes if change.kind is not RowChangeKind.NEW}


def target_reason_problems(
    plan: Plan, comparison: Comparison, explained: Collection[str]
) -> Iterator[Problem]:
    """Targets that were moved or dropped, and are not among those *explained*."""
    lines = {row["id"]: row for row in plan.rows(_REGISTER)}
    since = comparison.old.id
    for name, change in moved_targets(comparison).items():
        if name in explained or (name in lines and name not in plan.targets):
            continue
        if name not in lines:
            location = Location(f"data/{_REGISTER}.csv")
            yield problem("target-reason.dropped", location, name=name, since=since)
        elif moves := _moves(plan, change):
            was, now = moves
            params = {"name": name, "since": since, "was": was, "now": now}
            yield problem("target-reason", lines[name].location("id"), **params)


def _moves(plan: Plan, change: RowChange) -> tuple[str, str] | None:
    """What was promised before and now, in words; None where that is the same."""
    old, new = change.old or {}, change.new or {}
    keys = [*_PROMISE, *_keys_of_numbers(plan.targets[change.key])]
    differing = [key for key in keys if old[key] != new[key]]
    if not differing:
        return None
    return _promise(old, differing), _promise(new, differing)


def _keys_of_numbers(target: Target) -> Iterator[str]:
    """Which numbers are part of the promise: those that no reason of a figure is asked for."""
    if target.figure:
        yield "figure"
    if target.baseline is None or target.has_typed_baseline:
        yield "start"


def _promise(row: Mapping[str, str], keys: Collection[str]) -> str:
    """What a target asks for, as far as it differs."""
    words = PHRASES["registers"][_REGISTER]["columns"]
    goal = f"{row['goal']} by {row['by']}"
    others = [f"{words[key]}: {row[key] or 'none'}" for key in keys if key not in ("goal", "by")]
    return "; ".join([goal, *others])
