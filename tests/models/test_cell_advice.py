"""What a person is told to write is what we read, and never another number than theirs."""

import re

import pytest

from safety_plan.core.dates import format_date
from safety_plan.core.quantities import read_decimal
from safety_plan.core.text import NAME
from safety_plan.models.cell_advice import amount_fix, date_fix, day_fix, format_fix, id_meant


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("31/03/2020", "2020-03-31"),
        ("31.03.2020", "2020-03-31"),
        ("31 March 2020", "2020-03-31"),
        ("31-Mar-20", "2020-03-31"),
        ("2020-03-31 00:00:00", "2020-03-31"),
        ("2020-03-31T09:30:00Z", "2020-03-31"),
    ],
)
def test_a_day_in_other_words_is_told_as_we_write_it(cell: str, day: str):
    assert day in date_fix(cell)
    assert day in day_fix(cell)
    assert format_date(day)


@pytest.mark.parametrize("cell", ["2020/21", "spring 2021", "TBC", "2021-02-31 00:00:00"])
def test_no_day_is_made_of_what_names_none(cell: str):
    assert date_fix(cell).startswith(("Write it as 2020-03-27", "There is no such"))


def test_a_month_is_no_whole_day():
    assert "2020-03" in date_fix("March 2020")
    assert day_fix("March 2020") == "Write its year, month and day: 2027-03-31."


def test_a_day_that_can_be_read_in_two_ways_is_told_in_both():
    assert re.findall(r"2020-\d\d-\d\d", date_fix("04/05/2020")) == ["2020-05-04", "2020-04-05"]
    assert re.findall(r"2020-\d\d-\d\d", date_fix("31/03/2020")) == ["2020-03-31"]


def test_outside_a_table_nobody_is_told_of_a_spreadsheet():
    assert "spreadsheet" in format_fix("date", "31/03/2020")
    assert "spreadsheet" not in format_fix("date", "31/03/2020", in_table=False)


@pytest.mark.parametrize("cell", ["Bridge Lights", "bridge_lights", " Bridge-lights!"])
def test_an_id_in_another_form_is_told_as_we_write_it(cell: str):
    assert id_meant(cell) == "bridge-lights"
    assert NAME.fullmatch(id_meant(cell))


@pytest.mark.parametrize(
    ("cell", "number"),
    [("£8,000", "8000"), ("8,000.50", "8000.50"), ("£40k", "40000"), ("1.5m", "1500000")],
)
def test_an_amount_with_other_signs_is_told_in_digits(cell: str, number: str):
    assert number in amount_fix(cell)
    assert read_decimal(number) is not None


@pytest.mark.parametrize("cell", ["-5", "(500)", "−£3.9", "-£500"])
def test_nobody_is_told_to_drop_a_minus_sign(cell: str):
    assert "never below zero" in amount_fix(cell)
    assert "digits only" not in amount_fix(cell)


@pytest.mark.parametrize("cell", ["n/k", "unknown", "TBC", "-", "[c]", "NOT KNOWN", "nil"])
def test_what_is_not_known_is_never_told_as_nothing(cell: str):
    assert amount_fix(cell).startswith("Where no source says how much it is, write: not known.")
