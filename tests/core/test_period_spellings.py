"""Periods in other spellings: what to write instead is right, or both meanings are named."""

import re

import pytest

from safety_plan.core.dates import format_period
from safety_plan.core.financial_years import ambiguous_month, is_financial_year
from safety_plan.core.period_spellings import suggest_period

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


#: Spellings of which every period that the answer names is told, in its order, and no other.
ANSWERS = {
    "Q1 2019": ["2019-01 to 2019-03", "2019-04 to 2019-06"],
    "Q3 2019": ["2019-07 to 2019-09", "2019-10 to 2019-12"],
    "Q4 2019": ["2019-10 to 2019-12", "2020-01 to 2020-03"],
    "Q1 2019/20": ["2019-04 to 2019-06"],
    "2019/20 Q4": ["2020-01 to 2020-03"],
    "H1 2019": ["2019-01 to 2019-06", "2019-04 to 2019-09"],
    "2019 H2": ["2019-07 to 2019-12", "2019-10 to 2020-03"],
    "FY2019": ["2019 to 2020", "2018 to 2019"],
    "05/04/2019": ["2019-04-05", "2019-05-04"],
    "11/12/2019": ["2019-12-11", "2019-11-12"],
    "04/04/2019": ["2019-04-04"],
    "12/12/2019": ["2019-12-12"],
    "13/04/2019": ["2019-04-13"],
    "04/13/2019": ["2019-04-13"],
    "12/13/2019": ["2019-12-13"],
    "01/2019": ["2019-01"],
    "12/2019": ["2019-12"],
    "2019-12": ["2019-12"],
    "2019 to 12": ["2019-12"],
    "2019 to 01": ["2019-01"],
    "2019 to 2022": [],
    "2019/2022": ["2019 to 2022"],
    "2009/10": ["2009 to 2010"],
    "2000/01": ["2000 to 2001"],
    "2009/09": ["2009-09"],
    "since 2019-04-01": ["since 2019-04-01"],
    "1999/2000": ["1999 to 2000"],
    "2099/2101": ["2099 to 2101"],
    "2019/2012": [],
    "2019/2019": [],
    "\xa0Q1 2019/20. ": ["2019-04 to 2019-06"],
    "FY\xa019/20": ["2019 to 2020"],
    "01/01/2019 - 31/12/2019": ["2019-01 to 2019-12"],
    "01/01/19 - 28/02/19": ["2019-01 to 2019-02"],
    "30/09/69": ["2069-09-30"],
    "30/09/70": ["1970-09-30"],
    "AY 69/70": ["1969-09 to 1970-08"],
    "AY 1919/20": ["1919-09 to 1920-08"],
    "AY 2069/70": ["2069-09 to 2070-08"],
    "AY 99/00": ["1999-09 to 2000-08"],
    "FY 69/70": ["1969 to 1970"],
    "69/70": ["1969 to 1970"],
    "68/69": ["2068 to 2069"],
    "99/00": ["1999 to 2000"],
    "FY 69/1970": ["1969 to 1970"],
    "Q4 69/70": ["1970-01 to 1970-03"],
    "69/70 Q1": ["1969-04 to 1969-06"],
    "1917/18 to 1919/20": ["1917 to 1920"],
    "01/04/69 - 31/03/70": ["1969-04 to 1970-03"],
    "Apr 69 to Mar 70": ["1969-04 to 1970-03"],
    "1 April 1919 to 31 March 20": ["1919-04 to 1920-03"],
    "2018 and 2020": ["2018-01 to 2020-12"],
    "2017/18 and 2019/20": ["2017 to 2020"],
    "Nov 2018 to Oct 2019": ["2018-11 to 2019-10"],
    "Jan to Jan 2019": ["2019-01 to 2019-01"],
    "1 April 2019 to 31 March 2020": ["2019-04 to 2020-03"],
    "01/04/2019 - 28/02/2020": ["2019-04 to 2020-02"],
    "2020.0": ["2020"],
    "year 2020": ["2020"],
    "as at 2020-03-31": ["2020-03-31"],
    "as at March 2020": ["2020-03"],
    "2020-03-31*": ["2020-03-31"],
    "2020-03-31 (provisional)": ["2020-03-31"],
    "2019 to 2020 (provisional)": ["2019 to 2020"],
    "Jan 2018 to Dec 2020": ["2018-01 to 2020-12"],
    "Dec to Jan 2019": ["2018-12 to 2019-01"],
    "Q2 2019": ["2019-04 to 2019-06", "2019-07 to 2019-09"],
    "since 2019-04": ["since 2019-04"],
    "from April 2019 onwards": ["since 2019-04"],
    "2019/20 onwards": ["2019 to 2020"],
    "2019-04 to date": ["since 2019-04"],
    "April 2019*": ["2019-04"],
    "2019 [1]": ["2019"],
    "2019-04-01 00:00:00": ["2019-04-01"],
}
_PERIOD = r"(?:year to |since )?[0-9]{4}(?:-[0-9]{2}){0,2}(?: to [0-9]{4}(?:-[0-9]{2})?)?"


