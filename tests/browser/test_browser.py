"""What a reader's browser shows, at 320 and 1280 pixels, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.site_pages import LOOKS, STATES, Scheme

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PAGES = (
    *("2020-04/", "2020-04/is-it-getting-better/", "2020-04/priorities/at-home/"),
    *("2020-04/priorities/substance-misuse/", "2020-04/assessment/recorded-crime/"),
    *("2020-04/plan/how-priorities-were-set/", "2020-04/plan/impacts/", "2020-04/decision/"),
    *("2020-04/assessment/data-on-a-page/", "2020-04/figures/", "2020-04/glossary/"),
    *("2019-04/", "2019-04/assessment/recorded-crime/", "history/", "help/", "about/"),
    "history/2019-04-to-2020-04/",
)
SIDEWAYS = "document.documentElement.scrollWidth > window.innerWidth"
SMALL_OR_CLIPPED = """() => [...document.querySelectorAll('.chart svg')]
  .filter(svg => svg.getBoundingClientRect().width > 0)
  .flatMap(svg => [...svg.querySelectorAll('text')].filter(text => {
      const box = text.getBoundingClientRect(), size = parseFloat(getComputedStyle(text).fontSize)
      return text.getScreenCTM().a * size < 12 || box.left < -0.5 || box.right > innerWidth + 0.5
    }).map(text => text.textContent))"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(**LOOKS)
    yield context.new_page()
    context.close()


def in_every_state(page: Page) -> Iterator[tuple[int, Scheme]]:
    """Shows the page that is open at each width and in each scheme."""
    for width, scheme in STATES:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        yield width, scheme


def test_pages_fit_are_legible_and_ask_nobody_else(page: Page, served: str):
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
    page.on("console", lambda m: wrong.append(f"{page.url}: {m.text}") if m.type == "error" else "")
    page.on(
        "request",
        lambda r: wrong.append(f"asks {r.url}") if not r.url.startswith((served, "data:")) else "",
    )
    for path in PAGES:
        page.goto(f"{served}/{path}")
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        for state in in_every_state(page):
            if page.evaluate(SIDEWAYS):
                wrong.append(f"{path} scrolls sideways {state}")
            labels = page.evaluate(SMALL_OR_CLIPPED)
            wrong += [f"{path}: label “{text}” {state}" for text in labels]

    assert wrong == []


def test_charts_show_one_width_at_a_time(page: Page, served: str):
    page.goto(f"{served}/2020-04/assessment/recorded-crime/")

    for state in in_every_state(page):
        shown = page.evaluate(
            "[...document.querySelectorAll('.chart')].map(c =>"
            " [...c.querySelectorAll('.chart-plot svg')]"
            ".filter(s => s.getBoundingClientRect().width > 0).length)"
        )
        assert shown, state
        assert set(shown) == {1}, state


def test_pages_can_be_read_and_left_without_scripts(browser: Browser, served: str):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(f"{served}/2020-04/priorities/at-home/")

    assert page.locator("h1").is_visible()
    page.locator(".menu-button").click()
    page.locator(".menu").get_by_role("link", name="Glossary").click()
    assert page.url.endswith("/2020-04/glossary/")
    page.go_back()
    page.locator(".switch").get_by_role("link", name="April 2019").click()
    assert page.url.endswith("/2019-04/priorities/at-home/")
    page.locator(".switch").get_by_role("link", name="What changed").click()
    assert "/history/2019-04-to-2020-04/words/#page-" in page.url
    context.close()


def test_the_front_door_leads_to_the_newest_revision_without_scripts(browser: Browser, served: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/")
    page.wait_for_url("**/2020-04/")
    context.close()


def test_shift_three_times_leaves_the_page_and_back_does_not_return(browser: Browser, served: str):
    context = browser.new_context()
    page = context.new_page()
    context.route("**/weather*", lambda route: route.fulfill(body="weather"))
    page.goto(f"{served}/help/")
    page.goto(f"{served}/2020-04/priorities/at-home/")
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("**/weather*")
    page.go_back()

    assert page.url.endswith("/help/")
    context.close()


def test_the_menu_beside_a_page_shows_where_one_is(browser: Browser, served: str):
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{served}/2020-04/assessment/wards/")
    # A browser goes there as it lays out the page, where it knows how to.
    known = page.evaluate("CSS.supports('scroll-initial-target: nearest')")
    place = page.locator(".menu [aria-current]").bounding_box()
    page.close()

    assert place
    assert not known or 0 < place["y"] < 800
