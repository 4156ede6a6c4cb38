"""Earlier states of a PDF: what stood in it before it was changed and saved.

Programs may write a change behind what was there. Whoever cuts that off reads the earlier file.
A PDF that is made for the web has two ends and one state; a signature is written behind the
pages, and changes none of them. Neither is told.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from io import BytesIO

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, StreamObject

#: Where a state ends. A file that is made for the web names place 0 at the first of its two ends.
_END = re.compile(rb"startxref\s{1,4}([0-9]{1,12})\s{1,4}%%EOF")
#: Of how many earlier states the pages are looked at.
MOST_STATES = 50


def has_other_pages_before(content: bytes, reader: PdfReader) -> bool:
    """Whether an earlier state of *content* shows what its pages do not show now."""
    ends = [match.end() for match in _END.finditer(content) if int(match[1])]
    if len(ends) < 2:
        return False
    now = {*_drawings(reader)}
    return any(not _drawings_until(content, end) <= now for end in ends[:-1][:MOST_STATES])


def _drawings_until(content: bytes, end: int) -> set[str]:
    """What the pages of the state that ends at *end* show; nothing where it is no whole file."""
    with suppress(Exception):  # hostile files find every one, and half a file is no state
        return {*_drawings(PdfReader(BytesIO(content[:end])))}
    return set()


def _drawings(reader: PdfReader) -> Iterator[str]:
    """The digest of what each page draws, and of each picture that it draws with."""
    for page in reader.pages:
        contents = page.get_contents()
        if contents is not None:
            yield _digest(contents)
        resources = page.get("/Resources")
        pictures = resources.get("/XObject") if isinstance(resources, DictionaryObject) else None
        for one in pictures.values() if isinstance(pictures, DictionaryObject) else ():
            yield _digest(one.get_object())


def _digest(stream: StreamObject) -> str:
    """The digest of what *stream* holds; one for all that are packed in ways nobody reads here."""
    content = b""
    with suppress(Exception):
        content = stream.get_data().strip()
    return sha256(content).hexdigest()
