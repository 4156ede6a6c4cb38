"""Dates and periods: written one way in data, shown the GOV.UK way on pages."""

from __future__ import annotations

import re
from datetime import date

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_YEARS = re.compile(r"([0-9]{4}) to ([0-9]{4})")
_MONTHS = re.compile(r"([0-9]{4}-[0-9]{2}) to ([0-9]{4}-[0-9]{2})")
_YEAR_TO = re.compile(r"year to ([0-9]{4}-[0-9]{2})")

PERIOD_HELP = (
    "Write one of: 2020 · 2020-06 · 2020-06-30 · 2019 to 2020 (a financial year) · "
    "year to 2019-09 · 2018-10 to 2019-09 · undated."
)


def shown_date(text: str) -> str | None:
    """`2020-06-30` as `30 June 2020`, `2020-06` as `June 2020`; None for no date."""
    match = _DATE.fullmatch(text)
    if not match:
        return None
    year, month, day = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    words = [str(int(day))] if day else []
    words += [MONTHS[int(month) - 1]] if month else []
    return " ".join([*words, year])


def shown_period(text: str) -> str | None:
    """A period as a reader meets it, or None where the words are not a period."""
    if text == "undated":
        return "not dated in the source"
    if match := _YEARS.fullmatch(text):
        return text if int(match[2]) > int(match[1]) else None
    if match := _YEAR_TO.fullmatch(text):
        month = shown_date(match[1])
        return f"year ending {month}" if month else None
    if match := _MONTHS.fullmatch(text):
        return _shown_months(match[1], match[2])
    return shown_date(text)


def _shown_months(first: str, last: str) -> str | None:
    start, end = shown_date(first), shown_date(last)
    if not start or not end or first > last:
        return None
    return f"{start.split()[0] if first[:4] == last[:4] else start} to {end}"
