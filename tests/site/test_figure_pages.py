"""Every figure has a small page that stays, and its card opens where its number stands."""

import shutil
from pathlib import Path

import pytest
from lxml.html import HtmlElement, fromstring

from safety_plan.checks.registry import check
from safety_plan.models.sensitivity import neutral_anchor, word_in_address
from safety_plan.site.build import build_preview
from safety_plan.site.urls import figure_address
from tests.conftest import TINY


def tree(file: Path) -> HtmlElement:
    return fromstring(file.read_text("utf-8"))


def test_every_figure_has_a_page_with_all_that_is_known_of_it(tiny_site: Path):
    bundle = check(TINY)[1]
    for name, figure in bundle.record.figures.items():
        page = tree(tiny_site / (figure_address(bundle, name) or "") / "index.html")
        assert page.findtext(".//h1") == figure.label
        assert page.find_class("figure-value")[0].text_content() == figure.text
        names = [term.text_content() for term in page.iter("dt")]
        assert {"Period", "Place", "Source", "To cite it"} <= {*names}


def test_the_page_of_a_figure_has_the_header_menu_and_footer_of_every_page(tiny_site: Path):
    bundle = check(TINY)[1]
    page = tree(tiny_site / (figure_address(bundle, "thefts-latest") or "") / "index.html")
    listed = tree(tiny_site / "2022-06/figures/index.html")

    def words_of(one: HtmlElement, place: str) -> list[str]:
        return [" ".join(link.text_content().split()) for link in one.xpath(f"{place}//a")]

    for place in ("//nav[@class='site-links']", "//nav[@id='contents']", "//footer"):
        assert words_of(page, place) == words_of(listed, place) != []
    (here,) = page.xpath("//nav[@id='contents']//a[@aria-current]")
    assert here.get("href") == "../"
    assert page.find_class("strip")
    for link in page.xpath("//header//a[@href] | //nav//a[@href] | //footer//a[@href]"):
        target = link.get("href").partition("#")[0]
        if not target or ":" in target:
            continue
        file = (tiny_site / "2022-06/figures/thefts-latest" / target).resolve()
        assert (file / "index.html" if file.is_dir() else file).is_file(), target


def test_the_page_of_a_figure_says_its_number_once_and_then_proves_it(real_site: Path):
    page = tree(real_site / "2020-04/figures/maidstone-crime-latest-year/index.html")
    (article,) = page.xpath("//article")
    for closed in article.xpath(".//details | .//*[@data-living]"):
        closed.drop_tree()
    answer, kind = article.find_class("figure-value")[0], article.find_class("figure-kind")[0]

    assert (answer.text_content(), kind.text_content()) == ("16,987", "Not rounded")
    proof = [one.text_content() for one in article.xpath(".//dl/div[not(dt='Compared')]/dd")]
    assert proof
    assert not [words for words in proof if "16,987" in words or "16987" in words]


def facts_of(page: Path) -> dict[str, str]:
    """What the page of a figure says below each of its names, as one line."""
    return {
        one.findtext("dt"): " ".join(" ".join(one.find("dd").itertext()).split())
        for one in tree(page / "index.html").iterfind(".//article//dl/div")
    }


def test_the_page_of_a_rate_has_its_two_numbers_and_the_values_before_it(real_site: Path):
    figures = real_site / "2020-04/figures"
    rate, page = (
        facts_of(figures / "maidstone-drug-rate-latest"),
        tree(figures / "maidstone-drug-rate-latest/index.html"),
    )

    assert rate["What was divided"] == "442 (Offences). Worked back from the published rate."
    assert rate["What it was divided by"] == "171,826 (People)"
    assert rate["Earlier values"].startswith("2018 to 2019: 1.8 2017 to 2018: 2.0 2016 to 2017:")
    (link,) = page.xpath("//dd//a[text()='1.8']")[:1]
    assert link.get("href") == "../maidstone-drug-rate-year-before/"
    # Of this one nobody published the two numbers.
    assert "not published" in facts_of(figures / "maidstone-alcohol-admissions")["What was divided"]


