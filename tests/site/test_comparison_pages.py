"""A comparison says first what it means; its words, page by page, stand on a page below it."""

import json
import re
from pathlib import Path

import pytest
from lxml import html

from safety_plan.content.templates import render_template
from safety_plan.diff.kinds import PageChangeKind
from safety_plan.diff.report import LONGEST_LIST

COMPARISON = "history/2019-04-to-2020-04/"
#: What may be said of how much changed: no count of edits.
WEIGHTS = (
    *("a few words", "a small part of the page", "about a quarter of the page"),
    *("about half of the page", "most of the page", "no words, but charts or links"),
)
#: What the plan says of itself stands without one.
FIRST_PARTS = ("priorities", "counts", "decisions")


def page(site: Path, address: str) -> html.HtmlElement:
    return html.fromstring((site / address / "index.html").read_text("utf-8"))


def test_every_address_of_a_page_in_a_comparison_leads_on_to_its_words(real_site: Path):
    listed = page(real_site, COMPARISON).xpath('//li[starts-with(@id, "page-")]')
    words = page(real_site, f"{COMPARISON}words/")
    places = words.xpath('//details[@class="compared"]/p[starts-with(@id, "page-")]/@id')

    assert [li.get("id") for li in listed] == places
    assert len(places) > 20
    assert [li.find("a").get("href") for li in listed] == [f"words/#{place}" for place in places]


def test_each_page_of_the_list_says_in_words_how_much_of_it_changed(real_site: Path):
    for li in page(real_site, COMPARISON).xpath('//li[starts-with(@id, "page-")]'):
        said, bars = li.xpath("./small")[0].text_content(), li.xpath("./svg[@aria-hidden]")
        is_on_one_side = said in ("this page is new", "this page was taken out")

        assert is_on_one_side or said.partition(";")[0] in WEIGHTS
        assert len(bars) == (0 if is_on_one_side else 1)


def test_before_it_is_opened_a_page_says_how_many_of_its_parts_changed(real_site: Path):
    words = page(real_site, f"{COMPARISON}words/")
    for opens in words.xpath('//details[@class="compared"]'):
        said = opens.xpath("./summary/small")[0].text_content()
        count = re.search(r"(\d+) parts? new", said)

        assert count or re.search(r"\d+ (reworded|taken out|moved)|no words|page is new", said)
        if count:  # rows of tables are parts too
            assert len(opens.xpath('.//*[@class="added"]')) <= int(count[1])
        assert not opens.xpath('./ul/following-sibling::div[@class="tracked"]')


def test_the_first_page_leads_with_meaning_and_has_no_words_of_pages(real_site: Path):
    first, words = page(real_site, COMPARISON), page(real_site, f"{COMPARISON}words/")
    order = first.xpath("//article//h2/@id")

    parts = ("priorities", "decisions", "revision", "counts", "actions", "figures", "pages")
    places = [order.index(part) for part in parts]
    assert places == sorted(places)
    assert not first.xpath('//*[@class="tracked"]')
    assert words.xpath('//*[@class="tracked"]')
    assert not words.xpath('//*[@id="figures" or @id="charts"]')


def test_what_this_site_changed_stands_apart_from_what_the_plan_changed(real_site: Path):
    first = page(real_site, COMPARISON)
    folded = first.xpath('//article/details/summary[.="Each change on this site"]/..')[0]
    inside = folded.xpath(".//h2/@id")

    assert {"actions", "figures", "charts", "pages", "sources"} <= {*inside}
    assert not {"priorities", "decisions", "revision", "counts"} & {*inside}
    assert "One priority changed." not in first.text_content()
    assert [link.partition("#")[2] for link in first.xpath("//article/nav//a/@href")] == [
        *("priorities", "decisions", "revision", "counts")
    ]


def test_what_changed_leads_from_each_page_to_its_words_and_from_home_to_the_plan(real_site: Path):
    record = json.loads((real_site / "2020-04/plan.json").read_text("utf-8"))
    for recorded in record["pages"].values():
        place = "words/#page-" if recorded["address"] else ""
        links = page(real_site, f"2020-04/{recorded['address']}").xpath(
            f'//*[contains(@class, "switch")]//a[contains(@href, "{COMPARISON}")]/@href'
        )
        (link,) = links
        assert link.partition(COMPARISON)[2].startswith(place)
        assert bool(place) == bool(link.partition(COMPARISON)[2])


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (PageChangeKind.NEW, "New page"),
        (PageChangeKind.REMOVED, "Gone since"),
        (PageChangeKind.RENAMED, "What changed"),
        (PageChangeKind.MOVED, "What changed"),
        (PageChangeKind.CHANGED, "What changed"),
        (PageChangeKind.SAME, "Nothing changed"),
    ],
)
def test_the_switch_names_what_became_of_a_page(kind: PageChangeKind, words: str):
    switch = {"revisions": [], "changes": {"href": "there", "text": "", "kind": kind}}
    shown = render_template("theme/partials/switch.html", switch=switch)

    assert f'<a href="there">{words}</a>' in shown


