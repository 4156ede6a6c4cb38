"""What is read of a file that is published with a plan, whatever its kind."""

from dataclasses import dataclass, field
from typing import NamedTuple


class Kind(NamedTuple):
    """A kind of file that may be published.

    *label* is what readers call it, *program* what officers make it with. *counts* is what its
    length is counted in; nothing for a Word file, whose pages each printer breaks anew.
    """

    label: str
    media_type: str
    program: str
    counts: str = ""


_OPEN_XML = "application/vnd.openxmlformats-officedocument"

#: The kinds by the ending of their names.
KINDS: dict[str, Kind] = {
    ".pdf": Kind("PDF", "application/pdf", "PDF", "pages"),
    ".docx": Kind("Word document", f"{_OPEN_XML}.wordprocessingml.document", "Word"),
    ".xlsx": Kind("Excel spreadsheet", f"{_OPEN_XML}.spreadsheetml.sheet", "Excel", "sheets"),
    ".ods": Kind(
        "ODS spreadsheet",
        "application/vnd.oasis.opendocument.spreadsheet",
        "LibreOffice Calc",
        "sheets",
    ),
    ".csv": Kind("CSV", "text/csv", "CSV", "rows"),
}


class UnreadableFileError(ValueError):
    """A file that cannot be read; *key* is the message that says why."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(key)


@dataclass(frozen=True, slots=True)
class Finding:
    """What must not be published in a file, or should be thought about: a message and its words."""

    key: str
    params: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a file says of itself, and what was found in it.

    *count* is its length in what its kind counts. *people* are names that the file gives as
    those who wrote or changed it. *has_tags* where a PDF says in which order it is read.
    """

    count: int = 0
    title: str = ""
    language: str = ""
    has_tags: bool = False
    people: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that is published with a plan: its kind, size and digest, and what it holds."""

    name: str
    ending: str
    size: int
    digest: str
    contents: Contents = Contents()

    @property
    def kind(self) -> Kind:
        """Its kind."""
        return KINDS[self.ending]
