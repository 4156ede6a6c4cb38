"""Whom to call: what a phone shows first, and that each way to reach somebody can be pressed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import html

from tests.site_pages import exit_pages, expect, page_file

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_every_way_to_reach_somebody_can_be_pressed_by_a_thumb(browser: Browser, served: str):
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(f"{served}/help/")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    links = page.locator(
        "main :is(.way, .press, .help-groups a, .told a, .help-group > summary, .need > summary)"
    )
    boxes = links.evaluate_all(
        "all => all.map((one) => [one.textContent, one.getBoundingClientRect().height])"
    )
    page.close()

    assert len(boxes) > 60
    assert [box for box in boxes if box[1] < 48] == []


def test_no_number_stands_as_bare_text(real_site: Path):
    bare = []
    for address in exit_pages(real_site):
        page = html.fromstring(page_file(real_site, address).read_text("utf-8"))
        for link in page.xpath("//main//a"):
            link.drop_tree()
        boxes = page.cssselect(".help-box, .first-help, .help-line, .help-page")
        text = " ".join(box.text_content() for box in boxes)
        bare += re.findall(r"(?<![\d/])\d(?: ?\d){4,}", text)

    assert bare == []


def test_a_number_for_texts_starts_a_text_and_never_a_call(real_site: Path):
    text = (real_site / "help" / "index.html").read_text("utf-8")

    assert 'href="sms:85258?body=SHOUT"' in text
    assert "tel:85258" not in text
    assert "tel:7726" not in text


#: So many screens of a phone, of 568 px, is the page of help before anything was opened.
MOST_SCREENS = 6


def test_the_page_of_help_is_a_short_list_of_troubles_on_a_small_phone(
    browser: Browser, served: str
):
    page = browser.new_page(viewport={"width": 320, "height": 568})
    page.goto(f"{served}/help/")
    height = page.evaluate("document.documentElement.scrollHeight")
    for trouble in page.locator(".help-group").all():
        trouble.locator("h2").click()
        expect(trouble.locator(".way").first).to_be_visible()
    needs = page.locator(".need").count()
    page.close()

    assert height <= MOST_SCREENS * 568
    assert needs > 10


@pytest.mark.parametrize("scripts", [True, False])
def test_an_address_opens_the_trouble_and_the_need_that_it_names(
    browser: Browser, served: str, real_site: Path, scripts: bool
):
    help_page = html.fromstring((real_site / "help" / "index.html").read_text("utf-8"))
    places = [one.get("id") for one in help_page.cssselect(".help-group > div, .need > div")]
    context = browser.new_context(
        viewport={"width": 390, "height": 664}, java_script_enabled=scripts
    )
    page = context.new_page()
    page.goto(f"{served}/help/")
    for place in places:
        page.goto(f"{served}/help/#{place}")
        who = page.locator(f"#{place} .who").first
        expect(who).to_be_visible()
        box = page.locator(f"details:has(> #{place}) > summary").bounding_box()
        assert box, place
        assert 0 <= box["y"] < 300, place
    context.close()

    assert len(places) > 20


def test_on_paper_every_trouble_and_every_need_is_open(browser: Browser, served: str):
    page = browser.new_page()
    page.emulate_media(media="print")
    page.goto(f"{served}/help/")
    ways = page.locator(".help-page .way")
    shown = ways.evaluate_all(
        "all => all.map((one) => one.checkVisibility({contentVisibilityAuto: true}))"
    )
    page.close()

    assert len(shown) > 60
    assert all(shown)


#: Pages that start with no trouble of their own.
ORDINARY = (
    *("2020-04/", "2020-04/assessment/recorded-crime/", "2020-04/plan/law/", "2020-04/figures/"),
    *("history/", "about/"),
)
#: Below this on the screen of a phone, no heading of such a page begins.
LOWEST = 300


@pytest.mark.parametrize(("width", "height"), [(320, 568), (390, 844)])
def test_an_ordinary_page_says_soon_what_it_is_of(
    browser: Browser, served: str, width: int, height: int
):
    page = browser.new_page(viewport={"width": width, "height": height})
    begins, emergency = {}, {}
    for address in ORDINARY:
        page.goto(f"{served}/{address}")
        begins[address] = page.locator("h1").evaluate("h1 => h1.getBoundingClientRect().top")
        for line in page.locator(".help-line .press-danger").all():
            emergency[address] = line.evaluate("line => line.getBoundingClientRect().bottom")
    page.close()

    assert {address: top for address, top in begins.items() if top > LOWEST} == {}
    assert emergency
    assert max(emergency.values()) < LOWEST


def test_how_sure_the_numbers_are_is_said_as_plainly_as_what_follows(browser: Browser, served: str):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{served}/help/")
    said = page.locator("#help-origins ~ p, .help-page ~ p").evaluate_all(
        """all => all.map(one => {
          const style = getComputedStyle(one)
          return [style.fontSize, style.color, one.getBoundingClientRect().width]
        })"""
    )
    page.close()

    assert len(said) > 1
    assert len({(size, colour) for size, colour, _ in said}) == 1
    assert said[0][2] <= said[-1][2]
