"""A revision as one document: what a committee gets, on its sheets and in its tags."""

from __future__ import annotations

import io
import re
import shutil
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

import pikepdf
import pytest
from pdfua import Severity, Validator

from safety_plan.site.packs.finish import sheet_count
from safety_plan.site.packs.pack import Document, document_of
from safety_plan.site.packs.printing import print_document
from safety_plan.site.site_model import read_site
from tests.conftest import HOUSE, TINY, browser_path
from tests.documents import texts_of_sheets

#: Sheets of the newest revision: a committee reads no more.
MOST_SHEETS = 39
#: What the validator calls the sentence by which a file claims to be accessible.
CLAIM = "UA-28-004"


def document(plan: Path, site: Path, revision: str) -> Document:
    read = read_site(plan)
    bundle = next(bundle for bundle in read.bundles if bundle.id == revision)
    return document_of(read, bundle, site / revision)


@pytest.fixture(scope="module")
def tiny_site(tiny_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy: what is printed stands beside the pages, where other tests look meanwhile."""
    return Path(shutil.copytree(tiny_site, tmp_path_factory.mktemp("printed") / "site"))


@pytest.fixture(scope="module")
def real_site(real_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy: what is printed stands beside the pages, where other tests look meanwhile."""
    return Path(shutil.copytree(real_site, tmp_path_factory.mktemp("printed") / "site"))


@pytest.fixture(scope="module")
def tiny_document(tiny_site: Path) -> Document:
    return document(TINY, tiny_site, "2022-06")


@pytest.fixture(scope="module")
def tiny_pdf(tiny_document: Document, tiny_site: Path) -> bytes:
    return print_document(
        tiny_document.printable(), tiny_site, tiny_site / "2022-06", browser_path()
    )


@pytest.fixture(scope="module")
def real_pdf(real_site: Path) -> bytes:
    made = document(HOUSE, real_site, "2020-04")
    return print_document(made.printable(), real_site, real_site / "2020-04", browser_path())


@pytest.mark.browser
def test_the_newest_plan_is_a_document_that_a_committee_can_read(real_pdf: bytes):
    assert sheet_count(real_pdf) <= MOST_SHEETS


@pytest.mark.browser
def test_every_sheet_says_that_the_plan_is_a_proposal(real_pdf: bytes):
    sheets = texts_of_sheets(real_pdf)

    assert all("Proposed" in sheet for sheet in sheets)
    for number, sheet in enumerate(sheets[1:], start=2):
        assert f"Page {number} of {len(sheets)}" in sheet


@pytest.mark.browser
def test_the_contents_name_the_sheet_on_which_each_chapter_begins(
    tiny_document: Document, tiny_pdf: bytes
):
    sheets = [" ".join(sheet.split()) for sheet in texts_of_sheets(tiny_pdf)]
    contents = " ".join(sheets[1:3])

    for chapter in tiny_document.chapters:
        name = f"{chapter.number}. {chapter.title}"
        found = re.search(rf"{re.escape(name)} (\d+)", contents)
        assert found, name
        assert name in sheets[int(found[1]) - 1]


@pytest.mark.browser
def test_the_same_plan_makes_the_same_bytes(
    tiny_document: Document, tiny_pdf: bytes, tiny_site: Path
):
    assert (
        print_document(tiny_document.printable(), tiny_site, tiny_site / "2022-06", browser_path())
        == tiny_pdf
    )


@pytest.mark.browser
def test_nothing_of_the_printing_stays_in_the_site(tiny_pdf: bytes, tiny_site: Path):
    assert not [*(tiny_site / "2022-06").glob("document-to-print*")]


@pytest.mark.browser
def test_an_independent_validator_finds_only_that_no_claim_is_made(real_pdf: bytes, tmp_path: Path):
    (tmp_path / "plan.pdf").write_bytes(real_pdf)

    findings = Validator().validate(tmp_path / "plan.pdf").findings

    assert [f.rule_id for f in findings if f.severity is not Severity.INFO] == [CLAIM]


@pytest.mark.browser
def test_title_language_bookmarks_and_order_are_set(tiny_document: Document, tiny_pdf: bytes):
    with pikepdf.open(io.BytesIO(tiny_pdf)) as pdf:
        assert str(pdf.docinfo["/Title"]) == tiny_document.cover.title
        assert "/CreationDate" not in pdf.docinfo
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_outline() as outline:
            titles = [entry.title for entry in outline.root[0].children]
    names = [f"{chapter.number}. {chapter.title}" for chapter in tiny_document.chapters]
    assert [title for title in titles if title in names] == names


@pytest.mark.browser
def test_every_picture_has_words_and_every_entry_of_a_list_a_body(real_pdf: bytes):
    with pikepdf.open(io.BytesIO(real_pdf)) as pdf:
        tags = [*tags_below(pdf.Root.StructTreeRoot)]
        pictures = [tag for tag in tags if tag.S == "/Figure"]
        entries = [tag for tag in tags if tag.S == "/LI"]

        assert pictures
        assert all(str(tag.get("/Alt", "")).strip() for tag in pictures)
        assert entries
        assert all(str(tag.K[-1].S) == "/LBody" for tag in entries)


def tags_below(tag: pikepdf.Dictionary):
    kids = tag.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from tags_below(kid)


def test_a_paragraph_has_a_number_that_leads_to_its_place_on_the_web(
    tiny_document: Document, tiny_site: Path
):
    html = "".join(chapter.html for chapter in tiny_document.chapters)
    marks = re.findall(r'<a href="([^"]+)" class="paragraph-number">([\d.]+)</a>', html)

    assert len(marks) > len(tiny_document.chapters)
    assert len({number for _, number in marks}) == len(marks)
    for address, _ in marks:
        path, anchor = urlsplit(address).path.lstrip("/"), urlsplit(address).fragment
        page = (tiny_site / path / "index.html").read_text("utf-8")
        assert not anchor or f'id="{anchor}"' in page


def test_no_link_of_the_document_is_lost_on_paper(tiny_document: Document):
    html = tiny_document.html({})
    names = {*re.findall(r'\bid="([^"]+)"', html)}

    for target in re.findall(r'<a [^>]*href="([^"]+)"', html):
        assert target.startswith(("http", "mailto:", "tel:", "sms:", "#")), target
        assert not target.startswith("#") or target[1:] in names, target


def test_each_source_stands_once_at_the_end_and_is_cited_by_its_number(tiny_document: Document):
    html = "".join(chapter.html for chapter in tiny_document.chapters)
    cited = {int(number) for number in re.findall(r'class="source-number"> \[(\d+)\]', html)}

    assert "source-card" not in html
    assert cited
    assert cited <= {*range(1, len(tiny_document.sources) + 1)}
    assert len({*tiny_document.sources}) == len(tiny_document.sources)


def test_what_to_bear_in_mind_stands_beside_the_headline_of_a_chart(real_site: Path):
    made = document(HOUSE, real_site, "2020-04")
    html = "".join(chapter.html for chapter in made.chapters)

    assert re.search(r'</figcaption><ul class="caveats">.*?</ul><div class="chart-plot"', html)
    assert "chart-numbers" not in html


def test_the_last_sheet_proves_which_record_it_was_made_from(
    tiny_document: Document, tiny_site: Path
):
    last = tiny_document.html({}).rpartition('id="about-document"')[2]

    assert sha256((tiny_site / "2022-06" / "plan.json").read_bytes()).hexdigest() in last
    assert f"{tiny_document.cover.address}plan.json" in last
