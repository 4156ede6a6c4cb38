"""The one file in which a reviewer sees the changed pages, without any tool."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.checks.test_cases import laid_over
from tests.doors import run_door

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOUSE = Path(__file__).resolve().parents[2]
TINY = HOUSE / "tests" / "tiny_plan"


def proposed(edit: str, tiny: Path) -> str:
    """What the file holds that shows one of the recorded edits."""
    file = tiny.parent / "preview.html"
    asked = ("--plan", str(laid_over(HOUSE / "tests" / "edits" / edit, tiny)))
    done = run_door("scripts/preview.py", "--file", str(file), "--since", str(TINY), *asked)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"Written to {file}." in done.stdout
    return file.read_text("utf-8")


def test_only_the_pages_that_an_edit_changes_are_in_the_file(tiny: Path):
    html = proposed("05-a-year-of-data", tiny)

    assert re.findall(r'<section class="whole-page" id="([^"]+)"', html) == [
        *("home", "bicycles", "figures", "charts", "beiciau")
    ]
    assert "<b>Not approved.</b>" in html
    assert "<li>Two figures changed.</li>" in html


def test_a_mistake_is_told_first_and_the_other_changes_are_shown(tiny: Path):
    html = proposed("03-a-number-without-a-reason", tiny)

    assert "no reason is given: it was “£40,000” and is “£45,000”." in html
    assert '<section class="whole-page" id="old-bridge">' in html


def test_what_is_wrong_is_told_in_the_terminal_and_the_file_is_written(tiny: Path):
    page = tiny / "docs/index.md"
    page.write_text(page.read_text("utf-8") + "\n![A bridge](bridge.png)\n", "utf-8")

    done = run_door("scripts/preview.py", "--file", str(tiny / "p.html"), "--plan", str(tiny))

    assert done.returncode == 0, done.stderr
    assert "[link-dead]" in done.stdout
    assert (tiny / "p.html").is_file()


def preview(plan: Path, *asked: str) -> tuple[str, str]:
    """What is said, and what the file holds, of the plan in the folder *plan*."""
    file = plan.parent / "preview.html"
    done = run_door("scripts/preview.py", "--file", str(file), "--plan", str(plan), *asked)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout, file.read_text("utf-8")


def git(root: Path, *arguments: str) -> None:
    """Runs git in *root* as somebody."""
    who = ("-c", "user.name=A", "-c", "user.email=a@b.example")
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)


@pytest.mark.parametrize("inside", ["", "plans/fernbrook"])
def test_without_a_folder_the_edit_since_the_last_commit_is_shown(tmp_path: Path, inside: str):
    root = tmp_path / "repository"
    plan = Path(shutil.copytree(TINY, root / inside))
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "one")
    page = plan / "docs" / "glossary.md"
    page.write_text(page.read_text("utf-8").replace("# Glossary", "# Our words"), "utf-8")
    lines = plan / "data" / "contacts.csv"
    lines.write_text(lines.read_text("utf-8").replace("01999 555 101", "01999 <b>6"), "utf-8")

    printed, html = preview(plan)
    _, whole = preview(plan, "--since", "sealed")

    sections = r'<section class="whole-page" id="([^"]+)"'
    assert "since the last commit" in printed
    assert re.findall(sections, html) == ["glossary"]
    assert "phone: <del>01999 555 101</del> became <ins>01999 &lt;b&gt;6</ins>" in html
    assert "Only the pages of the revision are shown." in whole
    assert re.findall(sections, whole) == [
        *("home", "bicycles", "old-bridge", "figures", "charts", "glossary", "beiciau", "hen-bont")
    ]
    git(root, "diff", "--cached", "--exit-code")


def test_a_page_of_which_only_a_chart_changed_is_in_the_file(tiny: Path):
    html = proposed("08-a-dropped-row", tiny)

    assert re.findall(r'<section class="whole-page" id="([^"]+)"', html) == ["bicycles", "beiciau"]


def test_a_folder_without_history_shows_all_since_the_seal(tiny: Path):
    printed, html = preview(tiny)

    assert "This folder has no history." in printed
    assert '<section class="whole-page" id="bicycles">' in html


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
