"""The tables of a page in a Word document: headings that stand on each sheet, fitting widths."""

from collections.abc import Iterator, Sequence
from copy import deepcopy

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.table import CT_Row
from docx.shared import Emu, Mm
from docx.table import Table, _Cell
from lxml.etree import _Element
from lxml.html import HtmlElement

from safety_plan.site.packs.word.runs import Words, add_words, words_in

#: What lies between the margins of a sheet.
TEXT_WIDTH = Mm(166)
#: As many letters fit into a line between the margins, and into one column where others need room.
_LINE = 80
_LONGEST = 45
#: What the edges of a cell and bold letters take, in letters.
_EDGES = 4


def add_table(word: WordDocument, element: HtmlElement) -> None:
    """Adds the table *element* to *word*."""
    rows = list(element.iter("tr"))
    table = word.add_table(len(rows), max(len(row) for row in rows), "Table Grid")
    _set_widths(table, rows)
    for row, place in zip(rows, table.rows, strict=True):
        for cell, own_place in zip(row, place.cells, strict=False):
            _fill(own_place, cell)
    parts = word.element.xpath("(//w:tbl)[last()]/w:tr")
    for part in parts:
        _mark(part, "w:cantSplit")
    for part in parts[: len(element.xpath("./thead/tr"))]:
        _mark(part, "w:tblHeader")
    word.add_paragraph()


def _fill(place: _Cell, cell: HtmlElement) -> None:
    """Writes the words of *cell* into *place*, numbers at its right edge."""
    first, *others = _paragraphs(cell)
    add_words(place.paragraphs[0], first)
    for words in others:
        add_words(place.add_paragraph(), words)
    if cell.get("class") == "n":
        for paragraph in place.paragraphs:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _paragraphs(cell: HtmlElement) -> Iterator[list[Words]]:
    """The words of *cell*, then its small ones, each of which stands on a line of its own."""
    whole = deepcopy(cell)
    small = whole.xpath(".//small")
    for one in small:
        one.drop_tree()
    yield words_in(whole)
    for one in small:
        yield words_in(one)


def _set_widths(table: Table, rows: Sequence[HtmlElement]) -> None:
    """Makes each column as wide as its words need; each cell says so, as Word asks for."""
    table.autofit = False
    columns: list[list[str]] = [[] for _ in table.columns]
    for row in rows:
        for texts, cell in zip(columns, row, strict=False):
            texts += [cell.text_content()]
    letters = _letters(columns)
    for index, column in enumerate(table.columns):
        column.width = Emu(int(TEXT_WIDTH * letters[index] / sum(letters)))
    for place in table.rows:
        for own_place, column in zip(place.cells, table.columns, strict=True):
            own_place.width = column.width


def _letters(columns: Sequence[Sequence[str]]) -> list[float]:
    """How many letters fit in each of *columns*: its longest word, and a share of the rest."""
    needed = [max(map(len, " ".join(texts).split()), default=0) + _EDGES for texts in columns]
    whole = [min(max(map(len, texts), default=0) + _EDGES, _LONGEST) for texts in columns]
    more = [max(long - need, 0) for long, need in zip(whole, needed, strict=True)]
    spare = max(_LINE - sum(needed), 0) / (sum(more) or 1)
    return [need + spare * extra for need, extra in zip(needed, more, strict=True)]


def _mark(row: CT_Row, name: str) -> None:
    """Gives *row* the property *name*."""
    properties: _Element = row.get_or_add_trPr()
    properties.append(OxmlElement(name))
