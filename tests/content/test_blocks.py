"""Each kind of block has its macro, and no space stands where none was meant."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml.html import fromstring

from safety_plan.charts.kinds import KINDS
from safety_plan.content.action_blocks import action_block, counts_of
from safety_plan.content.page_text import read_sections
from safety_plan.content.page_words import DYNAMIC_LISTS
from safety_plan.content.renderer import BLOCK_MACROS, Renderer, block_macros
from safety_plan.content.site_markup import SiteMarkup
from safety_plan.models.plan import read_plan
from safety_plan.models.sources import Source
from tests.conftest import TINY

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


def test_the_card_of_a_priority_without_a_figure_says_so_in_its_words():
    card = {"page_id": "noise", "title": "Less noise", "sentence": "People need sleep."}
    card |= {"figure": "", "figure_words": "We hold no figure."}

    html = Renderer(figures={}, sources={}).block("priorities", [card])

    assert html.endswith("<p>People need sleep.</p><p>We hold no figure.</p></li></ul>")


def test_a_card_of_a_priority_starts_with_what_menus_call_it_on_the_site_only():
    names = {"noise": "Noise", "theft": "Less theft"}
    site = SiteMarkup(link_target=lambda _: None, name_page=names.get)
    cards = [
        {"page_id": name, "title": title, "sentence": "", "figure": "", "figure_words": ""}
        for name, title in [("noise", "Less noise for everybody"), ("theft", "Less theft")]
    ]

    on_site, recorded = (
        Renderer(figures={}, sources={}, site=one).block("priorities", cards)
        for one in (site, None)
    )

    headings = [one.text_content() for one in fromstring(on_site).cssselect("h3")]
    assert headings == ["Noise Less noise for everybody", "Less theft"]
    assert [one.heading for one in read_sections(on_site) if one.heading] == [
        "Less noise for everybody",
        "Less theft",
    ]
    assert "Noise" not in recorded


def test_the_line_of_a_tile_has_a_subject_that_is_no_part_of_the_record():
    tile = {"id": "thefts", "title": "Thefts", "figure": "9", "unit": "", "period": "2019"}
    tile |= {"note": "", "line": "[from 12 in 2015 to 9 in 2019](spark:better/thefts/0~12,1~9)"}

    html = Renderer(figures={}, sources={}).block("headlines", [tile])
    line = fromstring(html).cssselect(".headline-line")[0].text_content()

    assert " ".join(line.split()) == "It went from 12 in 2015 to 9 in 2019"
    assert not any("It went" in block for one in read_sections(html) for block in one.blocks)


def all_actions(left_out: str = "") -> str:
    plan = read_plan(TINY, KINDS)[0]
    block = action_block(
        plan, plan.rows("actions"), lambda row, column: row[column], lambda *_: "[A](source:a)"
    )
    block["items"][0]["promise"] = "Bicycles were marked. [40](figure:helpers) people came."
    block["states"] = [one for one in block["states"] if one["state"] != left_out]
    return Renderer(figures={}, sources={}).block("promises", block)


def test_all_actions_start_with_how_many_are_of_each_state_and_lead_to_them():
    html = fromstring(all_actions())
    first, *_ = html.cssselect("ul")

    totals = {link.get("href"): link.text_content() for link in first.cssselect("a")}
    assert totals["#actions-done"] == "1 Reported done"
    assert totals["#actions-not-started"] == "2 Reported not started"
    assert totals["#actions-not-reported"] == "1 No report: may be done"
    assert all(html.cssselect(f"h3{place}") for place in totals)
    assert first.get("data-living") is not None  # no words of the plan


def test_the_counts_say_which_rows_are_of_no_one_priority_and_the_record_does_not():
    plan = read_plan(TINY, KINDS)[0]
    first, *_ = rows = plan.rows("actions")
    rows = [*rows, replace(first, cells=first.cells | {"page_id": "figures"})]
    block = action_block(plan, rows, lambda row, column: row[column], lambda *_: "[A](source:a)")
    html = Renderer(figures={}, sources={}).block("promises", block)
    names = fromstring(html).cssselect("tbody th")

    marked = [name.cssselect("a")[0].get("href") for name in names if name.cssselect("small")]
    assert marked == ["#actions-of-figures"]
    assert "Of no one priority" not in " ".join(read_sections(html)[0].blocks)


def test_the_totals_of_a_plan_whose_every_action_is_reported_are_the_states_alone():
    totals = fromstring(all_actions("not reported")).cssselect("ul:first-of-type a")

    assert [link.text_content() for link in totals][:2] == ["1 Done", "1 Under way"]


@pytest.mark.parametrize(
    ("states", "words"),
    [
        (("done", "late", "done"), "3 actions: 2 done, 1 late"),
        (("done", "not reported", "done"), "3 actions: 2 reported done, no report on 1"),
        (("stopped", "not reported"), "2 actions: 1 reported stopped, no report on 1"),
        (("not reported",), "1 action: no report on it"),
        (("not reported", "not reported"), "2 actions: no report on them"),
    ],
)
def test_counts_are_of_what_reports_say_where_none_tells_of_some(
    states: tuple[str, ...], words: str
):
    assert counts_of([{"state": state, "due": ""} for state in states]) == words


def test_no_bar_shows_how_many_are_done_where_the_state_of_some_is_not_reported():
    every, some = fromstring(all_actions("not reported")), fromstring(all_actions())

    assert len(every.cssselect(".state-bar")) > 1
    assert every.cssselect("thead .state-swatch")
    assert not some.cssselect(".state-bar, .state-swatch")


def test_an_action_stands_in_the_list_of_its_state_by_its_first_sentence_alone():
    html = fromstring(all_actions())
    lines = [line.text_content() for line in html.cssselect(".state-lines a")]
    promise = html.cssselect(".promise")[0]

    assert lines[0] == "Bicycles were marked."
    assert promise.cssselect("b")[0].text_content() == "Bicycles were marked."
    assert promise.text_content() == "Bicycles were marked. 40 people came."


def test_how_an_action_looks_adds_no_word_to_the_record():
    texts = [block for section in read_sections(all_actions()) for block in section.blocks]

    assert "Bicycles were marked. 40 people came." in texts
    assert "Bicycles were marked." not in texts
