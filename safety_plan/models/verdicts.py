"""Whether a target is met: one rule for every target, and no clock.

1. *The last figure counts.* It is the one of the time that the target is for. Where there is
   none yet, it is the newest that there is.
2. *From the time of the target on*, the target is met where the figure keeps to it, and else
   missed.
3. *Before that time* a straight line leads from the baseline to the target. A target is on course
   where the figure has got as far as the line by then, or is worse by no more than the tolerance,
   and else off course. A figure that keeps to the target already is on course.
   A baseline that nothing can be held against does not change that.
4. *It cannot be said* where something is missing, where two numbers are not of the same, or where
   the target lies within what a number may be: a range, “over 60”, a rounding.

Numbers count as they were published. Where the target or the line has more decimals than a figure
that is rounded, the figure stands for all that could have been rounded to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from safety_plan.core.bounds import Bounds, at_most, between, larger


class Verdict(StrEnum):
    """What is said of a target; its words are in `core/labels.yml`."""

    MET = "met"
    ON_COURSE = "on course"
    OFF_COURSE = "off course"
    MISSED = "missed"
    UNKNOWN = "cannot be said"


class Judgement(NamedTuple):
    """A verdict, and the name of the reason where it is that nothing can be said."""

    verdict: Verdict
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """What a number must be at most, or at least where it *is_least*; *strict*: below or above."""

    bounds: Bounds
    is_least: bool = False
    strict: bool = False

    @property
    def as_most(self) -> "Limit":
        """The same limit from above: that of the mirrored number where it is one from below."""
        return Limit(bounds=self.bounds.mirror, strict=self.strict) if self.is_least else self


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A number at the end of its period, as a count of months.

    *last_digit* is what its last digit stands for where it was rounded to that, and else 0.
    """

    bounds: Bounds
    moment: Fraction
    last_digit: Fraction = Fraction(0)

    @property
    def mirror(self) -> "Point":
        """The same point below zero."""
        return replace(self, bounds=self.bounds.mirror)

    def is_at_most(self, limit: Bounds, *, strict: bool) -> bool | None:
        """Whether it keeps to *limit*; None where it cannot be said."""
        bounds = self.bounds
        if self.last_digit and not self._shows(limit):
            bounds = bounds.widen(self.last_digit / 2)
        return at_most(bounds, limit, strict=strict)

    def _shows(self, limit: Bounds) -> bool:
        """Whether *limit* is a number of no more decimals than this one."""
        return limit.exact is not None and (limit.exact / self.last_digit).denominator == 1


def judge(
    limits: Sequence[Limit],
    latest: Point,
    by: Fraction,
    baseline: Point | None = None,
    tolerance: Fraction = Fraction(0),
) -> Judgement:
    """The verdict on a target that asks a number to keep to *limits* at the time *by*."""
    keeps = _all_of([_keeps(limit, latest) for limit in limits])
    if latest.moment >= by:
        return _judgement(keeps, Verdict.MET, Verdict.MISSED)
    if baseline and latest.moment < baseline.moment:
        return Judgement(Verdict.UNKNOWN, "not-since")
    if keeps:
        return Judgement(Verdict.ON_COURSE)
    if baseline is None:
        return Judgement(Verdict.UNKNOWN, "no-baseline")
    if latest.moment == baseline.moment:
        return Judgement(Verdict.UNKNOWN, "not-since")
    share = (latest.moment - baseline.moment) / (by - baseline.moment)
    answers = [_follows(limit, latest, baseline, share, tolerance) for limit in limits]
    return _judgement(_all_of(answers), Verdict.ON_COURSE, Verdict.OFF_COURSE)


def _keeps(limit: Limit, latest: Point) -> bool | None:
    point = latest.mirror if limit.is_least else latest
    return point.is_at_most(limit.as_most.bounds, strict=limit.strict)


def _follows(
    limit: Limit, latest: Point, baseline: Point, share: Fraction, tolerance: Fraction
) -> bool | None:
    """Whether *latest* is as good as the line from *baseline* to *limit* after *share* of its way.

    Where the baseline was better than the limit, the limit itself is enough on the way as well.
    """
    if limit.is_least:
        latest, baseline = latest.mirror, baseline.mirror
    end = limit.as_most.bounds
    line = between(baseline.bounds, end, share)
    enough = larger(line, end).map(lambda number: number + tolerance)
    return latest.is_at_most(enough, strict=limit.strict)


def _all_of(answers: Sequence[bool | None]) -> bool | None:
    """Whether all are so; None where none is refused and one cannot be said."""
    if False in answers:
        return False
    return None if None in answers else True


def _judgement(answer: bool | None, good: Verdict, bad: Verdict) -> Judgement:
    if answer is None:
        return Judgement(Verdict.UNKNOWN, "inexact")
    return Judgement(good if answer else bad)
