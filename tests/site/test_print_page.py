"""The whole of a revision on one page, to print."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from safety_plan.content.page_text import normalise
from safety_plan.site.accessibility_audit import EVERYTHING_OPEN
from safety_plan.site.print_page import PRINT_PAGE
from tests.site_pages import PAGE_TYPES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

#: What A4 leaves between margins of 12 mm, in px.
A4 = {"width": 703, "height": 1032}
CUT_OFF = """() => [...document.querySelectorAll('main *')].filter(e => {
    const box = e.getBoundingClientRect()
    return box.width > 2 && (box.right > innerWidth + 1 ||
      getComputedStyle(e).overflowX !== 'visible' && e.scrollWidth > e.clientWidth + 1)
  }).map(e => e.tagName + ' ' + e.className + ' ' + e.textContent.slice(0, 40)).slice(0, 3)"""


def whole_of(site: Path, revision: str) -> str:
    return (site / revision / PRINT_PAGE).read_text("utf-8")


def place_of(page: dict[str, str]) -> str:
    return page["address"].strip("/").replace("/", "-") or "home"


def places(html: str) -> list[str]:
    return re.findall(r'<section class="whole-page" id="([^"]+)"', html)


@pytest.fixture
def page(browser: Browser) -> Page:
    return browser.new_context(viewport=A4).new_page()


@pytest.mark.parametrize("revision", ["2021-06", "2022-06"])
def test_every_page_stands_there_once_in_the_order_of_the_contents(tiny_site: Path, revision: str):
    record = json.loads((tiny_site / revision / "plan.json").read_text("utf-8"))
    html = whole_of(tiny_site, revision)

    # A page in another language than its original is no part of what is printed.
    pages = [page for path, page in record["pages"].items() if not path.startswith("cy/")]
    assert sorted(places(html)) == sorted(map(place_of, pages))
    assert places(html)[0] == "home"
    listed = re.findall(r'<li><a href="#([a-z-]+)">', html)
    assert listed == places(html)


def test_no_two_places_have_one_name_and_no_heading_is_above_its_page(tiny_site: Path):
    html = whole_of(tiny_site, "2021-06")
    names = Counter(re.findall(r'<[^>]* id="([^"]+)"', html))

    assert [name for name, count in names.items() if count > 1] == []
    assert html.count("<h1") == 1
    assert len(re.findall("<h2", html)) == len(places(html)) + 1


def test_links_between_pages_stay_inside_and_others_still_lead_out(tiny_site: Path):
    words = whole_of(tiny_site, "2021-06").partition('<section class="whole-page"')[2]
    links = re.findall(r'href="([^"]*)"', words.partition("</article>")[0])
    pages = places(whole_of(tiny_site, "2021-06"))

    assert "#priorities-bicycles" in links
    assert any(re.fullmatch(r"#figures\.figure-[a-z-]+", link) for link in links)
    assert "data/thefts.csv" in links
    assert not [link for link in links if link.rstrip("/") in pages]


def test_what_helps_only_on_a_page_of_its_own_is_left_out(tiny_site: Path):
    page = (tiny_site / "2021-06/figures/index.html").read_text("utf-8")
    words = whole_of(tiny_site, "2021-06").partition('<section class="whole-page"')[2]

    assert 'class="figure-uses"' in page
    assert 'class="cite"' in page
    assert not re.search('class="figure-uses"|class="cite"|To cite it', words)
    assert words.count("chart-wide") == len(re.findall('class="chart"', words))
    assert "chart-narrow" not in words


def test_a_place_has_a_name_only_where_something_leads_to_it(tiny_site: Path):
    words = whole_of(tiny_site, "2021-06").partition("data-page>")[2].partition("</article>")[0]
    names = re.findall(r'<[^>]* id="([^"]+)"', words)
    led = re.findall(r' (?:href="#|for="|headers="|aria-\w+by=")([^"]+)"', words)

    assert "figures.source-council-minutes" in names
    assert set(names) <= {name for one in led for name in one.split()}


@pytest.mark.browser
def test_a_chart_is_shown_whole_on_a_small_screen_too(page: Page, served: str):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{served}/2020-04/{PRINT_PAGE}")
    charts = page.locator(".chart-svg").all()

    assert charts
    assert [1 for chart in charts if not chart.is_visible()] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_search_engines_are_sent_to_the_home_page_instead(tiny_site: Path):
    html = whole_of(tiny_site, "2021-06")

    assert '<meta name="robots" content="noindex">' in html
    assert 'rel="canonical" href="https://plan.fernbrook.example/2022-06/"' in html
    assert "whole" not in (tiny_site / "sitemap.xml").read_text("utf-8")


def test_it_can_be_left_in_a_hurry(tiny_site: Path):
    html = whole_of(tiny_site, "2022-06")

    assert "data-exit" in html
    assert "exit.js" in html


def test_every_page_of_a_revision_leads_there(tiny_site: Path):
    assert f'/2021-06/{PRINT_PAGE}">' in (tiny_site / "2021-06/figures/index.html").read_text(
        "utf-8"
    )


@pytest.mark.browser
@pytest.mark.parametrize("revision", ["2019-04", "2020-04"])
def test_it_says_all_that_the_record_says(page: Page, served: str, real_site: Path, revision: str):
    record = json.loads((real_site / revision / "plan.json").read_text("utf-8"))
    page.goto(f"{served}/{revision}/{PRINT_PAGE}")
    page.evaluate(
        "document.querySelectorAll('[data-living], [data-chart], svg').forEach(e => e.remove())"
    )
    shown = {
        one.get_attribute("id"): squeezed(one.text_content() or "")
        for one in page.locator(".whole-page").all()
    }
    said = {
        place_of(p): squeezed("".join(s["heading"] + s["text"] for s in p["sections"]))
        for p in record["pages"].values()
    }

    assert shown == said


def squeezed(text: str) -> str:
    return normalise(text).replace(" ", "")


@pytest.mark.browser
@pytest.mark.parametrize("address", [f"2020-04/{PRINT_PAGE}", *PAGE_TYPES])
def test_nothing_is_cut_off_at_the_edge_of_a_sheet(page: Page, served: str, address: str):
    page.goto(f"{served}/{address}")
    page.evaluate(EVERYTHING_OPEN)
    page.emulate_media(media="print")

    assert page.evaluate(CUT_OFF) == []


@pytest.mark.browser
def test_printed_each_page_runs_on_below_a_line_and_saves_paper(page: Page, served: str):
    page.goto(f"{served}/2020-04/{PRINT_PAGE}")
    page.emulate_media(media="print")
    looks = page.locator(".whole-page").evaluate_all(
        "all => all.map(getComputedStyle).map(one => one.breakBefore + one.borderTopStyle)"
    )

    assert set(looks) == {"autosolid"}
    assert page.locator(".exit-button").is_hidden()
    assert page.locator(".menu").is_hidden()
