"""A time as plans word it is told back as what to write; what says no time is told so."""

import re

import pytest

from safety_plan.core.dates import format_period
from safety_plan.core.deadline_spellings import suggest_deadline
from safety_plan.models.cell_advice import period_fix


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("By end of March 2028", "2028-03"),
        ("by the end of March 2028.", "2028-03"),
        ("End March 2028", "2028-03"),
        ("end of Q3 2028/29", "2028-10 to 2028-12"),
        ("by 31/03/2028", "2028-03-31"),
        ("no later than 2028-03", "2028-03"),
        ("early 2028", "2028"),
        ("late 2027/28", "2027 to 2028"),
        ("Spring 2028", "2028-03 to 2028-05"),
        ("by the end of autumn 2028", "2028-09 to 2028-11"),
        ("Winter 2027/28", "2027-12 to 2028-02"),
    ],
)
def test_a_deadline_in_words_is_told_as_a_period(text: str, period: str):
    named = re.findall(r"[12][0-9]{3}[0-9-]*(?: to [0-9-]+)?", suggest_deadline(text))

    assert [one.rstrip("-") for one in named] == [period]
    assert format_period(period)


@pytest.mark.parametrize(
    "text", ["Ongoing", "on-going", "ASAP", "Life of the plan", "Long term", "Every year"]
)
def test_what_says_no_time_is_told_so(text: str):
    assert suggest_deadline(text).startswith("It says no time.")


@pytest.mark.parametrize(
    "text", ["", "end of the road", "by then", "before 2028", "Springfield 2028"]
)
def test_what_is_unclear_is_not_guessed(text: str):
    assert suggest_deadline(text) == ""


@pytest.mark.parametrize("text", ["mid 2020", "since April 2019", "year ending March 2020"])
def test_what_was_read_before_is_told_as_before(text: str):
    assert suggest_deadline(text) != period_fix(text) != ""
