"""Feeds of some of what changes: corrections, and each priority by itself."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from lxml import etree

from safety_plan.models.sensitivity import sensitive_words, word_in_address
from safety_plan.site.feeds import write_feeds
from safety_plan.site.feeds_of_some import feed_address
from safety_plan.site.site_model import read_site
from tests.conftest import HOUSE

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(params=["real_site", "tiny_site"])
def site(request: pytest.FixtureRequest) -> Path:
    return Path(request.getfixturevalue(request.param))


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The feeds of the tiny plan with a correction of its home page, and one of a priority."""
    folder = tmp_path_factory.mktemp("corrected")
    plan = Path(shutil.copytree(HOUSE / "tests" / "tiny_plan", folder / "plan"))
    file = plan / "data" / "corrections.csv"
    rows = (
        '2022-01-09,2021-06,home,"The Fernbrook Safety Partnership (FSP) wrote it",'
        "The council wrote it,Town clerk,\n"
        "2022-01-10,2021-06,bicycles,The report says so too,Right words,Town clerk,\n"
    )
    file.write_text(file.read_text("utf-8") + rows, "utf-8")
    write_feeds(read_site(plan), folder)
    return folder


def titles(feed: Path) -> list[str]:
    return [title.text for title in etree.parse(feed).iterfind(f"{ATOM}entry/{ATOM}title")]


def test_each_feed_keeps_to_the_atom_schema_and_names_no_entry_twice(site: Path):
    schema = etree.RelaxNG(etree.parse(HOUSE / "tests" / "atom.rng"))
    feeds = sorted((site / "feeds").glob("*.xml"))

    assert len(feeds) >= 3
    ids = [etree.parse(feed).findtext(f"{ATOM}id") for feed in feeds]
    assert len(ids) == len({*ids})
    for feed in feeds:
        schema.assertValid(etree.parse(feed))
        entries = [one.text for one in etree.parse(feed).iterfind(f"{ATOM}entry/{ATOM}id")]
        assert len(entries) == len({*entries})


def test_each_priority_of_any_revision_has_a_feed_and_its_page_leads_there(site: Path):
    for revision in json.loads((site / "revisions.json").read_text("utf-8"))["revisions"]:
        pages = json.loads((site / revision["id"] / "plan.json").read_text("utf-8"))["pages"]
        addresses = {page["page_id"]: page["address"] for page in pages.values()}
        for priority in revision["priorities"]:
            feed = site / feed_address(priority["page_id"])
            assert feed.is_file()
            folder = site / revision["id"] / addresses[priority["page_id"]]
            html = (folder / "index.html").read_text("utf-8")
            hrefs = re.findall(r'href="([^"]*/feeds/[^"]+)"', html)
            assert len(hrefs) == 2
            assert {(folder / href).resolve() for href in hrefs} == {feed.resolve()}


def test_no_feed_says_in_its_address_or_title_what_a_reader_may_have_to_hide(site: Path):
    for feed in (site / "feeds").glob("*.xml"):
        assert not word_in_address(feed.name)
        assert sensitive_words(etree.parse(feed).findtext(f"{ATOM}title")) == []


def test_the_feed_of_a_priority_tells_of_its_page_its_actions_and_its_corrections(corrected: Path):
    feed = corrected / feed_address("bicycles")
    summaries = [one.text for one in etree.parse(feed).iterfind(f"{ATOM}entry/{ATOM}summary")]

    assert any("Right is: “Right words”" in summary for summary in summaries)
    assert any("The town council will put stands at the market." in text for text in summaries)
    assert not any("The council wrote it" in summary for summary in summaries)
    assert not any("The lights at the bridge" in summary for summary in summaries)


def test_the_feed_of_corrections_has_corrections_alone(corrected: Path):
    assert titles(corrected / "feeds" / "corrections.xml") == [
        "Correction: " + page + ", 2021-06" for page in ("Fewer stolen bicycles", "Home")
    ]


def test_an_entry_has_the_same_name_in_the_feed_of_all(corrected: Path):
    names = {
        one.text for one in etree.parse(corrected / "feed.xml").iterfind(f"{ATOM}entry/{ATOM}id")
    }
    of_some = etree.parse(corrected / "feeds" / "corrections.xml")

    assert {one.text for one in of_some.iterfind(f"{ATOM}entry/{ATOM}id")} <= names


def test_the_history_says_how_to_get_a_feed_by_email(site: Path):
    html = (site / "history" / "index.html").read_text("utf-8")

    assert 'href="../feeds/corrections.xml"' in html
    assert "To get a feed by email" in html
