"""What is due next stands in one list, on the pages of figures, and at the foot of its page."""

from pathlib import Path

from lxml import html


def text_of(site: Path, page: str) -> str:
    tree = html.parse(site / page / "index.html", parser=html.HTMLParser(encoding="utf-8"))
    return " ".join(tree.getroot().text_content().split())


def test_the_list_begins_with_what_comes_first_and_ends_with_what_is_past(tiny_site: Path):
    text = text_of(tiny_site, "2022-06/figures")
    days = ["1 April 2098", "May 2098", "14 July 2098", "14 June 2021"]
    places = [text.index(day, text.index("Still to come")) for day in days]

    assert places == sorted(places)
    assert "It adopted the plan." in text


def test_the_page_of_a_figure_says_when_its_next_one_is_due(tiny_site: Path):
    def card(name: str) -> str:
        page = tiny_site / "2022-06/figures" / name / "index.html"
        return page.read_text("utf-8").partition("<main")[2]

    assert "<dt>Next figure due</dt> <dd>1 April 2098</dd>" in card("feel-safe")
    # By its source, of which all figures are due.
    assert "<dt>Next figure due</dt> <dd>May 2098</dd>" in card("thefts-latest")
    assert "Next figure due" not in card("helpers")


def test_a_page_says_who_looks_after_it_and_what_is_due(tiny_site: Path):
    text = text_of(tiny_site, "2022-06/figures")

    assert "This page is looked after by: Clerk to the safety committee." in text
    assert "It is to be read again by 30 June 2098." in text
    assert "1 April 2098: Survey of people at the Old Bridge." in text


def test_a_sealed_page_says_nothing_of_what_is_due_today(tiny_site: Path):
    text = text_of(tiny_site, "2021-06/figures")

    assert "Next figure due" not in text
    assert "What is due next" not in text


def test_each_source_of_what_was_due_leads_to_where_it_is_told_of(real_site: Path):
    tree = html.parse(real_site / "history/index.html").getroot()
    cells = tree.xpath("//table[caption='Past']//tr[td]/td[last()]")
    targets = {name for cell in cells for name in cell.xpath("./a/@href")}

    assert [cell.text_content() for cell in cells if not cell.xpath("./a")] == []
    assert "../2020-04/figures/#source-report-2020-06-30" in targets
