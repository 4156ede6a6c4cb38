"""A council's own site with two plans: each by its own names, and nobody speaks from outside."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from tests.conftest import TINY, build

EARLIER = """
earlier:
  2021-06:
    name: Old Mill Plan
    short_name: Old Mill
    council: Old Mill Parish Council
    partnership: Old Mill Watch
    contact: old@mill.example
    period: 2018 to 2021
    licence: All rights kept
    plan:
      id: mill-2018
      title: Old Mill Plan 2018 to 2021
"""
SECOND = """
plan:
  id: safer-2021
  title: Safer Streets Plan 2021 to 2024
"""
#: What only somebody says who put the plan of others together.
OUTSIDE = re.compile(
    r"this site.s edition|known to be (?:in force|adopted)|known to have been|compiled"
    r"|words compared here are those of this|documents known of",
    re.I,
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny plan as the council's own, with its sealed revision as one of another plan."""
    plan = Path(shutil.copytree(TINY, tmp_path_factory.mktemp("own") / "plan"))
    settings, revision = plan / "data" / "plan.yml", plan / "data" / "revision.yml"
    text = settings.read_text("utf-8").replace(
        "compiled: yes\ncompiled_by: Fernbrook Civic Society\n", ""
    )
    settings.write_text(text + EARLIER, "utf-8")
    revision.write_text(revision.read_text("utf-8") + SECOND, "utf-8")
    return build(plan, plan / "site")


def words(file: Path) -> str:
    """What is read on a page."""
    text = re.sub(r"<(?:script|style).*?</(?:script|style)>", " ", file.read_text("utf-8"))
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)))


def test_a_sealed_page_goes_by_the_names_of_its_time(site: Path):
    html = (site / "2021-06" / "index.html").read_text("utf-8")
    said = words(site / "2021-06" / "index.html")

    assert "<title>As adopted in June 2021 – Old Mill Plan</title>" in html
    assert 'content="Old Mill Plan: Old Mill Watch, Fernbrook"' in html
    assert "Old Mill Fernbrook, 2018 to 2021" in said
    assert "in: Old Mill Plan, As adopted in June 2021 (Adopted), published by" in said
    assert "published by Old Mill Parish Council." in said
    assert "Words and data: All rights kept." in said
    assert "Old Mill Plan" in words(site / "2021-06" / "whole.html")
    # Whom to write to today is said of today.
    assert "Contact: hello@fernbrook.example" in said
    assert "old@mill.example" not in said


def test_pages_of_today_and_about_the_site_go_by_the_names_of_today(site: Path):
    for page in ("2022-06/index.html", "help/index.html", "404.html"):
        assert "Safer Streets Plan Fernbrook, 2021 to 2024" in words(site / page)
        assert "Old Mill Fernbrook" not in words(site / page)


def test_the_history_groups_revisions_by_plan(site: Path):
    said = words(site / "history" / "index.html")
    feed = (site / "feed.xml").read_text("utf-8")

    assert "Safer Streets Plan 2021 to 2024: proposed 19 May 2022" in said
    assert "Old Mill Plan 2018 to 2021: adopted 14 June 2021" in said
    assert "<title>Old Mill Plan 2018 to 2021: As adopted in June 2021 (Adopted)</title>" in feed
    assert re.findall("<title>Changes to “Actions”: (.*?)</title>", feed) == [
        "Safer Streets Plan 2021 to 2024"  # its only revision needs no title of its own
    ]
    assert "Old Mill Plan 2018 to 2021: As adopted" in words(site / "as-at" / "index.html")


def test_a_page_leads_to_the_plan_that_is_proposed_next(site: Path):
    said = words(site / "2021-06" / "index.html")

    assert "The plan that was proposed next: Safer Streets Plan 2021 to 2024" in said
    assert "The next plan, “Safer Streets Plan 2021 to 2024”, has been proposed." in said


def test_a_comparison_says_that_they_are_two_plans_and_what_is_called_otherwise(site: Path):
    said = words(site / "history" / "2021-06-to-2022-06" / "index.html")

    assert "These are two plans: “Old Mill Plan 2018 to 2021” and “Safer Streets" in said
    assert "The partnership is now called “Fernbrook Safety Partnership”." in said
    assert "that Old Mill Parish Council and Fernbrook Town Council published." in said


def test_nobody_speaks_from_outside_of_a_councils_own_plan(site: Path, tiny_site: Path):
    """The same pages of a plan that somebody compiled do."""
    pages = [page.relative_to(site) for page in sorted(site.rglob("*.html"))]
    outside = {page.as_posix(): OUTSIDE.findall(words(site / page)) for page in pages}

    assert {page: found for page, found in outside.items() if found} == {}
    assert all(
        OUTSIDE.search(words(tiny_site / page))
        for page in (
            "2021-06/index.html",
            "history/index.html",
            "history/2021-06-to-2022-06/index.html",
        )
    )
