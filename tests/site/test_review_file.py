"""The one file in which a reviewer sees the changed pages, without any tool."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.checks.test_cases import laid_over

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOUSE = Path(__file__).resolve().parents[2]
TINY = HOUSE / "tests" / "tiny_plan"


def proposed(edit: str, tiny: Path) -> str:
    """What the file holds that shows one of the recorded edits."""
    file = tiny.parent / "preview.html"
    asked = ("--plan", str(laid_over(HOUSE / "tests" / "edits" / edit, tiny)))
    done = subprocess.run(
        [sys.executable, "scripts/preview.py", "--file", str(file), "--since", str(TINY), *asked],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"Written to {file}." in done.stdout
    return file.read_text("utf-8")


def test_only_the_pages_that_an_edit_changes_are_in_the_file(tiny: Path):
    html = proposed("05-a-year-of-data", tiny)

    assert re.findall(r'<section class="whole-page" id="([^"]+)"', html) == ["home", "bicycles"]
    assert "<b>Not approved.</b>" in html
    assert "<li>Two figures changed.</li>" in html


def test_a_mistake_is_told_first_and_the_other_changes_are_shown(tiny: Path):
    html = proposed("03-a-number-without-a-reason", tiny)

    assert "no reason is given: it was “£40,000” and is “£45,000”." in html
    assert '<section class="whole-page" id="old-bridge">' in html


def test_what_is_wrong_is_told_in_the_terminal_and_the_file_is_written(tiny: Path):
    page = tiny / "docs/index.md"
    page.write_text(page.read_text("utf-8") + "\n![A bridge](bridge.png)\n", "utf-8")

    done = subprocess.run(
        [sys.executable, "scripts/preview.py", "--file", str(tiny / "p.html"), "--plan", str(tiny)],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "[link-dead]" in done.stdout
    assert (tiny / "p.html").is_file()


@pytest.mark.browser
def test_the_file_opens_by_itself_with_its_charts_and_leads_nowhere(tiny: Path, browser: Browser):
    html = proposed("05-a-year-of-data", tiny)
    file = (tiny.parent / "preview.html").as_uri()
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: said.append(request.url))

    page.goto(file)

    assert said == [file]
    assert page.locator("svg:visible").count() >= 3
    colour = page.locator(".banner").evaluate("e => getComputedStyle(e).backgroundColor")
    assert colour != "rgba(0, 0, 0, 0)"
    assert not re.findall(r'(?:href|src)="(?!#|https?:|mailto:|tel:|data:)[^"]*"', html)
    names = set(re.findall(r' id="([^"]+)"', html))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= names
    page.close()
