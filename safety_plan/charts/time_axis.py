"""Where labels that are periods stand along an axis: at their time, never evenly by force.

A chart keeps its labels in words, so their time is read from those: a label stands where its
period ends.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from safety_plan.core.period_words import MONTHS, PeriodWords, period_words

#: Steps that differ by less than this part are one step: months have 28 to 31 days.
_SAME_STEP = 1.25
#: Months between one period and the next that are nothing left out.
_NEXT = 0.5
#: A step this much longer than the shortest leaves something out.
_GAP = 1.5


def label_times(labels: Sequence[str]) -> list[float] | None:
    """When the period of each of *labels* ends, in months; None where one is no period."""
    words = period_words()
    matches = [words.read(label) for label in labels]
    times = [_time(match, words) for match in matches if match]
    return times if len(times) == len(labels) else None


def _time(match: re.Match[str], words: PeriodWords) -> float:
    """The end of a period in months: a financial year ends in March."""
    months = int(match["year"]) * len(MONTHS)
    if match["month"]:
        day = int(match["day"]) / 31 if match["day"] else 1
        return months + words.month_number(match["month"]) - 1 + day
    return months + (3 if match["first"] else len(MONTHS))


def positions(labels: Sequence[str]) -> list[float]:
    """How far along the axis each label stands, from 0 to 1.

    Even steps where labels are no periods, follow at even steps of time, or do not follow in
    the order of time.
    """
    last = len(labels) - 1
    even = [index / last if last else 1.0 for index in range(len(labels))]
    times = _uneven_times(labels)
    if not times:
        return even
    return [(time - times[0]) / (times[-1] - times[0]) for time in times]


def gaps(labels: Sequence[str]) -> list[tuple[str, str]]:
    """The pairs of labels between which periods are left out."""
    times = _uneven_times(labels)
    if not times:
        return []
    shortest = min(later - earlier for earlier, later in pairwise(times))
    return [
        (labels[index], labels[index + 1])
        for index, (earlier, later) in enumerate(pairwise(times))
        if later - earlier > shortest * _GAP
    ]


def left_out(labels: Sequence[str]) -> list[tuple[str, str]]:
    """Those of `gaps` where time really is left out: 2019 follows December 2018 at once."""
    times = dict(zip(labels, label_times(labels) or [], strict=False))
    return [
        (earlier, later)
        for earlier, later in gaps(labels)
        if times[later] - _length(later) > times[earlier] + _NEXT
    ]


def _length(label: str) -> float:
    """How many months the period of *label* lasts; a day lasts none."""
    words = period_words()
    match = words.read(label)
    if not match or match["day"]:
        return 0
    if match["month"] and not match["ending"]:
        if not match["first"]:
            return 1
        begin, end = (words.month_number(match[n].split()[0]) for n in ("first", "month"))
        if begin:
            return (end - begin) % len(MONTHS) + 1
    return len(MONTHS)


def _uneven_times(labels: Sequence[str]) -> list[float]:
    """The times of *labels* where they follow at uneven steps, else nothing."""
    times = label_times(labels) or []
    steps = [later - earlier for earlier, later in pairwise(times)]
    if len(steps) < 2 or min(steps) <= 0 or max(steps) <= min(steps) * _SAME_STEP:
        return []
    return times
