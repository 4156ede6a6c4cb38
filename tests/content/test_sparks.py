"""A small line says in words what it shows, wherever it stands, and needs nothing else."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety_plan.content.links import link, render_marks, without_marks
from safety_plan.content.markdown_ext import make_renderer
from safety_plan.content.page_text import read_sections
from safety_plan.content.renderer import Renderer
from safety_plan.content.sparks import answer_spark, is_spark, spark_html, spark_mark
from safety_plan.core.problems import Problem
from safety_plan.models.charts import Chart, Series

YEARS = tuple(str(year) for year in range(2010, 2020))
NUMBERS = st.decimals(-10000, 10000, places=2)


def chart(*series: Series, labels: tuple[str, ...] = YEARS, kind: str = "lines") -> Chart:
    return Chart(
        id="thefts",
        kind=kind,
        title="Thefts",
        subtitle="",
        description="",
        unit="count",
        labels_heading="Year",
        labels=labels,
        series=series,
    )


THEFTS = Series(name="Thefts", cells=("12", "", "10", *("",) * 6, "9"))


def test_its_words_are_the_first_and_the_last_value():
    mark = answer_spark(chart(THEFTS), "", "better")

    assert mark == "[from 12 in 2010 to 9 in 2019](spark:better/thefts/0~12;0.222~10;1~9)"


def test_years_that_reach_over_two_stand_in_brackets():
    years = ("2015 to 2016", "2016 to 2017")
    mark = answer_spark(chart(Series(name="A", cells=("1", "2")), labels=years), "", "better")

    assert isinstance(mark, str)
    assert mark.startswith("[from 1 (2015 to 2016) to 2 (2016 to 2017)]")


@given(st.lists(st.none() | NUMBERS, min_size=2, max_size=10))
def test_whatever_the_numbers_the_mark_is_one_link_and_the_line_stays_in_its_box(
    numbers: list[Decimal | None],
):
    cells = tuple("" if number is None else f"{number:f}" for number in numbers)
    series = Series(name="A", cells=cells)
    if len(series.points) < 2:
        return
    mark = spark_mark(chart(series, labels=YEARS[: len(cells)]), series, "better")
    html = str(render_marks(f"It went {mark}."))
    path = re.search(r'<path d="([^"]+)"', html)

    assert without_marks(mark).startswith("from ")
    assert path
    points = [pair.split() for pair in re.split("[ML]", path[1])[1:]]
    assert all(0 <= float(x) <= 72 and 0 <= float(y) <= 20 for x, y in points)
    assert len(points) >= len(series.points)


def test_the_record_keeps_the_words_and_where_they_lead():
    mark = spark_mark(chart(THEFTS), THEFTS, "better")
    page = make_renderer(Renderer(figures={}, sources={}))(f"Thefts went {mark}, year by year.")
    (section,) = read_sections(page)

    assert section.blocks == ["Thefts went from 12 in 2010 to 9 in 2019, year by year."]
    assert section.details == [["link", "from 12 in 2010 to 9 in 2019", "page:better#chart-thefts"]]
    assert 'aria-hidden="true"' in page


@pytest.mark.parametrize("text", ["It went {}.", "- **{}**", "| A |\n|---|\n| {} |"])
def test_it_is_drawn_in_a_sentence_a_list_and_a_table(text: str):
    mark = spark_mark(chart(THEFTS), THEFTS, "better")
    page = make_renderer(Renderer(figures={}, sources={}))(text.format(mark))

    assert page.count("<svg") == 1
    assert "spark:" not in page


@pytest.mark.parametrize(
    ("shown", "series", "rule"),
    [
        (chart(THEFTS, labels=tuple("abcdefghij")), "", "spark-line"),
        (chart(THEFTS, kind="timeline"), "", "spark-line"),
        (chart(Series(name="A", cells=("1",) + ("",) * 9)), "", "spark-line"),
        (chart(THEFTS, Series(name="Fires", cells=THEFTS.cells)), "", "spark-line"),
        (chart(THEFTS), "Fires", "spark-line"),
    ],
)
def test_what_has_no_such_line_is_a_problem(shown: Chart, series: str, rule: str):
    answer = answer_spark(shown, series, "better")

    assert isinstance(answer, Problem)
    assert answer.rule == rule


def test_a_chart_on_no_page_is_a_problem_and_a_marked_line_needs_no_name():
    ours = Series(name="Ours", cells=THEFTS.cells, marked=True)

    assert isinstance(answer_spark(chart(THEFTS), "", ""), Problem)
    assert "from 12" in str(answer_spark(chart(THEFTS, ours), "", "better"))


@pytest.mark.parametrize("target", ["spark:a/b/", "spark:a/b/0~x", 'spark:a/b/0~1"', "figure:a"])
def test_a_target_that_an_author_made_up_draws_nothing(target: str):
    assert not is_spark(target)
    assert "<svg" not in link(target, "words")
    with pytest.raises(ValueError, match="small line"):
        spark_html(target, "words")
