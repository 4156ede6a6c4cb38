"""Numbers as published: read exactly, written the British way, never as floats."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")

#: Units a number may have, and what stands before and after it when shown.
UNITS: dict[str, tuple[str, str]] = {
    "count": ("", ""),
    "percent": ("", "%"),
    "pounds": ("£", ""),
    "per_1000": ("", ""),
    "per_100000": ("", ""),
    "per_sq_km": ("", ""),
    "fte": ("", ""),
    "index": ("", ""),
    "rank": ("", ""),
    "years": ("", ""),
    "months": ("", ""),
}

#: The same units in words, for headings, descriptions and cards.
UNIT_WORDS: dict[str, str] = {
    "count": "number",
    "percent": "per cent",
    "pounds": "pounds",
    "per_1000": "per 1,000 people",
    "per_100000": "per 100,000 people",
    "per_sq_km": "per square kilometre",
    "fte": "full-time equivalent",
    "index": "index",
    "rank": "rank",
    "years": "years",
    "months": "months",
    "date": "date",
}


def read_decimal(text: str) -> Decimal | None:
    """The number in *text*, exactly, or None where it is not plain digits."""
    return Decimal(text) if DECIMAL.fullmatch(text) else None


def rounded(value: Decimal, places: int) -> Decimal:
    """*value* to *places* decimals, a half going away from zero.

    The rule is the one of the Government Statistical Service's guidance on
    rounding: ordinary rounding, half up.
    """
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def plain(value: Decimal) -> str:
    """*value* with thousands commas and a true minus sign, no trailing zeros lost."""
    return f"{value:,f}".replace("-", "−")


def shown(value: Decimal, unit: str) -> str:
    """*value* as a page shows it: `63%`, `£40,000`, `1,204`."""
    before, after = UNITS[unit]
    text = plain(abs(value))
    sign = "−" if value < 0 else ""
    return f"{sign}{before}{text}{after}"


def percent_change(old: Decimal, new: Decimal) -> Decimal | None:
    """Change from *old* to *new* in per cent of *old*; +12.5 means a rise.

    None where *old* is zero. Rounded to one decimal below 10 and to a whole
    number from 10, so that no more is claimed than a reader can use.
    """
    if old == 0:
        return None
    change = (new - old) / abs(old) * 100
    return rounded(change, 1 if abs(change) < 10 else 0)
