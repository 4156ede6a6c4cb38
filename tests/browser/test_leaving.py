"""Leaving in a hurry: what the page about privacy promises, seen from a real browser.

Each promise on that page is a key of `WITH_SCRIPTS`, `WITHOUT_SCRIPTS` or `IN_BOTH_CASES`, word
for word, so that neither can say what the other does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import html

from safety_plan.models.sensitivity import word_in_address
from tests.site_pages import exit_pages, expect, page_file

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Request

pytestmark = pytest.mark.browser

AT_HOME, HELP, SEARCH = "2020-04/priorities/at-home/", "help/", "2020-04/search.html"
#: A page without the button.
PLAIN = "2020-04/plan/money/"
WEATHER = re.compile(r"/weather$")
ELSEWHERE = re.compile(r"^https://")
BUTTON = ".exit-button"
#: Whether nothing covers the button: neither its middle nor its ends, nor the edge above it.
UNCOVERED = """button => {
  const {left, right, top, bottom} = button.getBoundingClientRect(), middle = (left + right) / 2
  const places = [[middle, (top + bottom) / 2], [left + 4, top + 2], [right - 4, bottom - 2]]
  return places.every(at => button.contains(document.elementFromPoint(...at)))
}"""


def opened(browser: Browser, width: int, height: int, *, scripts: bool) -> BrowserContext:
    """A browser in which every other website answers with one word."""
    size = {"width": width, "height": height}
    context = browser.new_context(viewport=size, java_script_enabled=scripts)  # type: ignore[arg-type]
    context.route(ELSEWHERE, lambda route: route.fulfill(body="elsewhere"))
    return context


@pytest.fixture(scope="module")
def with_scripts(browser: Browser) -> Iterator[BrowserContext]:
    context = opened(browser, 1280, 800, scripts=True)
    yield context
    context.close()


@pytest.fixture(scope="module")
def without_scripts(browser: Browser) -> Iterator[BrowserContext]:
    context = opened(browser, 1280, 800, scripts=False)
    yield context
    context.close()


@pytest.fixture
def page(with_scripts: BrowserContext) -> Iterator[Page]:
    """A page of its own, with no history."""
    page = with_scripts.new_page()
    yield page
    for one in with_scripts.pages:  # those that were opened from it too
        one.close()


@pytest.fixture
def plain(without_scripts: BrowserContext) -> Iterator[Page]:
    """A page of a browser that runs no scripts."""
    page = without_scripts.new_page()
    yield page
    page.close()


def left(page: Page) -> bool:
    page.wait_for_timeout(150)
    return bool(WEATHER.search(page.url))


def leave(page: Page) -> None:
    page.locator(BUTTON).click()
    page.wait_for_url(WEATHER)


def follow(page: Page, selector: str) -> None:
    """Presses Enter on the first link that *selector* finds, as a keyboard does."""
    address = page.locator(selector).first.evaluate("link => (link.focus(), link.href)")
    page.keyboard.press("Enter")
    page.wait_for_url(address)


# What the button does where scripts run


def test_the_button_takes_the_place_of_the_page(page: Page, served: str):
    page.goto(f"{served}/{AT_HOME}")
    seen = page.evaluate(
        """() => {
          document.querySelector('.exit-button').click()
          return [document.title, document.querySelector('[role=alert]').textContent,
                  document.querySelector('h1').checkVisibility()]
        }"""
    )
    assert seen == ["Loading", "Loading.", False]
    page.wait_for_url(WEATHER)


def test_the_other_website_is_not_told(page: Page, served: str):
    asked: list[Request] = []
    page.goto(f"{served}/{AT_HOME}")
    page.on("request", lambda request: asked.append(request))
    leave(page)

    assert "referer" not in asked[0].all_headers()


def test_shift_fills_a_dot_for_each_press_and_empties_them(page: Page, served: str):
    page.clock.install()
    page.goto(f"{served}/{AT_HOME}")
    dots, status = page.locator(f"{BUTTON} .exit-dots"), page.get_by_role("status")
    expect(dots).to_be_hidden()
    for press, words in enumerate(["2 more times", "1 more time"], start=1):
        page.keyboard.press("Shift")
        expect(dots).to_be_visible()
        expect(status).to_have_text(f"Shift, press {words} to exit.")
        assert dots.locator("span").count() == 3
        assert dots.locator(".filled").count() == press
        box = dots.locator(".filled").first.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 10
    page.clock.run_for(5100)
    expect(dots).to_be_hidden()
    expect(status).to_have_text("Exit this page expired.")
    page.keyboard.press("Shift")

    assert not left(page)


@pytest.mark.parametrize("address", [AT_HOME, HELP, SEARCH, "404.html", "2020-04/whole.html"])
def test_three_presses_leave(page: Page, served: str, address: str):
    page.goto(f"{served}/{address}")
    if address == SEARCH:
        page.locator("#query").focus()
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(WEATHER)


OTHER_KEYS = (
    ["Shift", "Shift"],
    ["Shift", "Shift", "a", "Shift"],
    ["Shift+A", "Shift+B", "Shift+C"],
    ["Shift+Tab", "Shift+Tab", "Shift+Tab"],
    ["Control+Shift", "Control+Shift", "Control+Shift"],
    ["CapsLock", "CapsLock", "CapsLock"],
)


@pytest.mark.parametrize("address", [AT_HOME, SEARCH])
def test_other_keys_do_not_leave(page: Page, served: str, address: str):
    for keys in OTHER_KEYS:
        page.goto(f"{served}/{address}")
        if address == SEARCH:
            page.locator("#query").focus()
        for key in keys:
            page.keyboard.press(key)

        assert not left(page), keys


def test_a_letter_between_lets_go_of_shift_first_and_does_not_leave(page: Page, served: str):
    page.goto(f"{served}/{SEARCH}")
    page.locator("#query").focus()
    for letter in "abc":
        page.keyboard.down("Shift")
        page.keyboard.down(letter)
        page.keyboard.up("Shift")
        page.keyboard.up(letter)

    assert not left(page)


def test_the_second_stop_of_the_keyboard_leaves_too(page: Page, served: str):
    page.goto(f"{served}/{AT_HOME}")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")

    assert focused.inner_text() == "Exit this page"
    assert focused.bounding_box()["x"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    page.wait_for_url(WEATHER)


#: Ways through a page with the button, as links that are followed one after another.
WAYS: dict[str, tuple[str, list[str]]] = {
    "direct": (AT_HOME, []),
    "with-a-fragment": (f"{AT_HOME}#what-this-means", []),
    "contents": (AT_HOME, [".parts a >> nth=2"]),
    "heading": (AT_HOME, ["h2 + a.cite"]),
    "skip-link": (AT_HOME, [".skip"]),
    "several-places": (AT_HOME, [".parts a >> nth=1", "h2 + a.cite", ".parts a >> nth=3"]),
    "paragraph": ("2019-04/priorities/at-home/", ["p > a.cite"]),
    "from-help": (HELP, [".brand", "nav a[href*='at-home']"]),
    "to-help": (AT_HOME, ["nav a[href*='help/']", ".skip"]),
    "to-figures-and-back": (AT_HOME, ["nav a[href*='figures/']", "nav a[href*='at-home']"]),
    "through-a-page-without": (AT_HOME, ["nav a[href*='money/']", "nav a[href*='at-home']"]),
    "to-the-comparison": (AT_HOME, ["nav a[href$='history/']", "article a[href*='2019-04-to-']"]),
    "print": ("2020-04/whole.html", ["article a[href^='#']"]),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_back_never_returns_to_a_page_with_the_button(
    page: Page, served: str, real_site: Path, way: str
):
    start, links = WAYS[way]
    page.goto(f"{served}/{PLAIN}")
    page.goto(f"{served}/{start}")
    for link in links:
        follow(page, link)
    if not page.locator(BUTTON).count():
        follow(page, "nav a[href*='at-home']")
    assert word_in_address(page.url) == ""
    leave(page)
    sensitive = exit_pages(real_site)
    for _ in range(len(links) + 2):
        page.go_back()
        assert page.url.partition("#")[0].removeprefix(f"{served}/") not in sensitive
    assert page.url == "about:blank"


def test_back_does_not_return_to_what_was_found(page: Page, served: str):
    page.goto(f"{served}/{PLAIN}")
    page.goto(f"{served}/{SEARCH}")
    page.locator("#query").fill("afraid")
    page.keyboard.press("Enter")
    page.locator("[data-search-results] a").first.wait_for()
    assert page.url == f"{served}/{SEARCH}"
    follow(page, "[data-search-results] a")
    assert word_in_address(page.url) == ""
    leave(page)
    page.go_back()

    assert page.url == f"{served}/{PLAIN}"


def test_a_link_inside_the_page_still_moves_there_and_takes_the_keyboard(page: Page, served: str):
    page.goto(f"{served}/{AT_HOME}")
    before = page.evaluate("history.length")
    follow(page, ".parts a[href='#what-happened']")
    heading = page.locator("#what-happened")

    assert page.url.endswith("#what-happened")
    assert page.evaluate("history.length") == before
    assert heading.evaluate("heading => heading.matches(':target')")
    expect(heading).to_be_in_viewport()
    page.keyboard.press("Tab")
    after = "link => !!(document.querySelector('#what-happened').compareDocumentPosition(link) & 4)"
    assert page.locator(":focus").evaluate(after)


def test_the_skip_link_still_gives_the_keyboard_to_the_page(page: Page, served: str):
    page.goto(f"{served}/{AT_HOME}")
    follow(page, ".skip")

    assert page.evaluate("document.activeElement.id") == "main"


def test_following_a_link_takes_the_page_out_of_back(page: Page, served: str):
    page.goto(f"{served}/{PLAIN}")
    page.goto(f"{served}/{AT_HOME}")
    follow(page, "nav a[href*='law/']")
    assert page.url == f"{served}/2020-04/plan/law/"
    page.go_back()

    assert page.url == f"{served}/{PLAIN}"


def test_a_page_without_the_button_keeps_its_history(page: Page, served: str):
    page.goto(f"{served}/{PLAIN}")
    follow(page, "nav a[href*='law/']")
    page.go_back()

    assert page.url == f"{served}/{PLAIN}"


def test_a_link_to_another_website_is_an_ordinary_one(page: Page, served: str):
    page.goto(f"{served}/privacy/")
    page.goto(f"{served}/{AT_HOME}")
    follow(page, "article a[href^='https:']:visible")
    assert page.url.startswith("https:")
    page.go_back()

    assert page.url == f"{served}/{AT_HOME}"


@pytest.mark.parametrize("how", ["Control", "middle"])
def test_a_new_tab_is_opened_as_anywhere_and_the_button_leaves_it_alone(
    page: Page, served: str, how: str
):
    page.goto(f"{served}/{AT_HOME}")
    link = page.locator("nav a[href*='help/']").first
    with page.context.expect_page() as tab:
        if how == "middle":
            link.click(button="middle")
        else:
            link.click(modifiers=["Control"])
    tab.value.wait_for_load_state()
    leave(tab.value)

    assert page.url == f"{served}/{AT_HOME}"


def test_a_page_that_comes_back_is_whole_again(page: Page, served: str):
    page.goto(f"{served}/{AT_HOME}")
    page.keyboard.press("Shift")
    follow(page, "article a[href^='https:']:visible")
    page.go_back()

    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(f"{BUTTON} .exit-dots")).to_be_hidden()


# What it does without scripts


def test_without_scripts_the_button_is_a_link_and_the_page_says_that_back_returns(
    plain: Page, served: str
):
    plain.goto(f"{served}/{PLAIN}")
    plain.goto(f"{served}/{AT_HOME}")
    assert "Back returns" in plain.locator(".exit-note > summary").inner_text()
    with plain.expect_request(WEATHER) as asked:
        plain.locator(BUTTON).click()
    plain.wait_for_url(WEATHER)
    assert "referer" not in asked.value.all_headers()
    plain.go_back()

    assert plain.url == f"{served}/{AT_HOME}"


def pages_of_each_note(site: Path) -> list[str]:
    """Of the pages that can be left: one for each note beside the button, whatever it holds."""
    pages: dict[str, str] = {}
    for address in exit_pages(site):
        page = html.fromstring(page_file(site, address).read_bytes())
        (note,) = page.cssselect(".exit-note")
        pages.setdefault(html.tostring(note, encoding="unicode"), address)
    return [*pages.values()]


def test_without_scripts_no_page_speaks_of_shift(plain: Page, served: str, real_site: Path):
    for address in pages_of_each_note(real_site):
        plain.goto(f"{served}/{address}")
        plain.locator(".exit-note > summary").click()
        note = plain.locator(".exit-note").inner_text()
        assert "Shift" not in note
        assert "at once" not in note
        assert "Back returns here" in note


@pytest.mark.parametrize("width", [320, 360, 390, 412, 480])
def test_nothing_moves_on_a_phone_when_a_script_says_what_the_button_does_then(
    browser: Browser, served: str, width: int
):
    tops = []
    for scripts in (False, True):
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            java_script_enabled=scripts,
            is_mobile=True,  # a phone, which has no keys and so is not told of Shift
            has_touch=True,
        )
        page = context.new_page()
        page.goto(f"{served}/{AT_HOME}")
        tops.append(page.locator("h1").bounding_box())
        context.close()

    assert tops[0] == tops[1]


def test_with_scripts_the_page_says_what_it_does_then(page: Page, served: str):
    page.goto(f"{served}/{AT_HOME}")
    page.locator(".exit-note > summary").click()
    note = page.locator(".exit-note").inner_text()

    assert "“Exit this page”, or Shift three times, leaves at once." in note
    assert "Back does not return to this page" in note
    assert "Back skips this page too" in note
    assert "plain link" not in note


# What is so in both cases


def test_on_a_phone_the_button_covers_no_words_for_good(browser: Browser, served: str):
    context = opened(browser, 320, 640, scripts=True)
    page = context.new_page()
    for address in (AT_HOME, HELP, SEARCH):
        page.goto(f"{served}/{address}")
        button = page.locator(BUTTON).bounding_box()
        page.keyboard.press("End")
        page.wait_for_timeout(300)
        last = page.locator("footer p").last.bounding_box()
        assert button
        assert last
        assert last["y"] + last["height"] <= button["y"]
    context.close()


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize("opener", [".menu-button", ".parts-button", "article .figure-number"])
def test_whatever_is_open_a_press_in_the_place_of_the_button_leaves(
    browser: Browser, served: str, opener: str, width: int
):
    context = opened(browser, width, 664, scripts=True)
    page = context.new_page()
    page.goto(f"{served}/{AT_HOME}")
    press = page.locator(opener).first
    if press.is_visible():  # where there is room, a list needs no press
        press.click()
        expect(page.locator(":popover-open")).to_be_visible()
        assert page.locator(BUTTON).evaluate(UNCOVERED)
        box = page.locator(BUTTON).bounding_box()
        assert box
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_url(WEATHER)
    context.close()


def test_no_title_says_what_the_page_is_about(real_site: Path):
    addresses = exit_pages(real_site)
    for address in addresses:
        page = html.fromstring(page_file(real_site, address).read_bytes())
        assert word_in_address(page.findtext("head/title")) == ""
        assert word_in_address(address) == ""
        assert len(page.xpath("string(//h1)").strip()) > 3
    assert len(addresses) > 15


def test_the_line_above_the_page_says_how_to_browse_safely(page: Page, served: str):
    page.goto(f"{served}/{AT_HOME}")
    assert page.locator(".exit-note > ul").is_hidden()
    page.locator(".exit-note > summary").focus()
    page.keyboard.press("Enter")
    words = page.locator(".exit-note").inner_text()

    for said in ("history", "private window", "network", "device"):
        assert said in words
    above = "note => !!(note.compareDocumentPosition(document.querySelector('h1')) & 4)"
    assert page.locator(".exit-note").evaluate(above)


# The pages about privacy and accessibility say what these tests have seen

WITH_SCRIPTS: dict[str, list[Callable[..., None]]] = {
    "The button leaves at once. Another website, the weather forecast, takes the place of "
    "the page.":
        [test_the_button_takes_the_place_of_the_page],
    "The other website is not told where you came from.":
        [test_the_other_website_is_not_told],
    "Pressing Shift three times does the same. Each press fills a dot on the button. "
    "The dots empty again if you stop.":
        [test_three_presses_leave, test_shift_fills_a_dot_for_each_press_and_empties_them],
    "After the button, Back does not return to the page, whichever links you used on it.":
        [test_back_never_returns_to_a_page_with_the_button],
    "When you follow a link from such a page to another page of this site, Back skips the page "
    "you came from.":
        [test_following_a_link_takes_the_page_out_of_back],
    "A link to another website is an ordinary link. Back returns from there to the page.":
        [test_a_link_to_another_website_is_an_ordinary_one],
    "The button leaves the tab that it is in. Other tabs stay as they are.":
        [test_a_new_tab_is_opened_as_anywhere_and_the_button_leaves_it_alone],
}  # fmt: skip
WITHOUT_SCRIPTS: dict[str, list[Callable[..., None]]] = {
    "The button is an ordinary link. Back returns to the page, and the page says so.":
        [test_without_scripts_the_button_is_a_link_and_the_page_says_that_back_returns],
    "Shift does nothing, and the page does not speak of it.":
        [test_without_scripts_no_page_speaks_of_shift],
}  # fmt: skip
IN_BOTH_CASES: dict[str, list[Callable[..., None]]] = {
    "The title of such a page, in tabs and in your history, is made from its address. "
    "Neither names abuse, slavery, hate, suicide or the like.":
        [test_no_title_says_what_the_page_is_about],
    "The button does not delete your history. What you read before stays in it.":
        [test_back_never_returns_to_a_page_with_the_button],
}  # fmt: skip


def words_of(html: str) -> str:
    return " ".join(unescape(re.sub("<[^>]+>", "", html)).replace("’", "'").split())


def test_the_page_about_privacy_makes_these_promises_and_no_others(real_site: Path):
    html = (real_site / "privacy" / "index.html").read_text("utf-8")
    part = html.partition('id="the-button-exit-this-page"')[2].partition("<h2")[0]
    promises = [
        [words_of(item) for item in re.findall("<li>(.*?)</li>", block, re.S)]
        for block in part.split("</ul>")[:-1]
    ]

    assert promises == [[*WITH_SCRIPTS], [*WITHOUT_SCRIPTS], [*IN_BOTH_CASES]]


def test_the_accessibility_statement_says_that_search_needs_scripts(
    plain: Page, served: str, real_site: Path
):
    for name in ("accessibility", "privacy"):
        assert "Search needs scripts" in (real_site / name / "index.html").read_text("utf-8")
    plain.goto(f"{served}/{SEARCH}")

    assert plain.locator("article a[href*='at-home']").count()


def test_no_word_that_is_searched_for_is_sent_or_stands_in_an_address(page: Page, served: str):
    asked: list[Request] = []
    page.goto(f"{served}/{SEARCH}")
    page.on("request", lambda request: asked.append(request))
    page.locator("#query").fill("zebra harm")
    page.keyboard.press("Enter")
    expect(page.locator("[data-search-count]")).not_to_be_empty()

    assert page.url == f"{served}/{SEARCH}"
    sent = [f"{request.method} {request.url} {request.post_data}" for request in asked]
    assert [text for text in sent if "zebra" in text or not text.startswith("GET")] == []


def test_what_the_accessibility_statement_says_of_the_button(real_site: Path):
    html = words_of((real_site / "accessibility" / "index.html").read_text("utf-8"))

    assert (
        'the button "Exit this page" is on the first screen of a small phone and works by '
        "keyboard. Its words stand out as the strictest level of the guidelines asks"
    ) in html
    assert "each page of each revision has a title of its own" in html