@pytest.mark.parametrize(("text", "meant"), ANSWERS.items())
def test_every_period_that_may_be_meant_is_named_and_no_other(text: str, meant: list[str]):
    named = re.findall(rf"{_PERIOD}(?! and)", suggest_period(text).partition(" where it starts")[0])
    if text == "FY2019":
        named += re.findall(r", or (2018 to 2019) ", suggest_period(text))

    assert named == meant


@pytest.mark.parametrize(
    "text",
    [
        *("North", "last year", "00/2019", "13/2019", "2019 and 2019", "2019 and 2018"),
        *("2019/13", "2019/00", "2019/2012", "2019/2019", "2019 to 2019"),
        *("2019/20 to 2018/19", "02/04/2019 - 31/03/2020", "01/04/2019 - 27/03/2020"),
        *("as at the census", "Ward 7*", "North (provisional)"),
        *("20/19", "AY 20/19", "AY 2020/19", "Q1 18/17", "2018/17 Q1"),
        *("01/00/2019 - 31/03/2020", "01/04/2019 - 31/13/2020", "2019-13-01 00:00"),
    ],
)
def test_of_what_is_no_period_nothing_is_made(text: str):
    assert suggest_period(text) == ""


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("2020 to 2019", "The first year is after the second."),
        ("2019-13-01", "There is no such month or day."),
        ("2019-02-30", "There is no such month or day."),
        ("Nov 2020 to Mar 2019", "The first month is after the second."),
        ("01/04/2020 - 31/03/2019", "The first month is after the second."),
        ("43556", "The spreadsheet shows a day as a number."),
    ],
)
def test_what_can_be_no_period_is_told_why(text: str, start: str):
    assert suggest_period(text).startswith(start)


@pytest.mark.parametrize("period", ["2000-01", "2008-09", "2009-10", "2010-11", "2011-12"])
def test_a_month_that_may_be_a_financial_year_is_known(period: str):
    assert ambiguous_month(period) == f"{period[:4]} to {int(period[:4]) + 1}"


@pytest.mark.parametrize("period", ["2009-09", "2010-10", "2012-13", "2019-04", "2009", "Any"])
def test_what_is_only_one_of_the_two_is_not_unclear(period: str):
    assert ambiguous_month(period) == ""


def test_a_financial_year_is_known_in_each_of_its_spellings():
    for period in ("2012-13", "2012/13", "2012–2013", "2012 to 2013", "1999-00"):
        assert is_financial_year(period), period
    for period in ("2012-14", "2012", "2012-13-01", "North", ""):
        assert not is_financial_year(period), period


@pytest.mark.parametrize("form", ["AY {}/{}", "FY {}/{}", "Q2 {}/{}", "Apr {} to Mar {}"])
def test_no_period_that_is_answered_ends_before_it_starts(form: str):
    for year in range(100):
        for gap in (1, 2, 10):
            answer = suggest_period(form.format(f"{year:02}", f"{(year + gap) % 100:02}"))
            for first, last in re.findall(r"([0-9][0-9-]+) to ([0-9][0-9-]+)", answer):
                assert first <= last, (answer, year, gap)
