"""Targets on the built site: pages, comparison, feed, search and data package."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from safety_plan.checks.registry import check
from safety_plan.site.search.revision_entries import revision_entries
from tests.conftest import TINY, build
from tests.revisions.test_target_reasons import begin_next, change, explain


@pytest.fixture(scope="module")
def moved_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a plan whose target was sealed, and moved in the revision after that."""
    folder = tmp_path_factory.mktemp("moved")
    root = begin_next(Path(shutil.copytree(TINY, folder / "plan")))
    change(root, "data/targets.csv", "at most,700", "at most,800")
    explain(root)
    decision = "adopted: {body: Town council, date: 2022-06-13, source: committee-report-2022}"
    change(root, "data/revision.yml", decision, decision.replace("2022-06-13", "2023-06-12"))
    build(root, folder / "site")
    return folder / "site"


def text_of(site: Path, name: str) -> str:
    return (site / name).read_text("utf-8")


def test_the_comparison_and_the_feed_tell_what_was_promised_and_why_it_moved(moved_site: Path):
    page = text_of(moved_site, "history/2022-06-to-2023-06/index.html")
    assert '<h2 id="targets">Targets' in page
    assert "The council set it anew in May." in page
    feed = text_of(moved_site, "feed.xml")
    assert "Changes to “Targets”: " in feed
    assert "Target: “at most 700” became “at most 800”." in feed


def test_each_revision_keeps_the_verdict_of_its_time(moved_site: Path):
    goals = {
        name: json.loads(text_of(moved_site, f"{name}/plan.json"))["registers"]["targets"][0]
        for name in ("2022-06", "2023-06")
    }
    assert {name: row["goal"] for name, row in goals.items()} == {
        "2022-06": "at most 700",
        "2023-06": "at most 800",
    }


def test_the_table_of_a_sealed_revision_stands_on_its_page(moved_site: Path):
    page = text_of(moved_site, "2022-06/figures/index.html")
    assert 'id="target-fernbrook-thefts"' in page
    assert '<span class="outcome outcome-on-course">On course</span>' in page
    assert '<span class="outcome outcome-green">Rated green</span>' in page


def test_the_data_package_offers_the_targets(tiny_site: Path):
    package = json.loads(text_of(tiny_site, "2022-06/data/datapackage.json"))
    paths = [resource["path"] for resource in package["resources"]]
    assert "targets.csv" in paths
    assert text_of(tiny_site, "2022-06/data/targets.csv").startswith("id,what,figure,")


def test_a_search_finds_a_target_with_what_became_of_it():
    entries = {e.title: e for e in revision_entries(check(TINY)[1], (), ())}
    entry = entries["Target: Reported bicycle thefts in Fernbrook"]
    assert entry.address == "figures/#target-fernbrook-thefts"
    assert entry.text == "at most 700 by 2023 to 2024. On course."
