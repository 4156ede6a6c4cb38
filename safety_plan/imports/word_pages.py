"""Pages from a Word document: one for each top heading, with its pictures and its notes."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lxml.html import HtmlElement, fragments_fromstring

from safety_plan.core.text import truncate
from safety_plan.imports.free_names import FreeNames, slug
from safety_plan.imports.markdown_blocks import Markdown, inline
from safety_plan.imports.word_file import PICTURE, PictureFile, WordText
from safety_plan.imports.word_losses import Loss
from safety_plan.imports.yaml_text import yaml_text
from safety_plan.models.sensitivity import word_in_address
from safety_plan.reading.pictures.kinds import KINDS, MOST_BYTES
from safety_plan.reading.pictures.picture import BrokenPictureError

PROMPT_OF_PAGE = "[Write here: what this page says, in a sentence]"
PROMPT_OF_PICTURE = "[Write here: what the picture shows]"
_SUFFIXES = {"image/png": ".png", "image/jpeg": ".jpg", "image/webp": ".webp"}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LONGEST_TITLE = 100
_NOTE = re.compile(r"(?:footnote|endnote)-(?!ref-)")


@dataclass(frozen=True, slots=True)
class NewFiles:
    """What an import adds to a plan: pages and pictures by their paths below `docs/`."""

    pages: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    losses: list[Loss] = field(default_factory=list)


@dataclass(slots=True)
class _Part:
    """What will be one page: its title, and its elements."""

    title: str
    elements: list[HtmlElement]


def make_pages(text: WordText, title: str, names: FreeNames) -> NewFiles:
    """The pages of *text*; *title* is that of the first where the document names none."""
    elements = _elements(text.html)
    notes = _take_notes(elements)
    files = NewFiles(losses=[*text.losses])
    parts = _parts(elements, title)
    if not any(_has_content(element) for element in parts[0].elements) and len(parts) > 1:
        unused = parts.pop(0).title
        files.losses.extend([Loss("title", f"“{unused}”", "")] if unused != title else [])
    for part in parts if text.html else []:
        _add_page(part, notes, text.pictures, names, files)
    return files


def _elements(html: str) -> list[HtmlElement]:
    fragments = fragments_fromstring(html) if html.strip() else []
    return [element for element in fragments if isinstance(element, HtmlElement)]


def _take_notes(elements: list[HtmlElement]) -> dict[str, HtmlElement]:
    """Takes the notes at the end out of *elements*; gives them by their anchors."""
    notes: dict[str, HtmlElement] = {}
    for element in [*elements]:
        items = [item for item in element.findall("li") if _NOTE.match(item.get("id", ""))]
        if items:
            elements.remove(element)
        notes |= {item.get("id", ""): item for item in items}
    return notes


def _parts(elements: Sequence[HtmlElement], title: str) -> list[_Part]:
    """The *elements* by the highest heading of the document; the first part stands before one."""
    tags = sorted({e.tag for e in elements if e.tag in _HEADINGS and e.get("class") != "title"})
    top = tags[0] if tags else ""
    parts: list[_Part] = [_Part(title, [])]
    for element in elements:
        words = " ".join(element.text_content().split())
        if element.tag == "h1" and element.get("class") == "title" and words:
            if len(parts) == 1 and not parts[0].elements:
                parts[0].title = words
            continue
        if element.tag == top and words:
            parts.append(_Part(words, []))
            continue
        _lift(element, top)
        parts[-1].elements.append(element)
    return parts


def _lift(element: HtmlElement, top: str) -> None:
    """Makes the level of a heading one that fits below the heading of its page."""
    if element.tag in _HEADINGS and top:
        element.tag = f"h{max(2, int(element.tag[1]) - int(top[1]) + 1)}"


def _has_content(element: HtmlElement) -> bool:
    return bool(element.text_content().strip() or element.xpath(".//img"))


def _add_page(
    part: _Part,
    notes: dict[str, HtmlElement],
    pictures: Sequence[PictureFile],
    names: FreeNames,
    files: NewFiles,
) -> None:
    """Adds the page of *part* to *files*, with its pictures."""
    name = _name(part.title, names, files.losses)
    definitions = _mark_notes(part.elements, notes)
    for element in part.elements:
        _place_pictures(element, pictures, name, files)
    markdown = Markdown(losses=files.losses)
    body = markdown.convert(part.elements)
    title = part.title[:_LONGEST_TITLE]
    page_id = names.take_page_id(slug(part.title) or name)
    front = f"---\ntitle: {yaml_text(title)}\npage_id: {page_id}\n"
    front += f"description: {yaml_text(PROMPT_OF_PAGE)}\n---\n"
    blocks = [f"# {title}", body or "[Write here: the words of this page]", *definitions]
    files.pages[f"{name}.md"] = front + "\n\n".join(blocks) + "\n"


def _name(title: str, names: FreeNames, losses: list[Loss]) -> str:
    """A name for the file: of its title, or a neutral one where an address would say too much."""
    wish = slug(title) or "page"
    if word_in_address(wish):
        losses.append(Loss("neutral", f"“{truncate(title)}”", ""))
        wish = "page"
    name = names.take_page(wish)
    if name != wish and wish != "page":
        losses.append(Loss("taken", f"docs/{wish}.md is docs/{name}.md", ""))
    return name


def _mark_notes(elements: Iterable[HtmlElement], notes: dict[str, HtmlElement]) -> list[str]:
    """Puts `[^1]` where a note is named, numbered by the page; gives the lines of the notes."""
    lines: list[str] = []
    numbers: dict[str, int] = {}
    for element in elements:
        for link in element.xpath(".//a[starts-with(@href, '#')]"):
            anchor = link.get("href", "")[1:]
            note = notes.get(anchor)
            if note is None:
                continue
            number = numbers.setdefault(anchor, len(numbers) + 1)
            if number > len(lines):
                lines.append(f"[^{number}]: {_note_words(note)}")
            link.text = f"[^{number}]"
            link.drop_tag()
    return lines


def _note_words(note: HtmlElement) -> str:
    for back in note.xpath(".//a[contains(@href, 'note-ref-')]"):
        back.drop_tree()
    return " ".join(inline(note).split())


def _place_pictures(
    element: HtmlElement, pictures: Sequence[PictureFile], page: str, files: NewFiles
) -> None:
    """Gives each picture of *element* a file, or a prompt where it cannot be taken over."""
    for image in element.xpath(".//img|self::img"):
        source = image.get("src", "")
        if not source.startswith(PICTURE):
            continue
        picture = pictures[int(source.removeprefix(PICTURE))]
        content = _picture_bytes(picture)
        words = " ".join(picture.words.split())
        where = f"on docs/{page}.md"
        if content is None:
            files.losses.append(Loss("picture", f"{picture.kind or 'unknown'} ", where))
            image.tag = "span"
            image.text = f"[Write here: what the picture showed. {words}]"
            image.attrib.clear()
            continue
        if not words:
            files.losses.append(Loss("alt", "", where.removeprefix(" ")))
        path = f"images/{page}-{len(files.pictures) + 1}{_SUFFIXES[picture.kind]}"
        files.pictures[path] = content
        image.set("src", path)
        image.set("alt", words or PROMPT_OF_PICTURE)


def _picture_bytes(picture: PictureFile) -> bytes | None:
    """The bytes of *picture* without what they tell of its taking; None where it cannot stay."""
    suffix = _SUFFIXES.get(picture.kind, "")
    if not suffix or len(picture.content) > MOST_BYTES:
        return None
    try:
        return KINDS[suffix][1](picture.content).published
    except BrokenPictureError:
        return None
