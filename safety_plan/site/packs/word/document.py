"""A revision as a Word document: real headings and tables, charts as pictures with words."""

import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.run import Run
from lxml import html as lxml_html
from lxml.etree import _Element

from safety_plan.core.dates import format_date
from safety_plan.core.translation import gettext, language_of_page
from safety_plan.site.packs.cover import Cover
from safety_plan.site.packs.pack import Document
from safety_plan.site.packs.word.blocks import WordBlocks
from safety_plan.site.packs.word.look import set_look
from safety_plan.site.packs.word.pictures import drawing_of, pictures_of

#: A day on which nothing happened, so that the same words make the same bytes.
_NO_DAY = (1980, 1, 1, 0, 0, 0)


def word_of(document: Document, site: Path, folder: Path, browser: str) -> bytes:
    """The *document* of the pages in *folder* of the built *site* as a Word document."""
    plots = [
        plot
        for chapter in document.chapters
        for plot in chapter.section.xpath(".//figure/*[@class='chart-plot']")
    ]
    drawings = [drawing_of(plot) for plot in plots]
    pictures = pictures_of(drawings, document.style_sheets, site, folder, browser)
    word = docx.Document()
    with language_of_page(document.cover.language):
        _set_up(word, document.cover)
        _write_cover(word, document.cover)
        blocks = WordBlocks(word, iter(pictures))
        for chapter in document.chapters:
            blocks.write(lxml_html.fragment_fromstring(chapter.html))
        _write_sources(blocks, word, document.sources)
        _write_digests(word, document.cover)
    return _save(word)


def _set_up(word: WordDocument, cover: Cover) -> None:
    properties = word.core_properties
    properties.title, properties.author = cover.title, cover.partnership
    properties.language = cover.language
    properties.comments = ""
    properties.last_modified_by = ""
    properties.created = properties.modified = datetime(*_NO_DAY)  # noqa: DTZ001
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.header.paragraphs[0].text = f"{cover.title} ({cover.status})"
    _add_number(section.footer.paragraphs[0].add_run())
    set_look(word)
    for language in word.styles.element.xpath("//w:rPrDefault//w:lang"):
        language.set(qn("w:val"), cover.language)


def _add_number(run: Run) -> None:
    """Lets *run* show the number of its sheet."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    element: _Element = run.element
    element.addprevious(field)


def _write_cover(word: WordDocument, cover: Cover) -> None:
    word.add_heading(cover.title, 0)
    word.add_paragraph(cover.partnership)
    word.add_paragraph().add_run(cover.status).bold = True
    for words in (cover.status_note, cover.summary):
        word.add_paragraph(words)
    for decision in cover.decisions:
        day = format_date(decision.date) or decision.date
        word.add_paragraph(f"{day}, {decision.body}: {decision.what}", "List Bullet")
    word.add_paragraph(cover.statement)
    if cover.danger:
        word.add_paragraph(cover.danger)


def _write_sources(blocks: WordBlocks, word: WordDocument, sources: Sequence[str]) -> None:
    word.add_heading(gettext("Sources"), 1)
    entries = "".join(f"<p>[{number}] {_inner(one)}</p>" for number, one in enumerate(sources, 1))
    blocks.write(lxml_html.fragment_fromstring(f"<div>{entries}</div>"))


def _inner(entry: str) -> str:
    return entry[entry.index(">") + 1 : entry.rindex("</li>")]


def _write_digests(word: WordDocument, cover: Cover) -> None:
    word.add_heading(gettext("About this document"), 1)
    word.add_paragraph(f"{gettext('The SHA-256 digest of the record:')} {cover.record_digest}")


def _save(word: WordDocument) -> bytes:
    """*word* as a file, without the hour at which it was written."""
    written, out = io.BytesIO(), io.BytesIO()
    word.save(written)
    with ZipFile(written) as parts, ZipFile(out, "w") as file:
        for name in parts.namelist():
            about = ZipInfo(name, _NO_DAY)
            about.compress_type = ZIP_DEFLATED
            file.writestr(about, parts.read(name))
    return out.getvalue()
