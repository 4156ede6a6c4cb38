"""PDF files: their pages, whether they can be listened to, and what must not be in them.

Every object that the file leads to is looked at, however it is packed; none is run or drawn.
"""

import logging
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import TypeVar

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from safety_plan.core.text import truncate
from safety_plan.reading.attachments.attachment import Contents, Finding, UnreadableFileError
from safety_plan.reading.attachments.pdf_states import has_other_pages_before

T = TypeVar("T")
# What it says of a broken file on the way is told by the problem that follows.
_LOG = logging.getLogger("pypdf")
_LOG.addHandler(logging.NullHandler())
_LOG.propagate = False

MOST_PAGES = 2_000
MOST_OBJECTS = 300_000
#: What an object does, by the value of its key S, and the message.
_ACTIONS = {
    "/JavaScript": "file-runs.script",
    "/Launch": "file-runs.program",
    "/ImportData": "file-runs.form",
    "/SubmitForm": "file-runs.form",
    "/GoToE": "file-runs.objects",
    "/GoToR": "file-runs.link",
    "/Movie": "file-runs.film",
    "/Sound": "file-runs.film",
    "/Rendition": "file-runs.film",
    "/RichMediaExecute": "file-runs.film",
}
#: Keys that no harmless object has.
_KEYS = {
    "/JS": "file-runs.script",
    "/XFA": "file-runs.form",
    "/EF": "file-runs.objects",
    "/EmbeddedFiles": "file-runs.objects",
    "/RichMediaContent": "file-runs.film",
}
#: Notes that somebody made for those who work on the text.
_COMMENTS = ("/Text", "/FreeText", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Caret")
#: An address that is of a computer, not of the web; or that is a program.
_OWN_COMPUTER = re.compile(r"(?:file|smb|javascript|vbscript|data):|[a-z]:[\\/]|\\\\")
#: A black bar that was drawn, and never carried out: the words are still below it.
_REDACTION = "/Redact"


def read_pdf(content: bytes) -> Contents:
    """What the PDF *content* holds. Raises UnreadableFileError."""
    return _guard(lambda: _read(content))


def pdf_text(content: bytes) -> str:
    """All words of a PDF that can be read out of it. Raises UnreadableFileError."""

    def read() -> str:
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)

    return _guard(read)


def _guard(read: Callable[[], T]) -> T:
    """What *read* gives; whatever a broken file makes the library raise is one error."""
    try:
        return read()
    except UnreadableFileError:
        raise
    except Exception as error:  # hostile files find every one
        raise UnreadableFileError("file-unread-inside") from error


def _read(content: bytes) -> Contents:
    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted:
        raise UnreadableFileError("file-unread-inside.locked")
    count = len(reader.pages)
    if count > MOST_PAGES:
        raise UnreadableFileError("file-unread-inside.pages")
    if not count:
        raise UnreadableFileError("file-unread-inside")
    root = reader.root_object
    marks = root.get("/MarkInfo")
    is_marked = isinstance(marks, DictionaryObject) and bool(marks.get("/Marked"))
    return Contents(
        count=count,
        title=_title(reader),
        language=str(root.get("/Lang") or ""),
        has_tags=is_marked and "/StructTreeRoot" in root,
        people=_people(reader),
        findings=(
            *_object_findings(reader),
            *_opening_findings(reader),
            *_comment_findings(reader),
            *_layer_findings(reader),
            *_earlier_findings(content, reader),
        ),
    )


def _title(reader: PdfReader) -> str:
    title = reader.metadata.title if reader.metadata else None
    return " ".join((title or "").split())


def _people(reader: PdfReader) -> tuple[str, ...]:
    """Who wrote the file, as each of its two lists of properties says."""
    names = [reader.metadata.author or ""] if reader.metadata else []
    more = reader.xmp_metadata
    names += (more.dc_creator or []) if more else []
    return tuple(dict.fromkeys(name.strip() for name in names if name and name.strip()))


