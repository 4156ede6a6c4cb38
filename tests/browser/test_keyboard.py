"""The site by keyboard alone, at 400% zoom, with larger text and in forced colours."""

from __future__ import annotations

from collections.abc import Iterator
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
#: those whose focus nobody would see.
UNSEEN = f"""() => {{
  const stops = {STOPS}, wrong = []
  const look = e => {{
    const s = getComputedStyle(e)
    return [s.outlineStyle, s.outlineColor, s.boxShadow, s.backgroundColor].join()
  }}
  for (const stop of [...stops, ...stops.toReversed()]) {{
    document.activeElement.blur()
    const before = look(stop)
    stop.focus({{ focusVisible: true }})
    const style = getComputedStyle(stop)
    const outline = style.outlineStyle !== 'none' && style.outlineWidth !== '0px'
    if (look(stop) === before || !outline) wrong.push('no mark: ' + stop.outerHTML.slice(0, 90))
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


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    # The reader's own styles come from outside the page, so its policy does not bind them.
    context = browser.new_context(**LOOKS, bypass_csp=True)
    yield context.new_page()
    context.close()


def visit(page: Page, address: str, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(address)
    page.evaluate(EVERYTHING_OPEN)


def test_the_first_stop_skips_to_the_page(page: Page, served: str):
    for address in PAGE_TYPES:
        page.goto(f"{served}/{address}")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the page", address
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.localName") == "main", address


def test_tab_goes_through_every_stop_in_the_order_of_reading(page: Page, served: str):
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(f"{served}/2020-04/assessment/recorded-crime/")
    stops = page.evaluate(f"{STOPS}.length")
    order = []
    for _ in range(stops):
        page.keyboard.press("Tab")
        order.append(page.evaluate(f"{STOPS}.indexOf(document.activeElement)"))

    assert order == list(range(stops))


@pytest.mark.parametrize(("width", "height"), [(320, 256), (1280, 800)])
def test_focus_is_seen_and_never_hidden(page: Page, served: str, width: int, height: int):
    wrong = []
    for address in PAGE_TYPES:
        visit(page, f"{served}/{address}", width, height)
        page.evaluate(FEWER_OF_A_MAKE, 6)
        for colours in FORCED_COLOURS:
            page.emulate_media(forced_colors=colours)
            wrong += [f"{address} ({colours}) {found}" for found in page.evaluate(UNSEEN)]

    assert wrong == []


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


def test_whatever_scrolls_sideways_takes_focus_and_has_a_name(page: Page, served: str):
    wrong = []
    for address in PAGE_TYPES:
        visit(page, f"{served}/{address}", 320, 640)
        wrong += page.evaluate(NOT_REACHED)

    assert wrong == []


@pytest.mark.parametrize("styles", [SPACING, "html { font-size: 200% !important }"],
                         ids=["spacing", "doubled"])  # fmt: skip
@pytest.mark.parametrize("width", [320, 1280])
def test_larger_text_and_wider_spacing_lose_nothing(
    page: Page, served: str, styles: str, width: int
):
    wrong = []
    for address in PAGE_TYPES:
        visit(page, f"{served}/{address}", width, 800)
        page.add_style_tag(content=styles)
        if page.evaluate(SIDEWAYS):
            wrong.append(f"{address} scrolls sideways")
        wrong += [f"{address} cuts off {found}" for found in page.evaluate(CUT_OFF)]

    assert wrong == []


def test_links_in_text_are_underlined(page: Page, served: str):
    bare = """() => [...document.querySelectorAll('p a')].filter(a => a.checkVisibility()
      && !a.className.includes('button')
      && !getComputedStyle(a).textDecorationLine.includes('underline')).map(a => a.outerHTML)"""
    for address in PAGE_TYPES:
        page.goto(f"{served}/{address}")
        assert page.evaluate(bare) == []


@pytest.mark.parametrize("address", ["2020-04/decision/", "history/", "accessibility/"])
def test_paper_shows_where_every_link_leads(page: Page, served: str, address: str):
    page.goto(f"{served}/{address}")
    page.emulate_media(media="print")
    untold = page.locator("[data-page] a[href^='http']").evaluate_all(
        "all => all.filter(a => !getComputedStyle(a, '::after').content.includes('http')"
        " && !(a.closest('dl') || a).textContent.includes(a.getAttribute('href')))"
        ".map(a => a.outerHTML)"
    )

    assert page.locator("[data-page] a[href^='http']").count()
    assert untold == []


def test_paper_shows_the_tables_behind_charts(page: Page, served: str):
    page.goto(f"{served}/2020-04/assessment/recorded-crime/")
    page.emulate_media(media="print")

    assert page.locator(".chart-numbers table").first.bounding_box()
    expect(page.locator(".site-header")).to_be_hidden()
