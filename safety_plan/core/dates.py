"""Dates and periods: written one way in data, shown the GOV.UK way on pages."""

import re
from datetime import date

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def format_date(text: str) -> str | None:
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


def format_period(text: str) -> str | None:
    """A period as a reader meets it, or None where the words are not a period."""
    if text == "undated":
        return "not dated in the source"
    first, to, last = text.partition(" to ")
    start, end, kind = format_date(first), format_date(last), len(last)
    if not to:
        return start
    if first == "year":
        return f"year ending {end}" if end and kind == 7 else None
    if not start or not end or len(first) != kind or first > last:
        return None
    if kind == 4:
        return text if first < last else None
    months = f"{start.split()[0] if first[:4] == last[:4] else start} to {end}"
    return months if kind == 7 else None


def period_bounds(period: str) -> tuple[str, str] | None:
    """First and last day of a period, as texts that sort; None where it has none.

    Every month ends on a 31st here, which is right for sorting and comparing.
    A financial year runs from April to March.
    """
    if period == "undated" or format_period(period) is None:
        return None
    first, to, last = period.partition(" to ")
    if first == "year":
        year, month = int(last[:4]), int(last[5:])
        return f"{year - (month < 12)}-{month % 12 + 1:02}-01", f"{last}-31"
    if to and len(first) == 4:
        return f"{first}-04-01", f"{last}-03-31"
    last = last or first
    return first + "-01-01"[len(first) - 4 :], last + "-12-31"[len(last) - 4 :]
