"""What a Word document holds that cannot become a page, with its place, so that it can be said."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from safety_plan.core.resources import load_resource
from safety_plan.core.text import truncate

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}link"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
#: By the kind of loss: the elements that show it.
_KINDS = {
    "put-in": (f"{W}ins", f"{W}moveTo"),
    "taken-out": (f"{W}del", f"{W}moveFrom"),
    "comment": (f"{W}commentReference",),
    "text-box": (f"{W}txbxContent",),
    "equation": (f"{_MATH}oMath",),
    "drawing": (f"{_CHART}chart", f"{_DIAGRAM}relIds", f"{W}object"),
}
_KIND_OF = {tag: kind for kind, tags in _KINDS.items() for tag in tags}
_FIELD = re.compile(r"[A-Z]+")
#: Fields whose last result is words that stay right: links, and what somebody fills in.
_HARMLESS = ("HYPERLINK", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN", "TOC", "SEQ", "QUOTE")
_MOST_PLACES = 8


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing that is not as it was in the document: its kind, its words, and its place."""

    kind: str
    words: str
    place: str


def find_losses(body: Element, headings: Mapping[str, int]) -> list[Loss]:
    """Everything in *body* that does not come over; *headings* has the levels of its styles."""
    losses: list[Loss] = []
    heading = ""
    for paragraph in _outer_paragraphs(body):
        text = text_of(paragraph)
        if style_of(paragraph) in headings and text:
            heading = text
        losses += _losses_of(paragraph, _place(heading, text))
    return losses


def describe_losses(losses: Iterable[Loss]) -> Iterator[str]:
    """A sentence for each kind of loss, and below it a line for each place."""
    sentences: Mapping[str, str] = load_resource("imports/sentences.yml")
    by_kind: dict[str, list[Loss]] = {}
    for loss in losses:
        by_kind.setdefault(loss.kind, []).append(loss)
    for kind, some in by_kind.items():
        places = [f"{loss.words} {loss.place}".strip() for loss in some if loss.words or loss.place]
        lines = [f"\n    {place}" for place in places[:_MOST_PLACES]]
        more = len(places) - len(lines)
        lines += [f"\n    and {more} more"] if more else []
        yield f"{sentences[kind]}{''.join(lines)}"


def text_of(element: Element) -> str:
    """The words of *element* as they are read, without what was taken out and older copies."""
    if element.tag in (_FALLBACK, f"{W}delText", f"{W}instrText"):
        return ""
    own = element.text or "" if element.tag == f"{W}t" else ""
    space = " " if element.tag in (f"{W}tab", f"{W}br", f"{W}p") else ""
    return space + own + "".join(map(text_of, element))


def style_of(paragraph: Element) -> str:
    """The id of the style of a paragraph."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style.get(f"{W}val", "") if style is not None else ""


def is_hidden(run: Element) -> bool:
    """Whether nobody sees the words of *run* in the document."""
    return _is_on(run, "vanish", "webHidden")


def is_struck(run: Element) -> bool:
    """Whether the words of *run* are struck through."""
    return _is_on(run, "strike", "dstrike")


def _is_on(run: Element, *names: str) -> bool:
    """Whether the look of *run* has one of *names*, and does not switch it off."""
    looks = [run.find(f"{W}rPr/{W}{name}") for name in names]
    return any(
        look is not None and look.get(f"{W}val") not in ("0", "false", "off") for look in looks
    )


def _outer_paragraphs(element: Element) -> Iterator[Element]:
    """The paragraphs in their order; one in a box belongs to the one that holds the box."""
    for child in element:
        if child.tag == f"{W}p":
            yield child
        else:
            yield from _outer_paragraphs(child)


def _place(heading: str, text: str) -> str:
    under = f"under “{truncate(heading.strip())}”" if heading else ""
    words = f"in “{truncate(text.strip())}”" if text.strip() else ""
    return ", ".join(filter(None, (under, words)))


def _losses_of(paragraph: Element, place: str) -> Iterator[Loss]:
    for element in _without_copies(paragraph):
        if kind := _KIND_OF.get(element.tag):
            yield from _loss(kind, element, place)
        elif element.tag == f"{W}r" and is_struck(element) and not is_hidden(element):
            yield from _loss("struck", element, place)
        elif element.tag == f"{W}r" and is_hidden(element) and text_of(element).strip():
            yield Loss("hidden", f"{len(text_of(element).strip())} letters", place)
        elif element.tag == _BLIP and element.get(_LINK):
            yield Loss("linked", "", place)
        elif element.tag in (f"{W}instrText", f"{W}fldSimple"):
            words = element.text or element.get(f"{W}instr", "")
            match = _FIELD.search(words or "")
            if match and match[0] not in _HARMLESS:
                yield Loss("field", f"{match[0]}:", place)


def _loss(kind: str, element: Element, place: str) -> Iterator[Loss]:
    texts = [*element.iter(f"{W}t"), *element.iter(f"{W}delText")]
    words = "".join(part.text or "" for part in texts)
    if kind in ("put-in", "taken-out", "text-box", "struck") and not words.strip():
        return
    yield Loss(kind, f"“{truncate(words.strip())}”" if words.strip() else "", place)


def _without_copies(element: Element) -> Iterator[Element]:
    """*element* and all in it, without what Word repeats for older programs."""
    if element.tag != _FALLBACK:
        yield element
        for child in element:
            yield from _without_copies(child)
