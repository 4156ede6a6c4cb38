"""Which days have an address, and what was in force on each: `as-at/2019-05-01/`.

Days go from the first decision that is known to the end of the last term, or to the last day on
which something is known to have happened, where that is later: no build asks the clock.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from safety_plan.core.dates import MONTH_LENGTH, YEAR_LENGTH, format_date
from safety_plan.models.in_force import State
from safety_plan.models.plan import Plan
from safety_plan.models.terms import date_bounds

#: The page of days, and the folder of the address of each.
PAGE_ID = "as-at"
Listing = Mapping[str, Any]


def has_days(plan: Plan) -> bool:
    """Whether *plan* has the page of days, to which their addresses belong."""
    return f"{PAGE_ID}.md" in plan.site_pages


def days_of(listing: Listing) -> list[str]:
    """Every day that has an address; none where nothing is known to have been adopted."""
    if not listing["as_at"]:
        return []
    decided = [one["date"] for revision in listing["revisions"] for one in revision["decisions"]]
    periods = [one for one in listing["as_at"][1:] if one.get("state") != State.OVER]
    turns = [period["since"] for period in periods]
    terms = [revision["term"] for revision in listing["revisions"] if revision["term"]]
    starts = [date_bounds(day)[0] for day in decided if format_date(day)]
    ends = [term["last"] for term in terms if term["last"]]
    first, last = (date.fromisoformat(day) for day in _ends(starts, turns, ends))
    return [(first + timedelta(days=n)).isoformat() for n in range((last - first).days + 1)]


def _ends(decided: Sequence[str], turns: Sequence[str], terms: Sequence[str]) -> tuple[str, str]:
    """The first day and the last that is known, of decisions, of revisions and of terms.

    A plan without an end may follow one that ended, so a term is not always what comes last.
    """
    return min([*decided, *turns]), max([*decided, *turns, *terms])


def period_of(listing: Listing, day: str) -> dict[str, str | None]:
    """The period of days, in the list of `revisions.json`, that *day* is one of."""
    periods: list[dict[str, str | None]] = listing["as_at"]
    return periods[bisect_right(periods, day, key=lambda one: one["since"] or "") - 1]


def day_address(day: str) -> str:
    """Where *day* stands, below the root of the site."""
    return f"{PAGE_ID}/{day}/"


def day_target(listing: Listing, day: str) -> str:
    """Where the address of *day* leads: the revision in force, or what is known of the time."""
    period = period_of(listing, day)
    return f"{period['revision']}/" if period["revision"] else f"{PAGE_ID}/#{period['since']}"


def years_of(listing: Listing) -> dict[str, list[str]]:
    """The months of each year that has days, as 2019-05."""
    months = dict.fromkeys(day[:MONTH_LENGTH] for day in days_of(listing))
    return {year: [*of] for year, of in groupby(months, key=lambda month: month[:YEAR_LENGTH])}
