"""Periods in other spellings: what to write instead is right, or both meanings are named."""

import re

import pytest

from safety_plan.core.dates import format_period
from safety_plan.core.period_spellings import ambiguous_month, is_financial_year, suggest_period

CASES = {
    "2019/20": "2019 to 2020",
    "2019–20": "2019 to 2020",
    "2019 - 2020": "2019 to 2020",
    "1999/00": "1999 to 2000",
    "FY2019/20": "2019 to 2020",
    "FY 19/20": "2019 to 2020",
    "19/20": "2019 to 2020",
    "2019/04": "2019-04",
    "2019-4": "2019-04",
    "Year ending September 2019": "year to 2019-09",
    "year ended 30 September 2019": "year to 2019-09",
    "Year to March 2020": "year to 2020-03",
    "12 months to March 2020": "year to 2020-03",
    "YE Sep 19": "year to 2019-09",
    "YE Sept 2019": "year to 2019-09",
    "year ending 2019-09": "year to 2019-09",
    "year ending 31/03/2020": "year to 2020-03",
    "1 April 2019 to 31 March 2020": "2019-04 to 2020-03",
    "AY 2019/20": "2019-09 to 2020-08",
    "2019-20 (provisional)": "2019 to 2020",
    "April 2019": "2019-04",
    "Apr-19": "2019-04",
    "Sept 2019": "2019-09",
    "2019 Apr": "2019-04",
    "30 September 2019": "2019-09-30",
    "30th Sept 2019": "2019-09-30",
    "30/09/2019": "2019-09-30",
    "Apr 2019 to Mar 2020": "2019-04 to 2020-03",
    "April to June 2019": "2019-04 to 2019-06",
    "Oct–Mar 2020": "2019-10 to 2020-03",
    "2019/20 Q1": "2019-04 to 2019-06",
    "Q4 2019/20": "2020-01 to 2020-03",
    "2019-Q1": "2019-01 to 2019-03",
    "H2 2019": "2019-07 to 2019-12",
    "2017/18 to 2019/20": "2017 to 2020",
    "2019 to 20": "2019 to 2020",
    "01/04/2019 - 31/03/2020": "2019-04 to 2020-03",
    "2018 and 2019": "2018-01 to 2019-12",
    "as at 31 March 2020": "2020-03-31",
    "mid-2019": "2019-06-30",
    "04/2019": "2019-04",
    "calendar year 2019": "2019",
    "2019p": "2019",
}


@pytest.mark.parametrize(("text", "meant"), CASES.items())
def test_a_usual_spelling_is_answered_with_the_period_it_means(text: str, meant: str):
    suggestion = suggest_period(text)

    assert re.search(rf"(?<![0-9-]){re.escape(meant)}(?![0-9-]|\w)", suggestion), suggestion
    assert format_period(meant)


@pytest.mark.parametrize("text", [text for text in CASES if " to " not in text])
def test_what_is_answered_is_no_period_already(text: str):
    assert format_period(text) is None


def test_where_two_are_meant_both_are_named():
    assert "2019-01 to 2019-03" in suggest_period("Q1 2019")
    assert "2019-04 to 2019-06" in suggest_period("Q1 2019")
    assert "2019 to 2020" in suggest_period("FY2019")
    assert "2018 to 2019" in suggest_period("FY2019")


def test_of_what_is_no_period_nothing_is_made():
    assert suggest_period("North") == ""
    assert suggest_period("last year") == ""


@pytest.mark.parametrize("period", ["2000-01", "2008-09", "2009-10", "2010-11", "2011-12"])
def test_a_month_that_may_be_a_financial_year_is_known(period: str):
    assert ambiguous_month(period) == f"{period[:4]} to {int(period[:4]) + 1}"


@pytest.mark.parametrize("period", ["2009-09", "2010-10", "2012-13", "2019-04", "2009", "Any"])
def test_what_is_only_one_of_the_two_is_not_unclear(period: str):
    assert ambiguous_month(period) == ""


def test_a_financial_year_is_known_in_each_of_its_spellings():
    for period in ("2012-13", "2012/13", "2012–2013", "2012 to 2013", "1999-00"):
        assert is_financial_year(period), period
    assert not is_financial_year("2012-14")
