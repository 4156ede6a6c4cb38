"""The parts of a Word file or a spreadsheet, which is a zip file of XML, read with bounds."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from lzma import LZMAError
from zipfile import BadZipFile, ZipFile

from lxml import etree

from safety_plan.reading.attachments.attachment import UnreadableFileError
from safety_plan.reading.untrusted_xml import Element, parse_xml

MOST_PARTS = 5_000
#: Of all parts together, and of one that is read as XML.
MOST_BYTES_OF_PARTS = 100_000_000
MOST_BYTES_OF_XML = 30_000_000
_LOCKED = 0x1
#: What the library raises for a part that is damaged, or packed in a way it does not know.
_BROKEN = (
    *(BadZipFile, NotImplementedError, EOFError, OSError, KeyError, ValueError),
    *(zlib.error, LZMAError),
)


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a zip file by their names."""

    archive: ZipFile
    names: tuple[str, ...]

    def read(self, name: str) -> bytes:
        """The bytes of a part. Raises UnreadableFileError."""
        try:
            return self.archive.read(name)
        except _BROKEN as error:
            raise UnreadableFileError("file-unread-inside") from error
        except RuntimeError as error:  # which zipfile raises for a part with a password
            raise UnreadableFileError("file-unread-inside.locked") from error

    def xml(self, name: str) -> Element:
        """A part as XML; nothing that it names is fetched. Raises UnreadableFileError."""
        if self.archive.getinfo(name).file_size > MOST_BYTES_OF_XML:
            raise UnreadableFileError("file-unread-inside.unpacked")
        return read_xml(self.read(name))

    def find(self, name: str) -> Element | None:
        """The part *name* as XML, or None where there is none."""
        return self.xml(name) if name in self.names else None


def read_xml(content: bytes) -> Element:
    """The root of *content*. Raises UnreadableFileError for what is no XML, or defines entities."""
    try:
        root = parse_xml(content)
    except ValueError as error:
        raise UnreadableFileError("file-unread-inside") from error
    # No office program writes one; its entities could unpack to any size.
    if root.getroottree().docinfo.doctype:
        raise UnreadableFileError("file-unread-inside")
    return root


def open_parts(content: bytes) -> Parts:
    """The parts of *content*. Raises UnreadableFileError where they are not whole or too large."""
    try:
        archive = ZipFile(BytesIO(content))
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableFileError("file-unread-inside") from error
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > MOST_PARTS or sum(e.file_size for e in entries) > MOST_BYTES_OF_PARTS:
        raise UnreadableFileError("file-unread-inside.unpacked")
    if any(entry.flag_bits & _LOCKED for entry in entries):
        raise UnreadableFileError("file-unread-inside.locked")
    # Programs do not agree which of two parts of one name they read.
    if len({name.lower() for name in names}) < len(names):
        raise UnreadableFileError("file-unread-inside")
    return Parts(archive, tuple(name for name in names if not name.endswith("/")))


def local(element: Element) -> str:
    """The name of *element* without its namespace, which differs between two forms of a format."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """The attribute called *name* in whatever namespace, or nothing."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def elements(root: Element, *names: str) -> Iterator[Element]:
    """The elements below *root* that are called by one of *names*, in order."""
    return (element for element in root.iter() if local(element) in names)


def text_of(element: Element) -> str:
    """All text within *element*."""
    return "".join(map(str, element.itertext())).strip()
