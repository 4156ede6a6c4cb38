"""A problem that many rows share is told once, and names each of them."""

from dataclasses import replace

import pytest

from safety_plan.checks.repeats import gather_repeats
from safety_plan.checks.reporters import problems_as_github, problems_as_text
from safety_plan.core.problems import Location, Problem
from tests.conftest import TINY

FIRST = Problem(
    location=Location("data/search-words.csv", row=2, column="leads_to"),
    rule="search-words",
    found="There is nothing called “contact:police”.",
    fix="Take it out.",
)


def on_rows(*rows: int, problem: Problem = FIRST) -> list[Problem]:
    return [replace(problem, location=replace(problem.location, row=row)) for row in rows]


def test_what_many_rows_share_is_told_once_with_every_row():
    problems = on_rows(2, 5, 8, 61)

    for text in (problems_as_text(problems), problems_as_github(problems, TINY)):
        assert text.count("contact:police") == 1
        assert "3 more rows: 5, 8 and 61." in text
    assert problems_as_text(problems).endswith("1 thing to put right in 1 file.")


@pytest.mark.parametrize(
    "problems",
    [
        on_rows(2, 5, 8),  # so few are read one by one
        [replace(one, fix=f"Write {one.location.row}.") for one in on_rows(2, 5, 8, 61)],
        on_rows(2, 5, 8, 61, problem=replace(FIRST, rule="prompt-left")),
        on_rows(0, 0, 0, 0),  # a page has lines, and no rows
    ],
)
def test_what_is_not_the_same_or_needs_words_of_its_own_stands_alone(problems: list[Problem]):
    assert gather_repeats(problems) == problems


def test_problems_stay_in_their_order():
    one, two = on_rows(2, 5), on_rows(3, 4, problem=replace(FIRST, found="Another."))
    problems = [one[0], *two, one[1]]

    assert gather_repeats(problems) == problems
