"""Answers that would break a file, or mean nothing, are refused; names of real places are not."""

import pytest

from safety_plan.starter.answers import (
    Answers,
    contact_mistake,
    name_mistake,
    period_mistake,
    repository_mistake,
)


@pytest.mark.parametrize(
    "name",
    [
        *("King’s Lynn & West Norfolk", "King's Lynn", "Ynys Môn", "Sir y Fflint", "Dŵr"),
        *(
            "Bournemouth, Christchurch and Poole Council",
            "Stoke-on-Trent",
            "St. Helens",
            "Na h-Eileanan Siar",
        ),
        *("Derry City & Strabane", "Safer Partnership (North): Board", "Westward Ho!"),
    ],
)
def test_a_real_name_is_accepted(name: str):
    assert name_mistake(name) == ""


@pytest.mark.parametrize(
    "name",
    [
        "",
        "12",
        "A\nB",
        "<b>A</b>",
        "A {{ b }}",
        "=A",
        "-A",
        'The "A"',
        "A;B",
        "[A]",
        "A\u200bB",
        "A" * 101,
    ],
)
def test_what_would_be_something_else_in_a_file_is_refused(name: str):
    assert name_mistake(name).endswith(".")


@pytest.mark.parametrize("period", ["2027", "2027-2030", "2030 to 2027", "2027 to 2027"])
def test_a_period_has_two_years_in_order(period: str):
    assert period_mistake(period)
    assert not period_mistake("2027 to 2030")


def test_a_contact_is_needed_and_a_repository_is_not():
    assert contact_mistake("")
    assert contact_mistake("somebody")
    assert not contact_mistake("safety@council.example")
    assert not repository_mistake("")
    assert repository_mistake("council/plan")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("The Gwynedd and Anglesey Partnership", "Gwynedd and Anglesey Partnership"),
        ("the Safer Partnership", "Safer Partnership"),
        ("Thetford Partnership", "Thetford Partnership"),
    ],
)
def test_the_article_of_a_partnership_is_written_once(name: str, shown: str):
    answers = Answers(
        area="A",
        council="B",
        partnership=name,
        period="2027 to 2030",
        publisher="council",
        country="wales",
        contact="a@b.example",
    )

    assert answers.texts()["partnership"] == shown
