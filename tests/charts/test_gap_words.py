"""Tests of what a drawing of lines says where it has no numbers."""

import re
from xml.etree import ElementTree

import pytest

from safety_plan.charts.gap_words import words_of_end, words_of_gaps
from safety_plan.models.charts import Series
from tests.charts.test_drawing import YEARS, chart, draw_both, rising

GAPS = ("2015", "2016", "2018", "2019", "2020")


@pytest.mark.parametrize("kind", ["lines", "multiples"])
def test_lines_say_where_they_have_no_numbers(kind: str) -> None:
    early = Series(name="Early", cells=("1", "2", "3", "", ""))
    broken = Series(name="Broken", cells=("1", "2", "", "", "5"))
    for svg in draw_both(chart(kind, GAPS, early, broken, drawing_rule=2)):
        words = " ".join(text.text or "" for text in ElementTree.fromstring(svg).iter("text"))
        assert "to 2018; none after" in words
        assert "no numbers for 2018 and 2019" in words
        assert "Dotted: no numbers between 2016 and 2018" in words


@pytest.mark.parametrize("kind", ["lines", "multiples"])
def test_lines_without_gaps_and_lines_that_were_sealed_before_say_nothing_of_gaps(
    kind: str,
) -> None:
    whole = chart(kind, YEARS, rising("A", 9, 8), drawing_rule=2)
    broken = chart(kind, GAPS, Series(name="A", cells=("1", "", "3", "4", "")))
    for svg in (*draw_both(whole), *draw_both(broken)):
        assert "no number" not in svg
        assert "none after" not in svg
        assert "Dotted" not in svg


def test_every_panel_has_its_first_and_its_last_year() -> None:
    four = [rising(name, 9, 3) for name in "ABCD"]
    for svg in draw_both(chart("multiples", ("2015", "2016", "2017"), *four, drawing_rule=2)):
        assert svg.count(">2015<") == svg.count(">2017<") == len(four)


def test_a_few_gaps_are_named_and_more_are_counted() -> None:
    def words(*cells: str) -> str:
        one = chart("lines", YEARS, Series(name="A", cells=cells), drawing_rule=2)
        return words_of_gaps(one, one.series[0])

    assert words("1", "", "3", *"45678") == "no number for 2011–12"
    assert words("1", "", "", "", *"5678") == "no numbers for 2011–12, 2012–13 and 2013–14"
    assert words("1", "", "", "", "", *"678") == "4 numbers in between are missing"
    assert words("", "2", *"34567", "") == ""
    assert words(*[""] * 8) == ""


def test_a_line_without_a_number_has_no_end() -> None:
    nothing = Series(name="A", cells=("", ""))
    assert words_of_end(chart("lines", YEARS[:2], nothing), nothing) == "no values"


def test_nothing_leads_from_the_edge_to_the_name_of_a_line_that_stops_before_it() -> None:
    ours = Series(name="Ours", cells=("1", "2", "5.1"), marked=True)
    early = Series(name="Early", cells=("4", "5", ""))
    late = Series(name="Late", cells=("4", "5", "5"))

    def leaders(other: Series) -> int:
        wide = draw_both(chart("lines", YEARS[:3], ours, other, drawing_rule=2)).wide
        return len(re.findall(r'[Ll]-?[\d.]+[ -]-?[\d.]*" class="k-other" fill="none"/>', wide))

    assert leaders(late) == 1
    assert leaders(early) == 0
