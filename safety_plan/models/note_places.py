"""Where on a chart a note stands: at a label, or at a time that its labels span."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise

from safety_plan.core.dates import period_bounds

_PLACES = Decimal("0.0001")  # of a step between two labels: less than a px
_ZERO = Decimal(0)
_DAYS = 31  # the last day of any month, as `period_bounds` has it


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch among the labels, counted from 0, and the labels whose rows it touches."""

    start: Decimal
    end: Decimal
    rows: range


def place_point(labels: Sequence[str], at: str) -> Span | None:
    """Where *at* stands among *labels*: a label, or a time; None where it is neither.

    A time of more than a month, such as a year between quarters, is a span.
    """
    if at in labels:
        index = labels.index(at)
        return Span(Decimal(index), Decimal(index), range(index, index + 1))
    bounds, ends = period_bounds(at), _ends(labels)
    if not bounds or not ends:
        return None
    if bounds[0][:7] != bounds[1][:7]:
        return place_span(labels, at, at)
    time = _months(bounds[1])
    # The first point stands where what it counts ends: what happened before is told there.
    place = _place(ends, max(time, ends[0])) if time > _begin(labels[0]) else None
    if place is None:
        return None
    row = int(place.to_integral_value(ROUND_CEILING))
    return Span(place, place, range(row, row + 1))


def place_span(labels: Sequence[str], first: str, last: str) -> Span | None:
    """From where to where *first* to *last* reaches; None where it misses all of *labels*.

    Labels that are no times have no first and last: they may be named either way.
    """
    if first in labels and last in labels:
        one, other = labels.index(first), labels.index(last)
        if not follow_in_time(labels):  # names stand in the order of their numbers
            one, other = sorted((one, other))
        return Span(Decimal(one), Decimal(other), range(one, other + 1)) if one <= other else None
    begin = period_bounds(first)
    finish = period_bounds(last)
    ends = _ends(labels)
    if not begin or not finish or not ends or begin[0] > finish[1]:
        return None
    from_time = _months(begin[0], first_day=True)
    to_time = _months(finish[1])
    if from_time >= ends[-1] or to_time <= _begin(labels[0]):
        return None
    start = _place(ends, max(from_time, ends[0])) or _ZERO
    end = _place(ends, min(max(to_time, ends[0]), ends[-1])) or _ZERO
    first_row = 0 if from_time < ends[0] else int(start.to_integral_value(ROUND_FLOOR)) + 1
    last_row = int(end.to_integral_value(ROUND_CEILING))
    return Span(start, end, range(min(first_row, last_row), last_row + 1))


def follow_in_time(labels: Sequence[str]) -> bool:
    """Whether *labels* are periods, the earliest first, so that a time has a place among them."""
    return bool(_ends(labels))


def _ends(labels: Sequence[str]) -> list[Decimal]:
    """When the period of each label ends; nothing where they do not follow in time."""
    bounds = [period_bounds(label) for label in labels]
    ends = [_months(pair[1]) for pair in bounds if pair]
    in_order = all(earlier < later for earlier, later in pairwise(ends))
    return ends if in_order and len(ends) == len(labels) else []


def _begin(label: str) -> Decimal:
    bounds = period_bounds(label)
    return _months(bounds[0], first_day=True) if bounds else Decimal(0)


def _months(day: str, *, first_day: bool = False) -> Decimal:
    """The end of a *day* in months, or its beginning where it is the *first_day*."""
    year, month, number = map(int, day.split("-"))
    return year * 12 + month - 1 + Decimal(number - first_day) / _DAYS


def _place(ends: Sequence[Decimal], time: Decimal) -> Decimal | None:
    """Where *time* stands among labels that end at *ends*; None beyond them."""
    for index, (earlier, later) in enumerate(pairwise(ends)):
        if earlier <= time <= later:
            share = (time - earlier) / (later - earlier)
            return (index + share).quantize(_PLACES).normalize()
    return Decimal(0) if ends and time == ends[0] else None
