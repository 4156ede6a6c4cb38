"""Dates and periods: written one way in data, shown the GOV.UK way on pages."""

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


def span(period: str) -> tuple[str, str] | None:
    """First and last day of a period, as texts that sort; None where it has none.

    Every month ends on a 31st here, which is right for sorting and comparing.
    A financial year runs from April to March.
    """
    if period == "undated" or shown_period(period) is None:
        return None
    if match := _YEARS.fullmatch(period):
        return f"{match[1]}-04-01", f"{match[2]}-03-31"
    if match := _YEAR_TO.fullmatch(period):
        year, month = int(match[1][:4]), int(match[1][5:])
        return f"{year - (month < 12)}-{month % 12 + 1:02}-01", f"{match[1]}-31"
    first, _, last = period.partition(" to ")
    return first + "-01-01"[len(first) - 4 :], (last or first) + "-12-31"[len(last or first) - 4 :]
