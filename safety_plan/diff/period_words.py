"""Why two numbers of a comparison make no change, by their periods, and over how many years."""

from safety_plan.core.like_periods import Unlike, why_unlike, years_between
from safety_plan.core.translation import gettext, gettext_noop

_WHY = {
    Unlike.UNDATED: gettext_noop(
        "Not both periods have a known beginning and end, so this is not shown as a change."
    ),
    Unlike.LENGTH: gettext_noop(
        "The two periods are not equally long, so this is not shown as a change."
    ),
    Unlike.OVERLAP: gettext_noop(
        "The two periods have months in common, so this is not shown as a change."
    ),
    Unlike.SEASON: gettext_noop(
        "The two are of different times of the year, so this is not shown as a change."
    ),
    Unlike.APART: gettext_noop(
        "The two years do not end in the same month, so this is not shown as a change."
    ),
}


def unlike_words(old: str, new: str) -> str:
    """Why numbers of two periods make no change, in a sentence; empty where they may."""
    why = why_unlike(old, new)
    return gettext(_WHY[why]) if why else ""


def over_years(change: str, old: str, new: str) -> str:
    """A *change* in words, with the number of years that it took where that is more than one."""
    years = years_between(old, new)
    return (
        gettext("{change} over {years} years").format(change=change, years=years)
        if years
        else change
    )
