"""Who put the site together, and how to reach them: from the settings, and nowhere else."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from lxml.html import parse

from safety_plan.content.templates import render_template
from tests.conftest import build
from tests.site_pages import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NOBODY = "Nobody is named yet."


@pytest.mark.parametrize(
    ("compiled", "who", "said", "unsaid"),
    [
        (True, "Fernbrook Civic Society", "Compiled by Fernbrook Civic Society.", NOBODY),
        (True, "", NOBODY, "Compiled by"),
        (False, "", "Contact:", "ompiled"),
    ],
)
def test_a_reader_is_told_who_compiled_the_site_or_that_nobody_is_named(
    compiled: bool, who: str, said: str, unsaid: str
):
    settings = SimpleNamespace(compiled=compiled, compiled_by=who, contact="plan@example.org")

    html = render_template("feedback.html", plan=SimpleNamespace(settings=settings))

    assert said in html
    assert unsaid not in html
    assert '<a href="mailto:plan@example.org">plan@example.org</a>' in html


def test_each_page_says_at_its_top_whose_site_it_is_and_at_its_foot_who_compiled_it(
    real_site: Path, tiny_site: Path
):
    """Maidstone's names nobody yet; the other does."""
    for site, top, foot in (
        (real_site, "Not the council’s website", "Nobody is named as its publisher yet."),
        (tiny_site, "By Fernbrook Civic Society, not the council", "Compiled by Fernbrook Civic"),
    ):
        for page in ("2020-04", "2019-04", "2022-06", "2021-06", "help", "history"):
            if (file := site / page / "index.html").is_file():
                html = parse(file)
                assert html.findtext(".//*[@class='brand-whose']") == top
                assert foot in html.find(".//footer").text_content()


def test_a_councils_own_site_says_nothing_of_the_sort(tiny: Path, tmp_path: Path):
    settings = tiny / "data/plan.yml"
    text = settings.read_text("utf-8")
    own = text.replace("compiled: yes\ncompiled_by: Fernbrook Civic Society\n", "")
    settings.write_text(own, "utf-8")

    html = (build(tiny, tmp_path / "site") / "2022-06/index.html").read_text("utf-8")

    assert own != text
    assert "brand-whose" not in html
    assert "ompiled by" not in html


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 390, 1000, 1280])
def test_whose_site_it_is_takes_a_line_and_no_more(browser: Browser, served: str, width: int):
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(f"{served}/2020-04/plan/law/")
    line = page.locator(".brand-whose")
    expect(line).to_be_in_viewport()
    with_line = page.locator(".site-header").bounding_box()
    line.evaluate("e => e.remove()")
    without = page.locator(".site-header").bounding_box()
    page.close()

    assert with_line
    assert without
    assert 0 <= with_line["height"] - without["height"] < 22
