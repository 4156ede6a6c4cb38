"""What a spreadsheet shows of a number: as many digits as its format has, no more and no fewer.

A table holds digits only, so separators and signs of money go. What they said is a unit.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

#: As many digits as a cell without a format shows.
_GENERAL_DIGITS = 10
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!\$)[^\[\]]*\]')
_MONEY = {"£": "pounds", "€": "", "$": ""}
_PLACES = re.compile(r"[0#?](?:[0#?,]*[0#?])?(?:\.([0#?]+))?(,*)")
_DATE_LETTERS = re.compile(r"[dmyhs]", re.I)


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell as a reader of the spreadsheet sees it, and the unit that its format says.

    *scaled* where the format leaves off thousands; *general* where there is no format, so the
    width of the column decides how many digits a reader sees.
    """

    text: str
    unit: str = ""
    is_number: bool = False
    scaled: bool = False
    general: bool = False


def show_number(value: float, format_code: str) -> Shown:
    """The number *value* in the format *format_code*."""
    code = _section(value, format_code)
    plain = _QUOTED.sub("", code)
    match = _PLACES.search(plain)
    if format_code in ("General", "@", "") or not match or "/" in plain or "e+" in plain.lower():
        return Shown(_general(value), is_number=True, general=True)
    number = Decimal(repr(value))
    unit = next((unit for sign, unit in _MONEY.items() if sign in code), "")
    if "%" in plain:
        number = number * 100
        unit = "percent"
    thousands = len(match[2])  # commas behind the last digit: so often thousands are left off
    number = number.scaleb(-3 * thousands)
    places = len(match[1] or "")
    text = f"{number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"
    return Shown(_optional(text, match[1] or ""), unit, is_number=True, scaled=bool(thousands))


def show_date(value: datetime | date | time | timedelta, format_code: str) -> str:
    """A day, a month or a year as a table holds it: `2020-06-30`, `2020-06`, `2020`."""
    if isinstance(value, time | timedelta):
        return str(value)
    letters = {letter.lower() for letter in _DATE_LETTERS.findall(_QUOTED.sub("", format_code))}
    if "d" in letters or not letters:
        return value.strftime("%Y-%m-%d")
    return value.strftime("%Y-%m" if "m" in letters and "h" not in letters else "%Y")


def _section(value: float, format_code: str) -> str:
    """The part of the format for numbers such as *value*."""
    parts = format_code.split(";")
    if value < 0 and len(parts) > 1:
        return parts[1]
    if value == 0 and len(parts) > 2:
        return parts[2] if _PLACES.search(_QUOTED.sub("", parts[2])) else parts[0]
    return parts[0]


def _general(value: float) -> str:
    """A number without a format: the digits that it was written with, as far as they show."""
    number = Decimal(f"{value:.{_GENERAL_DIGITS}g}")
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _optional(text: str, places: str) -> str:
    """*text* without the last noughts for which the format has `#`, which shows none."""
    while places and places[-1] in "#?" and text.endswith("0") and "." in text:
        text, places = text[:-1], places[:-1]
    text = text.rstrip(".")
    return "0" if text in ("-0", "") else text
