"""Days of the week, in the words of the current language: Monday first."""

from datetime import date

from safety_plan.core.dates import format_date
from safety_plan.core.translation import SOURCE_LANGUAGE, locale, spoken_language

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
#: Letters of a weekday in short.
_SHORT = 3


def weekday_names() -> tuple[str, ...]:
    """The days of the week in full."""
    return _names("wide")


def short_weekday_names() -> tuple[str, ...]:
    """The days of the week in a few letters."""
    return _names("abbreviated")


def _names(width: str) -> tuple[str, ...]:
    if spoken_language() == SOURCE_LANGUAGE:
        return WEEKDAYS if width == "wide" else tuple(name[:_SHORT] for name in WEEKDAYS)
    names = locale().days["format"][width]
    return tuple(names[number] for number in range(len(WEEKDAYS)))


def weekday_number(day: str) -> int:
    """Which day of the week *day*, such as 2019-04-01, is: 1 for Monday."""
    return date.fromisoformat(day).isoweekday()


def format_weekday(day: str) -> str:
    """*day* with the day of its week, as a reader takes it up: Monday 1 April 2019."""
    return f"{weekday_names()[weekday_number(day) - 1]} {format_date(day)}"
