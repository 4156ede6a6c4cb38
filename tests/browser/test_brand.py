"""A site with the face of a council, on screens light and dark and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from safety_plan.site import accessibility_audit
from safety_plan.site.accessibility_audit import EVERYTHING_OPEN
from safety_plan.site.http_server import serving
from tests.site_pages import LOOKS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

STYLE = "([place, name]) => getComputedStyle(document.querySelector(place))[name]"
#: How high each logo is, and whether its picture has come.
LOGOS = """() => [...document.querySelectorAll('img.logo')].map(
  logo => [logo.getBoundingClientRect().height > 0, logo.naturalWidth > 0, logo.alt])"""
GREEN, DARK_GREEN = "rgb(29, 91, 58)", "rgb(4, 62, 35)"


@pytest.fixture(scope="module")
def branded(branded_site: Path) -> Iterator[str]:
    """The address at which the branded site is served on this machine."""
    with serving(branded_site) as address:
        yield address


@pytest.fixture
def page(browser: Browser, branded: str) -> Iterator[Page]:
    """A page of the plan with charts; what breaks the policy of the site fails the test."""
    context = browser.new_context(**LOOKS)
    page = context.new_page()
    broken: list[str] = []
    page.on("console", lambda message: broken.append(message.text))
    page.goto(f"{branded}/2022-06/charts/")
    yield page
    context.close()
    assert broken == []


def test_axe_finds_nothing_in_either_scheme(page: Page, branded: str):
    page.goto(f"{branded}/2022-06/")
    page.evaluate(EVERYTHING_OPEN)
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        asked = {"type": "tag", "values": accessibility_audit.RULES}
        found += [
            (scheme, v["id"], v["nodes"][0]["html"][:150])
            for v in accessibility_audit.violations(page, asked)
        ]

    assert found == []


def test_every_logo_is_there_and_the_one_at_the_top_says_what_it_shows(page: Page):
    page.locator(".partners").scroll_into_view_if_needed()
    page.locator("img.logo").evaluate_all("logos => Promise.all(logos.map(logo => logo.decode()))")

    assert page.evaluate(LOGOS) == [
        [True, True, "Fernbrook Town Council, with a leaf"],
        [True, True, ""],
        [True, True, ""],
    ]
    assert page.locator(".partners li").all_inner_texts() == [
        *("Brookshire Police", "Fernbrook Housing", "The Wend Trust")
    ]


def test_header_links_and_charts_have_the_colours_of_the_council(page: Page):
    places = ((".site-header", "backgroundColor"), (".chart-svg .f-1", "fill"))
    light = [page.evaluate(STYLE, place) for place in places]
    page.emulate_media(color_scheme="dark")
    dark = [page.evaluate(STYLE, place) for place in places]

    assert light == [GREEN, GREEN]
    assert dark[0] == DARK_GREEN
    assert dark[1] not in (GREEN, DARK_GREEN)  # light on dark


def test_whoever_has_chosen_colours_of_their_own_keeps_them(page: Page):
    page.emulate_media(forced_colors="active")

    assert page.evaluate(STYLE, (".chart-svg .f-1", "fill")) != GREEN


def test_paper_shows_the_logo_and_no_menu(page: Page):
    page.emulate_media(media="print")

    assert page.locator(".site-header .logo").is_visible()
    assert not page.locator(".site-links").is_visible()
    assert page.evaluate(STYLE, (".site-header", "backgroundColor")) == "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize("width", [320, 768])
def test_no_page_is_wider_than_its_screen(page: Page, width: int):
    page.set_viewport_size({"width": width, "height": 800})

    assert page.evaluate("document.documentElement.scrollWidth") <= width
