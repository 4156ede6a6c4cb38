"""Nothing is sent in vain, and a page is whole without scripts."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.site_pages import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_no_source_map_or_unused_file_of_the_theme_is_published(real_site: Path):
    kept = {f.name for f in (real_site / "assets").rglob("*") if f.is_file()}

    assert kept == {
        *(
            "type.css",
            "colours.css",
            "plan.css",
            "lists.css",
            "compare.css",
            "register.css",
            "search.css",
            "charts.css",
            "mark.svg",
        ),
        *("print.css", "print-2019-04.css", "print-2020-04.css", "whole.css", "sheet.css"),
        *(
            "exit.js",
            "frame.js",
            "numbers.js",
            "search.js",
            "text.woff2",
            "text-more.woff2",
            "LICENSE.txt",
        ),
    }


def test_what_stands_on_every_page_is_sent_without_the_indents_of_its_templates(real_site: Path):
    page = (real_site / "2020-04/plan/law/index.html").read_text("utf-8")
    header, _, after = page.partition("</header>")
    footer = after.rpartition("<footer")[2]

    assert "<header" in header
    assert footer
    assert "  " not in header.partition("<header")[2]
    assert "  " not in footer.partition("</footer>")[0]


@pytest.mark.parametrize("revision", ["2019-04", "2020-04"])
def test_without_scripts_the_a_to_z_leads_to_every_page(
    browser: Browser, served: str, real_site: Path, revision: str
):
    record = json.loads((real_site / revision / "plan.json").read_text("utf-8"))
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/{revision}/search.html")
    expect(page.get_by_text("Search needs scripts")).to_be_visible()
    links = page.locator(".a-to-z a")
    names = links.all_inner_texts()
    there = {link.evaluate("a => a.href") for link in links.all()}
    context.close()

    assert there == {f"{served}/{revision}/{p['address']}" for p in record["pages"].values()}
    assert names == sorted(names, key=str.casefold)


def test_without_scripts_every_chart_and_table_is_on_its_page(
    browser: Browser, served: str, real_site: Path
):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/2020-04/assessment/recorded-crime/")
    charts = page.locator("figure.chart")
    for chart in charts.all():
        chart.locator("details.chart-numbers summary").first.click()
        expect(chart.locator(".chart-wide")).to_be_visible()
        expect(chart.locator("table").first).to_be_visible()
        expect(chart.locator("a[href$='.csv']").first).to_be_visible()
    charted = charts.count()
    text = (real_site / "2020-04/assessment/recorded-crime/index.html").read_text("utf-8")
    context.close()

    assert charted
    assert not re.search(r"<script(?! src)", text)


def test_panels_say_whether_they_share_a_scale(browser: Browser, served: str):
    page = browser.new_page()
    page.goto(f"{served}/2020-04/assessment/recorded-crime/")
    panels = page.locator("figure.chart").filter(has=page.locator("[aria-label^='Small line']"))
    said = panels.locator("figcaption").all_inner_texts()
    page.close()

    assert said
    ways = ("All the panels have the same scale.", "Each panel has its own scale")
    assert all(any(way in caption for way in ways) for caption in said)
