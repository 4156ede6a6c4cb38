"""Classes of a colour scale: at most five, with round bounds, worked out exactly."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from itertools import count

from safety_plan.core.quantities import COUNT_UNITS, format_value
from safety_plan.core.translation import gettext

MOST = 5
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5))


@dataclass(frozen=True, slots=True)
class ValueClass:
    """Values from *low* up to *high*, which belongs to it only where *is_closed*."""

    low: Decimal
    high: Decimal
    is_closed: bool

    def holds(self, value: Decimal) -> bool:
        """Whether *value* is in it."""
        return self.low <= value < self.high or (self.is_closed and value == self.high)

    def words(self, unit: str) -> str:
        """Its bounds as a reader meets them, such as `20 to 39` or `2.5 to under 5.0`."""
        low, high = format_value(self.low, unit), format_value(self.high, unit)
        if self.low == self.high:
            return low
        if self.is_closed:
            return gettext("{low} to {high}").format(low=low, high=high)
        if unit in COUNT_UNITS:
            last = format_value(self.high - 1, unit)
            words = gettext("{low} to {high}").format(low=low, high=last)
            return low if self.high - 1 == self.low else words
        return gettext("{low} to under {high}").format(low=low, high=high)


def value_classes(numbers: Sequence[Decimal], unit: str) -> list[ValueClass]:
    """At most five classes that hold all *numbers*, the lowest first.

    Few different numbers have a class each. Others have classes of one width.
    """
    values = sorted(set(numbers))
    if len(values) <= MOST:
        return [ValueClass(value, value, True) for value in values]
    width, start = _width_and_start(values, whole=unit in COUNT_UNITS)
    lows = [start + width * index for index in range(MOST)]
    if unit in COUNT_UNITS:
        return [ValueClass(low, low + width, False) for low in lows if low <= values[-1]]
    # The last class holds its upper bound where the largest number is that.
    classes = [(low, low + width) for low in lows if low < values[-1]]
    return [ValueClass(low, high, high == values[-1]) for low, high in classes]


def _width_and_start(values: Sequence[Decimal], *, whole: bool) -> tuple[Decimal, Decimal]:
    """The smallest round width with which five classes hold all *values*, and where they start."""
    low = values[0]
    high = values[-1]
    for width in _round_widths(high - low):
        start = (low / width).to_integral_value(ROUND_FLOOR) * width
        is_whole = width == width.to_integral_value()
        end = start + MOST * width
        if whole and is_whole and end > high:
            return width, start
        if not whole and end >= high:
            return width, start
    raise AssertionError("round widths grow without end")


def _round_widths(span: Decimal) -> Iterator[Decimal]:
    """Round numbers from well below a fifth of *span* up, without end."""
    first = span.adjusted() - 2
    for exponent in count(first):
        for step in _STEPS:
            yield _plain(step.scaleb(exponent))


def _plain(number: Decimal) -> Decimal:
    """*number* written out, without an exponent or zeros to spare."""
    return Decimal(f"{number.normalize():f}")
