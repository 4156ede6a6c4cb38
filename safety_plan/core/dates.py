"""Dates and periods: written one way in data, shown the GOV.UK way on pages."""

import re
from calendar import monthrange
from datetime import date
from fractions import Fraction
from functools import lru_cache

from safety_plan.core.period_words import MONTHS, period_words
from safety_plan.core.translation import gettext, spoken_language

YEAR_LENGTH = len("2020")
MONTH_LENGTH = len("2020-06")

#: Dates are asked for again and again, so that many are kept in words, by their language.
_MOST_KEPT = 1024
#: What stands before the beginning of a period whose end nobody gives.
_SINCE = "since "
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def format_date(text: str) -> str | None:
    """`2020-06-30` as `30 June 2020`, `2020-06` as `June 2020`; None for no date.

    The words are those of the current language.
    """
    return _format_date(text, spoken_language())


@lru_cache(maxsize=_MOST_KEPT)
def _format_date(text: str, _: str) -> str | None:
    match = _DATE.fullmatch(text)
    if not match:
        return None
    year, month, day = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if not month:
        return year
    words = period_words()
    pattern = words.date if day else words.month
    return pattern.format(day=int(day or 1), month=words.months[int(month) - 1], year=year)


def format_period(text: str) -> str | None:
    """A period as a reader meets it, or None where *text* is not a period.

    A period is a date, a year that ends with a month (`year to 2019-09`), two months
    (`2018-10 to 2019-09`; one of them where both are the same), a financial year
    (`2019 to 2020`), a beginning whose end nobody gives (`since 2019-04`) or `undated`.
    """
    return _format_period(text, spoken_language())


@lru_cache(maxsize=_MOST_KEPT)
def _format_period(text: str, _: str) -> str | None:
    if text == "undated":
        return gettext("not dated in the source")
    if is_open_period(text):
        start = format_date(text.removeprefix(_SINCE))
        return gettext("since {start}").format(start=start) if start else None
    first, separator, last = text.partition(" to ")
    if not separator:
        return format_date(first)
    end = format_date(last)
    if first == "year":
        is_month = end and len(last) == MONTH_LENGTH
        return period_words().year_ending.format(end=end) if is_month else None
    start = format_date(first)
    if not start or not end or len(first) != len(last) or first > last:
        return None
    if first == last and len(first) == MONTH_LENGTH:
        return start
    if len(last) == YEAR_LENGTH:
        words = period_words().years.format(year=first, next_year=last)
        return words if first < last else None
    if len(last) != MONTH_LENGTH:
        return None
    if first[:YEAR_LENGTH] == last[:YEAR_LENGTH]:
        start = period_words().months[int(first[YEAR_LENGTH + 1 :]) - 1]
    return period_words().span.format(start=start, end=end)


def is_open_period(text: str) -> bool:
    """True for a period of which the source gives the beginning and not the end."""
    return text.startswith(_SINCE)


def period_in_sentence(text: str) -> str:
    """A period as it stands after “by”: `the year ending March 2024`, `March 2024`.

    It is *text* itself where that is no period.
    """
    if text.startswith("year to ") and format_period(text):
        return gettext("the year ending {end}").format(end=format_date(text[len("year to ") :]))
    return format_period(text) or text


def period_bounds(period: str) -> tuple[str, str] | None:
    """First and last day of a period, as texts that sort; None where one of them is not known.

    Every month ends on a 31st here, which is right for sorting and comparing.
    A financial year runs from April to March.
    """
    is_unbounded = period == "undated" or is_open_period(period)
    if is_unbounded or format_period(period) is None:
        return None
    first, separator, last = period.partition(" to ")
    if first == "year":
        return _first_day_of_year_ending(last), f"{last}-31"
    if separator and len(first) == YEAR_LENGTH:
        return f"{first}-04-01", f"{last}-03-31"
    return _first_day(first), _last_day(last or first)


def period_end(period: str) -> Fraction | None:
    """The end of a period as a count of months, so that all months are equally long.

    Years that follow one another are 12 apart, and a day is a 31st of a month. The last day of
    a month is its end, however many days it has.
    """
    bounds = period_bounds(period)
    if bounds is None:
        return None
    year, month, day = map(int, bounds[1].split("-"))
    is_last = day >= monthrange(year, month)[1]
    return Fraction(year * 12 + month - 1) + (1 if is_last else Fraction(day, 31))


def period_months(period: str) -> int:
    """How many months a period is long; 0 for a day, and for what is not dated."""
    bounds = period_bounds(period)
    if bounds is None or bounds[0] == bounds[1]:
        return 0
    (year, month), (last_year, last_month) = (map(int, day.split("-")[:2]) for day in bounds)
    return (last_year - year) * 12 + last_month - month + 1


def _first_day_of_year_ending(month: str) -> str:
    """`2018-10-01` for the year that ends with `2019-09`."""
    year = int(month[:YEAR_LENGTH])
    number = int(month[YEAR_LENGTH + 1 :])
    return f"{year}-01-01" if number == len(MONTHS) else f"{year - 1}-{number + 1:02}-01"


def _first_day(date_text: str) -> str:
    """The first day of a year or a month; a day is its own."""
    return date_text + "-01-01"[len(date_text) - YEAR_LENGTH :]


def _last_day(date_text: str) -> str:
    """The last day of a year or a month, which is always a 31st; a day is its own."""
    return date_text + "-12-31"[len(date_text) - YEAR_LENGTH :]
