"""Whom to call: what a phone shows first, and that each way to reach somebody can be pressed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.site_pages import exit_pages

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


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
