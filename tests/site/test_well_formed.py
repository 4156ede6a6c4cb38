"""Every feed and every file for a program can be read by one, whatever the words are."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from lxml import etree

from safety_plan.models.settings import Settings
from safety_plan.site.feeds import write_feeds
from safety_plan.site.security_headers import write_headers
from safety_plan.site.site_model import read_site
from safety_plan.site.well_formed import well_formed_problems
from tests.conftest import TINY

#: What ends a text, or the file, in one kind of file or another.
ODD = (
    *("a\ufffe", "a\uffff", "a\x00b", "a\x1fb", "]]>", "<!--", "&bogus;", "<?php"),
    *("</title><entry>", '"/><x a="', "a\u2028b", "'", "{{ x }}", "\u202e", "\U0010ffff"),
)


@pytest.mark.parametrize("words", ODD)
def test_a_feed_is_a_feed_whatever_was_once_sealed(tmp_path: Path, words: str):
    site = read_site(TINY)
    revisions = [
        {**revision, "title": words, "summary": words} for revision in site.listing["revisions"]
    ]
    listing = {**site.listing, "name": words, "revisions": revisions}

    write_feeds(replace(site, listing=listing), tmp_path)

    feed = etree.parse(tmp_path / "feed.xml")
    entries = feed.findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) >= len(revisions)
    etree.parse(tmp_path / "sitemap.xml")
    assert [*well_formed_problems(tmp_path)] == []


BROKEN = {
    "feed.xml": "<feed><title>June \ufffe</title></feed>",
    "drawing.svg": '<svg xmlns="http://www.w3.org/2000/svg"><text>a & b</text></svg>',
    "revisions.json": '{"name": "a\nb"}',
    "half.json": '{"name": "a',
    "sitemap.xml": "",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_no_program_can_read_stops_the_build(tmp_path: Path, name: str):
    (tmp_path / name).write_text(BROKEN[name], "utf-8")
    (tmp_path / "whole.json").write_text('{"a": 1}', "utf-8")
    (tmp_path / "whole.svg").write_text("<svg/>", "utf-8")

    (found,) = well_formed_problems(tmp_path)

    assert found.location.path == f"site/{name}"
    assert "No program can read it." in found.found


def test_a_list_that_names_other_files_opens_none_of_them(tmp_path: Path):
    (tmp_path / "a.svg").write_text(
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>', "utf-8"
    )

    assert [*well_formed_problems(tmp_path)] == []


def test_every_file_of_a_site_can_be_read_by_the_program_it_is_for(tiny_site: Path):
    assert [*well_formed_problems(tiny_site)] == []
    for file in tiny_site.rglob("*.csv"):
        rows = [*csv.reader(StringIO(file.read_text("utf-8"), newline=""), strict=True)]
        assert len({len(row) for row in rows}) == 1
    for file in tiny_site.rglob("datapackage.json"):
        for resource in json.loads(file.read_bytes())["resources"]:
            assert (file.parent / resource["path"]).is_file()


def test_security_txt_has_one_contact_and_ends_each_line_itself(tmp_path: Path):
    settings = Settings(contact="a@b.example", security_expires="2027-01-01")

    write_headers(settings, tmp_path)

    lines = (tmp_path / ".well-known" / "security.txt").read_text("utf-8").splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        "Contact",
        "Expires",
        "Preferred-Languages",
    ]
