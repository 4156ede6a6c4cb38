"""A page shows each row of a list with its state, its facts in words, and its source."""

import json
from pathlib import Path

import pytest

from safety_plan.charts.kinds import KINDS
from safety_plan.content.markdown_ext import find_blocks
from safety_plan.content.page_words import PlanWords
from safety_plan.content.renderer import Renderer
from safety_plan.content.word_answers import PageWordError
from safety_plan.models.plan import read_plan
from tests.conftest import TINY


@pytest.fixture
def words() -> PlanWords:
    return PlanWords(read_plan(TINY, KINDS)[0])


def entries(block: str) -> dict[str, dict[str, object]]:
    return {entry["anchor"]: entry for entry in find_blocks(block, "entries")[0]["entries"]}


def test_a_list_counts_its_rows_by_state_in_the_order_of_the_states(words: PlanWords):
    content = find_blocks(words.gaps(), "entries")[0]

    assert content["counts"] == [["We have data", 1], ["Under way", 1], ["No data", 1]]


def test_a_list_of_one_state_is_not_counted(tiny: Path):
    file = tiny / "data" / "gaps.csv"
    lines = file.read_text("utf-8").splitlines()
    file.write_text("\n".join(lines[:2]) + "\n", "utf-8")

    block = PlanWords(read_plan(tiny, KINDS)[0]).gaps()

    assert "counts" not in find_blocks(block, "entries")[0]


def test_a_list_for_a_page_holds_the_rows_about_it_alone(words: PlanWords):
    assert [*entries(words.risks("glossary"))] == ["risks-high-water"]
    assert len(entries(words.risks())) == 2


def test_days_pages_and_revisions_stand_in_words_with_links(words: PlanWords):
    asked = entries(words.consultations())["consultations-bridge-lights"]
    (first, second) = asked["parts"]  # type: ignore[misc]

    assert ["From", "1 February 2021"] in asked["facts"]  # type: ignore[operator]
    assert ["Page", "[Figures and sources](page:figures)"] in first["facts"]
    assert ["Revision", "[2021-06](revision:2021-06)"] in first["facts"]
    assert [name for name, _ in second["facts"]] == ["You said", "We did"]


def test_a_number_of_answers_that_is_held_back_says_so(tiny: Path):
    file = tiny / "data" / "consultations.csv"
    file.write_text(file.read_text("utf-8").replace(",212,", ",[c],"), "utf-8")

    asked = entries(PlanWords(read_plan(tiny, KINDS)[0]).consultations())

    facts = asked["consultations-bridge-lights"]["facts"]
    assert ["How many answered", "held back to protect people"] in facts  # type: ignore[operator]


def test_a_call_in_a_cell_is_answered_with_its_link(tiny: Path):
    file = tiny / "data" / "gaps.csv"
    text = file.read_text("utf-8").replace("Volunteers have", '{{ figure(""helpers"") }} have')
    file.write_text(text.replace("{{ f", '"{{ f').replace("to count.", 'to count."'), "utf-8")

    block = PlanWords(read_plan(tiny, KINDS)[0]).gaps()

    facts = entries(block)["gaps-marked-bicycles"]["facts"]
    assert ["What is known", "[over 60](figure:helpers) have begun to count."] in facts  # type: ignore[operator]


@pytest.mark.parametrize("name", ["gaps", "risks", "recommendations", "consultations", "dates"])
def test_a_list_without_rows_is_not_shown_as_if_it_were_empty(tiny: Path, name: str):
    file = tiny / "data" / f"{name}.csv"
    file.write_text(file.read_text("utf-8").partition("\n")[0] + "\n", "utf-8")

    with pytest.raises(PageWordError, match=f"data/{name}.csv"):
        getattr(PlanWords(read_plan(tiny, KINDS)[0]), name)()


def test_what_an_entry_says_comes_out_as_text():
    entry = {
        "anchor": "gaps-a",
        "title": "<b>One</b>",
        "state": "none",
        "state_words": "No data",
        "facts": [["What is known", "a < b & [63%](figure:share)"]],
        "source": "",
        "parts": [],
    }

    html = Renderer(figures={}, sources={}).block("entries", {"name": "gaps", "entries": [entry]})

    assert '<h3 id="gaps-a">&lt;b&gt;One&lt;/b&gt;</h3>' in html
    assert 'a &lt; b &amp; <a href="figure:share" class="figure-number">63%</a>' in html
    assert "Source" not in html
    assert json.dumps(entry)  # what a sealed page keeps
