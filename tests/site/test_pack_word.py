"""A revision as a Word document: what an officer pastes from."""

from __future__ import annotations

import io
import shutil
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm
from docx.text.paragraph import Paragraph
from PIL import Image

from safety_plan.core.colours import contrast
from safety_plan.site.packs.pack import Document, document_of
from safety_plan.site.packs.word import document as word_module
from safety_plan.site.packs.word.document import word_of
from safety_plan.site.packs.word.pictures import SCALE, Drawing, drawing_of, pictures_of
from safety_plan.site.packs.word.tables import TEXT_WIDTH
from safety_plan.site.site_model import read_site
from tests.conftest import HOUSE, browser_path

#: How wide a letter of a long word is at most, on average, in bold of 11 points.
LETTER = Mm(2.2)


@pytest.fixture(scope="module")
def real_site(real_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy: what is printed stands beside the pages, where other tests look meanwhile."""
    return Path(shutil.copytree(real_site, tmp_path_factory.mktemp("printed") / "site"))


@pytest.fixture(scope="module")
def document(real_site: Path) -> Document:
    site = read_site(HOUSE)
    return document_of(site, site.newest, real_site / site.newest.id)


def blank(drawing: Drawing) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (drawing.width, drawing.height)).save(file, "PNG")
    return file.getvalue()


def without_browser(document: Document, site: Path) -> bytes:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(word_module, "pictures_of", lambda drawings, *_: [*map(blank, drawings)])
        return word_of(document, site, site / "2020-04", "")


@pytest.fixture(scope="module")
def content(document: Document, real_site: Path) -> bytes:
    return without_browser(document, real_site)


@pytest.fixture(scope="module")
def word(content: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(content))


def test_each_chapter_is_a_real_heading_and_no_level_is_left_out(
    document: Document, word: WordDocument
):
    styles = [(p.style.name, p.text) for p in word.paragraphs if p.style.name.startswith("Head")]
    chapters = [text for name, text in styles if name == "Heading 1"]
    levels = [int(name[-1]) for name, _ in styles]

    assert chapters[: len(document.chapters)] == [
        f"{chapter.number}. {chapter.title}" for chapter in document.chapters
    ]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_each_table_has_a_row_of_headings_that_stands_on_each_sheet(
    document: Document, word: WordDocument
):
    html_tables = sum(len(chapter.section.xpath(".//table")) for chapter in document.chapters)

    assert len(word.tables) == html_tables > 0
    assert len(word.element.xpath("//w:tr[1]/w:trPr/w:tblHeader")) == html_tables
    for table in word.tables:
        assert table.rows[0].cells[0].paragraphs[0].runs[0].bold
        assert all(cell.text for cell in table.rows[0].cells)


def test_a_column_has_room_for_its_longest_word_and_a_table_for_all_of_them(word: WordDocument):
    for table in word.tables:
        widths = [column.width for column in table.columns]
        assert sum(widths) == pytest.approx(TEXT_WIDTH, rel=0.01)
        for row in table.rows:
            assert [cell.width for cell in row.cells] == widths
            for width, cell in zip(widths, row.cells, strict=True):
                longest = max(map(len, cell.text.split()), default=0)
                assert longest * LETTER < width, cell.text


def test_words_below_the_name_of_a_row_are_not_bold_and_a_number_stands_at_the_right(
    word: WordDocument,
):
    (table,) = (t for t in word.tables if "Community safety grant" in t.rows[1].cells[0].text)
    name, below = table.rows[1].cells[0].paragraphs

    assert (name.text, name.runs[0].bold) == ("Community safety grant", True)
    assert below.text.startswith("Who pays: ")
    assert not any(run.bold for run in below.runs)
    assert table.rows[1].cells[1].text == "£40,000"
    assert table.rows[1].cells[1].paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.RIGHT


def test_no_row_and_no_heading_of_a_table_is_torn_from_the_rest(word: WordDocument):
    rows = sum(len(table.rows) for table in word.tables)

    assert len(word.element.xpath("//w:trPr/w:cantSplit")) == rows
    assert word.styles["Caption"].paragraph_format.keep_with_next


def test_headings_can_be_read_and_all_letters_are_those_that_every_machine_has(word: WordDocument):
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Caption"):
        assert contrast(f"#{word.styles[name].font.color.rgb}", "#ffffff") >= 4.5
    assert not word.styles.element.xpath("//w:rFonts[@w:asciiTheme]")
    assert {*word.styles.element.xpath("//w:rFonts/@w:ascii")} <= {"Arial", "Courier"}


def test_each_chart_is_a_picture_that_is_told_in_words(document: Document, word: WordDocument):
    charts = sum(len(chapter.section.xpath(".//figure")) for chapter in document.chapters)
    told = word.element.xpath("//wp:docPr/@descr")

    assert len(told) == charts > 0
    assert all(len(words) > 20 for words in told)


def test_each_sheet_says_which_revision_it_is_and_that_it_is_a_proposal(word: WordDocument):
    head = word.sections[0].header.paragraphs[0].text

    assert head == "Maidstone Community Safety Plan: April 2020 Revision (Proposed)"
    assert word.core_properties.language == "en-GB"


def test_what_to_bear_in_mind_stands_before_the_picture(document: Document, word: WordDocument):
    styles = [paragraph.style.name for paragraph in word.paragraphs]
    pictures = [n for n, p in enumerate(word.paragraphs) if holds_picture(p)]

    assert sum(styles[n - 1] == "List Bullet" for n in pictures) > len(pictures) / 2


def holds_picture(paragraph: Paragraph) -> bool:
    return any(run.element.xpath(".//wp:docPr") for run in paragraph.runs)


def test_the_same_plan_makes_the_same_bytes(document: Document, content: bytes, real_site: Path):
    assert without_browser(document, real_site) == content


@pytest.mark.browser
def test_each_picture_is_of_its_own_drawing_whole_and_the_same_twice(
    document: Document, real_site: Path
):
    plots = document.chapters[1].section.xpath(".//*[@class='chart-plot']")
    drawings = [drawing_of(plot) for plot in plots]
    where = (document.style_sheets, real_site, real_site / "2020-04", browser_path())

    pictures = pictures_of(drawings, *where)

    assert pictures == pictures_of(drawings, *where)
    for drawing, picture in zip(drawings, pictures, strict=True):
        with Image.open(io.BytesIO(picture)) as image:
            assert image.size == (drawing.width * SCALE, drawing.height * SCALE)
            assert (
                image.convert("L").getextrema()[0] < 100 < 250 < image.convert("L").getextrema()[1]
            )
