"""Whom to call: what a phone shows first, and that each way to reach somebody can be pressed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from safety_plan.site.accessibility_audit import addresses

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PHONES = [(320, 640), (360, 740), (390, 664)]
#: The top and the bottom of the first link that calls or texts, and of what hides the screen's end.
FIRST_PRESS = """() => {
  const box = (element) => element?.getBoundingClientRect();
  const links = [...document.querySelectorAll('main :is(a[href^="tel:"], a[href^="sms:"])')];
  const first = box(links.find((link) => link.checkVisibility()));
  const exit = box(document.querySelector('.exit-button'));
  const title = box([...document.querySelectorAll('.short-title, h1')][0]);
  return first && { top: first.top, bottom: first.bottom, height: first.height,
    exit: exit && [exit.top, exit.bottom], title: title.bottom };
}"""


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture(params=PHONES, ids=lambda size: f"{size[0]}x{size[1]}")
def phone(request: pytest.FixtureRequest, browser: Browser, scripts: bool) -> Iterator[Page]:
    width, height = request.param
    context = browser.new_context(
        viewport={"width": width, "height": height}, java_script_enabled=scripts
    )
    yield context.new_page()
    context.close()


def exit_pages(site: Path) -> list[str]:
    """Every page that can be left in a hurry."""
    return [
        address
        for address in addresses(site)
        if 'class="exit-button"' in _file(site, address).read_text("utf-8")
    ]


def _file(site: Path, address: str) -> Path:
    return site / address / "index.html" if address.endswith("/") else site / address


def test_the_first_screen_holds_a_number_to_press_and_the_exit(
    phone: Page, served: str, real_site: Path
):
    size = phone.viewport_size
    assert size
    seen: dict[str, Any] = {}
    for address in exit_pages(real_site):
        phone.goto(f"{served}/{address}")
        seen[address] = phone.evaluate(FIRST_PRESS)

    assert len(seen) > 15
    late = {
        address: box
        for address, box in seen.items()
        if not box or box["bottom"] > min(box["exit"][0], size["height"])
    }
    assert late == {}
    assert {a: b["exit"] for a, b in seen.items() if b["exit"][1] > size["height"]} == {}
    assert {a: b["height"] for a, b in seen.items() if b["height"] < 44} == {}


def test_each_priority_starts_with_its_name_the_exit_and_a_line_for_it(
    phone: Page, served: str, real_site: Path
):
    size = phone.viewport_size
    assert size
    for address in [a for a in addresses(real_site) if "/priorities/" in a]:
        phone.goto(f"{served}/{address}")
        lines = phone.locator(".first-help .press")
        boxes = [lines.nth(at).bounding_box() for at in range(lines.count())]
        title = phone.locator(".short-title").bounding_box()
        exit_bar = phone.locator(".exit-button").bounding_box()

        assert title, address
        assert exit_bar, address
        assert len(boxes) > 1, address
        # The second line is the one for this trouble; it is whole above the exit.
        second = boxes[1]
        assert second, address
        assert title["y"] + title["height"] < second["y"], address
        assert second["y"] + second["height"] <= exit_bar["y"], address


def test_every_way_to_reach_somebody_can_be_pressed_by_a_thumb(browser: Browser, served: str):
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(f"{served}/help/")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    links = page.locator("main :is(.way, .press, .help-groups a, .told a)")
    boxes = links.evaluate_all(
        "all => all.map((one) => [one.textContent, one.getBoundingClientRect().height])"
    )
    page.close()

    assert len(boxes) > 60
    assert [box for box in boxes if box[1] < 48] == []


def test_no_number_stands_as_bare_text(browser: Browser, served: str, real_site: Path):
    page = browser.new_page()
    bare = []
    for address in exit_pages(real_site):
        page.goto(f"{served}/{address}")
        text = page.evaluate(
            """() => { document.querySelectorAll('main a').forEach((link) => link.remove());
            return [...document.querySelectorAll('.help-box, .first-help, .help-line, .help-page')]
              .map((one) => one.textContent).join(' ') }"""
        )
        bare += re.findall(r"(?<![\d/])\d(?: ?\d){4,}", text)
    page.close()

    assert bare == []


def test_a_number_for_texts_starts_a_text_and_never_a_call(real_site: Path):
    html = (real_site / "help" / "index.html").read_text("utf-8")

    assert 'href="sms:85258?body=SHOUT"' in html
    assert "tel:85258" not in html
    assert "tel:7726" not in html


def test_every_trouble_in_the_list_leads_to_its_own_part(browser: Browser, served: str):
    page = browser.new_page(viewport={"width": 390, "height": 664})
    page.goto(f"{served}/help/")
    links = page.locator(".help-groups a")
    names = links.all_inner_texts()
    for at, name in enumerate(names):
        page.locator(".help-groups a").nth(at).click()
        heading = page.locator("h2", has_text=name).first
        assert heading.inner_text() == name
        box = heading.bounding_box()
        assert box
        assert 0 <= box["y"] < 300, name
    page.close()

    assert len(names) > 10
