"""A page and its twin lead to each other, and each says in which language it is."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from lxml import html as lxml_html
from lxml.html import HtmlElement

from safety_plan.checks.registry import check
from safety_plan.site.context import page_contexts
from safety_plan.site.data_words import mark_words
from safety_plan.site.exit_pages import exit_pages
from safety_plan.site.page_markup import page_markup
from safety_plan.site.site_model import read_site

ENGLISH, WELSH = "2022-06/priorities/bicycles/", "2022-06/cy/beiciau/"


def page_of(site: Path, address: str) -> HtmlElement:
    return lxml_html.fromstring((site / address / "index.html").read_bytes())


@pytest.mark.parametrize(
    ("address", "language", "other", "name", "href"),
    [
        (ENGLISH, "en-GB", "cy", "Cymraeg", "../../cy/beiciau/"),
        (WELSH, "cy", "en-GB", "English", "../../priorities/bicycles/"),
    ],
)
def test_a_page_leads_to_its_twin_in_the_words_of_those_who_look_for_it(
    tiny_site: Path, address: str, language: str, other: str, name: str, href: str
):
    page = page_of(tiny_site, address)
    (link,) = page.xpath('//nav[@class="twins"]//a')
    (alternate,) = page.xpath("//head/link[@hreflang]")

    assert page.get("lang") == language
    assert dict(link.attrib) == {
        "href": href, "rel": "alternate", "hreflang": other, "lang": other
    }  # fmt: skip
    assert (link.text, alternate.get("rel"), alternate.get("href")) == (name, "alternate", href)
    assert alternate.get("hreflang") == other


def test_contents_name_a_page_once_in_the_language_of_the_reader(tiny_site: Path):
    def titles(address: str) -> list[str]:
        links = page_of(tiny_site, address).xpath('//nav[@class="menu"]//a')
        return [link.text for link in links]

    english, welsh = titles(ENGLISH), titles(WELSH)
    current = page_of(tiny_site, WELSH).xpath('//a[@aria-current="page"]/text()')

    assert len(english) == len(welsh)
    assert "Fewer stolen bicycles" in english
    assert not [title for title in english if "feiciau" in title]
    assert [title for title in welsh if title not in english] == [
        *current,
        "Yn ddiogel ger yr Hen Bont a’r afon",
    ]
    assert current == ["Llai o feiciau wedi’u dwyn"]


def test_words_of_the_data_are_marked_with_their_language_on_a_page_in_another(tiny_site: Path):
    page = page_of(tiny_site, WELSH)
    marked = [e.text for e in page.xpath('//article//*[@lang="en-GB"]') if e.text]

    assert "Fernbrook has the most bicycle thefts for its size" in marked
    assert "Report on the safer streets plan" in marked
    assert "The town council will put stands at the market." in marked
    assert "“Lock it or lose it”" in marked  # the author's own mark
    assert not page_of(tiny_site, ENGLISH).xpath('//article//*[@lang="en-GB"]')


def test_a_twin_protects_its_readers_as_its_original_does(tiny_site: Path):
    page = page_of(tiny_site, "2022-06/cy/hen-bont/")

    assert page.xpath("//a[@data-exit]")
    assert page.xpath('//main//a[@href="tel:999"]')


def test_readers_turn_the_pages_of_their_language(tiny_site: Path):
    links = page_of(tiny_site, WELSH).xpath('//nav[@class="turn"]/a')

    assert [(link.get("rel"), link.get("href")) for link in links] == [
        ("prev", "../../"), ("next", "../hen-bont/")
    ]  # fmt: skip


def test_lists_of_all_pages_have_each_twin_once_under_its_language(tiny_site: Path):
    search = lxml_html.fromstring((tiny_site / "2022-06/search.html").read_bytes())
    sitemap = (tiny_site / "sitemap.xml").read_text(encoding="utf-8")
    whole = (tiny_site / "2022-06/whole.html").read_text(encoding="utf-8")

    assert search.xpath('//ul[@lang="cy"]//a[@hreflang="cy"]/text()') == [
        "Llai o feiciau wedi’u dwyn",
        "Yn ddiogel ger yr Hen Bont a’r afon",
    ]
    assert len(re.findall("cy/beiciau/</loc>", sitemap)) == 1
    assert "Llai o feiciau" not in whole  # the plan is printed once, in its own language


def test_a_comparison_holds_each_page_against_itself(tiny_site: Path):
    page = page_of(tiny_site, "history/2021-06-to-2022-06/words/")
    titles = page.xpath("//details/summary/h2/text()")

    assert [title for title in titles if "feiciau" in title] == ["Llai o feiciau wedi’u dwyn"]
    assert "Fewer stolen bicycles" in titles


def test_only_whole_texts_of_the_data_are_marked_and_none_twice():
    html = (
        "<b>Thefts</b> <i>Thefts of bicycles</i> <p>Thefts <a>x</a></p>"
        '<u lang="en">Thefts</u><svg><text>Thefts</text></svg><td>a &amp; b</td>'
    )

    assert mark_words(html, {"Thefts", "a & b"}, "en-GB") == (
        '<b lang="en-GB">Thefts</b> <i>Thefts of bicycles</i> '
        '<p><span lang="en-GB">Thefts </span><a>x</a></p>'
        '<u lang="en">Thefts</u><svg><text>Thefts</text></svg><td lang="en-GB">a &amp; b</td>'
    )


def test_a_language_that_the_site_does_not_speak_is_that_of_the_words_alone(tiny: Path):
    """The site goes on in that of the plan; the words, and blocks among them, say theirs."""
    contents = tiny / "data/revision.yml"
    listed = contents.read_text(encoding="utf-8") + "  - policja.md\n"
    contents.write_text(listed, encoding="utf-8")
    polish = "---\ntitle: Policja\npage_id: policja\ndescription: O policji.\nlanguage: pl\n---\n"
    text = f"{polish}# Policja\n\nDzwoń po policję. Przemoc domowa to przestępstwo.\n"
    (tiny / "docs/policja.md").write_text(text, encoding="utf-8")
    site = read_site(tiny)
    contexts = page_contexts(site, site.newest)
    files = {"policja.md": contexts["policja.md"], "index.md": contexts["index.md"]}
    file = SimpleNamespace(bundle=site.newest, path="policja.md", address="a/", context={})
    markup = page_markup(site, file)  # type: ignore[arg-type]

    assert files["policja.md"]["language"] == "en-GB"
    assert files["policja.md"]["words_language"] == "pl"
    assert markup.finish_block("<p>999</p>") == '<div lang="en-GB"><p>999</p></div>'
    in_place = files["index.md"]["in_place"]["2022-06/policja/"]
    assert (in_place["title"], in_place["language"]) == ("Policja", "pl")
    assert contexts["cy/beiciau.md"]["in_place"].keys() >= {"2022-06/priorities/bicycles/"}


def test_a_twin_can_be_left_where_the_words_of_its_original_say_so(tiny: Path):
    page = tiny / "docs/priorities/bicycles.md"
    more = "\nRape, stalking and slavery are told to the police. Rape is a crime.\n"
    page.write_text(page.read_text(encoding="utf-8") + more, encoding="utf-8")
    plan, bundle, _ = check(tiny)

    assert exit_pages(plan, bundle) >= {"priorities/bicycles.md", "cy/beiciau.md"}
