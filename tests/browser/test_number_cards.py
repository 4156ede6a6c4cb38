"""The card that opens at a number: by keyboard, on a phone and on a desk, and where it cannot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.site_pages import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize

pytestmark = pytest.mark.browser

HOME, AT_HOME = "2020-04/", "2020-04/priorities/at-home/"
PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 800}
#: Numbers whose full stop does not stand at the end of their words: how far it is from there.
STRAY = """() => [...document.querySelectorAll('.figure-number')].flatMap(number => {
  const words = number.querySelector(':scope > span') ?? number
  const after = words === number ? number.nextSibling : words.nextSibling
  if (!number.checkVisibility() || !/^[.,;:!?)%”]/.test(after?.data ?? '')) return []
  const [there, here] = [document.createRange(), document.createRange()]
  there.selectNodeContents(words)
  here.setStart(after, 0)
  here.setEnd(after, 1)
  const end = [...there.getClientRects()].at(-1), stop = here.getClientRects()[0]
  const gap = Math.round(stop.left - end.right)
  return Math.abs(gap) > 2 || stop.top > end.bottom ? [[words.textContent, gap]] : []
})"""


@pytest.fixture(scope="module", params=[True, False], ids=["scripts", "no-scripts"])
def context(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(java_script_enabled=request.param)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    yield page
    page.close()


def opened(page: Page, address: str, size: ViewportSize) -> tuple[Locator, Locator]:
    """A number of the page at *address*, and its card, opened by keyboard."""
    page.set_viewport_size(size)
    page.goto(address)
    number = page.locator("article button.figure-number").nth(1)
    number.focus()
    page.keyboard.press("Enter")
    return number, page.locator(".number-card:popover-open")


def test_words_without_a_number_break_over_lines_as_a_sentence_does(page: Page, served: str):
    page.set_viewport_size(PHONE)
    page.goto(f"{served}/2020-04/assessment/recorded-crime/")
    words = page.get_by_role("link", name="shows no clear change", exact=True)

    assert words.count() > 2
    assert page.get_by_role("button", name="shows no clear change").count() == 0
    lines = words.evaluate_all("all => all.map((link) => link.getClientRects().length)")
    assert max(lines) > 1


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_by_keyboard_it_opens_is_named_closes_and_leads_back(
    page: Page, served: str, size: ViewportSize
):
    number, card = opened(page, f"{served}/{HOME}", size)
    name = "16,987 Offences recorded by police in Maidstone"

    expect(number).to_have_attribute("aria-haspopup", "dialog")
    expect(page.get_by_role("dialog", name=name, exact=True)).to_be_visible()
    if number.evaluate("number => number === document.activeElement"):  # without scripts
        page.keyboard.press("Tab")
    expect(card.get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Tab")
    expect(card.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(number).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(card).to_have_count(0)
    expect(number).to_be_focused()


def test_on_a_desk_it_stands_at_its_number(page: Page, served: str):
    number, card = opened(page, f"{served}/{HOME}", DESK)
    at, shown = number.bounding_box(), card.bounding_box()

    assert at
    assert shown
    assert abs(shown["x"] - at["x"]) < 4
    below, above = shown["y"] - at["y"] - at["height"], at["y"] - shown["y"] - shown["height"]
    assert 0 < max(below, above) < 16


def test_on_a_phone_it_is_a_sheet_that_leaves_the_exit_in_sight(page: Page, served: str):
    _, card = opened(page, f"{served}/{AT_HOME}", PHONE)
    shown = card.bounding_box()
    way_out = page.locator(".exit-button").bounding_box()

    assert shown
    assert way_out
    assert (shown["x"], shown["width"]) == (0, PHONE["width"])
    assert abs(shown["y"] + shown["height"] - way_out["y"]) < 2


#: Of each number of a page: opens its card and tells how far what to bear in mind is out of sight.
HIDDEN = """() => [...document.querySelectorAll('article button.figure-number')]
  .filter((number) => number.checkVisibility())
  .map((number, i) => {
    number.scrollIntoView({ block: ['start', 'center', 'end'][i % 3] });
    number.click();
    const card = document.querySelector('.number-card:popover-open');
    const last = [...card.querySelectorAll('.caveats')].pop()?.getBoundingClientRect().bottom ?? 0;
    const hidden = last - Math.min(card.getBoundingClientRect().bottom, innerHeight);
    card.hidePopover();
    return [card.innerText.slice(0, 40), Math.round(hidden)];
  })
  .filter(([, hidden]) => hidden > 0)"""


@pytest.mark.parametrize(
    "size", [(320, 640), (390, 664), (768, 1024), (1280, 720), (1920, 1080)], ids=str
)
def test_what_to_bear_in_mind_is_in_sight_without_scrolling_the_card(
    page: Page, served: str, size: tuple[int, int]
):
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    for address in (HOME, AT_HOME, "2020-04/is-it-getting-better/"):
        page.goto(f"{served}/{address}")
        page.evaluate("document.fonts.ready.then(() => true)")
        assert page.evaluate(HIDDEN) == [], address


def test_it_is_not_printed(page: Page, served: str):
    _, card = opened(page, f"{served}/{HOME}", DESK)
    page.emulate_media(media="print")

    expect(card).to_be_hidden()


@pytest.mark.parametrize("context", [True], indirect=True)
def test_where_popovers_are_not_known_a_number_is_a_plain_link(page: Page, served: str):
    page.add_init_script("delete HTMLElement.prototype.popover")
    page.goto(f"{served}/{HOME}")

    assert page.locator("button.figure-number").count() == 0
    number = page.locator("article a.figure-number").first
    number.click()
    page.wait_for_url(re.compile(r"/figures/[^/]+/(#[^/]+)?$"))


@pytest.mark.parametrize("context", [True], indirect=True)
@pytest.mark.parametrize(("media", "width"), [("print", 688), ("screen", 320), ("screen", 1280)])
def test_a_full_stop_stands_at_the_end_of_its_number(
    page: Page, served: str, media: str, width: int
):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(media="print" if media == "print" else "screen")
    stray = {}
    for address in (HOME, "2020-04/is-it-getting-better/", "2020-04/assessment/data-on-a-page/"):
        page.goto(f"{served}/{address}")
        if found := page.evaluate(STRAY):
            stray[address] = found

    assert stray == {}
