"""A title is held against the numbers of its chart, and true titles are left alone."""

from dataclasses import asdict, replace

import pytest

from safety_plan.charts.draw import draw
from safety_plan.charts.kinds import kind_of
from safety_plan.checks.chart_titles import contradictions
from safety_plan.content.renderer import Renderer
from safety_plan.core.problems import Location
from safety_plan.models.charts import Chart, Series

YEARS = ("2018", "2019", "2020", "2021")


def chart(title: str, *series: Series, labels: tuple[str, ...] = YEARS) -> Chart:
    words = {"subtitle": "", "description": "", "unit": "count", "labels_heading": "Year"}
    kind = "lines" if labels is YEARS else "bars"
    marked = tuple(label for label in labels if label == "Northmere")
    return Chart(
        id="c", kind=kind, title=title, labels=labels, series=series, marked=marked, **words
    )


FALLING = Series(name="Northmere", cells=("210", "180", "150", "140"), marked=True)
RISING = Series(name="Wend", cells=("100", "120", "150", "200"))
TOWNS = Series(name="Thefts", cells=("30", "20", "10"))
LINES = [
    ("Thefts in Northmere fell", True),
    ("Thefts in Northmere rose", False),
    ("Thefts in Wend rose while thefts in Northmere fell", True),
    ("Thefts in Northmere fell by a third", True),
    ("Thefts in Northmere fell by a fifth", False),
    ("Thefts in Northmere halved", False),
    ("Thefts in Northmere fell by 33%", True),
    ("Thefts in Northmere fell by 10%", False),
    ("Thefts in Northmere have fallen since 2019", True),
    ("Fewer thefts in Northmere each year", True),
    ("More thefts in the latest year", False),
    ("Thefts rose between 2018 and 2019", False),
    ("Thefts in Northmere were highest in 2018", True),
    ("Thefts in Northmere were highest in 2020", False),
    ("Thefts in Northmere did not rise", True),
    ("Wend has more thefts than Northmere", True),
    ("How thefts rose", True),
]
BARS = [
    ("Northmere has the most thefts", True),
    ("Northmere has the fewest thefts", False),
    ("Wend has the highest count", False),
    ("Deep Vale has the lowest count", True),
    ("The most deprived town is Wend", True),
]


@pytest.mark.parametrize(("title", "true"), LINES)
def test_a_title_over_time_is_held_against_its_lines(title: str, true: bool):
    problems = contradictions(chart(title, FALLING, RISING), Location("data/charts.yml", line=3))

    assert [problem.rule for problem in problems] == ([] if true else ["title-contradicts"])


@pytest.mark.parametrize(("title", "true"), BARS)
def test_a_title_about_the_most_is_held_against_its_bars(title: str, true: bool):
    bars = chart(title, TOWNS, labels=("Northmere", "Wend", "Deep Vale"))

    assert (contradictions(bars, Location("data/charts.yml")) == []) is true


def test_the_order_of_time_counts_not_that_of_the_bars():
    bars = chart("Thefts fell", Series(name="Thefts", cells=("9", "7")), labels=("2020", "2018"))

    assert len(contradictions(bars, Location("data/charts.yml"))) == 1


def test_values_held_back_are_gaps_and_are_said_in_words():
    marked = Series(name="Thefts", cells=("5", "[c]", "[x]", "7"), rows=(2, 3, 4, 5))
    held = chart("Thefts", marked)
    empty = chart("Thefts", Series(name="Thefts", cells=("5", "", "", "7")))

    table = Renderer(figures={}, sources={}).block("chart", asdict(held))

    assert draw(held) == draw(empty)
    assert "Held back to protect people: 2019. Not available: 2020." in kind_of(held).description(
        held
    )
    assert "held back to protect people</td>" in table
    assert "not available</td>" in table


# Titles of kinds that show more than the numbers of their table

TOWNS_OF_PARTS = ("Northmere", "Wend", "Deep Vale")
BICYCLES = Series(name="bicycles", cells=("60", "30", "10"))
TOOLS = Series(name="tools", cells=("20", "50", "[x]"))


def chart_of_parts(kind: str, title: str) -> Chart:
    parts = chart(title, BICYCLES, TOOLS, labels=TOWNS_OF_PARTS)
    return replace(parts, kind=kind, marked=())


@pytest.mark.parametrize(
    ("title", "true"),
    [
        ("More than half of the thefts in Northmere were of bicycles", True),
        ("More than half of the thefts in Wend were of bicycles", False),
        ("Less than half of the thefts in Wend were of bicycles", True),
        ("Three quarters of the thefts in Northmere were of bicycles", True),
        ("Half of the thefts in Northmere were of bicycles", False),
        ("Most of the thefts in Northmere were of tools", False),
        ("75% of the thefts in Northmere were of bicycles", True),
        ("More than 80% of the thefts in Northmere were of bicycles", False),
        ("At least 75% of the thefts in Northmere were of bicycles", True),
        ("A quarter of the thefts in some town were of tools", True),
        ("No more than half of the thefts in Wend were of tools", True),
        ("Wend has the highest share of tools", True),
        ("Northmere has the highest share of tools", False),
    ],
)
def test_a_share_in_a_title_is_held_against_the_shares_that_are_drawn(title: str, true: bool):
    problems = contradictions(chart_of_parts("shares", title), Location("data/charts.yml"))

    assert (problems == []) is true, problems


@pytest.mark.parametrize(
    ("title", "true"),
    [
        ("Northmere has the most thefts", True),
        ("Wend has the most thefts", True),  # as many as Northmere
        ("Northmere has the fewest thefts", True),  # the parts of Deep Vale are not all known
        ("Wend has the most thefts of tools", True),
        ("Northmere has the most thefts of tools", False),
    ],
)
def test_the_most_in_a_title_is_that_of_whole_bars_unless_it_names_a_part(title: str, true: bool):
    problems = contradictions(chart_of_parts("stacked", title), Location("data/charts.yml"))

    assert (problems == []) is true, problems


THEN = Series(name="2018", cells=("50", "20", "30"))
NOW = Series(name="2020", cells=("40", "25", "30"))


@pytest.mark.parametrize(
    ("title", "true"),
    [
        ("Thefts in Northmere fell", True),
        ("Thefts in Northmere rose", False),
        ("Thefts in Wend rose by a quarter", True),
        ("Thefts in Wend rose by half", False),
        ("Thefts fell", True),
        ("Thefts fell in every town", False),
        ("Thefts fell in most towns", False),
        ("Northmere had the biggest fall", True),
        ("Wend has the most thefts", False),
        ("Northmere has the most thefts", True),
    ],
)
def test_a_title_about_then_and_now_is_held_against_each_change(title: str, true: bool):
    then_and_now = chart(title, THEN, NOW, labels=TOWNS_OF_PARTS)
    problems = contradictions(
        replace(then_and_now, kind="dumbbell", marked=()), Location("data/charts.yml")
    )

    assert (problems == []) is true, problems