def _is_fetched(action: object) -> bool:
    """Whether what a PDF does by itself on opening leads out of it, to the web."""
    todo = [action]
    count = 0
    while todo and count < MOST_OBJECTS:
        one = todo.pop()
        count = count + 1
        one = one.get_object() if isinstance(one, IndirectObject) else one
        if isinstance(one, ArrayObject):
            todo += [*one]
        elif isinstance(one, DictionaryObject):
            if one.get("/S") == "/URI":
                return True
            todo += [one.raw_get("/Next")] if "/Next" in one else []
    return False


def _opening_findings(reader: PdfReader) -> Iterator[Finding]:
    """Addresses that are called up by opening the file or a page, and not by pressing a link."""
    holders = [reader.root_object, *reader.pages]
    actions = [one.get("/AA") for one in holders]
    todo = [reader.root_object.get("/OpenAction")]
    for one in actions:
        events = one.get_object() if one is not None else None
        todo += [*events.values()] if isinstance(events, DictionaryObject) else []
    if any(map(_is_fetched, todo)):
        yield Finding("file-runs.opens", {})


def _earlier_findings(content: bytes, reader: PdfReader) -> Iterator[Finding]:
    if has_other_pages_before(content, reader):
        yield Finding("file-unseen.earlier", {})


def _layer_findings(reader: PdfReader) -> Iterator[Finding]:
    """Layers that are off when the file is opened, and one click away."""
    layers = reader.root_object.get("/OCProperties")
    if not isinstance(layers, DictionaryObject):
        return
    usual = layers.get("/D")
    if not isinstance(usual, DictionaryObject):
        return
    off = usual.get("/OFF") or ()
    if usual.get("/BaseState") == "/OFF":
        on = {str(one) for one in usual.get("/ON") or ()}
        off = [one for one in layers.get("/OCGs") or () if str(one) not in on]
    names = [str(one.get_object().get("/Name", "")) for one in off]
    if names:
        yield Finding("file-unseen.layers", {"names": truncate(", ".join(names))})


def _object_findings(reader: PdfReader) -> Iterator[Finding]:
    found: dict[str, Finding] = {}
    for one in _objects(reader):
        for key in _keys_of(one):
            target = truncate(str(one.get("/F") or one.get("/URI") or ""))
            found.setdefault(key, Finding(key, {"where": "the PDF", "target": target}))
    yield from found.values()


def _keys_of(one: DictionaryObject) -> Iterator[str]:
    """The message for each thing that an object of a PDF could do."""
    if key := _ACTIONS.get(str(one.get("/S"))):
        yield key
    if _leads_to_a_computer(one):
        yield "file-runs.link"
    yield from (key for name, key in _KEYS.items() if name in one)
    if one.get("/Subtype") in ("/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"):
        yield "file-runs.film"


def _leads_to_a_computer(one: DictionaryObject) -> bool:
    """Whether a link leads to a file or a share of a computer, or runs code as an address."""
    if one.get("/S") != "/URI":
        return False
    target = str(one.get("/URI", "")).strip().lower()
    return bool(_OWN_COMPUTER.match(target))


def _objects(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Each dictionary of the file that its trailer leads to, once."""
    pending: list[object] = [reader.trailer]
    numbers: set[tuple[int, int]] = set()
    count = 0
    while pending:
        one = pending.pop()
        if isinstance(one, IndirectObject):
            if (one.idnum, one.generation) in numbers:
                continue
            numbers.add((one.idnum, one.generation))
            one = one.get_object()
        if isinstance(one, DictionaryObject):
            yield one
            pending += [one.raw_get(key) for key in one]
        elif isinstance(one, ArrayObject):
            pending += [*one]
        count += 1
        if count > MOST_OBJECTS:
            raise UnreadableFileError("file-unread-inside.unpacked")


def _comment_findings(reader: PdfReader) -> Iterator[Finding]:
    found: dict[str, int] = {}
    for number, page in enumerate(reader.pages, start=1):
        for note in page.get("/Annots") or ():
            kind = str(note.get_object().get("/Subtype"))
            if kind in _COMMENTS:
                found.setdefault("file-unseen.comments-of-page", number)
            elif kind == _REDACTION:
                found.setdefault("file-unseen.redaction", number)
    for key, number in found.items():
        yield Finding(key, {"page": str(number)})
