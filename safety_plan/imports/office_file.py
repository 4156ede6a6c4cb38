"""Office files: zip files of parts, opened with care. They come from anywhere."""

import io
import os
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem, Read
from safety_plan.core.suggestions import closest_match
from safety_plan.reading.attachments.attachment import UnreadableFileError
from safety_plan.reading.attachments.zip_parts import open_parts

MOST_BYTES = 50_000_000
#: The rule for what keeps the parts of a file from being read; any other is damage.
_RULES = {
    "file-unread-inside.unpacked": "import-file.large",
    "file-unread-inside.locked": "import-file.old",
}
#: How files of before 2007 start, and those with a password.
_OLD = b"\xd0\xcf\x11\xe0"
#: What can be imported: how the names of such files end.
_ENDINGS = (".docx", ".xlsx", ".ods")
_MACROS = ("vbaproject.bin", "vbadata.xml", "basic/", "scripts/")
#: What no office program writes into its XML: it could grow without end.
_UNSAFE = (b"<!DOCTYPE", b"<!ENTITY")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
#: What says that an OpenDocument file has a password.
_ENCRYPTED = b"encryption-data"


def read_office_file(file: Path) -> Read[dict[str, bytes]]:
    """The parts of *file* by their names, or the problem that keeps us from them."""
    location = Location(file.name)
    if not file.is_file():
        return {}, [_not_there(file)]
    try:
        content = file.read_bytes() if file.stat().st_size <= MOST_BYTES else None
    except OSError:
        return {}, [problem("file-unopened", location)]
    if content is None:
        return {}, [problem("import-file.large", location, name=file.name)]
    parts, rule = _read_parts(content)
    return parts, [problem(rule, location, name=file.name)] if rule else []


def _not_there(file: Path) -> Problem:
    """The problem of a *file* that is a folder or nothing, with the name that was likely meant."""
    location = Location(file.name)
    if file.is_dir():
        return problem("import-file.folder", location, name=file.name)
    names: list[str] = []
    if file.parent.is_dir() and os.access(file.parent, os.R_OK | os.X_OK):
        names = [one.name for one in file.parent.iterdir() if one.suffix.lower() in _ENDINGS]
    near = _named_alike(file.name, names)
    params = {"name": file.name, "folder": file.parent, "near": near}
    key = "import-file.gone-near" if near else "import-file.gone"
    return problem(key, location, **params)


def _named_alike(name: str, names: list[str]) -> str:
    """The one of *names* that *name* misspells, or that is the same but for its ending."""
    stems = {Path(one).stem: one for one in sorted(names)}
    return closest_match(name, names) or stems.get(closest_match(Path(name).stem, stems), "")


def write_office_file(parts: Mapping[str, bytes]) -> io.BytesIO:
    """The *parts* as one file again, for a library that reads such files."""
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    file.seek(0)
    return file


def _read_parts(content: bytes) -> tuple[dict[str, bytes], str]:
    """The parts, and the rule that the file breaks, if any."""
    if content.startswith(_OLD):
        return {}, "import-file.old"
    if not content.startswith(b"PK"):
        return {}, "import-file"
    try:
        archive = open_parts(content)
        parts = {name: archive.read(name) for name in archive.names}
    except UnreadableFileError as error:
        return {}, _RULES.get(error.key, "import-file.damaged")
    rule = _forbidden(parts)
    return ({}, rule) if rule else (parts, "")


def _forbidden(parts: Mapping[str, bytes]) -> str:
    """The rule that a part breaks by its name or by what it holds."""
    if any(mark in f"/{name.lower()}" for name in parts for mark in _MACROS[:2]):
        return "import-file.macros"
    if any(name.lower().startswith(_MACROS[2:]) for name in parts):
        return "import-file.macros"
    texts = [text for name, text in parts.items() if name.endswith((".xml", ".rels"))]
    if any(text.startswith(_WIDE) or any(mark in text for mark in _UNSAFE) for text in texts):
        return "import-file.damaged"
    return "import-file.old" if _ENCRYPTED in parts.get("META-INF/manifest.xml", b"") else ""
