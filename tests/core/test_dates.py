"""Where a period begins, where it ends and how long it is: what every comparison rests on."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety_plan.core.dates import (
    format_date,
    format_period,
    is_open_period,
    period_bounds,
    period_end,
    period_months,
)

#: A period, its first and last day, how many months it has, and its end as a count of months.
PERIODS = [
    ("2019", "2019-01-01", "2019-12-31", 12, 2020 * 12),
    ("2019-02", "2019-02-01", "2019-02-31", 1, 2019 * 12 + 2),
    ("2019-12", "2019-12-01", "2019-12-31", 1, 2020 * 12),
    ("2019-06-30", "2019-06-30", "2019-06-30", 0, 2019 * 12 + 6),
    ("2019-06-29", "2019-06-29", "2019-06-29", 0, 2019 * 12 + 5 + Fraction(29, 31)),
    ("2019-01-01", "2019-01-01", "2019-01-01", 0, 2019 * 12 + Fraction(1, 31)),
    ("2018 to 2019", "2018-04-01", "2019-03-31", 12, 2019 * 12 + 3),
    ("2018 to 2021", "2018-04-01", "2021-03-31", 36, 2021 * 12 + 3),
    ("year to 2019-09", "2018-10-01", "2019-09-31", 12, 2019 * 12 + 9),
    ("year to 2019-11", "2018-12-01", "2019-11-31", 12, 2019 * 12 + 11),
    ("year to 2019-12", "2019-01-01", "2019-12-31", 12, 2020 * 12),
    ("2018-10 to 2019-09", "2018-10-01", "2019-09-31", 12, 2019 * 12 + 9),
    ("2018-04 to 2018-06", "2018-04-01", "2018-06-31", 3, 2018 * 12 + 6),
]


@pytest.mark.parametrize(("period", "first", "last", "months", "end"), PERIODS)
def test_a_period_has_its_first_day_its_last_day_and_its_length(
    period: str, first: str, last: str, months: int, end: Fraction
):
    assert period_bounds(period) == (first, last)
    assert period_months(period) == months
    assert period_end(period) == end


@pytest.mark.parametrize("period", ["undated", "since 2019-04", "last year", "2019-13", ""])
def test_what_has_no_known_beginning_or_end_has_no_bounds_and_no_length(period: str):
    assert period_bounds(period) is None
    assert period_end(period) is None
    assert period_months(period) == 0


@given(st.integers(1, 9998), st.integers(1, 12))
def test_a_year_that_ends_with_a_month_ends_where_the_month_does_and_is_a_year_long(
    year: int, month: int
):
    last = f"{year + 1:04}-{month:02}"

    assert period_end(f"year to {last}") == period_end(last)
    assert period_months(f"year to {last}") == 12


@pytest.mark.parametrize(
    "text",
    [
        *("year to 2019", "year to 2019-09-30", "year to 2019-13", "2019 to 2019"),
        *("2018-09-01 to 2018-09-30", "2018 to 2019-03", "2018-04 to 2019", "2019-09 to 2019-08"),
        *("since", "since undated", "since 2019-13", "2019-13 to 2020-01", "2018-01 to 2018-13"),
        *("0000", "2019-00", "2019-06-31", "19", "year to undated"),
    ],
)
def test_what_is_no_period_is_refused(text: str):
    assert format_period(text) is None


def test_a_period_of_one_month_is_told_as_that_month():
    assert format_period("2018-09 to 2018-09") == "September 2018"
    assert format_period("2018-01 to 2018-12") == "January to December 2018"
    assert format_period("since 2019-04") == "since April 2019"
    assert format_date("2019-12") == "December 2019"
    assert is_open_period("since 2019-04")
    assert not is_open_period("2019-04")
