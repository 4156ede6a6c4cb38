"""Leaving in a hurry, and what a page may run and send: seen from a real browser."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from safety_plan.models.pages import SENSITIVE as TOPICS
from safety_plan.site.accessibility_audit import addresses
from safety_plan.site.security_headers import POLICY
from tests.site_pages import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

pytestmark = pytest.mark.browser

SENSITIVE = "2020-04/priorities/at-home/"
WEATHER = re.compile(r"/weather$")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 320, "height": 700})
    context.route(WEATHER, lambda route: route.fulfill(body="weather"))
    yield context.new_page()
    context.close()


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page of a browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False)
    context.route(WEATHER, lambda route: route.fulfill(body="weather"))
    yield context.new_page()
    context.close()


def left(page: Page) -> bool:
    page.wait_for_timeout(150)
    return bool(WEATHER.search(page.url))


def test_the_button_leaves_and_tells_nobody_where_from(page: Page, served: str):
    asked: list[Request] = []
    page.goto(f"{served}/privacy/")
    page.goto(f"{served}/{SENSITIVE}")
    page.on("request", lambda request: asked.append(request))
    page.get_by_role("link", name="Emergency Exit this page").click()
    page.wait_for_url(WEATHER)
    page.go_back()

    assert "referer" not in asked[0].all_headers()
    assert page.url.endswith("/privacy/")


def test_the_page_is_hidden_at_once_while_the_next_one_loads(page: Page, served: str):
    page.goto(f"{served}/{SENSITIVE}")
    seen = page.evaluate(
        """() => {
          document.querySelector('.exit-button').click()
          return [document.title, document.querySelector('[role=alert]').textContent,
                  document.querySelector('h1').checkVisibility()]
        }"""
    )

    assert seen == ["Loading", "Loading.", False]


def test_the_second_stop_of_the_keyboard_leaves_too(page: Page, served: str):
    page.goto(f"{served}/{SENSITIVE}")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")

    assert focused.inner_text() == "Exit this page"
    assert focused.bounding_box()["x"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    page.wait_for_url(WEATHER)


@pytest.mark.parametrize(
    "keys",
    [
        ["Shift", "Shift"],
        ["Shift", "Shift", "a", "Shift"],
        ["Shift+A", "Shift+B", "Shift+C"],
        ["Shift+Tab", "Shift+Tab", "Shift+Tab"],
    ],
    ids=["twice", "another-key-between", "capitals", "tabbing-back"],
)
def test_other_keys_do_not_leave(page: Page, served: str, keys: list[str]):
    page.goto(f"{served}/{SENSITIVE}")
    for key in keys:
        page.keyboard.press(key)

    assert not left(page)


def test_shift_says_how_often_it_still_has_to_be_pressed(page: Page, served: str):
    page.goto(f"{served}/{SENSITIVE}")
    page.keyboard.press("Shift")
    status = page.get_by_role("status")

    expect(status).to_have_text("Shift, press 2 more times to exit.")
    page.keyboard.press("Shift")
    expect(status).to_have_text("Shift, press 1 more time to exit.")


def test_shift_is_forgotten_after_five_seconds(page: Page, served: str):
    page.clock.install()
    page.goto(f"{served}/{SENSITIVE}")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.clock.run_for(5100)
    page.keyboard.press("Shift")

    assert not left(page)


def test_without_scripts_the_button_is_a_link_that_leaves(plain: Page, served: str):
    plain.goto(f"{served}/{SENSITIVE}")
    with plain.expect_request(WEATHER) as asked:
        plain.locator(".exit-button").click()

    assert "referer" not in asked.value.all_headers()


@pytest.mark.parametrize(
    "address",
    [SENSITIVE, "2019-04/priorities/at-home/", "help/",
     "2020-04/priorities/serious-violent-and-organised-crime/",
     "2019-04/priorities/serious-organised-crime/"],
)  # fmt: skip
def test_the_title_keeps_the_subject_out_of_the_history(plain: Page, served: str, address: str):
    plain.goto(f"{served}/2020-04/")
    site = plain.title()
    plain.goto(f"{served}/{address}")

    assert plain.title() == site
    assert "does not delete" in plain.locator(".exit-note").inner_text()
    assert len(plain.locator("h1").inner_text()) > 7


def test_a_door_does_not_name_the_page_it_leads_to(real_site: Path):
    doors = (real_site / "latest").rglob("index.html")
    titles = {t for door in doors for t in re.findall("<title>(.*)</title>", door.read_text())}

    assert len(titles) == 1


def test_no_page_breaks_its_own_policy_or_says_anything_to_the_console(
    page: Page, served: str, real_site: Path
):
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    page.on("request", lambda r: "" if r.url.startswith(served) else said.append(r.url))
    for address in addresses(real_site):
        page.goto(f"{served}/{address}")

    assert said == []
    assert page.context.cookies() == []


def test_every_page_and_door_carries_the_policy_before_anything_else(real_site: Path):
    first = re.compile(rf'<head>\s*<meta http-equiv="Content-Security-Policy" content="{POLICY}">')

    without = [f for f in real_site.rglob("*.html") if not first.search(f.read_text("utf-8"))]

    assert without == []
    assert "unsafe" not in POLICY


def test_a_script_planted_in_a_page_does_not_run(browser: Browser, tmp_path: Path):
    evil = "<html><head></head><body onload='x()'><script>document.title = 'evil'</script>"
    (tmp_path / "index.html").write_text(evil, "utf-8")
    before = tmp_path / "before.html"
    shutil.copyfile(tmp_path / "index.html", before)
    context = browser.new_context()
    page = context.new_page()
    page.goto(before.as_uri())
    assert page.title() == "evil"
    policy = f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">'
    protected = evil.replace("<head>", f"<head>{policy}")
    (tmp_path / "index.html").write_text(protected, "utf-8")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto((tmp_path / "index.html").as_uri())

    assert page.title() == ""
    assert any("Content Security Policy" in text for text in said)
    context.close()


def test_the_host_is_told_what_to_send_and_where_to_report(tiny: Path, tmp_path: Path):
    from safety_plan.checks.registry import check
    from safety_plan.site.security_headers import write_headers

    settings = tiny / "data" / "plan.yml"
    settings.write_text(settings.read_text("utf-8") + "security_expires: 2027-06-30\n", "utf-8")
    plan: Any = check(tiny)[0]
    write_headers(plan.settings, tmp_path)
    headers = (tmp_path / "_headers").read_text("utf-8")

    assert "frame-ancestors 'none'" in headers
    assert "nosniff" in headers
    assert (tmp_path / ".well-known" / "security.txt").read_text("utf-8") == (
        "Contact: mailto:hello@fernbrook.example\n"
        "Expires: 2027-06-30T00:00:00Z\n"
        "Canonical: https://plan.fernbrook.example/.well-known/security.txt\n"
        "Preferred-Languages: en\n"
    )


@pytest.mark.parametrize(
    "address", ["history/2019-04-to-2020-04/", "2020-04/search.html", "2020-04/whole.html"]
)
def test_pages_that_show_words_of_others_can_be_left_too(page: Page, served: str, address: str):
    page.goto(f"{served}/{address}")
    assert len(page.title()) > len("Maidstone Community Safety Plan")
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(WEATHER)


@pytest.mark.parametrize("start", [SENSITIVE, "2020-04/whole.html", "history/2019-04-to-2020-04/"])
def test_no_link_puts_the_subject_into_an_address(plain: Page, served: str, start: str):
    plain.goto(f"{served}/{start}")
    links = plain.locator("main a[href], header a[href]").evaluate_all(
        "all => all.map(a => a.getAttribute('href')).filter(a => !/^https?:/.test(a))"
    )
    # A source keeps its name on the page of all sources, which is about no one subject.
    links = [link for link in links if "source-" not in link]
    told = [link for link in links if any(topic in link for topic in TOPICS)]
    assert links
    assert told == []


def test_on_a_phone_the_button_lies_below_the_words_and_covers_none_for_good(
    page: Page, served: str
):
    page.goto(f"{served}/help/")
    button = page.locator(".exit-button").bounding_box()
    page.keyboard.press("End")
    page.wait_for_timeout(300)
    last = page.locator("footer p").last.bounding_box()

    assert button
    assert (button["x"], button["width"], button["y"] + button["height"]) == (0, 320, 700)
    assert last
    assert last["y"] + last["height"] <= button["y"]
