"""A row of `data/files.csv`: a file that readers can download, and what they should know of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from safety_plan.core.file_sizes import exact_size, format_length, format_size, label_in_language
from safety_plan.models.fields import cell
from safety_plan.reading.attachments.attachment import KINDS, Attachment


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """A file of `docs/files/` that is published with the plan."""

    id: str = field(metadata=cell("Its name.", required=True, unique=True, format="id"))
    file: str = field(
        metadata=cell("The name of the file in docs/files/.", required=True, unique=True)
    )
    title: str = field(metadata=cell("What it is called.", required=True))
    what: str = field(metadata=cell("What it is, in a sentence.", required=True, calls=True))
    page_id: str = field(
        metadata=cell("The page where it belongs.", required=True, listed_in="page_id")
    )
    accessible: str = field(
        metadata=cell("The page, page#heading or file with the same content for everybody.")
    )
    why_not: str = field(metadata=cell("Or why there is none, and how to ask for one.", calls=True))
    language: str = field(metadata=cell("Its language, where that is not the plan's."))
    date: str = field(metadata=cell("When it was made or published.", format="date"))
    part: str = field(metadata=cell("Where in the source."))
    source: str = field(metadata=cell("Where it was published.", listed_in="source"))


#: What the record says of a file besides its row: it is worked out from the file itself.
FILE_FACTS = ("kind", "bytes", "count", "has_tags", "sha256")
#: How much of a digest tells two files apart for a reader.
_DIGEST_START = 12


def facts_of(attachment: Attachment | None) -> dict[str, str]:
    """What is worked out from a file, as texts; empty texts where it cannot be read."""
    if attachment is None:
        return dict.fromkeys(FILE_FACTS, "")
    contents = attachment.contents
    tags = {True: "yes", False: "no"}[contents.has_tags] if attachment.ending == ".pdf" else ""
    return {
        "kind": attachment.ending.removeprefix("."),
        "bytes": str(attachment.size),
        "count": str(contents.count) if attachment.kind.counts else "",
        "has_tags": tags,
        "sha256": attachment.digest,
    }


def describe_row(row: Mapping[str, str]) -> str:
    """Kind, size and length of the file of a *row* of the record: `PDF, 240 kB, 12 pages`."""
    return ", ".join(filter(None, (row_words(row)[name] for name in ("kind", "bytes", "count"))))


def row_words(row: Mapping[str, str]) -> dict[str, str]:
    """What is worked out from the file of a *row* of the record, as a reader meets it."""
    kind = KINDS.get(f".{row['kind']}")
    if kind is None or not row["bytes"]:
        return dict.fromkeys(FILE_FACTS, "")
    count = int(row["count"] or 0)
    return {
        "kind": label_in_language(kind.label),
        "bytes": format_size(int(row["bytes"])),
        "count": format_length(count, kind.counts) if kind.counts else "",
        "has_tags": row["has_tags"],
        "sha256": row["sha256"][:_DIGEST_START],
    }


def as_readers_meet(row: Mapping[str, str]) -> Mapping[str, str]:
    """A row of the record in words; two files that differ never read alike."""
    words = row_words(row)
    if words["bytes"]:
        words["bytes"] = exact_size(int(row["bytes"]))
    return {**row, **words}
