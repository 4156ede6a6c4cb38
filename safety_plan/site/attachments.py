"""The files that are published with a revision: at their addresses, described for machines."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from safety_plan.content.links import without_marks
from safety_plan.core.files import write_file
from safety_plan.models.fields import split_cell
from safety_plan.reading.attachments.attachment import KINDS
from safety_plan.reading.attachments.read_attachment import published_bytes
from safety_plan.reading.docs_files import FILES, list_attachments
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.verify import DOWNLOADS


def write_attachments(bundle: RevisionBundle, folder: Path) -> None:
    """Writes each file of *bundle* that its record names into the *folder* of the revision."""
    for row, file in _files(bundle):
        target = folder / DOWNLOADS / row["file"]
        write_file(target, published_bytes(file))


def attachment_resources(bundle: RevisionBundle) -> list[tuple[list[str], dict[str, Any]]]:
    """What a data package says of each file: its type, size and digest, beside what it is.

    Before it stand the names of its sources.
    """
    return [(split_cell(row["source"]), _resource(row, file)) for row, file in _files(bundle)]


def _files(bundle: RevisionBundle) -> Iterator[tuple[Mapping[str, str], Path]]:
    """The rows of the record whose file is there; one may have been taken out."""
    names = {*list_attachments(bundle.files.parent)}
    for row in bundle.record.registers.get("files", ()):
        if row["file"] in names:
            yield row, bundle.files / row["file"]


def _resource(row: Mapping[str, str], file: Path) -> dict[str, Any]:
    content = published_bytes(file)
    return {
        "name": f"file-{row['id']}",
        "path": f"{FILES}/{row['file']}",
        "title": row["title"],
        "description": without_marks(row["what"]),
        "format": file.suffix.removeprefix("."),
        "mediatype": KINDS[file.suffix].media_type,
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
    }
