"""What a target asks for, in words: `at most 700`, `a fall of at least 10% from the baseline`."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol

from safety_plan.core.quantities import RATE_OF, format_value, percentage_points, rate_words
from safety_plan.core.translation import gettext, gettext_noop, ngettext

#: What a target asks of its one number, by its direction.
_LIMITS = {
    "at most": gettext_noop("at most {number}"),
    "at least": gettext_noop("at least {number}"),
}
#: Fall and rise: with how much is asked for, and without.
_CHANGES = {
    "fall": (
        gettext_noop("a fall of at least {size} from {start}"),
        gettext_noop("a fall from {start}"),
    ),
    "rise": (
        gettext_noop("a rise of at least {size} from {start}"),
        gettext_noop("a rise from {start}"),
    ),
}
#: Units of a change that is a share of the baseline.
SHARES = ("percent", "percent_change")


class Goal(Protocol):
    """What is known of a target: `Target` is this and more."""

    @property
    def direction(self) -> str:
        """What is asked of the number."""

    @property
    def ends(self) -> Sequence[Decimal]:
        """The number that is asked for, two for a range, none for any fall or rise."""

    @property
    def unit(self) -> str:
        """The unit of the figure."""

    @property
    def base(self) -> str:
        """Whom or what a rate is for, where that is not all people."""

    @property
    def change_unit(self) -> str:
        """What a fall or a rise is counted in."""


def goal_words(goal: Goal, start: str) -> str:
    """What is asked for; a fall or a rise is from *start*."""
    if goal.direction == "between":
        low = format_value(goal.ends[0], goal.unit)
        high = value_in_words(goal.ends[1], goal.unit, goal.base)
        return gettext("between {low} and {high}").format(low=low, high=high)
    if goal.direction in _LIMITS:
        number = value_in_words(goal.ends[0], goal.unit, goal.base)
        return gettext(_LIMITS[goal.direction]).format(number=number)
    by_so_much, at_all = _CHANGES[goal.direction.partition(" ")[0]]
    if not goal.ends:
        return gettext(at_all).format(start=start)
    return gettext(by_so_much).format(size=_size(goal), start=start)


def _size(goal: Goal) -> str:
    """How large a fall or a rise is asked for."""
    if goal.change_unit == "percentage_points":
        return percentage_points(goal.ends[0])
    unit = "percent" if goal.change_unit in SHARES else goal.unit
    return value_in_words(goal.ends[0], unit, goal.base)


def value_in_words(number: Decimal, unit: str, base: str = "") -> str:
    """*number* with what it counts, where the number alone does not say it: `12 minutes`.

    *base* is whom or what a rate is for, where that is not all people.
    """
    text = format_value(number, unit)
    if unit == "percentage_points":
        return percentage_points(number)
    if unit in RATE_OF and unit != "percent":
        return gettext("{number} {unit}").format(number=text, unit=rate_words(unit, base))
    return _time(number, unit).format(number=text)


def _time(number: Decimal, unit: str) -> str:
    """The message for so much time; only a place for the number in other units."""
    if unit == "years":
        return ngettext("{number} year", "{number} years", number)
    if unit == "months":
        return ngettext("{number} month", "{number} months", number)
    if unit == "days":
        return ngettext("{number} day", "{number} days", number)
    if unit == "hours":
        return ngettext("{number} hour", "{number} hours", number)
    if unit == "minutes":
        return ngettext("{number} minute", "{number} minutes", number)
    return "{number}"
