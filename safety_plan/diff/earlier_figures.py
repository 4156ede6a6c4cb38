"""Changed figures that are of an earlier time than another one of their series."""

from collections.abc import Iterable

from safety_plan.core.dates import period_end
from safety_plan.diff.figures import FigureChange
from safety_plan.diff.kinds import FigureChangeKind


def earlier_figures(changes: Iterable[FigureChange]) -> list[FigureChange]:
    """Those that changed beside one of the same series of events whose period ends later."""
    changed = [change for change in changes if change.kind == FigureChangeKind.CHANGED]
    return [one for one in changed if any(_is_before(one, other) for other in changed)]


def _is_before(one: FigureChange, other: FigureChange) -> bool:
    if not one.figure.events or one.figure.events != other.figure.events:
        return False
    ends = period_end(one.figure.period), period_end(other.figure.period)
    return ends[0] is not None and ends[1] is not None and ends[0] < ends[1]
