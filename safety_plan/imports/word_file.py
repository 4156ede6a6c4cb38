"""A Word document as HTML: by mammoth, after what nobody may see was taken out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import mammoth

from safety_plan.imports.office_file import write_office_file
from safety_plan.imports.word_losses import Loss, W, find_losses, is_hidden, is_struck, style_of

DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"
#: What the address of a picture is until the picture has a name.
PICTURE = "picture:"
_HEAD = re.compile(r"word/(header|footer)[0-9]*\.xml")
_CONTENTS = re.compile(r"(toc|table of|tabl cynnwys|contents) ?\w*", re.I)
#: The names of headings where a style says no level; Word writes its own in English everywhere.
_HEADING = re.compile(r"(?:heading|pennawd) ?([1-9])", re.I)
_TITLE = re.compile(r"title|teitl", re.I)
_MOST_BASES = 20


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture of a document: its bytes, its kind, and the words that describe it."""

    content: bytes
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class WordText:
    """What a document says: its HTML, its pictures in their order, and what did not come over."""

    html: str
    pictures: list[PictureFile] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)


def read_word(parts: Mapping[str, bytes]) -> WordText | None:
    """The text of the document that consists of *parts*; None where it is none."""
    try:
        document = ElementTree.fromstring(parts[DOCUMENT])
        styles = ElementTree.fromstring(parts.get(STYLES, b"<styles/>"))
    except (KeyError, ElementTree.ParseError, RecursionError):
        return None
    levels = _heading_levels(styles)
    losses = [*find_losses(document, levels), *_take_out(document, styles)]
    losses += [Loss("head", "", "") for _ in _pages_heads(parts)][:1]
    losses += [Loss("numbers", "", "")] if _numbers_headings(document, styles, levels) else []
    clean = {**parts, DOCUMENT: ElementTree.tostring(document, encoding="UTF-8")}
    return _convert(clean, _style_map(styles, levels), losses)


def _convert(parts: Mapping[str, bytes], style_map: str, losses: list[Loss]) -> WordText | None:
    """The HTML that mammoth makes of *parts*."""
    pictures: list[PictureFile] = []

    def keep(image: Any) -> dict[str, str]:  # noqa: ANN401 (mammoth's objects have no type)
        with image.open() as file:
            content = file.read()
        pictures.append(PictureFile(content, image.content_type or "", image.alt_text or ""))
        return {"src": f"{PICTURE}{len(pictures) - 1}"}

    try:
        result = mammoth.convert_to_html(
            write_office_file(parts),
            style_map=style_map,
            convert_image=mammoth.images.img_element(keep),
        )
    except Exception:  # noqa: BLE001 (whatever a damaged document makes mammoth raise)
        return None
    return WordText(result.value, pictures, losses)


def _names(styles: Element) -> dict[str, str]:
    """The names of the styles of paragraphs, by their ids."""
    names = {}
    for style in styles.iter(f"{W}style"):
        name = style.find(f"{W}name")
        if name is not None and style.get(f"{W}type") == "paragraph":
            names[style.get(f"{W}styleId", "")] = name.get(f"{W}val", "")
    return names


def _heading_levels(styles: Element) -> dict[str, int]:
    """The level of each style of headings, by its id: as the style says, or as it is called."""
    by_id = {style.get(f"{W}styleId", ""): style for style in styles.iter(f"{W}style")}
    levels = {}
    for style, name in _names(styles).items():
        if level := _level(style, by_id):
            levels[style] = level
        elif match := _HEADING.fullmatch(name):
            levels[style] = int(match[1])
    return levels


def _level(style: str, by_id: Mapping[str, Element]) -> int:
    """The level that a style has in the outline of the document, or one that it is based on."""
    for _ in range(_MOST_BASES):
        element = by_id.get(style)
        if element is None:
            return 0
        outline = element.find(f"{W}pPr/{W}outlineLvl")
        if outline is not None:
            value = outline.get(f"{W}val", "9")
            return int(value) + 1 if value in {*"012345678"} else 0
        base = element.find(f"{W}basedOn")
        style = base.get(f"{W}val", "") if base is not None else ""
    return 0


def _style_map(styles: Element, levels: Mapping[str, int]) -> str:
    """How mammoth reads each style: headings by their level, the title apart from them."""
    lines = []
    for style, name in _names(styles).items():
        quoted = name.replace("\\", "\\\\").replace("'", "\\'")
        if style in levels:
            lines.append(f"p[style-name='{quoted}'] => h{min(levels[style], 6)}:fresh")
        elif _TITLE.fullmatch(name):
            lines.append(f"p[style-name='{quoted}'] => h1.title:fresh")
        elif re.search(r"\blist bullet|\bbulleted", name, re.I):
            lines.append(f"p[style-name='{quoted}'] => ul > li:fresh")
        elif re.search(r"\blist number", name, re.I):
            lines.append(f"p[style-name='{quoted}'] => ol > li:fresh")
    return "\n".join(lines)


def _take_out(document: Element, styles: Element) -> Iterator[Loss]:
    """Takes out what nobody sees in the document, what is struck through, and its contents."""
    contents = {style for style, name in _names(styles).items() if _CONTENTS.match(name)}
    toc = False
    for parent in [*document.iter()]:
        for child in [*parent]:
            if child.tag == f"{W}r" and (is_hidden(child) or is_struck(child)):
                parent.remove(child)
            elif child.tag == f"{W}p" and style_of(child) in contents:
                toc = True
                parent.remove(child)
    if toc:
        yield Loss("toc", "", "")


def _pages_heads(parts: Mapping[str, bytes]) -> Iterator[str]:
    """What stands at the head or foot of every page, if it has words."""
    for name, content in parts.items():
        if _HEAD.fullmatch(name) and re.search(rb"<w:t[ >][^<]*\w", content):
            yield name


def _numbers_headings(document: Element, styles: Element, levels: Mapping[str, int]) -> bool:
    """Whether Word puts numbers before headings, which are no words of theirs."""
    by_style = any(
        style.find(f"{W}pPr/{W}numPr") is not None
        for style in styles.iter(f"{W}style")
        if style.get(f"{W}styleId") in levels
    )
    by_hand = any(
        paragraph.find(f"{W}pPr/{W}numPr") is not None
        for paragraph in document.iter(f"{W}p")
        if style_of(paragraph) in levels
    )
    return by_style or by_hand
