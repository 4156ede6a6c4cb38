"""What axe-core finds (WCAG 2.2 AA and best practice) on pages of every make."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from safety_plan.site import accessibility_audit
from safety_plan.site.accessibility_audit import EVERYTHING_OPEN
from tests.site_pages import LOOKS, PAGE_TYPES, STATES, Scheme, pages_of_each_make

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser

COLOURS = ["color-contrast", "link-in-text-block"]
MEASURING = [*accessibility_audit.MEASURING]
ALL_RULES = {"type": "tag", "values": accessibility_audit.RULES}
#: Whether to ask all rules at once would take longer than to ask some of a part of the page.
IS_LONG = "document.querySelectorAll('*').length > 1000"
TWO_SMALL_TARGETS = """document.querySelector('[data-page]').prepend(...['one', 'two'].map(words =>
  Object.assign(document.createElement('button'),
    { ariaLabel: words, style: 'min-width: 0; min-height: 0; width: 9px; height: 9px' })))"""
#: Marks the words that stand on none of the grounds and in none of the places that are known;
#: gives theirs. A place is an element with all that it stands in; to its look belong the colours,
#: size and weight of its letters and whatever lies behind them.
MARK_NEW_LOOKS = """known => {
  const names = ['aria-current', 'class', 'hidden', 'open', 'role', 'type'], seen = new Set(known)
  const looks = new Map([[document, '']]), digest = text =>
    [...text].reduce((sum, letter) => (Math.imul(sum, 31) + letter.codePointAt()) | 0, 0)
  for (const one of document.querySelectorAll('*')) {
    const style = getComputedStyle(one), made = names.map(name => one.getAttribute(name))
    looks.set(one, digest([looks.get(one.parentNode), one.localName, made, style.backgroundColor,
      style.backgroundImage, style.opacity, style.position, style.display].join()).toString(36))
    const holds = [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim())
    const look = [looks.get(one), style.color, style.fill, style.fontSize, style.fontWeight].join()
    const isNew = (holds || one.matches('input')) && !seen.has(look)
    one.toggleAttribute('data-new-look', isNew)
    if (isNew) seen.add(look)
  }
  return [...seen].slice(known.length)
}"""
ONLY_NEW_LOOKS = """axe.configure({
  rules: [{ id: 'color-contrast', selector: '[data-new-look]' }]
})"""


class Rules:
    """The rules of axe; each contrast is asked for once, however many pages show it.

    A test that has seen every place and look of a site has measured every contrast, as the same
    style sheets colour all pages.
    """

    def __init__(self) -> None:
        self._looks: list[str] = []

    def violations(self, page: Page, *, only_colours: bool = False) -> list[str]:
        """What any rule finds; or only those of colours, where nothing else differs.

        Rules that measure take half a minute on a page of 300 cards of one make, so of a long page
        they are asked last, when four of each make are left.
        """
        if only_colours or page.evaluate(IS_LONG):
            found = [] if only_colours else self._found(page, ALL_RULES, measuring=False)
            page.evaluate(accessibility_audit.FEWER_OF_A_MAKE, accessibility_audit.MOST_OF_A_MAKE)
            measured = COLOURS if only_colours else MEASURING
            return found + self._found(page, {"type": "rule", "values": measured}, measuring=True)
        return self._found(page, ALL_RULES, measuring=True)

    def _found(self, page: Page, asked: dict[str, Any], *, measuring: bool) -> list[str]:
        """What the rules that are *asked* find on *page*, those that measure among them or not."""
        if measuring:
            accessibility_audit.load_axe(page)
            self._looks += page.evaluate(MARK_NEW_LOOKS, self._looks)
            page.evaluate(ONLY_NEW_LOOKS)
        rules = {rule: {"enabled": measuring} for rule in MEASURING}
        found = accessibility_audit.violations(page, asked, rules=rules)
        return [f"{page.url}: {v['id']}: {v['nodes'][0]['html'][:150]}" for v in found]


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(**LOOKS)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    yield page
    page.close()


@pytest.fixture
def rules() -> Rules:
    return Rules()


def test_axe_finds_nothing_on_a_page_of_any_make(
    page: Page, rules: Rules, served: str, real_site: Path
):
    """`scripts/audit.py` opens every page, in two looks, before something is published."""
    page.set_viewport_size({"width": 1280, "height": 900})
    found = []
    for address in pages_of_each_make(real_site):
        page.goto(f"{served}/{address}")
        page.evaluate(EVERYTHING_OPEN)
        found += rules.violations(page)

    assert found == []


def test_axe_finds_nothing_on_any_type_of_page_narrow_or_dark(
    page: Page, rules: Rules, served: str
):
    found = []
    for address in PAGE_TYPES:
        page.goto(f"{served}/{address}")
        page.evaluate(EVERYTHING_OPEN)
        for width, scheme in [state for state in STATES if state != (1280, "light")]:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            violated = rules.violations(page, only_colours=scheme == "dark")
            found += [f"{width} {scheme} {what}" for what in violated]

    assert found == []


@pytest.mark.parametrize(("width", "scheme"), STATES)
def test_the_exit_and_the_words_about_it_stand_out_at_level_aaa(
    page: Page, served: str, width: int, scheme: Scheme
):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{served}/2020-04/priorities/at-home/")
    page.locator(".exit-note > summary").click()
    page.keyboard.press("Shift")
    enhanced = {"type": "rule", "values": ["color-contrast-enhanced"]}
    rules = {"color-contrast-enhanced": {"enabled": True}}
    found = accessibility_audit.violations(page, enhanced, rules=rules)
    targets = [str(node["target"]) for v in found for node in v["nodes"]]

    assert [target for target in targets if "exit" in target] == []


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

    assert Rules().violations(page) == []


def test_axe_would_find_a_picture_without_words(page: Page, served: str):
    page.goto(f"{served}/about/")
    page.evaluate("document.querySelector('h1').append(document.createElement('img'))")

    assert any("image-alt" in found for found in Rules().violations(page))


def test_words_that_grow_pale_are_found_on_a_page_that_was_asked_before(
    page: Page, rules: Rules, served: str
):
    page.goto(f"{served}/about/")
    assert rules.violations(page) == []
    page.goto(f"{served}/about/")
    page.evaluate("document.querySelector('main p').style.color = '#bbb'")

    assert any("color-contrast" in found for found in rules.violations(page))


@pytest.mark.parametrize(("address", "is_long"), [("about/", False), ("2020-04/figures/", True)])
def test_axe_would_find_targets_too_small_for_a_finger_on_a_long_page_too(
    page: Page, rules: Rules, served: str, address: str, is_long: bool
):
    page.goto(f"{served}/{address}")
    page.evaluate(TWO_SMALL_TARGETS)

    assert page.evaluate(IS_LONG) is is_long
    assert any("target-size" in found for found in rules.violations(page))
