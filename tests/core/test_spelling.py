"""Whether two names are one in two spellings."""

import pytest

from safety_plan.core.spelling import is_one_letter_off, skeleton, spelling_key, without_mark


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Upper Wend", "Upper\u00a0Wend"),
        ("Upper Wend", "Upper\u2009\u2009wend"),
        ("Upper Wend", "Upp\u0435r Wend"),
        ("Mossley", "\u039cossley"),
        ("HALE", "\u041dALE"),
        ("St Ann’s", "St. Ann's"),
        ("Caf\u00e9 Row", "Cafe\u0301 Row"),
        ("Mill-Bank", "Mill – Bank"),
        ("Hope & Sons", "Hope and Sons"),
        ("Ｆernbrook", "Fernbrook"),
    ],
)
def test_these_are_one_name(one: str, other: str):
    assert skeleton(one) == skeleton(other)


def test_a_name_in_one_word_or_in_two_is_one_name():
    assert spelling_key("Anti-social") == spelling_key("Antisocial")
    assert spelling_key("Ward 1 2") != spelling_key("Ward 12")


@pytest.mark.parametrize(("one", "other"), [("Saint Mary", "St. Mary"), ("Mill Road", "Mill Rd")])
def test_a_short_form_is_the_name_it_is_short_for(one: str, other: str):
    assert spelling_key(one) == spelling_key(other)


@pytest.mark.parametrize("name", ["Ashwick*", "Ashwick [1]", "Ashwick†", "Ashwick (p)"])
def test_the_sign_of_a_footnote_is_no_part_of_a_name(name: str):
    assert without_mark(name) == "Ashwick"


@pytest.mark.parametrize("name", ["Grade A*", "A*", "Zone 1", "Ward (East)", "16+"])
def test_a_sign_that_is_a_part_of_its_name_stays(name: str):
    assert without_mark(name) == name


@pytest.mark.parametrize(
    ("one", "other"), [("0-4", "5-9"), ("Ward 1", "Ward 2"), ("1.5", "15"), ("Band A", "Band B")]
)
def test_these_are_two_names(one: str, other: str):
    assert skeleton(one) != skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("uper wend", "upper wend"), ("burglery", "burglary"), ("fernborok", "fernbrook")],
)
def test_a_slip_is_one_letter_off(one: str, other: str):
    assert is_one_letter_off(one, other)
    assert is_one_letter_off(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ward 1", "ward 2"),
        ("harden", "marden"),
        ("male", "female"),
        ("band a", "band b"),
        ("north end", "south end"),
        ("hill", "hall"),
        ("upper wend", "upper wend east"),
    ],
)
def test_what_differs_on_purpose_is_no_slip(one: str, other: str):
    assert not is_one_letter_off(one, other)
