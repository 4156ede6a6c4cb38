"""Numbers as published: read exactly, calculated exactly, written as the language of a page does.

All arithmetic of the site is here. It is done in fractions, so that nothing is
rounded but the result, and that once.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import cache

from safety_plan.core.resources import load_resource
from safety_plan.core.translation import SOURCE_LANGUAGE, gettext, locale, ngettext, spoken_language

#: Plain digits, written in one way only: no zero in front, no minus before zero, and
#: no more of them than anything here can have been counted with.
DECIMAL = re.compile(r"(?!-0(\.0*)?$)-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,10})?")

#: How a cell says that it holds no value, and what a reader is told.
MISSING_VALUE_CODES: dict[str, str] = load_resource("core/labels.yml")["missing_value_codes"]
#: The code of a number that nobody has, or that is not written yet.
NOT_AVAILABLE = "[x]"

#: What may be counted, in words for headings, descriptions and cards.
UNIT_WORDS: dict[str, str] = load_resource("core/labels.yml")["units"]

#: Units of whole numbers.
COUNT_UNITS = ("count", "people", "households")

#: Units whose values can be added up.
ADDITIVE_UNITS = (
    *COUNT_UNITS,
    *("pounds", "pounds_thousand", "pounds_million", "fte", "days", "hours", "minutes"),
)

#: How many of its denominator a rate is given for.
RATE_OF = {
    "percent": 100,
    "per_1000": 1_000,
    "per_10000": 10_000,
    "per_100000": 100_000,
    "per_1000_households": 1_000,
    "per_10000_households": 10_000,
}

#: Units of which a number below zero says that something went down.
SIGNED_UNITS = ("index", "percent_change", "percentage_points")
#: Units of which a difference in per cent says nothing.
UNITS_WITHOUT_SHARE = ("percent", "percent_change", "percentage_points", "rank")

#: What stands before and after a number of a unit.
_PREFIXES = dict.fromkeys(("pounds", "pounds_thousand", "pounds_million"), "£")
_SUFFIXES = {"percent": "%", "percent_change": "%"}


def read_decimal(text: str) -> Decimal | None:
    """The number in *text*, exactly, or None where it is not plain digits."""
    return Decimal(text) if DECIMAL.fullmatch(text) else None


def decimal_places(value: Decimal) -> int:
    """How many decimals *value* is written with."""
    return max(0, -int(value.as_tuple().exponent))


def round_half_up(value: Decimal | Fraction, places: int) -> Decimal:
    """*value* to *places* decimals, a half going away from zero.

    This is conventional rounding as the House of Commons Library describes it
    ("Rounding and significant places"), the same for a rise and for a fall.
    """
    units = int(abs(Fraction(value)) * 10**places + Fraction(1, 2))
    sign = "-" if value < 0 and units else ""
    return Decimal(f"{sign}{units}E-{places}")


def as_shown(value: Decimal, decimals: str) -> Decimal:
    """*value* with so many *decimals* where it has more; as it is where none are asked for."""
    is_longer = decimals.isdigit() and decimal_places(value) > int(decimals)
    return round_half_up(value, int(decimals)) if is_longer else value


def format_number(value: Decimal) -> str:
    """*value* with thousands commas and a true minus sign, no trailing zeros lost."""
    text = f"{value:,f}".replace("-", "−")
    language = spoken_language()
    return text if language == SOURCE_LANGUAGE else text.translate(_symbols(language))


@cache
def _symbols(language: str) -> dict[int, str]:
    """What stands in *language*, the current one, for a comma and a point in a number."""
    symbols = locale().number_symbols["latn"]
    return str.maketrans({",": symbols["group"], ".": symbols["decimal"]})


def format_value(value: Decimal, unit: str) -> str:
    """*value* as a page shows it: `63%`, `£40,000`, `£1.5 million`, `1,204`."""
    sign = "−" if value < 0 else ""
    prefix, suffix = _PREFIXES.get(unit, ""), _SUFFIXES.get(unit, "")
    text = f"{sign}{prefix}{format_number(value.copy_abs())}{suffix}"
    if unit == "pounds_thousand":
        return gettext("{amount} thousand").format(amount=text)
    if unit == "pounds_million":
        return gettext("{amount} million").format(amount=text)
    return text


def percentage_points(number: Decimal) -> str:
    """So many percentage points, in words."""
    points = ngettext("{number} percentage point", "{number} percentage points", number)
    return points.format(number=format_number(number))


def missing_words(code: str, otherwise: str | None = None) -> str:
    """Why a cell holds no value, as its *code* says it.

    Where that is none, *otherwise*, or else the cell itself.
    """
    if code in MISSING_VALUE_CODES:
        return gettext(MISSING_VALUE_CODES[code])
    return code if otherwise is None else otherwise


def unit_words(unit: str) -> str:
    """What is counted, in words; the *unit* itself where it is none of ours."""
    words = UNIT_WORDS.get(unit)
    return unit if words is None else gettext(words)


def rate_words(unit: str, base: str) -> str:
    """What is counted, in words, where a rate is of *base*: `per 1,000 children under 16`."""
    if not base or unit not in RATE_OF:
        return unit_words(unit)
    if unit == "percent":
        return gettext("per cent of {base}").format(base=base)
    number = format_number(Decimal(RATE_OF[unit]))
    return gettext("per {number} {base}").format(number=number, base=base)


def rate(
    numerator: Decimal | Fraction, denominator: Decimal | Fraction, unit: str
) -> Fraction | None:
    """*numerator* for every 100, 1,000 and so on of *denominator*, not rounded.

    None where *unit* is not a rate of that kind or *denominator* is zero.
    """
    if unit not in RATE_OF or denominator == 0:
        return None
    return Fraction(numerator) / Fraction(denominator) * RATE_OF[unit]


def add_up(parts: Iterable[Fraction]) -> Fraction:
    """The sum of *parts*, exactly."""
    return sum(parts, Fraction(0))


def index_number(value: Fraction, base: Fraction) -> Fraction | None:
    """*value* where *base* is 100, not rounded; None where *base* is zero."""
    return value / base * 100 if base else None


def change_in_per_cent(old: Decimal | Fraction, new: Decimal | Fraction) -> Fraction | None:
    """The change from *old* to *new* in per cent of *old*, not rounded; None where that is zero."""
    if old == 0:
        return None
    return (Fraction(new) - Fraction(old)) / abs(Fraction(old)) * 100


def difference(old: Decimal, new: Decimal) -> Decimal:
    """How far *new* lies from *old*, up or down: percentage points for two shares."""
    places = max(decimal_places(old), decimal_places(new))
    return round_half_up(abs(Fraction(new) - Fraction(old)), places)


def rounding_bounds(number: Decimal) -> tuple[Fraction, Fraction]:
    """Between what the number lies that was rounded to the digits of *number*."""
    half = Fraction(1, 2 * 10 ** decimal_places(number))
    return Fraction(number) - half, Fraction(number) + half


def percent_change_bounds(
    number: Decimal, change: Decimal, *, forwards: bool
) -> tuple[Fraction, Fraction]:
    """Between what the number lies that is *change* per cent from *number*, however it was rounded.

    It is the later number where *forwards* is true, and else the earlier one.
    """
    factors = [1 + bound / 100 for bound in rounding_bounds(change)]
    if forwards:
        low, high = (Fraction(number) * factor for factor in factors)
    elif factors[0] <= 0:
        low, high = Fraction(0), Fraction(10**9)  # a fall to nothing says nothing of before
    else:
        low, high = (Fraction(number) / factor for factor in reversed(factors))
    return low, high


def percent_change(old: Decimal, new: Decimal) -> Decimal | None:
    """Change from *old* to *new* in per cent of *old*; +12.5 means a rise.

    None where *old* is zero. Rounded to one decimal below 10 and to a whole
    number from 10, so that no more is claimed than a reader can use.
    """
    change = change_in_per_cent(old, new)
    if change is None:
        return None
    to_one_decimal = round_half_up(change, 1)
    return to_one_decimal if abs(to_one_decimal) < 10 else round_half_up(change, 0)
