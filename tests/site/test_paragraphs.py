"""Each paragraph and item of a list has an address made of its words, and says since when."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html as lxml_html

from safety_plan.content.markdown_ext import make_renderer
from safety_plan.content.renderer import Renderer
from safety_plan.content.site_markup import SiteMarkup, name_of_words

SINCE = "First published here in: "
#: The rows that blocks make of registers, and the words that were sealed as such.
ROWS = {
    "actions": "//article[@data-page]//li[@class='action']",
    "terms": "//article[@data-page]//*[@class='glossary']/div",
    "money": "//article[@data-page]//*[@class='money']//tbody/tr",
    "targets": "//article[@data-page]//*[contains(@class, 'targets')]//tbody/tr",
    "files": "//article[@data-page]//*[@class='file-list']/li",
    "entries": "//article[@data-page]//*[@class='entry']/h3",
    "parts of sources": "//article[@data-page]//table[contains(@class, 'stacks')]"
    "[starts-with(caption, 'Where each part is told')]//tbody/tr",
}


def parts(site: Path, address: str) -> dict[str, tuple[str, str]]:
    """By the name of each paragraph and item: its words, and which earlier revision had it."""
    tree = lxml_html.parse(str(site / address / "index.html"))
    found = {}
    for element in tree.xpath("//article//*[self::p or self::li][starts-with(@id, 'p-')]"):
        (link,) = element.xpath("./a[@class='cite']")
        assert link.get("href") == f"#{element.get('id')}"
        since = link.get("data-since", "")
        link.drop_tree()
        found[element.get("id")] = " ".join(element.text_content().split()), since
    return found


def pages(site: Path, revision: str) -> list[str]:
    record = json.loads((site / revision / "plan.json").read_text("utf-8"))
    return [f"{revision}/{page['address']}" for page in record["pages"].values()]


def all_parts(site: Path, revision: str) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for address in pages(site, revision):
        found |= parts(site, address)
    return found


def titles(site: Path) -> list[str]:
    listing = json.loads((site / "revisions.json").read_text("utf-8"))
    return [revision["title"] for revision in listing["revisions"]]


@pytest.mark.parametrize("revision", ["2019-04", "2020-04"])
def test_every_paragraph_and_item_that_an_author_wrote_has_an_address(
    real_site: Path, revision: str
):
    for address in pages(real_site, revision):
        tree = lxml_html.parse(str(real_site / address / "index.html"))
        # A list of which no item has an address is one that a block made.
        lists = "((self::ul or self::ol) and li[starts-with(@id, 'p-')])"
        written = tree.xpath(f"//article[@data-page]/*[self::p or {lists}]")
        places = [one for block in written for one in ([block] if block.tag == "p" else block)]
        names = {*parts(real_site, address)}
        bare = [one for one in places if not (one.attrib or one.xpath("./p | ./ul | ./ol"))]
        told = {" ".join(words.split()) for words, _ in parts(real_site, address).values()}
        assert [
            text for one in bare if (text := " ".join(one.text_content().split())) not in told
        ] == []
        assert names or not places


def test_words_that_stayed_keep_their_address_and_say_which_revision_brought_them_in(
    real_site: Path,
):
    first, _ = titles(real_site)
    before = {
        k: v for page in pages(real_site, "2019-04") for k, v in parts(real_site, page).items()
    }
    now = {k: v for page in pages(real_site, "2020-04") for k, v in parts(real_site, page).items()}
    stayed, new = before.keys() & now.keys(), now.keys() - before.keys()

    assert len(stayed) >= 5
    assert len(new) >= 50
    assert {before[name][1] for name in before} == {""}
    assert {now[name][1] for name in stayed} == {SINCE + first}
    # What was a cell or a card before can have the same words: it says the older revision.
    assert [now[name][1] for name in new].count("") >= 0.9 * len(new)
    assert all(before[name][0] == now[name][0] for name in stayed)
    home = (real_site / "2020-04/index.html").read_text("utf-8")
    assert "It says which earlier revision had it first, if one did." in home


def test_an_address_holds_while_the_words_do_and_no_longer():
    markup = SiteMarkup(
        link_target=lambda _: None, has_paragraph_links=True, brought_in=lambda _: "A <b>"
    )
    render = make_renderer(Renderer(figures={}, sources={}, site=markup))
    names = [re.findall(r'<li id="([^"]+)">', render(f"- {words}\n- Two")) for words in ("A", "B")]

    assert names[0][1] == names[1][1] == name_of_words("Two")
    assert names[0][0] != names[1][0]
    assert f'data-since="{SINCE}A &lt;b&gt;"' in render("Words")


def test_an_item_that_holds_paragraphs_leaves_the_address_to_them():
    markup = SiteMarkup(link_target=lambda _: None, has_paragraph_links=True)
    html = make_renderer(Renderer(figures={}, sources={}, site=markup))("- One\n\n    Two\n")

    assert '<li id="' not in html
    assert html.count('<p id="p-') == 2


@pytest.mark.parametrize("kind", ROWS)
def test_every_row_of_a_list_that_a_block_makes_has_an_address(tiny_site: Path, kind: str):
    trees = [
        lxml_html.parse(str(tiny_site / address / "index.html"))
        for address in pages(tiny_site, "2022-06")
    ]
    rows = [row for tree in trees for row in tree.xpath(ROWS[kind])]

    assert rows
    for row in rows:
        around = row.getparent() if row.tag == "h3" else row
        assert around.xpath(".//a[@class='cite']/@href")[0] == f"#{row.get('id')}"


def test_a_row_says_which_earlier_revision_had_it_first(real_site: Path):
    first, _ = titles(real_site)
    says = {f"{page}#{place}": since for page, place, since in rows_with_since(real_site)}

    assert says["2020-04/glossary/#term-asb"] == SINCE + first
    assert says["2020-04/assessment/method/#gaps-weapons"] == SINCE + first
    assert {*says.values()} == {SINCE + first}
    assert not [*rows_with_since(real_site, "2019-04")]


def rows_with_since(site: Path, revision: str = "2020-04") -> Iterator[tuple[str, str, str]]:
    for address in pages(site, revision):
        tree = lxml_html.parse(str(site / address / "index.html"))
        for link in tree.xpath("//a[@class='cite'][@data-since]"):
            yield address, link.get("href").removeprefix("#"), link.get("data-since")


def test_a_row_with_a_key_keeps_its_address_whatever_it_says_and_has_it_once_a_page():
    markup = SiteMarkup(link_target=lambda _: None, has_paragraph_links=True)

    assert markup.row_place("money-grant", "<p>Police: £40,000</p>") == "money-grant"
    assert markup.row_place("money-grant", "<p>Police: £35,000</p>") == ""
    assert markup.row_place("", "<p>Police: £40,000</p>") == name_of_words("Police: £40,000")


def test_a_record_knows_nothing_of_the_addresses_of_rows():
    row = {"state": "done", "state_words": "Done", "text": "Lamps.", "source": ""}
    html = Renderer(figures={}, sources={}).block("progress", [row])

    assert "Lamps." in html
    assert "id=" not in html
    assert "cite" not in html
