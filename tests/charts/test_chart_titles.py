"""A title is held against the numbers of its chart, and true titles are left alone."""

from dataclasses import asdict

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
