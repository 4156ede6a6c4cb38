"""The site by keyboard alone, at 400% zoom, with larger text and in forced colours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Literal

import pytest

from safety_plan.site.accessibility_audit import EVERYTHING_OPEN, FEWER_OF_A_MAKE
from tests.site_pages import LOOKS, PAGE_TYPES, expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"
STOPS = """[...document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]')]
  .filter(e => e.checkVisibility() && e.tabIndex >= 0)"""
#: Goes through every stop, there and back, as Tab and Shift+Tab would, and names
#: those whose focus nobody would see. A mark is the same on both ways; what covers it may not be.
UNSEEN = f"""() => {{
  const stops = {STOPS}, wrong = []
  document.activeElement.blur()
  const look = e => {{
    const s = getComputedStyle(e)
    return [s.outlineStyle, s.outlineColor, s.boxShadow, s.backgroundColor].join()
  }}
  const before = new Map(stops.map(stop => [stop, look(stop)]))
  for (const stop of [...stops, ...stops.toReversed()]) {{
    stop.focus({{ focusVisible: true }})
    if (before.has(stop)) {{
      const style = getComputedStyle(stop)
      const outline = style.outlineStyle !== 'none' && style.outlineWidth !== '0px'
      const same = look(stop) === before.get(stop)
      if (same || !outline) wrong.push('no mark: ' + stop.outerHTML.slice(0, 90))
      before.delete(stop)
    }}
    const seen = [...stop.getClientRects()].some(box => {{
      const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2
      const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2
      const there = document.elementFromPoint(x, y)
      return there && (stop.contains(there) || there.contains(stop)) && box.right > 0
    }})
    if (!seen) wrong.push('hidden: ' + stop.outerHTML.slice(0, 90))
  }}
  return wrong
}}"""
NOT_REACHED = """() => [...document.querySelectorAll('*')].filter(e => {
  const style = getComputedStyle(e)
  return /auto|scroll/.test(style.overflowX) && e.scrollWidth > e.clientWidth
    && !(e.tabIndex === 0 && e.getAttribute('role') === 'region' && e.getAttribute('aria-label'))
}).map(e => e.outerHTML.slice(0, 90))"""
#: What hides some of its words. A heading kept for screen readers loses nothing where the
#: same words stand in sight, whole, for everybody else.
CUT_OFF = """() => {
  const cuts = e => getComputedStyle(e).overflow === 'hidden'
    && e.scrollHeight > e.clientHeight + 1
  const words = e => e.textContent.trim()
  const inSight = [...document.querySelectorAll('.short-title')].filter(e =>
    e.checkVisibility() && e.getClientRects().length && !cuts(e)
    && e.scrollWidth <= e.clientWidth + 1).map(words)
  const unseen = e => e.localName === 'h1' && getComputedStyle(e).clipPath === 'inset(50%)'
  return [...document.querySelectorAll('body *')].filter(e =>
    cuts(e) && !e.closest('.visually-hidden, svg') && !(unseen(e) && inSight.includes(words(e)))
  ).map(e => e.outerHTML.slice(0, 90))
}"""
#: Whether the reader's own colours are forced.
FORCED_COLOURS: tuple[Literal["none", "active"], ...] = ("none", "active")
#: WCAG 1.4.12, the four settings that a page has to bear.
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important } p { margin-bottom: 2em !important }"""
LARGER = (SPACING, "html { font-size: 200% !important }")
BARE_LINKS = """() => [...document.querySelectorAll('p a')].filter(a => a.checkVisibility()
  && !a.className.includes('button')
  && !getComputedStyle(a).textDecorationLine.includes('underline')).map(a => a.outerHTML)"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(**LOOKS)
    yield context.new_page()
    context.close()


# What is looked at on one page of every type; each is opened once, and these look one by one.


def first_stop(page: Page) -> Iterator[str]:
    page.keyboard.press("Tab")
    if page.evaluate("document.activeElement.textContent") != "Skip to the page":
        yield "starts elsewhere"
        return
    page.keyboard.press("Enter")
    if page.evaluate("document.activeElement.localName") != "main":
        yield "does not skip"


def bare_links(page: Page) -> Iterator[str]:
    yield from page.evaluate(BARE_LINKS)


def not_reached(page: Page) -> Iterator[str]:
    page.evaluate(EVERYTHING_OPEN)
    page.set_viewport_size({"width": 320, "height": 640})
    yield from page.evaluate(NOT_REACHED)


def lost_as_text_grows(page: Page) -> Iterator[str]:
    page.evaluate(EVERYTHING_OPEN)
    for styles in LARGER:
        tag = page.add_style_tag(content=styles)
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate(SIDEWAYS):
                yield f"scrolls sideways at {width}: {styles}"
            for found in page.evaluate(CUT_OFF):
                yield f"cuts off at {width}: {found}: {styles}"
        tag.evaluate("tag => tag.remove()")


def unseen_focus(page: Page) -> Iterator[str]:
    """Comes last, as it takes most of a long list away."""
    page.evaluate(EVERYTHING_OPEN)
    page.evaluate(FEWER_OF_A_MAKE, 6)
    for width, height in ((320, 256), (1280, 800)):
        page.set_viewport_size({"width": width, "height": height})
        for colours in FORCED_COLOURS:
            page.emulate_media(forced_colors=colours)
            for found in page.evaluate(UNSEEN):
                yield f"{width} ({colours}) {found}"
    page.emulate_media(forced_colors="none")


LOOKED_AT: tuple[Callable[[Page], Iterator[str]], ...] = (
    *(first_stop, bare_links, not_reached, lost_as_text_grows, unseen_focus),
)


@pytest.fixture(scope="module")
def wrong(browser: Browser, served: str) -> dict[str, list[str]]:
    """What is wrong on any type of page, by what was looked at."""
    # The reader's own styles come from outside the page, so its policy does not bind them.
    page = browser.new_page(**LOOKS, bypass_csp=True)
    found: dict[str, list[str]] = {look.__name__: [] for look in LOOKED_AT}
    for address in PAGE_TYPES:
        page.goto(f"{served}/{address}")
        for look in LOOKED_AT:
            found[look.__name__] += [f"{address} {what}" for what in look(page)]
    page.close()
    return found


def test_the_first_stop_skips_to_the_page(wrong: dict[str, list[str]]):
    assert wrong["first_stop"] == []


def test_links_in_text_are_underlined(wrong: dict[str, list[str]]):
    assert wrong["bare_links"] == []


def test_whatever_scrolls_sideways_takes_focus_and_has_a_name(wrong: dict[str, list[str]]):
    assert wrong["not_reached"] == []


def test_larger_text_and_wider_spacing_lose_nothing(wrong: dict[str, list[str]]):
    assert wrong["lost_as_text_grows"] == []


def test_focus_is_seen_and_never_hidden(wrong: dict[str, list[str]]):
    assert wrong["unseen_focus"] == []


def test_tab_goes_through_every_stop_in_the_order_of_reading(page: Page, served: str):
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(f"{served}/2020-04/assessment/recorded-crime/")
    stops = page.evaluate(f"{STOPS}.length")
    order = []
    for _ in range(stops):
        page.keyboard.press("Tab")
        order.append(page.evaluate(f"{STOPS}.indexOf(document.activeElement)"))

    assert order == list(range(stops))


def test_menus_open_and_lead_on_by_keyboard(page: Page, served: str):
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(f"{served}/2020-04/plan/law/")
    menu = page.locator(".menu-button")
    expect(page.locator(".menu")).not_to_be_visible()
    menu.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".menu")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(".menu .list-close")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".menu")).not_to_be_visible()
    expect(menu).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    page.wait_for_url("**/2020-04/")
    page.locator(".strip-more > summary").focus()
    page.keyboard.press("Space")
    expect(page.locator(".revision-menu")).to_be_visible()


def test_the_menu_closes_by_escape_and_stays_open_where_there_is_room(page: Page, served: str):
    page.set_viewport_size({"width": 390, "height": 664})
    page.goto(f"{served}/2020-04/plan/law/")
    page.locator(".menu-button").click()
    page.keyboard.press("Escape")
    expect(page.locator(".menu")).not_to_be_visible()

    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.locator(".menu")).to_be_visible()
    page.evaluate("window.scrollTo(0, 600)")
    assert page.locator(".menu [aria-current]").is_visible()
    assert page.evaluate("document.querySelector('.menu').getBoundingClientRect().top") >= 0


def test_no_single_key_does_anything(page: Page, served: str):
    page.goto(f"{served}/2020-04/plan/law/")
    for key in "fsnp/,.?jkgh":
        page.keyboard.press(key)

    assert page.url == f"{served}/2020-04/plan/law/"
    assert page.evaluate("document.activeElement === document.body")


@pytest.mark.parametrize("address", ["2020-04/decision/", "history/", "accessibility/"])
def test_paper_shows_where_every_link_leads(page: Page, served: str, address: str):
    page.goto(f"{served}/{address}")
    page.emulate_media(media="print")
    # Beside the name of the revision stands what followed, in a word, as it did above the page.
    links = page.locator("[data-page] a[href^='http']:not(.strip *)")
    untold = links.evaluate_all(
        "all => all.filter(a => !getComputedStyle(a, '::after').content.includes('http')"
        " && !(a.closest('dl') || a).textContent.includes(a.getAttribute('href')))"
        ".map(a => a.outerHTML)"
    )

    assert links.count()
    assert untold == []


def test_paper_shows_the_tables_behind_charts(page: Page, served: str):
    page.goto(f"{served}/2020-04/assessment/recorded-crime/")
    page.emulate_media(media="print")

    assert page.locator(".chart-numbers table").first.bounding_box()
    expect(page.locator(".site-header")).to_be_hidden()
