"""What holds on every page: what its first screen has, what it weighs, says, asks for and reads.

Each page is opened once with scripts, on a phone, and asked for all of it there. Those that can be
left in a hurry are opened without scripts too.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from safety_plan.content.page_text import normalise
from safety_plan.site.accessibility_audit import EVERYTHING_OPEN, addresses
from safety_plan.site.print_page import PRINT_PAGE
from tests.site_pages import LOOKS, exit_pages

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request, ViewportSize

pytestmark = pytest.mark.browser

#: The narrowest comes last: on it a page is opened, and asked whether it fits.
PHONES: list[ViewportSize] = [
    {"width": 390, "height": 664},
    {"width": 360, "height": 740},
    {"width": 320, "height": 640},
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


#: Where a page has more than fits its width, when every part of it is open.
SIDEWAYS = f"{EVERYTHING_OPEN}, document.documentElement.scrollWidth > innerWidth"
#: A browser asks for letters when it first draws a word in them.
LETTERS_ARE_THERE = "document.fonts.ready.then(() => true)"
#: The words of a page itself, without those around it and in its charts.
WORDS = """() => {
  document.querySelectorAll('[data-living], [data-chart], svg').forEach(e => e.remove())
  return document.querySelector('[data-page]')?.textContent ?? ''
}"""
#: Bytes that a first view of any page may ask for, compressed as hosts send them, with its letters.
MOST = 60_000
#: The words of a comparison are the whole text of two revisions.
MOST_COMPARED = 98_000


@dataclass
class Visits:
    """What the pages of a site, *served* here, were seen to do; each by its address."""

    page: Page
    served: str
    #: Of each page on each phone, by its height: where the boxes of MEASURE are.
    screens: Screens = field(default_factory=dict)
    #: What each page asked for as it was opened, below the address of the site.
    asked: dict[str, set[str]] = field(default_factory=dict)
    #: What browser and pages complained of, and what was asked of others.
    said: list[str] = field(default_factory=list)
    sideways: list[str] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)
    cookies: object = None

    def visit_all(self, every: list[str], to_leave: tuple[str, ...]) -> None:
        """Opens *every* page; measures the first screen of those that one may have *to_leave*."""
        page = self.page
        page.context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
        page.on("console", lambda message: self.said.append(f"{page.url}: {message.text}"))
        page.on("pageerror", lambda error: self.said.append(f"{page.url}: {error}"))
        page.on("request", self._note)
        for address in every:
            self.asked[address] = self._asked = set()
            page.goto(f"{self.served}/{address}")
            page.evaluate(LETTERS_ARE_THERE)
            if address in to_leave:
                self.screens |= first_screens(page, address)
            self.sideways += [address] if page.evaluate(SIDEWAYS) else []
            self.words[address] = page.evaluate(WORDS)
        self.cookies = page.context.cookies()

    def _note(self, request: Request) -> None:
        self._asked.add(request.url.removeprefix(f"{self.served}/"))
        if not request.url.startswith(self.served):
            self.said.append(request.url)


def first_screens(page: Page, address: str) -> Screens:
    """Where the boxes of MEASURE are on each phone; the narrowest is as it was before."""
    seen: Screens = {}
    for size in PHONES:
        page.set_viewport_size(size)
        seen[address, size["height"]] = page.evaluate(MEASURE)
    return seen


@pytest.fixture(scope="module")
def visits(browser: Browser, served: str, real_site: Path) -> Iterator[Visits]:
    context = browser.new_context(viewport=PHONES[-1], **LOOKS)
    seen = Visits(context.new_page(), served)
    seen.visit_all(addresses(real_site), exit_pages(real_site))
    yield seen
    context.close()


@pytest.fixture(scope="module")
def plain_screens(browser: Browser, served: str, real_site: Path) -> Screens:
    """The first screens of the pages that can be left, where no scripts run."""
    context = browser.new_context(java_script_enabled=False, viewport=PHONES[-1])
    page = context.new_page()
    seen: Screens = {}
    for address in exit_pages(real_site):
        page.goto(f"{served}/{address}")
        seen |= first_screens(page, address)
    context.close()
    return seen


@pytest.fixture(params=["scripts", "no-scripts"])
def screens(request: pytest.FixtureRequest) -> Screens:
    if request.param == "scripts":
        return request.getfixturevalue("visits").screens
    return request.getfixturevalue("plain_screens")


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


def test_no_page_breaks_its_own_policy_or_says_anything_to_the_console(visits: Visits):
    assert visits.said == []
    assert visits.cookies == []


def test_no_page_of_any_revision_scrolls_sideways_at_320_pixels(visits: Visits):
    assert len(visits.asked) > 200
    assert visits.sideways == []


@pytest.mark.parametrize("revision", ["2019-04", "2020-04"])
def test_the_browser_reads_what_the_record_says(visits: Visits, real_site: Path, revision: str):
    record = json.loads((real_site / revision / "plan.json").read_text("utf-8"))
    differ = []
    for recorded in record["pages"].values():
        said = "".join(s["heading"] + s["text"] for s in recorded["sections"])
        if squeezed(visits.words[f"{revision}/{recorded['address']}"]) != squeezed(said):
            differ.append(recorded["address"])

    assert record["pages"]
    assert differ == []


def squeezed(text: str) -> str:
    """Text without any space, for comparing what two readers saw."""
    return normalise(text).replace(" ", "")


@pytest.fixture(scope="module")
def weights(visits: Visits, real_site: Path) -> dict[str, int]:
    """Bytes of the first view of each page.

    All pages on one are there to be printed; nobody meets them on the way.
    """
    mark = "assets/images/mark.svg"
    return {
        address: sum(weight(real_site, one) for one in {*asked, mark})
        for address, asked in visits.asked.items()
        if not address.endswith(PRINT_PAGE)
    }


def weight(site: Path, address: str) -> int:
    file = site / (address or "index.html")
    file = file / "index.html" if file.is_dir() else file
    return len(gzip.compress(file.read_bytes(), 6))


def test_a_first_view_of_any_page_weighs_at_most_60_kilobytes_and_searches_nothing(
    visits: Visits, weights: dict[str, int]
):
    searching = [
        at
        for at, asked in visits.asked.items()
        if any("/search/" in one or one.startswith("search/") for one in asked)
    ]

    assert [at for at, total in weights.items() if total > MOST and "-to-" not in at] == []
    assert searching == []


def test_a_first_view_of_a_comparison_weighs_at_most_98_kilobytes(weights: dict[str, int]):
    compared = {at: total for at, total in weights.items() if "-to-" in at}

    assert compared
    assert {at: total for at, total in compared.items() if total > MOST_COMPARED} == {}
