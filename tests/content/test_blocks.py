"""Each kind of block has its macro, and no space stands where none was meant."""

import re
from pathlib import Path

import pytest

from safety_plan.content.page_words import DYNAMIC_LISTS
from safety_plan.content.renderer import BLOCK_MACROS, Renderer, block_macros
from safety_plan.models.sources import Source

HOUSE = Path(__file__).resolve().parents[2]
#: Blocks about today, which a record has no answer for.
OF_TODAY = {"contacts", "due", "ready", *DYNAMIC_LISTS}
#: Blocks that only sealed pages hold.
OF_BEFORE = {"progress"}


def kinds_that_code_writes() -> set[str]:
    code = "".join(file.read_text("utf-8") for file in HOUSE.glob("safety_plan/**/*.py"))
    return set(re.findall(r"fenced_block\(\s*[\"']([a-z]+)[\"']", code))


def test_each_kind_of_block_that_a_page_can_hold_has_a_macro():
    assert kinds_that_code_writes() - OF_TODAY | OF_BEFORE == set(BLOCK_MACROS)


@pytest.mark.parametrize("kind", BLOCK_MACROS)
def test_the_macro_of_a_block_takes_its_content_and_a_record(kind: str):
    assert block_macros()[kind].arguments == ("content", "record")


def test_a_block_of_a_kind_that_there_is_not_is_an_error():
    with pytest.raises(KeyError, match="chrat"):
        Renderer(figures={}, sources={}).block("chrat", {})


def test_nothing_stands_between_the_elements_of_a_block():
    items = [{"state": "done", "state_words": "Done", "text": "One", "source": "[A](source:a)"}]

    html = Renderer(figures={}, sources={}).block("progress", items * 2)

    assert "\n" not in html
    assert html.count("</li><li>") == 1
    assert html.endswith('<a href="source:a">A</a>.</span></span></li></ul>')


def test_the_card_of_a_source_says_which_copy_it_was_taken_from():
    source = Source(
        id="counts",
        title="Counts",
        publisher="Police",
        copy="https://github.com/somebody/crime-data",
        file="data/thefts.csv",
        commit="0689a7d",
    )

    html = Renderer(figures={}, sources={"counts": source}).block("sources", {})
    plain = re.sub("<[^>]+>", " ", html)

    assert "Address not known to us" in " ".join(plain.split())
    copy = "We took it from a copy https://github.com/somebody/crime-data ; file data/thefts.csv;"
    assert f"{copy} commit 0689a7d" in " ".join(plain.split())
