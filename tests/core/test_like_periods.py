"""Two periods are alike where a difference between them can be the change of a number."""

import pytest

from safety_plan.core.like_periods import Unlike, months_apart, why_unlike, years_between


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("year to 2018-12", "year to 2019-12"),
        ("2018 to 2019", "2019 to 2020"),
        ("2019-01 to 2019-03", "2020-01 to 2020-03"),
        ("2018-09", "2019-09"),
        ("2017-06-30", "2019-06-30"),
        ("2017", "2018"),
        ("2018 to 2019", "year to 2020-03"),
        ("2019 to 2022", "2022 to 2025"),
        ("year to 2019-03", "2018-04 to 2019-03"),
        ("undated", "undated"),
        ("since 2019-04", "since 2019-04"),
    ],
)
def test_years_that_follow_one_another_and_the_same_months_of_two_years_are_alike(
    old: str, new: str
):
    assert why_unlike(old, new) is None
    assert why_unlike(new, old) is None


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("2018-10 to 2018-12", "2020-01 to 2020-03", Unlike.SEASON),
        ("2018-09", "2019-03", Unlike.SEASON),
        ("year to 2017-12", "year to 2019-03", Unlike.APART),
        ("2017", "2019 to 2020", Unlike.APART),
        ("year to 2018-12", "year to 2019-09", Unlike.OVERLAP),
        ("2018-10 to 2018-12", "2018-12 to 2019-02", Unlike.OVERLAP),
        ("year to 2018-12", "2019-01 to 2019-03", Unlike.LENGTH),
        ("2018", "2018-09", Unlike.LENGTH),
        ("2017-06-30", "2018", Unlike.LENGTH),
        ("undated", "2018", Unlike.UNDATED),
        ("since 2019-04", "2019-04", Unlike.UNDATED),
        ("since 2019-04", "since 2020-04", Unlike.UNDATED),
    ],
)
def test_other_periods_are_not_and_it_is_said_why(old: str, new: str, why: Unlike):
    assert why_unlike(old, new) is why
    assert why_unlike(new, old) is why


@pytest.mark.parametrize(
    ("old", "new", "years"),
    [
        ("year to 2018-12", "year to 2020-12", 2),
        ("2019-01 to 2019-03", "2022-01 to 2022-03", 3),
        ("year to 2018-12", "year to 2019-12", 0),
        ("2019-01 to 2019-03", "2020-01 to 2020-03", 0),
        ("2019 to 2022", "2022 to 2025", 0),
        ("year to 2017-12", "year to 2019-03", 0),
        ("2019-01-01", "2020-01-01", 0),
        ("2019-01-01", "2021-01-01", 2),
        ("undated", "undated", 0),
    ],
)
def test_a_change_over_several_years_is_known(old: str, new: str, years: int):
    assert years_between(old, new) == years
    assert isinstance(years_between(old, new), int)  # it is told in words, without a point


@pytest.mark.parametrize(
    ("old", "new", "months"),
    [
        ("2018-12", "2019-01", 1),
        ("2019-09", "2019-10", 1),
        ("2019", "2019-06", 5),
        ("2018 to 2019", "2019", 9),
        ("year to 2019-09", "2019-10", 12),
        ("2019-06-30", "2019-06-01", 0),
    ],
)
def test_months_are_counted_from_beginning_to_beginning(old: str, new: str, months: int):
    assert months_apart(old, new) == months_apart(new, old) == months
