"""A number that is held against a target: of what, when, and between what it lies.

How sure a number is says its qualifier, the range that its table gives for it, or how it was
rounded: `bounds_of` says what each of them means.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from safety_plan.core.bounds import Bounds, exactly
from safety_plan.core.dates import format_period, period_end, period_months
from safety_plan.core.quantities import (
    COUNT_UNITS,
    decimal_places,
    format_value,
    missing_words,
    read_decimal,
)
from safety_plan.models.figures import APPROXIMATE, lower_end, with_qualifier
from safety_plan.models.verdicts import Point

#: Units whose numbers are not rounded: what is written is all that there is.
_EXACT_UNITS = (*COUNT_UNITS, "rank", "pounds")
#: A number that says what somebody means to do, and not what came of it.
PLANNED = "planned for"
#: A number for each year, of the years of its period together.
AVERAGE = "an average of"
_YEAR = 12
_ABOVE = ("over", "more than")
_BELOW = ("under", "fewer than", "less than")


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """A number with its period; *cell* is decimal text, or says why there is no number.

    *figure* is the id of the figure that it is, if it is one. *lower* and *upper* are the
    ends of a range that its table gives. *definition* says what is counted, where its words
    do not, and *base* whom a rate is for, where that is not all people.
    """

    cell: str
    unit: str
    period: str
    source: str
    part: str = ""
    qualifier: str = ""
    lower: str = ""
    upper: str = ""
    figure: str = ""
    definition: str = ""
    base: str = ""

    @property
    def number(self) -> Decimal | None:
        """The number, or None where the cell says why there is none."""
        return read_decimal(self.cell)

    @property
    def text(self) -> str:
        """The number as a page shows it, or why there is none."""
        if self.number is None:
            return missing_words(self.cell)
        return with_qualifier(format_value(self.number, self.unit), self.qualifier, self.unit)

    @property
    def period_text(self) -> str:
        """Its period as a reader meets it."""
        return format_period(self.period) or self.period

    @property
    def months(self) -> int:
        """How many months its number is counted over; an average of several years is for one."""
        length = period_months(self.period)
        return _YEAR if self.qualifier == AVERAGE and length > _YEAR else length

    @property
    def point(self) -> Point | None:
        """The number at the end of its period; None where one of the two is missing."""
        number = self.number
        end = period_end(self.period)
        if number is None or end is None:
            return None
        is_rounded = not self._has_range and self.unit not in _EXACT_UNITS and not self.qualifier
        last_digit = Fraction(1, 10 ** decimal_places(number)) if is_rounded else Fraction(0)
        return Point(bounds=self._bounds(number), moment=end, last_digit=last_digit)

    @property
    def _has_range(self) -> bool:
        return read_decimal(self.lower) is not None and read_decimal(self.upper) is not None

    def _bounds(self, number: Decimal) -> Bounds:
        low, high = read_decimal(self.lower), read_decimal(self.upper)
        if low is not None and high is not None:
            return Bounds(low=Fraction(low), high=Fraction(high))
        return bounds_of(number, self.qualifier, is_whole=self.unit in COUNT_UNITS)


def bounds_of(number: Decimal, qualifier: str, *, is_whole: bool = False) -> Bounds:
    """Between what a *number* lies, given the word before it; *is_whole* for what is counted.

    About, around and estimated stand for a rounding to the last digit that is no nought: about
    1,200 is 1,150 to 1,250. Nearly is the lower half of that. Other words leave one side open.
    """
    exact = Fraction(number)
    step = Fraction(1 if is_whole else 0)
    lower = lower_end(qualifier)
    if lower is not None:
        return Bounds(low=Fraction(lower), high=exact)
    if qualifier in _ABOVE:
        return Bounds(low=exact + step, above_low=not is_whole)
    if qualifier in _BELOW:
        return Bounds(high=exact - step, below_high=not is_whole)
    if qualifier in ("at least", "up to"):
        return Bounds(low=exact) if qualifier == "at least" else Bounds(high=exact)
    if qualifier in APPROXIMATE:
        half = _last_digit(number) / 2
        return Bounds(low=exact - half, high=exact if qualifier == "nearly" else exact + half)
    return exactly(exact)


def _last_digit(number: Decimal) -> Fraction:
    """What the last digit of *number* that is no nought stands for: 100 in 1,200."""
    places = decimal_places(number)
    if places:
        return Fraction(1, 10**places)
    digits = str(number)
    return Fraction(10 ** (len(digits) - len(digits.rstrip("0")) if number else 0))
