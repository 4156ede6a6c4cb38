"""What axe-core finds (WCAG 2.2 AA and best practice) on every page of the site."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.site_pages import A_DOZEN, EVERYTHING_OPEN, LOOKS, PAGE_TYPES, STATES, Scheme, addresses

pytestmark = pytest.mark.browser

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MEASURING = ["color-contrast", "target-size", "link-in-text-block"]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(**LOOKS)
    yield context.new_page()
    context.close()


def axe(page: Page, only: dict[str, Any], **options: dict[str, Any]) -> list[str]:
    """What axe finds on the page as it stands, each with its rule and the first place."""
    # To preload is to fetch our stylesheets again, for one rule: orientation, which they
    # do not name.
    asked = {"resultTypes": ["violations"], "preload": False, "runOnly": only, **options}
    found = page.evaluate("asked => axe.run(document, asked)", asked)["violations"]
    return [f"{page.url}: {v['id']}: {v['nodes'][0]['html'][:150]}" for v in found]


def violations(page: Page, *, all_rules: bool = True) -> list[str]:
    """What any rule finds; or only those that depend on colours and places.

    Those take half a minute on a page of 300 cards of one make, so they are asked
    last, when a dozen of each make is left.
    """
    page.evaluate(AXE)
    off = {rule: {"enabled": False} for rule in MEASURING}
    found = axe(page, {"type": "tag", "values": RULES}, rules=off) if all_rules else []
    page.evaluate(A_DOZEN)
    return found + axe(page, {"type": "rule", "values": MEASURING})


def test_axe_finds_nothing_on_any_page_of_any_revision(page: Page, served: str, real_site: Path):
    page.set_viewport_size({"width": 1280, "height": 900})
    found = []
    for address in addresses(real_site):
        page.goto(f"{served}/{address}")
        page.evaluate(EVERYTHING_OPEN)
        found += violations(page)

    assert found == []


@pytest.mark.parametrize(("width", "scheme"), [s for s in STATES if s != (1280, "light")])
def test_axe_finds_nothing_on_any_type_of_page_narrow_or_dark(
    page: Page, served: str, width: int, scheme: Scheme
):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    found = []
    for address in PAGE_TYPES:
        page.goto(f"{served}/{address}")
        page.evaluate(EVERYTHING_OPEN)
        found += violations(page, all_rules=scheme == "light")

    assert found == []


@pytest.mark.parametrize(("width", "scheme"), STATES)
def test_axe_finds_nothing_while_search_is_used(
    page: Page, served: str, width: int, scheme: Scheme
):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{served}/2020-04/search.html")
    page.get_by_role("searchbox").fill("council")
    page.keyboard.press("Enter")
    page.locator("[data-search-results] a").first.wait_for()

    assert violations(page) == []


def test_axe_would_find_a_picture_without_words(page: Page, served: str):
    page.goto(f"{served}/about/")
    page.evaluate("document.querySelector('h1').append(document.createElement('img'))")

    assert any("image-alt" in found for found in violations(page))
