"""Where the documents for a committee stand in a site, and what links to them say."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from lxml import html as lxml_html

from safety_plan.core.file_sizes import format_size
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.site.packs import links
from safety_plan.site.packs.links import NO_BROWSER, add_documents
from safety_plan.site.site_model import Site, read_site
from tests.conftest import TINY
from tests.documents import blank_pdf, nothing


@pytest.fixture(scope="module")
def site() -> Site:
    return read_site(TINY)


@pytest.fixture
def out(tiny_site: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tiny_site, tmp_path / "site"))


def test_a_document_is_linked_with_its_kind_its_pages_and_its_size(
    site: Site, out: Path, monkeypatch: pytest.MonkeyPatch
):
    content = blank_pdf(12)
    monkeypatch.setattr(links, "document_in", lambda *_: content)

    before = (out / "2022-06/whole.html").read_text("utf-8")

    add_documents(site, out, "chromium", nothing, print)

    numbers = "The contents of a PDF have page numbers."
    assert "A browser prints these contents without page numbers." in before
    assert numbers not in before
    assert numbers in (out / "2022-06/whole.html").read_text("utf-8")
    for revision in ("2021-06", "2022-06"):
        tree = lxml_html.parse(str(out / revision / "whole.html")).getroot()
        entries = tree.xpath("//article//li[a[contains(@href, '.pdf')]]")
        texts = [" ".join(entry.text_content().split()) for entry in entries]
        assert texts[0] == f"PDF, 12 pages, {format_size(len(content))}"
        assert texts[1].startswith("PDF in large print, 12 pages, ")
        for link in tree.xpath("//article//li/a[contains(@href, '.pdf')]/@href"):
            assert (out / revision / link).read_bytes() == content


def test_without_a_browser_the_site_stays_as_it_is_and_that_is_said(site: Site, out: Path):
    pages = {file: file.read_bytes() for file in out.rglob("*") if file.is_file()}
    sentences: list[str] = []

    add_documents(site, out, "", nothing, sentences.append)

    assert sentences == [NO_BROWSER]
    assert {file: file.read_bytes() for file in out.rglob("*") if file.is_file()} == pages


def test_no_page_is_read_for_documents_that_all_stay(
    site: Site, out: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(links, "document_of", lambda *_: pytest.fail("pages were read"))
    content = blank_pdf(2)

    add_documents(site, out, "chromium", lambda *_: content, print)

    assert (out / "2022-06" / "2022-06.docx").read_bytes() == content


def test_a_document_that_the_public_has_stays_without_a_browser_too(site: Site, out: Path):
    content = blank_pdf(3)

    def keep(bundles: Sequence[RevisionBundle], address: str) -> bytes | None:
        return content if address == "2021-06/2021-06.pdf" else None

    add_documents(site, out, "", keep, print)

    assert (out / "2021-06" / "2021-06.pdf").read_bytes() == content
    assert "PDF</a>, 3 pages" in (out / "2021-06" / "whole.html").read_text("utf-8")
    assert not [*(out / "2022-06").glob("*.pdf")]