def test_why_numbers_make_no_change_is_said_once_and_each_row_leads_to_it(real_site: Path):
    first = page(real_site, COMPARISON)
    reasons = first.xpath('//li[starts-with(@id, "unlike-")]')
    marks = first.xpath('//tr[@class="unlike"]//a[starts-with(@href, "#unlike-")]')
    texts = [reason.text_content() for reason in reasons]

    assert len(set(texts)) == len(texts) > 0
    assert {mark.get("href").strip("#") for mark in marks} == {one.get("id") for one in reasons}
    assert len(marks) == len(first.xpath('//tr[@class="unlike"]'))
    assert not [text for text in texts if first.text_content().count(text) != 1]


def test_each_number_of_a_changed_figure_says_which_it_is_where_the_headings_do_not_show(
    real_site: Path,
):
    latest, *folded = page(real_site, COMPARISON).xpath('//table[contains(@class, "ledger")]')

    assert len(folded) == 2  # of unlike periods, and of earlier years
    for table in (latest, *folded):
        headings = table.xpath('./thead//th[@class="n"]/text()')
        for row in table.xpath("./tbody/tr"):
            assert row.xpath('./td[@class="n"]/@data-label') == headings
    assert all(table.xpath("./ancestor::details/summary/h3") for table in folded)


def test_each_table_of_words_has_a_caption_and_headings_over_its_columns(real_site: Path):
    tables = page(real_site, f"{COMPARISON}words/").xpath('//*[@class="tracked"]//table')
    heads = [table.xpath("./thead/tr/*") for table in tables]

    assert [table.xpath("./caption")[0].text_content().strip() for table in tables].count("") == 0
    assert {cell.get("scope") for head in heads for cell in head} == {"col"}
    assert sum(bool(head) for head in heads) > len(tables) / 2
    names = [table.getparent().get("aria-label") for table in tables]
    assert len(set(names)) == len(names)


def test_each_chart_that_changed_has_a_heading_under_that_of_the_charts(real_site: Path):
    charts = page(real_site, COMPARISON).xpath(
        '//*[@class="compared"][preceding-sibling::h2[1]/@id="charts"]'
    )

    assert {chart.tag for chart in charts} == {"details"}
    assert all(len(chart.xpath("./summary/h3")) == 1 for chart in charts)


def test_each_part_opens_with_a_sentence_and_a_long_list_says_at_its_press_how_long_it_is(
    real_site: Path,
):
    first = page(real_site, COMPARISON)
    parts = [h2 for h2 in first.xpath("//article//h2") if h2.get("id") not in FIRST_PARTS]
    sentences = [h2.getnext().text_content() for h2 in parts if h2.getnext().tag == "p"]

    assert len(sentences) == len(parts) > 5
    assert all(sentence.endswith(".") for sentence in sentences)
    for fold in first.xpath('//details[contains(@class, "fold")][not(.//h2)]'):
        entries = fold.xpath("./ul/li | ./div/table/tbody/tr")
        assert fold.xpath("string(./summary/small)").split()[0] == str(len(entries))
    shown = first.xpath("//ul[not(@class)][parent::article or parent::details[.//h2]]")
    assert max(len(one) for one in shown) <= LONGEST_LIST


def test_each_chart_that_is_new_or_gone_is_in_a_list(real_site: Path):
    charts = [
        {*json.loads((real_site / one / "plan.json").read_text("utf-8"))["charts"]}
        for one in ("2019-04", "2020-04")
    ]
    folds = page(real_site, COMPARISON).xpath(
        '//details[contains(@class, "fold")][preceding-sibling::h2[1]/@id="charts"]'
    )

    assert sum(len(fold.xpath("./ul/li")) for fold in folds) == len(charts[0] ^ charts[1])


def test_the_page_of_words_opens_with_how_much_of_them_changed(real_site: Path):
    opening = page(real_site, f"{COMPARISON}words/").xpath("string(//article//h1/following::p[1])")

    assert "the words of" in opening
    assert opening in page(real_site, COMPARISON).text_content()


def test_a_difference_that_the_rounded_numbers_do_not_make_is_explained_below_its_table(
    real_site: Path,
):
    tables = page(real_site, COMPARISON).xpath('//table[contains(@class, "ledger")]')
    notes = ["before numbers are rounded" in table.xpath("string(../following-sibling::p[1])")
             for table in tables]  # fmt: skip
    apart = [table.xpath(".//td[@data-label='Difference'][starts-with(., '+214')]")
             for table in tables]  # fmt: skip

    assert any(apart)
    assert [note for note, row in zip(notes, apart, strict=True) if row] == [True]
