"""What a file is inside, whatever its name says."""

from safety_plan.reading.attachments.attachment import UnreadableFileError
from safety_plan.reading.attachments.open_xml import TYPES, content_types
from safety_plan.reading.attachments.zip_parts import open_parts

#: The endings of files that may not be published, by the message that says what to do.
_OTHER_KINDS = {
    "file-kind.old": (".doc", ".dot", ".xls", ".xlt", ".ppt", ".pps", ".pub", ".wps", ".mdb"),
    "file-kind.macros": (".docm", ".dotm", ".xlsm", ".xltm", ".xlsb", ".xlam", ".pptm", ".ppsm"),
    "file-kind.office": (
        *(".odt", ".ott", ".rtf", ".odp", ".odg", ".pptx", ".pages", ".numbers", ".key"),
        *(".dotx", ".xltx", ".epub", ".xps"),
    ),
    "file-kind.archive": (".zip", ".7z", ".rar", ".gz", ".tar", ".tgz", ".bz2"),
    "file-kind.film": (
        *(".mp4", ".mov", ".avi", ".wmv", ".mkv", ".webm", ".m4v", ".mp3", ".wav", ".m4a", ".ogg"),
    ),
    "file-kind.image": (
        *(".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg", ".tif", ".tiff", ".bmp", ".heic"),
    ),
    "file-kind.text": (".txt", ".tsv", ".json", ".xml", ".html", ".htm"),
}
#: The message for each ending that may not be published.
OTHER_KINDS = {ending: key for key, endings in _OTHER_KINDS.items() for ending in endings}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: What stands in an old container where it holds a new file with a password.
_LOCKED = "EncryptedPackage".encode("utf-16-le")
#: So far into a file a PDF may begin.
_PDF_WITHIN = 1024
#: What the type of the main part of an Office file says in small letters, and the ending it means.
_OPEN_XML = (
    ("macroenabled", ".docm"),
    ("wordprocessingml.document.main", ".docx"),
    ("spreadsheetml.sheet.main", ".xlsx"),
    ("presentationml", ".pptx"),
    ("template.main", ".dotx"),
)
#: How files of other kinds start.
_STARTS = {
    b"{\\rtf": ".rtf",
    b"\x89PNG": ".png",
    b"\xff\xd8\xff": ".jpg",
    b"GIF8": ".gif",
    b"BM": ".bmp",
    b"MZ": ".exe",
    b"\x7fELF": ".exe",
    b"7z\xbc\xaf": ".7z",
    b"Rar!": ".rar",
    b"\x1f\x8b": ".gz",
    b"ID3": ".mp3",
    b"<!DOCTYPE html": ".html",
    b"<html": ".html",
}
_FILM_AT = 4
_FILM = b"ftyp"


def ending_of(content: bytes) -> str:
    """The ending that a file of this *content* should have; nothing where it may be a text.

    Raises UnreadableFileError where it is locked or damaged.
    """
    if b"%PDF-" in content[:_PDF_WITHIN]:
        return ".pdf"
    if content.startswith(_OLE):
        if _LOCKED in content:
            raise UnreadableFileError("file-unread-inside.locked")
        return ".doc"
    if content.startswith(b"PK"):
        return _ending_of_zip(content)
    if content[_FILM_AT : _FILM_AT + len(_FILM)] == _FILM:
        return ".mp4"
    return next((end for start, end in _STARTS.items() if content.startswith(start)), "")


def _ending_of_zip(content: bytes) -> str:
    parts = open_parts(content)
    if "mimetype" in parts.names:
        kind = parts.read("mimetype").decode("ascii", "replace").strip()
        return ".ods" if kind == "application/vnd.oasis.opendocument.spreadsheet" else ".odt"
    if TYPES not in parts.names:
        return ".zip"
    types = " ".join(content_types(parts).values()).lower()
    return next((ending for word, ending in _OPEN_XML if word in types), ".zip")
