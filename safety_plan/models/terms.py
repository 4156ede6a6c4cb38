"""The term of a plan: the days it is for, as its authors write them."""

from calendar import monthrange
from typing import NamedTuple

from safety_plan.core.dates import MONTH_LENGTH, YEAR_LENGTH, format_date

#: What stands in place of an end where a plan has none.
_OPEN = "onwards"


class Term(NamedTuple):
    """The first and the last day of a plan; *last* is empty where it has no end.

    *in_years* where only years are written, so that the days are those of the usual year of
    a plan, April to March.
    """

    first: str
    last: str
    in_years: bool = False


def read_term(text: str) -> Term | None:
    """The days that *text* means; None where it is no term.

    A term is two dates (`2021-04 to 2024-03`, in days as well), two years (`2021 to 2024`:
    April 2021 to March 2024), one date alone (`2022` is from January to December), or
    `2021 onwards`.
    """
    first, separator, last = text.partition(" to ")
    if text.endswith(f" {_OPEN}"):
        first = text.removesuffix(f" {_OPEN}")
        return Term(date_bounds(first)[0], "") if format_date(first) else None
    if not format_date(first) or (separator and not format_date(last)):
        return None
    if len(first) == len(last) == YEAR_LENGTH:
        years = Term(f"{first}-04-01", f"{last}-03-31", in_years=True)
        return years if first < last else None
    term = Term(date_bounds(first)[0], last_day(last or first))
    return term if term.first <= term.last else None


def date_bounds(date: str) -> tuple[str, str]:
    """The first day that *date* may mean, and the day on which it is over: both, of a day."""
    year, _, rest = date.partition("-")
    month, _, day = rest.partition("-")
    if day:
        return date, date
    if not month:
        return f"{year}-01-01", f"{int(year) + 1:04}-01-01"
    if month == "12":
        return f"{year}-12-01", f"{int(year) + 1:04}-01-01"
    return f"{year}-{month}-01", f"{year}-{int(month) + 1:02}-01"


def last_day(date: str) -> str:
    """The last day of a year or a month; a day is its own."""
    if len(date) == YEAR_LENGTH:
        return f"{date}-12-31"
    if len(date) == MONTH_LENGTH:
        return f"{date}-{monthrange(*map(int, date.split('-')))[1]:02}"
    return date
