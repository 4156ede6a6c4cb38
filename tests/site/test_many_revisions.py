"""A site of more revisions than have a page on every two of them: every way leads on."""

from __future__ import annotations

import json
import re
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from lxml import html

from benchmarks.fixtures import write_plan
from safety_plan.site import site_model
from safety_plan.site.build import build_and_read_site
from safety_plan.site.compared_pairs import MOST_WITH_EVERY_PAIR
from safety_plan.site.revision_cache import folder_key
from safety_plan.site.search.site_entries import site_entries
from safety_plan.site.site_model import Site, read_site

COUNT = MOST_WITH_EVERY_PAIR + 1
#: Two that are neither neighbours nor newest, nor was either the last in force.
WANTED = ("1926-06", "1930-06")
LINK = re.compile(r"history/([0-9]{4}-[0-9]{2}-to-[0-9]{4}-[0-9]{2})/")


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    plan = write_plan(tmp_path_factory.mktemp("many") / "plan", COUNT, pages=4, charts=0)
    (plan / "docs/site/as-at.md").unlink()  # its page for each day would take most of the time
    return plan


@pytest.fixture(scope="module")
def built(plan: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Path]:
    out = tmp_path_factory.mktemp("many-site") / "site"
    return build_and_read_site(plan, out, extra_pairs=[WANTED]), out


def page(out: Path, address: str) -> html.HtmlElement:
    return html.fromstring((out / address / "index.html").read_text("utf-8"))


def comparisons(out: Path) -> set[str]:
    return {folder.name for folder in (out / "history").glob("*-to-*")}


def test_what_links_to_a_comparison_finds_it(built: tuple[Site, Path]):
    site, out = built
    there = comparisons(out)
    texts = [
        file.read_text("utf-8") for file in out.rglob("*.*") if file.suffix in (".xml", ".html")
    ]
    linked = {name for text in texts for name in LINK.findall(text)}
    entries = {name for entry in site_entries(site) for name in LINK.findall(entry.address)}
    api = json.loads((out / "api/v1/changes.json").read_text("utf-8"))

    assert there == {f"{old}-to-{new}" for old, new in site.compared_pairs}
    assert linked == entries == there
    assert {name for row in api["rows"] for name in LINK.findall(row["address"])} <= there
    assert len(there) < len([*combinations(range(COUNT), 2)]) / 2


def test_the_page_of_any_two_leads_from_each_revision_to_the_next(built: tuple[Site, Path]):
    site, out = built
    links = page(out, "history/compare").xpath("//article//ol/li/a/@href")

    steps = pairwise(bundle.id for bundle in site.bundles)
    assert links == [f"../{old}-to-{new}/" for old, new in steps]


def test_the_page_of_any_two_names_commands_that_make_one(built: tuple[Site, Path]):
    site, out = built
    commands = page(out, "history/compare").xpath("//article//pre/code/text()")
    old, new = site.bundles[0].id, site.bundles[-2].id

    assert commands == [f"safety-plan compare {old} {new}", f"safety-plan pack {new} --since {old}"]


def test_an_address_that_was_published_before_leads_on_by_the_page_for_what_is_not_there(
    built: tuple[Site, Path],
):
    missing = html.fromstring((built[1] / "404.html").read_text("utf-8"))

    assert "/history/compare/" in missing.xpath("//a/@href")


def test_the_register_and_the_search_lead_to_the_page_of_any_two(built: tuple[Site, Path]):
    site, out = built

    assert "compare/" in page(out, "history").xpath("//article//a/@href")
    assert "history/compare/" in [entry.address for entry in site_entries(site)]


def test_a_site_where_every_two_have_a_page_has_none_that_leads_from_one_to_another(
    tiny_site: Path,
):
    assert not (tiny_site / "history/compare").exists()
    assert "history/compare/" not in (tiny_site / "404.html").read_text("utf-8")


def test_a_command_gets_a_comparison_that_the_site_has_no_page_on(
    plan: Path, built: tuple[Site, Path]
):
    address = "history/{}-to-{}".format(*WANTED)

    assert WANTED not in read_site(plan).compared_pairs
    assert all(name in page(built[1], address).text_content() for name in ("1926", "1930"))


def test_a_record_is_written_once_however_many_revisions_are_held_against_it(
    plan: Path, monkeypatch: pytest.MonkeyPatch
):
    site, written = read_site(plan), []
    monkeypatch.setattr(site_model, "to_json", lambda record: written.append(record) or "{}")

    for bundle in site.bundles[:-1]:
        folder_key(site, bundle)

    assert len(written) == COUNT
