"""The letters of the site come late without a jump, and charts, words and buttons all use them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

pytestmark = pytest.mark.browser

SHIFTS = """() => { window.shifted = 0
  new PerformanceObserver(list => {
    for (const one of list.getEntries()) window.shifted += one.value
  }).observe({ type: 'layout-shift', buffered: true }) }"""
#: What counts as steady; from 0.1 on readers are said to lose their place.
MOST_SHIFTED = 0.05


def late(route: Route) -> None:
    time.sleep(0.6)
    route.continue_()


@pytest.mark.parametrize("files", ["**/*.woff2", "**/*.js"])
@pytest.mark.parametrize("width", [360, 390, 412, 768, 1280])
@pytest.mark.parametrize("address", ["2020-04/", "2020-04/plan/law/"])
def test_letters_and_scripts_that_come_late_move_nothing(
    browser: Browser, served: str, address: str, width: int, files: str
):
    context = browser.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    page.add_init_script(f"({SHIFTS})()")
    page.route(files, late)
    page.goto(f"{served}/{address}")
    page.evaluate("document.fonts.ready.then(() => true)")
    page.wait_for_timeout(300)
    loaded = page.evaluate("[...document.fonts].some(f => f.status === 'loaded')")
    shifted = page.evaluate("window.shifted")
    context.close()

    assert loaded
    assert shifted < MOST_SHIFTED


def test_words_charts_and_buttons_have_the_same_letters(browser: Browser, served: str):
    page = browser.new_page()
    page.goto(f"{served}/2020-04/assessment/recorded-crime/")
    families = page.evaluate(
        "['body', '.chart-svg text', 'button', 'h1', 'td'].map(one =>"
        " getComputedStyle(document.querySelector(one)).fontFamily.split(',')[0])"
    )
    page.close()

    assert {*families} == {'"Plan text"'}
