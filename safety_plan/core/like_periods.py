"""Whether two periods may stand side by side as a change, or why not.

A quarter is no year, spring is no autumn, and two years that share months share what happened
in them.
"""

from enum import StrEnum

from safety_plan.core.dates import period_bounds, period_months

_YEAR = 12


class Unlike(StrEnum):
    """Why a number of one period and a number of another make no change; the first that holds."""

    #: One of them has no known beginning or end.
    UNDATED = "undated"
    LENGTH = "length"
    OVERLAP = "overlap"
    SEASON = "season"
    #: Both are whole years, but not whole years apart: the one does not follow the other.
    APART = "apart"


def why_unlike(old: str, new: str) -> Unlike | None:
    """Why the periods *old* and *new* are not alike; None where they are, or are the same."""
    one, other = period_bounds(old), period_bounds(new)
    if old == new or (one and one == other):
        return None
    if not one or not other:
        return Unlike.UNDATED
    if period_months(old) != period_months(new):
        return Unlike.LENGTH
    if max(one[0], other[0]) <= min(one[1], other[1]):
        return Unlike.OVERLAP
    if months_apart(old, new) % _YEAR == 0:
        return None
    is_whole_years = period_months(old) and period_months(old) % _YEAR == 0
    return Unlike.APART if is_whole_years else Unlike.SEASON


def months_apart(old: str, new: str) -> int:
    """How many months lie between the beginnings of two periods, whichever is first."""
    starts = [bounds[0] for bounds in map(period_bounds, (old, new)) if bounds]
    months = [int(day[:4]) * _YEAR + int(day[5:7]) for day in starts]
    return max(months) - min(months)


def years_between(old: str, new: str) -> int:
    """How many years a change takes where that is more than one and than a period; else 0.

    A number that rose by a third from one year to the next but one did not do so in a year.
    """
    months = 0 if why_unlike(old, new) or old == new else months_apart(old, new)
    return months // _YEAR if months > max(_YEAR, period_months(old)) else 0
