"""The text of a page as the public reads it: what a record keeps, and what is compared.

The rule is frozen. A change to it would change the record of pages that nobody touched,
so a new rule gets a new number, and records made by the old one keep it:

1. In a whole page the text is that of the element with `data-page`; of a fragment, all.
2. Left out, with all they hold: `script`, `style`, `svg`, `template`, an element with
   `data-living` (what the site says today) or `data-chart` (charts are recorded as data).
3. A heading (`h1` to `h6`) starts a section, whose anchor is the heading's `id`.
4. Each element of `_BLOCKS` starts and ends a block of text. Inside one, `br` is a space,
   a picture is its words, and the cells of a row stand apart by `CELL`.
5. `normalise` writes each heading, block and cell; what is empty then is no block.

Links and pictures are noted beside the text, as details that the text does not say.
"""

from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement, document_fromstring
from lxml.html import HTMLParser as _Parser

#: Version of the rule above and of the words of cards, kept in each record. Under 1 the card of
#: every figure gave an "exact value", and numbers known only to be over something were compared.
#: Under 2 so did the card of a rounded one, and no card said what chance alone may bring.
TEXT_RULE = 3

#: Between the cells of a row, in the text of a block.
CELL = "\t"
#: Stands for the start of a cell until its row is whole.
_CELL_START = "\x1f"

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = _HEADINGS.union(
    ("p", "li", "dt", "dd", "tr", "caption", "blockquote", "pre", "figcaption", "figure"),
    ("summary", "div", "section", "ul", "ol", "dl", "table", "article", "details"),
)
_CELLS = frozenset(("td", "th"))
_PAGE = "//*[@data-page][not(ancestor::*[@data-page])]"
_LEFT_OUT_TAGS = frozenset(("script", "style", "svg", "template"))
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


def read_sections(html: str, *, whole_page: bool = False) -> list[Section]:
    """The sections of an HTML fragment, or of a whole page's `data-page` element.

    Reading never fails: HTML that is not well formed is read as libxml2 mends it, and what
    lies more than 2,048 elements deep is not read.
    """
    return sections_of(parse_html(html), whole_page=whole_page)


def parse_html(html: str) -> HtmlElement:
    """The document that *html*, a page or a fragment of one, is; an empty one for nothing."""
    parser = _Parser(encoding="utf-8", huge_tree=True)
    try:
        return document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # nothing in it but spaces and comments
        return document_fromstring(b"<body></body>", parser=parser)


def sections_of(
    root: HtmlElement, *, whole_page: bool = False, for_reading: bool = False
) -> list[Section]:
    """The sections of all below *root*, or of its `data-page` element.

    *for_reading*, charts are read too, with their descriptions, and downloads left out: no
    record holds that, but the plain text in a seal does.
    """
    reader = _SectionReader(for_reading=for_reading)
    for part in root.xpath(_PAGE) if whole_page else [root]:
        reader.read(part)
    return [section for section in reader.sections if section.heading or section.blocks]


class _SectionReader:
    """Walks through elements in the order of the text and notes sections."""

    def __init__(self, *, for_reading: bool) -> None:
        self.sections = [Section()]
        self._for_reading = for_reading
        self._pieces: list[str] = []
        self._in_heading = False
        #: How many pieces there were when the open link began.
        self._link_start = 0

    def read(self, root: HtmlElement) -> None:
        """Adds what stands in *root* to the sections."""
        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event == "start":
                if self._start(element):
                    walk.skip_subtree()
            elif event == "end":
                self._end(element)
            if event != "start" and element is not root and element.tail:
                self._pieces.append(element.tail)
        self._end_block()

    def _start(self, element: HtmlElement) -> bool:
        """Begins an element; returns whether what it holds is left out."""
        tag = element.tag
        if tag in _BLOCKS:
            self._end_block()
        elif tag in _CELLS:
            self._pieces.append(_CELL_START)
        elif tag == "br":
            self._pieces.append(" ")
        elif tag == "img":
            self._add_picture(element)
        elif tag == "a":
            self._link_start = len(self._pieces)
        if self._is_left_out(element):
            return True
        if self._for_reading and element.get("role") == "img":
            self._pieces.append(element.get("aria-label", ""))
        if tag in _HEADINGS:
            self.sections.append(Section(anchor=element.get("id", "")))
            self._in_heading = True
        if element.text:
            self._pieces.append(element.text)
        return False

    def _end(self, element: HtmlElement) -> None:
        if element.tag in _BLOCKS:
            self._end_block()
        elif element.tag == "a" and not self._is_left_out(element):
            self._add_link(element.get("href", ""))

    def _is_left_out(self, element: HtmlElement) -> bool:
        attributes = element.attrib
        if element.tag in _LEFT_OUT_TAGS or "data-living" in attributes:
            return True
        return ("download" if self._for_reading else "data-chart") in attributes

    def _add_picture(self, element: HtmlElement) -> None:
        description = element.get("alt", "")
        self._pieces.append(f" {description} ")
        self.sections[-1].details.append(["picture", element.get("src", ""), description])

    def _add_link(self, target: str) -> None:
        text = normalise("".join(self._pieces[self._link_start :]))
        if text and not target.startswith("#"):
            self.sections[-1].details.append(["link", text, target])

    def _end_block(self) -> None:
        if not self._pieces and not self._in_heading:
            return
        cells = [normalise(cell) for cell in "".join(self._pieces).split(_CELL_START)]
        self._pieces = []
        text = CELL.join(cells[1:] if len(cells) > 1 else cells)
        if self._in_heading:
            self.sections[-1].heading = text
            self._in_heading = False
        elif text.strip():
            self.sections[-1].blocks.append(text)
