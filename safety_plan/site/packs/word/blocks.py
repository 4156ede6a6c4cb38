"""The blocks of a page in a Word document: headings, paragraphs, lists, tables, charts."""

import io
from collections.abc import Iterator

from docx.document import Document as WordDocument
from docx.shared import Emu, Pt
from lxml.html import HtmlElement, builder

from safety_plan.site.packs.word.runs import Words, add_words, words_in
from safety_plan.site.packs.word.tables import TEXT_WIDTH, add_table

#: The level of a heading in Word by that of the page on paper.
_LEVELS = {"h2": 1, "h3": 2, "h4": 3, "h5": 4}
_PX = Pt(0.75)
#: Elements that hold blocks and are none themselves.
_HOLDERS = ("div", "section", "article", "blockquote", "details", "nav")


class WordBlocks:
    """Writes blocks into *word*; *pictures* are those of charts, in their order."""

    def __init__(self, word: WordDocument, pictures: Iterator[bytes]) -> None:
        self._word = word
        self._pictures = pictures

    def write(self, element: HtmlElement) -> None:
        """Writes *element*, and all that it holds."""
        if element.tag in _LEVELS:
            self._word.add_heading("", _LEVELS[element.tag])
            add_words(self._word.paragraphs[-1], words_in(element))
        elif element.tag in ("ul", "ol"):
            self._write_list(element)
        elif element.tag == "dl":
            self._write_terms(element)
        elif element.tag == "table":
            self._write_table(element)
        elif element.tag == "figure":
            self._write_chart(element)
        elif element.tag in _HOLDERS and _holds_blocks(element):
            for child in element.iterchildren("*"):
                self.write(child)
        else:
            self._write_paragraph(element)

    def _write_paragraph(self, element: HtmlElement, style: str | None = None) -> None:
        if words := words_in(element):
            add_words(self._word.add_paragraph(style=style), words)

    def _write_list(self, element: HtmlElement, style: str = "List Bullet") -> None:
        for item in element.iterchildren("li"):
            parts = [part for part in _parts(item) if part.text_content().strip()]
            for index, part in enumerate(parts):
                if part.tag in ("ul", "ol"):
                    self._write_list(part, "List Bullet 2")
                else:
                    self._write_paragraph(part, "List Continue" if index else style)

    def _write_terms(self, element: HtmlElement) -> None:
        for term in element.iter("dt"):
            paragraph = self._word.add_paragraph()
            meaning = term.getnext()
            words = words_in(meaning) if meaning is not None else []
            add_words(paragraph, [*words_in(term), Words(": "), *words])

    def _write_table(self, element: HtmlElement) -> None:
        for caption in element.iterchildren("caption"):
            self._write_paragraph(caption, "Caption")
        add_table(self._word, element)

    def _write_chart(self, element: HtmlElement) -> None:
        for words in element.xpath("./figcaption/*"):
            is_title = words.get("class") == "chart-title"
            self._write_paragraph(words, "Caption" if is_title else None)
        for cautions in element.xpath("./ul"):
            self._write_list(cautions)
        plot = element.xpath("./*[@class='chart-plot']")[0]
        place = self._word.add_paragraph()
        place.paragraph_format.keep_with_next = True
        run = place.add_run()
        picture = run.add_picture(io.BytesIO(next(self._pictures)))
        natural = plot.xpath("number(./*[contains(@class, 'chart-svg')]/@width)") * _PX
        share = min(natural, TEXT_WIDTH) / picture.width
        picture.height = Emu(int(picture.height * share))
        picture.width = Emu(int(picture.width * share))
        for name in run.element.xpath(".//wp:docPr"):
            name.set("descr", plot.get("aria-label", ""))
        for source in element.xpath("./p[@class='chart-source']"):
            self._write_paragraph(source)


def _parts(item: HtmlElement) -> Iterator[HtmlElement]:
    """What an *item* of a list holds: the words before its blocks, then each of these."""
    words = builder.P(item.text or "")
    for child in list(item):
        if child.tag in (*_LEVELS, *_HOLDERS, "p", "ul", "ol"):
            yield words
            yield child
            words = builder.P(child.tail or "")
        else:
            words.append(child)
    yield words


def _holds_blocks(element: HtmlElement) -> bool:
    """True where *element* holds more than words; whatever stands beside is none, then."""
    return any(
        child.tag in (*_LEVELS, *_HOLDERS, "p", "ul", "ol", "dl", "table", "figure")
        for child in element
    )
