"""Words of a page as runs of a Word document: bold, italic, links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml.etree import _Element
from lxml.html import HtmlElement

_BOLD = ("b", "strong", "th", "dt")
_ITALIC = ("i", "em")
_SPACES = re.compile(r"[ \t\r\n]+")
#: Elements that begin anew where they stand among words.
_LINES = ("br", "p", "li", "div", "dt", "dd")


@dataclass(frozen=True, slots=True)
class Words:
    """Words that look alike, and where they lead on the web, or empty."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


def words_in(element: HtmlElement) -> list[Words]:
    """The words of *element*, each space one, none at the ends."""
    return _trim([*_words(element, Words(""))])


def _words(element: HtmlElement, look: Words) -> Iterator[Words]:
    own = _look(element, look)
    yield replace(own, text=element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            if child.tag in _LINES:
                yield replace(own, text=" ")
            yield from _words(child, own)
        yield replace(own, text=child.tail or "")


def _look(element: HtmlElement, look: Words) -> Words:
    link = element.get("href", "") if element.tag == "a" else look.link
    return Words(
        "",
        bold=look.bold or element.tag in _BOLD or "state" in element.get("class", "").split(),
        italic=look.italic or element.tag in _ITALIC,
        link=link if link.startswith("http") else "",
    )


def _trim(words: list[Words]) -> list[Words]:
    """*words* with each run of spaces as one, and none at the ends."""
    pieces: list[Words] = []
    end = " "
    for one in words:
        text = _SPACES.sub(" ", one.text)
        text = text.lstrip(" ") if end == " " else text
        if text:
            pieces.append(replace(one, text=text))
            end = text[-1]
    if pieces:
        pieces[-1] = replace(pieces[-1], text=pieces[-1].text.rstrip(" "))
    return pieces


def add_words(paragraph: Paragraph, words: list[Words]) -> None:
    """Adds *words* to *paragraph*."""
    for one in words:
        run = paragraph.add_run(one.text)
        run.bold, run.italic = one.bold or None, one.italic or None
        if one.link:
            _make_link(paragraph, run, one.link)


def _make_link(paragraph: Paragraph, run: Run, address: str) -> None:
    target = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), target)
    element: _Element = run.element
    element.addprevious(link)
    link.append(element)
