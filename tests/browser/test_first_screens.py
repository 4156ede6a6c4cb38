"""What the first screen of a phone holds, on every page that can be left in a hurry.

Each page is opened once with scripts and once without, and measured on every phone.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.site_pages import exit_pages

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ViewportSize

pytestmark = pytest.mark.browser

PHONES: list[ViewportSize] = [
    {"width": 320, "height": 640},
    {"width": 360, "height": 740},
    {"width": 390, "height": 664},
]
#: Where stands what a person in danger needs: each a box, or nothing.
MEASURE = """() => {
  const box = (element) => {
    const { top, bottom, width, height } = element?.getBoundingClientRect() ?? {};
    return element ? { top, bottom, width, height } : null;
  };
  const one = (selector) => box(document.querySelector(selector));
  const links = [...document.querySelectorAll('main :is(a[href^="tel:"], a[href^="sms:"])')];
  return {
    first: box(links.find((link) => link.checkVisibility())),
    lines: [...document.querySelectorAll('.first-help .press')].map(box),
    exit: one('.exit-button'), note: one('.exit-note > summary'), title: one('.short-title'),
  };
}"""
#: Of each page, on each phone.
Screens = dict[tuple[str, int], dict[str, Any]]


@pytest.fixture(scope="module", params=[True, False], ids=["scripts", "no-scripts"])
def screens(
    request: pytest.FixtureRequest, browser: Browser, served: str, real_site: Path
) -> Screens:
    context = browser.new_context(java_script_enabled=request.param)
    page = context.new_page()
    seen: Screens = {}
    for address in exit_pages(real_site):
        page.goto(f"{served}/{address}")
        for size in PHONES:
            page.set_viewport_size(size)
            seen[address, size["height"]] = page.evaluate(MEASURE)
    context.close()
    return seen


def test_the_first_screen_holds_a_number_to_press_and_the_exit(screens: Screens):
    assert len(screens) > 15 * len(PHONES)
    late = {
        place: boxes
        for place, boxes in screens.items()
        if not boxes["first"] or boxes["first"]["bottom"] > min(boxes["exit"]["top"], place[1])
    }
    assert late == {}
    assert [place for place, boxes in screens.items() if boxes["first"]["height"] < 44] == []


def test_the_button_is_in_reach_on_the_first_screen_of_every_page(screens: Screens):
    widths = {size["height"]: size["width"] for size in PHONES}
    wrong = []
    for (address, height), boxes in screens.items():
        exit_bar, note = boxes["exit"], boxes["note"]
        is_whole = exit_bar["top"] >= 0 and exit_bar["bottom"] <= height
        is_large = exit_bar["height"] >= 44 and exit_bar["width"] >= widths[height]
        is_noted = note and note["bottom"] <= height - exit_bar["height"]
        if not (is_whole and is_large and is_noted):
            wrong.append((address, height, boxes))

    assert wrong == []


def test_each_priority_starts_with_its_name_the_exit_and_a_line_for_it(screens: Screens):
    of_priorities = {place: b for place, b in screens.items() if "/priorities/" in place[0]}
    assert of_priorities
    for place, boxes in of_priorities.items():
        # The second line is the one for this trouble; it is whole above the exit.
        assert len(boxes["lines"]) > 1, place
        second = boxes["lines"][1]
        assert boxes["title"]["bottom"] < second["top"], place
        assert second["bottom"] <= boxes["exit"]["top"], place


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