def test_an_earlier_value_is_of_the_same_time_of_the_year_and_said_once(real_site: Path):
    figures = real_site / "2020-04/figures"
    quarter = facts_of(figures / "kent-crime-latest-quarter")["Earlier values"]

    assert quarter.startswith("January to March 2019: 46,696 January to March 2018:")
    assert "Earlier values" not in facts_of(figures / "kent-crime-latest-year")  # all compared
    assert "Earlier values" not in facts_of(figures / "maidstone-population")  # none is held


def test_a_sealed_revision_has_the_earlier_values_of_its_own_tables(real_site: Path):
    sealed = facts_of(real_site / "2019-04/figures/rough-sleepers-2018")

    assert sealed["Earlier values"].startswith("2017: ")


def test_a_number_opens_its_card_in_place_and_the_card_leads_to_its_page(tiny_site: Path):
    folder = tiny_site / "2022-06"
    page = tree(folder / "priorities/bicycles/index.html")
    buttons = page.xpath("//article//button[@class='figure-number']")
    assert buttons
    for button in buttons:
        card = page.get_element_by_id(button.get("popovertarget"))
        assert card.get("popover") is not None
        assert not card.xpath("ancestor::article")  # no words of the page
        (link,) = (one for one in card.iter("a") if one.text_content() == "All about this number")
        assert (folder / "priorities/bicycles" / link.get("href") / "index.html").is_file()


@pytest.mark.parametrize("name", ["thefts-latest", "domestic-abuse-crimes", "suicides"])
def test_no_address_of_a_figure_says_what_a_reader_may_have_to_hide(name: str):
    address = figure_address(check(TINY)[1], name) or ""

    assert address.endswith(f"/{neutral_anchor(name)}/")
    assert not word_in_address(address)


@pytest.mark.parametrize(("status", "is_kept_out"), [("draft", True), ("proposed", False)])
def test_search_engines_are_kept_from_the_figures_of_a_draft_only(
    tiny: Path, tmp_path: Path, status: str, is_kept_out: bool
):
    revision = tiny / "data/revision.yml"
    text = revision.read_text("utf-8").replace("status: proposed", f"status: {status}")
    revision.write_text(text, "utf-8")

    build_preview(tiny, tmp_path / "site")

    page = (tmp_path / "site/2022-06/figures/thefts-latest/index.html").read_text("utf-8")
    assert ('name="robots" content="noindex"' in page) == is_kept_out


def test_the_same_figure_in_the_other_revision_is_one_press_away(real_site: Path):
    """Where another revision lacks it, the switch says so."""
    missing = []
    for old, new in (("2019-04", "2020-04"), ("2020-04", "2019-04")):
        for folder in sorted(path for path in (real_site / old / "figures").iterdir()):
            page = folder / "index.html"
            if not page.is_file():
                continue
            (switch,) = tree(page).find_class("switch")
            (here,) = switch.xpath(".//*[@aria-current]")
            target = real_site / new / "figures" / folder.name / "index.html"
            links = [(folder / link.get("href")).resolve() for link in switch.iter("a")]

            assert here.text_content() in ("April 2019", "April 2020")
            assert links == ([target.parent.resolve()] if target.is_file() else [])
            missing += [] if links else [switch.text_content()]
    assert missing
    assert all("This page is not in that revision" in words for words in missing)


def test_where_there_is_one_revision_no_figure_has_a_switch(tmp_path: Path, tiny: Path):
    shutil.rmtree(tiny / "revisions")
    build_preview(tiny, tmp_path / "site")

    pages = [*(tmp_path / "site/2022-06/figures").glob("*/index.html")]
    assert pages
    assert not [page for page in pages if tree(page).find_class("switch")]
