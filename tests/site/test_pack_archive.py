"""Documents in the archive: what somebody takes to a meeting, and no link to what is not there."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import pytest
from lxml import html as lxml_html

from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.verify import CHECKSUMS
from safety_plan.site.archive import ARCHIVE, README, write_archive
from safety_plan.site.build import build_and_read_site
from safety_plan.site.packs.comparison_links import add_comparison_documents
from safety_plan.site.packs.document_forms import DOCUMENT_FORMS, comparison_document
from safety_plan.site.packs.links import add_documents
from safety_plan.site.site_model import read_site
from tests.conftest import TINY, unpacked
from tests.documents import blank_pdf

OLD, NEW = "2021-06", "2022-06"
IN_ARCHIVE = {f"{OLD}/{OLD}.pdf", f"{NEW}/{NEW}.pdf", comparison_document(OLD, NEW)}
EVERY = {form.address(name) for name in (OLD, NEW) for form in DOCUMENT_FORMS} | IN_ARCHIVE


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the tiny plan as publish leaves it, with documents of one sheet."""
    out = tmp_path_factory.mktemp("published") / "site"
    site = build_and_read_site(TINY, out, with_archive=False)
    add_documents(site, out, "", one_sheet, print)
    add_comparison_documents(site, out, "", one_sheet)
    shutil.copytree(out, out.with_name("without"))
    write_archive(site, out)
    return out


@pytest.fixture(scope="module")
def folder(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpacked(published, tmp_path_factory.mktemp("folder"))


def one_sheet(bundles: Sequence[RevisionBundle], address: str) -> bytes:
    return blank_pdf(1) + address.encode()


def documents(folder: Path) -> set[str]:
    """Every document in *folder* that publish has made, and no file of an officer."""
    files = [file for ending in (".pdf", ".docx") for file in folder.rglob(f"*{ending}")]
    return {file.relative_to(folder).as_posix() for file in files if "data" not in file.parts}


def offered(folder: Path, page: str) -> set[str]:
    """The documents that *page* in *folder* leads to."""
    links = lxml_html.parse(str(folder / page)).xpath("//article//a/@href")
    paths = {((folder / page).parent / link).resolve() for link in links if "://" not in link}
    return {path.relative_to(folder).as_posix() for path in paths} & EVERY


def test_it_holds_what_somebody_takes_to_a_meeting_and_the_site_holds_all(
    published: Path, folder: Path
):
    assert documents(folder) == IN_ARCHIVE
    assert documents(published) == EVERY
    for address in IN_ARCHIVE:
        assert (folder / address).read_bytes() == (published / address).read_bytes()


@pytest.mark.parametrize("page", [f"{OLD}/whole.html", f"{NEW}/whole.html", "history/index.html"])
def test_its_pages_offer_those_documents_and_no_others(folder: Path, published: Path, page: str):
    on_the_web = offered(published, page)

    assert on_the_web & IN_ARCHIVE
    assert offered(folder, page) == on_the_web & IN_ARCHIVE


def test_its_list_of_digests_and_its_readme_name_each(folder: Path):
    lines = (folder / CHECKSUMS).read_text("utf-8").splitlines()
    readme = (folder / README).read_text("utf-8")

    for address in IN_ARCHIVE:
        assert f"{sha256((folder / address).read_bytes()).hexdigest()}  {address}" in lines
        assert address in readme


def test_the_digest_on_the_page_is_of_the_archive_with_its_documents(published: Path):
    page = (published / "history" / "index.html").read_text("utf-8")
    content = (published / ARCHIVE).read_bytes()
    again = published.with_name("without")
    write_archive(read_site(TINY), again)

    assert sha256(content).hexdigest() in page
    assert (again / ARCHIVE).read_bytes() == content


def test_a_site_without_documents_has_a_readme_without_them(tiny_folder: Path):
    assert "documents to print" not in (tiny_folder / README).read_text("utf-8")
