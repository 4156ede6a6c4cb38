"""What changed between two revisions, as a document for a committee."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from lxml import html as lxml_html

from safety_plan.site.packs.comparison import comparison_folder, comparison_of
from safety_plan.site.packs.printing import Printable, print_document
from safety_plan.site.site_model import read_site
from tests.conftest import HOUSE, browser_path
from tests.documents import texts_of_sheets

#: Sheets that a committee reads beside all its other papers.
MOST_SHEETS = 9
OLD, NEW = "2019-04", "2020-04"


@pytest.fixture(scope="module")
def comparison(real_site: Path) -> Printable:
    site = read_site(HOUSE)
    old, new = (next(one for one in site.bundles if one.id == name) for name in (OLD, NEW))
    return comparison_of(site, old, new, real_site)


@pytest.mark.browser
def test_it_is_short_and_each_sheet_says_that_the_new_revision_is_a_proposal(
    comparison: Printable, real_site: Path
):
    folder = comparison_folder(OLD, NEW, real_site)
    printed = print_document(comparison, real_site, folder, browser_path())
    sheets = texts_of_sheets(printed)

    assert len(sheets) <= MOST_SHEETS
    assert all("April 2020 Revision" in sheet and "Proposed" in sheet for sheet in sheets)


def test_it_says_the_status_of_both_and_from_which_records_it_was_made(
    comparison: Printable, real_site: Path
):
    words = lxml_html.document_fromstring(comparison.html({})).text_content()

    assert "As adopted in April 2019 (Adopted)." in words
    assert "April 2020 Revision (Proposed)." in words
    for name in (OLD, NEW):
        assert sha256((real_site / name / "plan.json").read_bytes()).hexdigest() in words


def test_no_link_of_it_is_lost_and_nothing_to_open_is_left(comparison: Printable):
    tree = lxml_html.document_fromstring(comparison.html({}))
    names = {f"#{name}" for name in tree.xpath("//@id")}

    assert not tree.xpath("//details | //summary | //nav")
    links = tree.xpath("//a/@href")
    assert [one for one in links if one not in names and not one.startswith("http")] == []
