"""Where the document of what changed stands in a site, and what links to it say."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from lxml import html as lxml_html

from safety_plan.core.file_sizes import format_size
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.site.packs import comparison_links
from safety_plan.site.packs.comparison_links import add_comparison_documents
from safety_plan.site.packs.document_forms import comparison_document
from safety_plan.site.site_model import Site, read_site
from tests.conftest import TINY
from tests.documents import blank_pdf, nothing

ADDRESS = comparison_document("2021-06", "2022-06")


@pytest.fixture(scope="module")
def site() -> Site:
    return read_site(TINY)


@pytest.fixture
def out(tiny_site: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tiny_site, tmp_path / "site"))


@pytest.fixture(scope="module")
def seven_sheets() -> bytes:
    return blank_pdf(7)


def test_it_is_linked_from_its_page_and_the_register_with_kind_pages_and_size(
    site: Site, out: Path, seven_sheets: bytes, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(comparison_links, "print_once", lambda *_: seven_sheets)

    add_comparison_documents(site, out, "chromium", nothing)

    facts = f"7 pages, {format_size(len(seven_sheets))}"
    link, entry = link_on(out / "history/2021-06-to-2022-06/index.html", "li")
    assert entry == f"PDF, {facts}"
    beside, words = link_on(out / "history/index.html", "small")
    changed = "What changed from “As adopted in June 2021” to “June 2022 Revision”"
    assert words == f"(PDF: {changed}, {facts})"
    for page, href in (("history/2021-06-to-2022-06", link), ("history", beside)):
        assert (out / page / href).read_bytes() == seven_sheets


def link_on(page: Path, around: str) -> tuple[str, str]:
    """Where the only document of *page* is, and the words of the element *around* the link."""
    (link,) = lxml_html.parse(str(page)).xpath("//article//a[contains(@href, '-to-2022-06.pdf')]")
    element = next(link.iterancestors(around))
    return link.get("href"), " ".join(element.text_content().split())


def test_what_the_public_has_stays_and_nothing_is_printed_for_it(
    site: Site, out: Path, seven_sheets: bytes, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(comparison_links, "print_once", lambda *_: pytest.fail("it was printed"))
    asked: list[tuple[list[str], str]] = []

    def keep(bundles: Sequence[RevisionBundle], address: str) -> bytes:
        asked.append(([bundle.id for bundle in bundles], address))
        return seven_sheets

    add_comparison_documents(site, out, "chromium", keep)

    assert asked == [(["2021-06", "2022-06"], ADDRESS)]
    assert (out / ADDRESS).read_bytes() == seven_sheets


def test_without_a_browser_no_page_speaks_of_it(site: Site, out: Path):
    before = {file: file.read_bytes() for file in out.rglob("*") if file.is_file()}

    add_comparison_documents(site, out, "", nothing)

    assert {file: file.read_bytes() for file in out.rglob("*") if file.is_file()} == before
