"""Periods that are written as a financial year is, some of which are months as well."""

import re

from safety_plan.core.dates import format_period

_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_FINANCIAL_YEAR = re.compile(r"([0-9]{4})(?:\s*[-/–—−_]\s*| to )([0-9]{2}|[0-9]{4})")


def ambiguous_month(period: str) -> str:
    """The financial year that *period* may mean too: `2009 to 2010` for `2009-10`, else nothing.

    A month of a year is written as the financial year is that ends in the next: only from
    2000-01 to 2011-12, for there is no month 13.
    """
    match = _MONTH.fullmatch(period)
    if not match or format_period(period) is None:
        return ""
    year, month = int(match[1]), int(match[2])
    return f"{year} to {year + 1}" if (year + 1) % 100 == month else ""


def is_financial_year(period: str) -> bool:
    """True for a period written as a financial year is: `2012-13`, `2012/13`, `2012 to 2013`."""
    match = _FINANCIAL_YEAR.fullmatch(period)
    return match is not None and (int(match[1]) + 1) % 100 == int(match[2]) % 100
