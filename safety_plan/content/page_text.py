"""The words of a finished page, as the public reads them.

One reader serves the record and the check of the built page. Furniture that
lives on (`data-living`) and drawings are left out; charts are recorded as data.
"""

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from xml.etree.ElementTree import HTML_EMPTY

#: Version of the rule below, kept in each record.
TEXT_RULE = 1

_NONE = 10**9
#: Between the cells of a row, in the text of a block.
CELL = "\t"
_CELL_MARK = "\x1f"

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = _HEADINGS.union(
    ("p", "li", "dt", "dd", "tr", "caption", "blockquote", "pre", "figcaption", "figure"),
    ("summary", "div", "section", "ul", "ol", "dl", "table", "article", "details"),
)
#: Text and the tag after it, as this site writes them: most of every page.
_STEP = re.compile(
    r"([^<]*)<(?:!doctype html|"
    r"(/?(?!style|script)[a-z][a-z0-9-]*|/script|script(?=[^<>]*></script>))"
    r'((?:[ \n]+[a-zA-Z][a-zA-Z0-9:-]*(?:="[^"]*")?)*)[ \n]*(/?))>'
)
_ATTRIBUTE = re.compile(r'[ \n]([a-zA-Z][a-zA-Z0-9:-]*)(?:="([^"]*)")?')
_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\u00a0": " "})


def normalise(text: str) -> str:
    """*text* with every run of spaces as one and curled quotes as plain ones."""
    return " ".join(text.translate(_QUOTES).split())


@dataclass
class Section:
    """A heading with its anchor and the blocks of text below it.

    *details* are what the text does not say: `["link", words, target]` and
    `["picture", file, description]`.
    """

    heading: str = ""
    anchor: str = ""
    blocks: list[str] = field(default_factory=list)
    details: list[list[str]] = field(default_factory=list)

    @property
    def as_dict(self) -> dict[str, str]:
        """Heading, anchor and text, as a record keeps them."""
        return {"heading": self.heading, "anchor": self.anchor, "text": "\n".join(self.blocks)}


class TextReader(HTMLParser):
    """Reads the sections of the element with `data-page`, or of a fragment."""

    def __init__(self, *, whole_page: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.sections = [Section()]
        self._open: list[str] = []
        self._inside = 0 if whole_page else 1
        #: How many elements were open when the one began that is left out; none can be more.
        self._left_out = _NONE
        self._text: list[str] = []
        self._heading = False
        self._link: tuple[str, int] = ("", 0)

    def updatepos(self, i: int, j: int) -> int:
        """Keeps no count of lines, which would take a tenth of the time."""
        return j

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens an element; headings start a section."""
        names = dict(attrs)
        if "data-page" in names:
            self._inside += 1
        skip = "data-living" in names or tag in ("script", "style", "svg", "template")
        skip = skip or "data-chart" in names
        if tag in HTML_EMPTY:
            if tag == "img" and self._reading:
                words = names.get("alt") or ""
                self._text.append(f" {words} ")
                self.sections[-1].details.append(["picture", names.get("src") or "", words])
            elif tag == "br" and self._reading:
                self._text.append(" ")
            return
        if tag in _BLOCKS:
            self._close_block()
        elif tag in ("td", "th") and self._reading:
            self._text.append(_CELL_MARK)
        elif tag == "a":
            self._link = (names.get("href") or "", len(self._text))
        if skip:
            self._left_out = min(self._left_out, len(self._open))
        self._open.append(tag)
        if tag in _HEADINGS and self._reading:
            self.sections.append(Section(anchor=names.get("id") or ""))
            self._heading = True

    def handle_endtag(self, tag: str) -> None:
        """Closes the nearest open element of that name."""
        if tag in HTML_EMPTY or tag not in self._open:
            return
        if tag in _BLOCKS:
            self._close_block()
        elif tag == "a":
            self._close_link()
        while self._open.pop() != tag:
            pass
        if len(self._open) <= self._left_out:
            self._left_out = _NONE
        if tag == "article" and self._inside:
            self._inside -= 1

    def handle_data(self, data: str) -> None:
        """Keeps text that a reader of the page would meet."""
        if self._reading:
            self._text.append(data)

    def read(self, html: str) -> list[Section]:
        """The sections of *html*, read to its end.

        The standard parser takes over at the first tag that is not as this site writes it.
        """
        at = 0
        while step := _STEP.match(html, at):
            at = step.end()
            self._step(*step.groups(""))
        self.feed(html[at:])
        self.close()
        self._close_block()
        return [s for s in self.sections if s.heading or s.blocks]

    def _step(self, text: str, tag: str, said: str, end: str) -> None:
        if text:
            self.handle_data(unescape(text))
        if tag.startswith("/"):
            self.handle_endtag(tag[1:])
        elif tag:
            pairs = _ATTRIBUTE.findall(said)
            self.handle_starttag(tag, [(name.lower(), unescape(value)) for name, value in pairs])
            if end:
                self.handle_endtag(tag)

    @property
    def _reading(self) -> bool:
        return self._inside > 0 and self._left_out == _NONE

    def _close_link(self) -> None:
        target, start = self._link
        words = normalise("".join(self._text[start:]))
        if words and self._reading and not target.startswith("#"):
            self.sections[-1].details.append(["link", words, target])

    def _close_block(self) -> None:
        if not self._text and not self._heading:
            return
        cells = [normalise(cell) for cell in "".join(self._text).split(_CELL_MARK)]
        text, self._text = CELL.join(cells[1:] if len(cells) > 1 else cells), []
        if self._heading:
            self.sections[-1].heading = text
            self._heading = False
        elif text.strip():
            self.sections[-1].blocks.append(text)


def read_sections(html: str, *, whole_page: bool = False) -> list[Section]:
    """The sections of an HTML fragment, or of a whole page's `data-page` element."""
    return TextReader(whole_page=whole_page).read(html)
