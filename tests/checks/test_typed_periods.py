"""Words that give a time are held against the numbers beside them, and nothing else is."""

import pytest

from safety_plan.checks.typed_periods import stale_for_figure, stale_for_rows

HALF, YEARS = "2017-04 to 2017-09", "2016 to 2017"
QUARTERS = ["2014-04 to 2014-06", "2020-01 to 2020-03"]
LONG = ["2014 to 2015", "2019 to 2020"]
ENDS = ["year to 2016-12", "year to 2019-12"]
MIXED = ["2012-04 to 2012-12", "2017-04 to 2017-09"]


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("housebreakings from April to December", HALF),
        ("thefts in 2013 to 2014", HALF),
        ("thefts (2016)", HALF),
        ("thefts, 2016/17", HALF),
        ("thefts in nine months", HALF),
        ("thefts in the first 9 months", HALF),
        ("thefts from March 2017 to September 2017", HALF),
        ("thefts in May 2016", HALF),
        ("people hurt in the year to March 2018", YEARS),
        ("people killed, average of 2009 to 2013", "2004 to 2008"),
    ],
)
def test_words_of_another_time_than_the_figure_are_told(words: str, period: str):
    assert stale_for_figure(words, period)


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("housebreakings from April to September", HALF),
        ("thefts in six months, fewer than in 2016", HALF),
        ("thefts between April and September 2017", HALF),
        ("thefts in May", HALF),
        ("thefts, April 2016 to March 2017", YEARS),
        ("thefts since 2015", YEARS),
        ("thefts, compared with 2015", YEARS),
        ("strategies that the Crime and Disorder Act 1998 calls for", YEARS),
        ("of those asked in the Crime Survey 2015 feel safe", YEARS),
        ("people who may march", YEARS),
        ("people killed, average of 2004 to 2008", "2004 to 2008"),
        ("thefts in 2013", "undated"),
    ],
)
def test_words_that_fit_the_figure_or_are_of_something_else_are_left_alone(words: str, period: str):
    assert stale_for_figure(words, period) == ""


@pytest.mark.parametrize(
    ("words", "periods"),
    [
        ("Offences, April 2014 to December 2019", QUARTERS),
        ("Offences, April 2014 to June 2020", QUARTERS),
        ("An index where 2014 to 2015 is 100, financial years to 2018 to 2019", LONG),
        ("First entrants, years ending December 2016 to 2018", ENDS),
        ("Housebreakings from April to December", MIXED),
        ("Housebreakings, 2012 and 2013", MIXED),
        ("Thefts from January to June", ["2020-01", "2020-02", "2020-07"]),
    ],
)
def test_words_that_the_rows_of_a_chart_left_behind_are_told(words: str, periods: list[str]):
    assert stale_for_rows(words, periods)


@pytest.mark.parametrize(
    ("words", "periods"),
    [
        ("Offences, April 2014 to March 2020", QUARTERS),
        ("An index where 2014 to 2015 is 100, financial years to 2019 to 2020", LONG),
        ("People counted, as published for 2014 to late 2019", ["2014", "2019"]),
        ("First entrants, years ending December 2016 to 2019", ENDS),
        ("Offences, 2014 to 2015 until 2019 to 2020", LONG),
        ("Thefts, 2014 to 2015 and after", LONG),
        ("Counts of 2014 to 2015 are estimates", LONG),
        ("Deaths, with the average of 2004 to 2008", LONG),
        ("Housebreakings from April to December, in 2017 from April to September", MIXED),
        ("Thefts from January to June", ["2020-01", "2020-02", "2020-06"]),
        ("Thefts, 2013", []),
    ],
)
def test_words_that_fit_the_rows_of_a_chart_are_left_alone(words: str, periods: list[str]):
    assert stale_for_rows(words, periods) == ""


def test_a_title_may_speak_of_some_of_the_rows_and_of_no_other():
    assert stale_for_rows("Crime reached a peak in 2015", LONG, is_title=True) == ""
    assert stale_for_rows("Crime reached a peak in 2012", LONG, is_title=True) == "2012"


@pytest.mark.parametrize(
    ("words", "period", "is_told"),
    [
        *((f"thefts in {month}", HALF, False) for month in ("April", "May", "September")),
        *((f"thefts in {month}", HALF, True) for month in ("March", "October", "December")),
        *((f"thefts in {month}", "2018-10 to 2019-03", False) for month in
          ("October", "December", "January", "March")),
        *((f"thefts in {month}", "2018-10 to 2019-03", True) for month in ("April", "September")),
        ("thefts in December", "2019-12", False),
        ("thefts in November", "2019-12", True),
        ("thefts in January", "2019-12", True),
        ("thefts from April to March", YEARS, False),
        ("thefts from April to December", YEARS, True),
        ("thefts from April to December", "2016-04 to 2017-04", False),
        ("thefts from April to December", "2015 to 2017", False),
        ("thefts in May 2016", YEARS, False),
        ("thefts in April 2016", YEARS, False),
        ("thefts in March 2017", YEARS, False),
        ("thefts in March 2016", YEARS, True),
        ("thefts in April 2017", YEARS, True),
    ],
)  # fmt: skip
def test_a_month_beside_a_figure_is_one_of_those_it_counts(words: str, period: str, is_told: bool):
    assert bool(stale_for_figure(words, period)) == is_told


@pytest.mark.parametrize(
    ("words", "period", "is_told"),
    [
        ("thefts in six months", "2018-10 to 2019-03", False),
        ("thefts in five months", "2018-10 to 2019-03", True),
        ("thefts in 12 months", YEARS, False),
        ("thefts in 6 months", YEARS, True),
        ("thefts in two months", "2018-12 to 2019-01", False),
        ("thefts in three months", "2018-12 to 2019-01", True),
        # Of a month, and of more than a year, nothing is said in months.
        ("thefts in two months", "2019-12", False),
        ("thefts in six months", "2016-04 to 2017-04", False),
    ],
)
def test_a_number_of_months_is_that_of_the_figure(words: str, period: str, is_told: bool):
    assert bool(stale_for_figure(words, period)) == is_told


@pytest.mark.parametrize(
    ("words", "period", "is_told"),
    [
        ("thefts from October to March 2019", "2018-10 to 2019-03", False),
        ("thefts from October to March 2019", "2019-10 to 2020-03", True),
        ("thefts from October 2018 to March 2019", "2018-10 to 2019-03", False),
        ("thefts from April to September 2019", "2019-04 to 2019-09", False),
        ("thefts from April to September 2019", "2018-04 to 2018-09", True),
        ("thefts in 1999/00", "1999 to 2000", True),
        ("thefts in 2015/16", "2015 to 2016", False),
    ],
)
def test_a_range_of_months_with_one_year_ends_in_it(words: str, period: str, is_told: bool):
    assert bool(stale_for_figure(words, period)) == is_told


def test_a_time_is_found_behind_a_word_that_is_no_month():
    assert stale_for_figure("people may march in May 2016", HALF) == "May 2016"
    assert stale_for_figure("2016, thefts", HALF) == "2016"
