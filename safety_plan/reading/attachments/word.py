"""Word files (.docx): who wrote them, and what is in them that a reader does not see."""

import re
from collections.abc import Iterator

from safety_plan.core.text import truncate
from safety_plan.reading.attachments.attachment import Contents, Finding
from safety_plan.reading.attachments.open_xml import (
    language_of,
    part_findings,
    people_of,
    relation_findings,
    title_of,
    xml_parts,
)
from safety_plan.reading.attachments.zip_parts import (
    Parts,
    attribute,
    elements,
    local,
    open_parts,
    text_of,
)
from safety_plan.reading.untrusted_xml import Element

_MAIN_NAMESPACE = "wordprocessingml"
#: What “Track Changes” leaves: text, and the looks of text.
_TRACKS = frozenset(
    ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange")
)
_DDE = re.compile(r"\\?(?:DDE|DDEAUTO)\b", re.I)
_LOADS = re.compile(r"(?:INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE)\b", re.I)
_OFF = ("0", "false", "off", "none")


def read_word(content: bytes) -> Contents:
    """What the Word file *content* holds. Raises UnreadableFileError."""
    parts = open_parts(content)
    roots = [parts.xml(name) for name in xml_parts(parts) if not name.endswith(".rels")]
    stories = [root for root in roots if _MAIN_NAMESPACE in str(root.tag)]
    findings = [*part_findings(parts), *relation_findings(parts)]
    findings += [*_field_findings(stories), *_trace_findings(stories)]
    return Contents(
        title=title_of(parts),
        language=language_of(parts),
        people=people_of(parts),
        findings=tuple(findings),
    )


def word_text(parts: Parts) -> str:
    """All words of a Word file, also those that a reader does not see."""
    roots = [parts.xml(name) for name in xml_parts(parts)]
    paragraphs = (one for root in roots for one in elements(root, "p"))
    return "\n".join(
        "".join(text_of(t) for t in elements(one, "t", "delText")) for one in paragraphs
    )


def _field_findings(stories: list[Element]) -> Iterator[Finding]:
    """Fields that ask another program for what they show, or fetch it from another file."""
    codes = [code.strip() for root in stories for code in _field_codes(root)]
    for pattern, key in ((_DDE, "file-runs.dde"), (_LOADS, "file-runs.field")):
        if code := next((code for code in codes if pattern.match(code)), ""):
            yield Finding(key, {"where": truncate(code)})


def _field_codes(root: Element) -> Iterator[str]:
    """What each field asks for, put together from the runs that it stands in."""
    open_fields: list[str] = []
    for element in elements(root, "fldChar", "instrText", "fldSimple"):
        name = local(element)
        state = attribute(element, "fldCharType")
        if name == "fldSimple":
            yield attribute(element, "instr")
        elif name == "instrText" and open_fields:
            open_fields[-1] += element.text or ""
        elif name == "instrText":
            yield element.text or ""
        elif state == "begin":
            open_fields.append("")
        elif state in ("separate", "end") and open_fields:
            yield open_fields[-1]
            if state == "end":
                open_fields.pop()
    yield from open_fields


def _trace_findings(stories: list[Element]) -> Iterator[Finding]:
    """Changes that nobody has accepted, comments, and text that is not shown."""
    tracks = [one for root in stories for one in root.iter() if _is_track(one)]
    if tracks:
        yield Finding("file-unseen.changes", {"count": f"{len(tracks):,}"})
    comments = [one for root in stories for one in elements(root, "comment")]
    if comments:
        yield Finding("file-unseen.comments", {"count": f"{len(comments):,}"})
    styles = {style for root in stories for style in _styles_that_hide(root)}
    texts = (text for root in stories for text in _texts_not_shown(root, styles))
    if text := next(texts, ""):
        yield Finding("file-unseen.text", {"text": truncate(text)})


def _is_track(element: Element) -> bool:
    name = local(element)
    is_of_word = _MAIN_NAMESPACE in str(element.tag)
    return is_of_word and (name in _TRACKS or name.endswith("PrChange"))


def _styles_that_hide(root: Element) -> Iterator[str]:
    """The ids of styles whose text is not shown, by themselves or by one that they rest on."""
    styles = {attribute(style, "styleId"): style for style in elements(root, "style")}
    for name in styles:
        one = name
        passed = set[str]()
        while one in styles and one not in passed:
            passed.add(one)
            if marks := [*elements(styles[one], "vanish")]:
                if _is_on(marks[-1]):
                    yield name
                break  # what is said nearer to the text holds
            one = next((attribute(b, "val") for b in elements(styles[one], "basedOn")), "")


def _is_on(element: Element) -> bool:
    return attribute(element, "val").lower() not in _OFF


def _texts_not_shown(root: Element, styles: set[str]) -> Iterator[str]:
    for paragraph in elements(root, "p"):
        if text := _text_not_shown(paragraph, styles):
            yield text


def _text_not_shown(paragraph: Element, styles: set[str]) -> str:
    in_style = any(attribute(one, "val") in styles for one in elements(paragraph, "pStyle"))
    runs = [run for run in elements(paragraph, "r") if in_style or _hides(run, styles)]
    return " ".join(" ".join(text_of(t) for run in runs for t in elements(run, "t")).split())


def _hides(run: Element, styles: set[str]) -> bool:
    properties = [one for one in run if local(one) == "rPr"]
    hides = any(_is_on(one) for p in properties for one in elements(p, "vanish"))
    return hides or any(
        attribute(one, "val") in styles for p in properties for one in elements(p, "rStyle")
    )
