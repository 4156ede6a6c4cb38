"""How one figure differs from another, in words that cannot contradict it."""

from decimal import Decimal

from safety_plan.content.chance_words import chance_clause
from safety_plan.content.word_answers import UNKNOWN_LOCATION
from safety_plan.core.dates import format_period, period_bounds
from safety_plan.core.like_periods import Unlike, why_unlike
from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem
from safety_plan.core.quantities import (
    UNITS_WITHOUT_SHARE,
    difference,
    format_value,
    percent_change,
    percentage_points,
)
from safety_plan.core.translation import gettext
from safety_plan.models.events import differs_by_chance, why_no_chance
from safety_plan.models.figures import Figure, difference_as_shown

#: A change that is smaller than can be shown is said to be below this, in per cent.
_LEAST_SHARE = Decimal("0.1")
#: What a page asks for to be told what chance alone may bring.
CHANCE = "chance"
#: What a headline asks for: no rise or fall that chance alone may have brought.
FINDING = "finding"
_SHOWS = ("change", "amount", "both", "direction", FINDING)


def describe_change(old: Figure, new: Figure, show: str) -> str | None:
    """The change from *old* to *new*; None where they cannot be compared.

    *show*: `change` (fell by 1.1%), `amount` (fell by 189), `both` (fell by
    1.1%, from 17,176 to 16,987), `direction` (fell) or `chance` (too small to tell from
    chance), which only counts of events have. A `finding` is the change, unless it is
    too small to tell from chance (shows no clear change). Shares change in
    percentage points. Numbers that are only known to be over, about or below
    something are not taken from one another.
    """
    before, after = old.number, new.number
    if show == CHANCE:
        return None if why_no_chance(old, new) else chance_clause(old, new)
    if before is None or after is None or old.unit != new.unit or show not in _SHOWS:
        return None
    if old.qualifier or new.qualifier:
        return None
    if before == after:
        return gettext("stayed the same at {number}").format(number=new.text)
    if show == FINDING and not why_no_chance(old, new) and differs_by_chance(old, new):
        return gettext("shows no clear change")
    if new.unit == "rank":  # a lower rank may be better or worse
        sentence = gettext("changed from {old} to {new}")
        return gettext("changed") if show == "direction" else sentence.format(**_ends(old, new))
    if show == "direction":
        return gettext("rose") if after > before else gettext("fell")
    size = _distance(old, new) if show == "amount" else _size(old, new)
    return _rise_or_fall(old, new, size, with_ends=show == "both")


def _rise_or_fall(old: Figure, new: Figure, size: str, *, with_ends: bool) -> str:
    """That a number rose or fell by *size*, and from what to what."""
    rose = (new.number or 0) > (old.number or 0)
    if not with_ends:
        sentence = gettext("rose by {size}") if rose else gettext("fell by {size}")
    elif rose:
        sentence = gettext("rose by {size}, from {old} to {new}")
    else:
        sentence = gettext("fell by {size}, from {old} to {new}")
    return sentence.format(size=size, **_ends(old, new))


def _ends(old: Figure, new: Figure) -> dict[str, str]:
    return {"old": old.text, "new": new.text}


def _size(old: Figure, new: Figure) -> str:
    """How large a change is: in per cent, unless that says nothing of such numbers."""
    before, after = old.number or Decimal(0), new.number or Decimal(0)
    share = percent_change(before, after)
    is_signed = before < 0 or after < 0
    if share is None or is_signed or old.unit in UNITS_WITHOUT_SHARE:
        return _distance(old, new)
    if not share:
        least = format_value(_LEAST_SHARE, "percent")
        return gettext("less than {share}").format(share=least)
    return format_value(abs(share), "percent")


def _distance(old: Figure, new: Figure) -> str:
    """How far two numbers lie apart, with as many decimals as pages show of them."""
    distance = difference(old.number or Decimal(0), new.number or Decimal(0))
    return _amount(old.unit, difference_as_shown(old, new, distance))


def _amount(unit: str, distance: Decimal) -> str:
    if unit in ("percent", "percent_change", "percentage_points"):
        return percentage_points(distance)
    return format_value(distance, unit)


def describe_first_rule(old: Figure, new: Figure, show: str) -> str | None:
    """The change in the words of records whose text rule is 1, which were sealed so."""
    before, after = old.number, new.number
    if before is None or after is None or old.unit != new.unit:
        return None
    if before == after:
        return gettext("stayed the same at {number}").format(number=new.text)
    amount = _amount(old.unit, difference(before, after))
    share = percent_change(before, after)
    if show == "amount" or share is None or old.unit in ("percent", "rank"):
        size = amount
    else:
        size = format_value(abs(share), "percent")
    return _rise_or_fall(old, new, size, with_ends=show == "both")


def answer_change(old: Figure, new: Figure, show: str) -> str | Problem:
    """The change in the words that a page asks for, or why there are none."""
    words = describe_change(old, new, show)
    if words is not None and not _why_no_words(old, new, show):
        return words
    return problem(
        _why_no_words(old, new, show) or _why_no_change(old, new, show),
        UNKNOWN_LOCATION,
        old=old.id,
        new=new.id,
        was=old.text,
        now=new.text,
        old_period=format_period(old.period) or old.period,
        new_period=format_period(new.period) or new.period,
    )


def _counts_of_unlike_length(old: Figure, new: Figure) -> bool:
    """Whether both count events, one of them over a longer time than the other."""
    are_events = bool(old.events and new.events)
    return are_events and why_unlike(old.period, new.period) is Unlike.LENGTH


def _is_later_first(old: Figure, new: Figure) -> bool:
    """Whether *new* is of an earlier time than *old*, so that a rise would be told as a fall."""
    first, second = period_bounds(old.period), period_bounds(new.period)
    return bool(first and second and second[0] < first[0] and second[1] < first[1])


def _why_no_words(old: Figure, new: Figure, show: str) -> str:
    """The message that tells why two numbers make no change, though their units fit."""
    if _is_later_first(old, new) and old.unit == new.unit:
        return "change-compares.order"
    is_of_unlike_length = show != CHANCE and _counts_of_unlike_length(old, new)
    return "change-compares.length" if is_of_unlike_length else ""


def _why_no_change(old: Figure, new: Figure, show: str) -> str:
    """The message that tells why two figures cannot be compared at all."""
    if show == CHANCE and (reason := why_no_chance(old, new)):
        return reason
    is_qualified = old.unit == new.unit and (old.qualifier or new.qualifier)
    return "change-compares.qualifier" if is_qualified else "change-compares"
