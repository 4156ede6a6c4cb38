"""Numbers of which only is known between what they lie: rounded, “over 60”, or a range.

A comparison of such numbers has three answers: yes, no, and that it cannot be said. Whatever
is said holds for every number that a value may stand for. All of it is done in fractions.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

#: An end of bounds; None where there is no end.
End = Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Between what a number lies; a *low* or *high* of None is no end on that side.

    With *above_low* or *below_high* the end itself is left out: over 60 is not 60.
    """

    low: End = None
    high: End = None
    above_low: bool = False
    below_high: bool = False

    @property
    def mirror(self) -> "Bounds":
        """The same below zero what these are above it, so that a rise becomes a fall."""
        return Bounds(
            low=None if self.high is None else -self.high,
            high=None if self.low is None else -self.low,
            above_low=self.below_high,
            below_high=self.above_low,
        )

    @property
    def exact(self) -> Fraction | None:
        """The number itself, where there is only one."""
        return self.low if self.low == self.high else None

    def map(self, change: Callable[[Fraction], Fraction]) -> "Bounds":
        """Both ends changed alike by *change*, which must not turn their order round."""
        return Bounds(
            low=None if self.low is None else change(self.low),
            high=None if self.high is None else change(self.high),
            above_low=self.above_low,
            below_high=self.below_high,
        )

    def widen(self, by: Fraction) -> "Bounds":
        """These bounds, further apart by *by* on each side."""
        return Bounds(
            low=None if self.low is None else self.low - by,
            high=None if self.high is None else self.high + by,
            above_low=self.above_low,
            below_high=self.below_high,
        )


def exactly(number: Fraction) -> Bounds:
    """The bounds of a *number* that is known."""
    return Bounds(low=number, high=number)


def at_most(value: Bounds, limit: Bounds, *, strict: bool = False) -> bool | None:
    """Whether *value* is at most *limit*, or with *strict* below it; None where it cannot be said.

    For *value* at least *limit*, compare the two in their `mirror`.
    """
    if _is_below(value, limit, strict=strict):
        return True
    # It is not at most the limit where it is above it, and not below it where it is at least that.
    return False if _is_below(limit, value, strict=not strict) else None


def _is_below(one: Bounds, other: Bounds, *, strict: bool) -> bool:
    """True where every number of *one* is at most, or below, every number of *other*."""
    if one.high is None or other.low is None:
        return False
    is_apart = one.below_high or other.above_low
    return one.high < other.low or (one.high == other.low and (not strict or is_apart))


def between(start: Bounds, end: Bounds, share: Fraction) -> Bounds:
    """Where a straight line from *start* to *end* is after a *share* of its way within 0 and 1."""
    return Bounds(
        low=_on_way(start.low, end.low, share),
        high=_on_way(start.high, end.high, share),
        above_low=start.above_low or end.above_low,
        below_high=start.below_high or end.below_high,
    )


def _on_way(start: End, end: End, share: Fraction) -> End:
    if start is None or end is None:
        return None
    return start + (end - start) * share


def larger(one: Bounds, other: Bounds) -> Bounds:
    """The larger of two numbers, as far as each is known."""
    low = max(one, other, key=lambda b: (_end_or(b.low, -1), b.above_low))
    high = max(one, other, key=lambda b: (_end_or(b.high, 1), not b.below_high))
    return Bounds(low=low.low, high=high.high, above_low=low.above_low, below_high=high.below_high)


def _end_or(end: End, sign: int) -> tuple[int, Fraction]:
    """What sorts as the *end* does, one that is not there below or above all by its *sign*."""
    return (sign, Fraction(0)) if end is None else (0, end)
