"""A change in words says nothing that the numbers do not."""

import pytest

from safety_plan.content.change_phrases import describe_change
from safety_plan.models.figures import Figure


def figure(value: str, unit: str, qualifier: str = "") -> Figure:
    return Figure(
        id="a",
        label="A",
        value=value,
        unit=unit,
        qualifier=qualifier,
        period="2021",
        place="Fernbrook",
        source="report",
    )


@pytest.mark.parametrize(
    ("old", "new", "unit", "words"),
    [
        ("100000", "99999", "count", "fell by less than 0.1%"),
        ("40000", "39999.50", "pounds", "fell by less than 0.1%"),
        ("99999", "100000", "count", "rose by less than 0.1%"),
        ("-10", "10", "index", "rose by 20"),
        ("10", "-10", "pounds", "fell by £20"),
        ("5", "2", "rank", "changed from 5 to 2"),
        ("-43", "-40", "percent_change", "rose by 3 percentage points"),
        ("-3.5", "1", "percentage_points", "rose by 4.5 percentage points"),
        ("3333.31", "3547.58", "fte", "rose by 6.4%"),
        ("0", "3", "count", "rose by 3"),
        ("8", "8.0", "count", "stayed the same at 8.0"),
        ("17176", "16987", "count", "fell by 1.1%"),
    ],
)
def test_a_change_is_worded_by_what_its_numbers_can_say(old: str, new: str, unit: str, words: str):
    assert describe_change(figure(old, unit), figure(new, unit), "change") == words


@pytest.mark.parametrize("qualifier", ["over", "about", "fewer than", "between 5 and"])
@pytest.mark.parametrize("show", ["change", "amount", "both", "direction"])
def test_numbers_that_are_not_exact_are_not_taken_from_one_another(qualifier: str, show: str):
    exact, other = figure("60", "count"), figure("70", "count", qualifier)

    assert describe_change(exact, other, show) is None
    assert describe_change(other, exact, show) is None


def test_a_range_is_shown_with_both_of_its_ends():
    assert figure("60", "pounds", "between 50 and").text == "between £50 and £60"
    assert figure("0.6", "percent", "between 0.25 and").text == "between 0.25% and 0.6%"
