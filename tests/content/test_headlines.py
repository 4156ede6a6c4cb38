"""Tiles: a number with its change, a line and the same number elsewhere, from one row."""

import json
from pathlib import Path

import pytest

from safety_plan.charts.kinds import KINDS
from safety_plan.content.page_words import PlanWords
from safety_plan.content.word_answers import PageWordError
from safety_plan.models.plan import read_plan
from tests.conftest import TINY


def headlines(root: Path = TINY) -> list[dict[str, str]]:
    block = PlanWords(read_plan(root, KINDS)[0]).headlines("charts")
    content: list[dict[str, str]] = json.loads(block.split("\n", 1)[1].rsplit("\n", 1)[0])
    return content


def test_a_tile_says_how_its_number_changed_and_shows_its_line():
    thefts, feel_safe = headlines()

    assert thefts["figure"] == "[850](figure:thefts-latest)"
    assert thefts["change"].endswith("(change:thefts-latest/thefts-before)")
    assert thefts["since"] == "2020 to 2021"
    assert "(spark:bicycles/thefts-over-time/" in thefts["line"]
    assert "(figure:thefts-before)" in thefts["note"]
    assert feel_safe.keys() == {"id", "title", "figure", "unit", "period", "note"}


def test_a_rate_on_a_tile_says_of_what_it_is(tiny: Path):
    file = tiny / "data" / "headlines.csv"
    file.write_text(file.read_text().replace("thefts-latest,thefts-before", "break-in-rate,"))

    assert headlines(tiny)[0]["unit"] == "per 1,000 people"


def test_tiles_of_a_page_that_has_none_are_refused_with_the_pages_that_have_some():
    with pytest.raises(PageWordError) as refusal:
        PlanWords(read_plan(TINY, KINDS)[0]).headlines("chart")

    (told,) = refusal.value.problems
    assert told.rule == "rows-none"
    assert told.fix == 'Did you mean "charts"?'


def test_a_rate_on_a_tile_tells_the_change_of_the_count_behind_it(tiny: Path):
    file = tiny / "data" / "headlines.csv"
    heading, *_ = file.read_text().splitlines()
    file.write_text(f"{heading}\ncharts,Break-ins,break-in-rate,,,,,thefts-latest,thefts-before,\n")

    (tile,) = headlines(tiny)

    assert tile["figure"].endswith("(figure:break-in-rate)")
    assert tile["change"].endswith("(change:thefts-latest/thefts-before)")
    assert tile["of_count"] == "thefts-latest"
    assert tile["since"] == "2020 to 2021"
