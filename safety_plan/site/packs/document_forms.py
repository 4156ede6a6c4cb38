"""In which forms a revision can be had as one document, and where each stands in a site."""

from dataclasses import dataclass
from enum import StrEnum

from safety_plan.core.translation import gettext, gettext_noop
from safety_plan.site.urls import comparison_address


class Purpose(StrEnum):
    """What people do with a document: print it, read it large, or paste from it."""

    PRINT = "print"
    LARGE = "large"
    WORD = "word"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentForm:
    """A form of a document: how its file ends after the id of the revision, and its name."""

    purpose: Purpose
    ending: str
    name: str

    def file(self, revision: str) -> str:
        """The name of its file for *revision*."""
        return f"{revision}{self.ending}"

    def address(self, revision: str) -> str:
        """Where its file for *revision* stands in a site."""
        return f"{revision}/{self.file(revision)}"

    @property
    def label(self) -> str:
        """Its name in the current language."""
        return gettext(self.name)


PDF = DocumentForm(purpose=Purpose.PRINT, ending=".pdf", name=gettext_noop("PDF"))
DOCUMENT_FORMS = (
    PDF,
    DocumentForm(
        purpose=Purpose.LARGE, ending="-large-print.pdf", name=gettext_noop("PDF in large print")
    ),
    DocumentForm(purpose=Purpose.WORD, ending=".docx", name=gettext_noop("Word document")),
)


def comparison_document(old: str, new: str) -> str:
    """Where the PDF that says what changed from *old* to *new* stands in a site."""
    folder = comparison_address(old, new)
    return f"{folder}{old}-to-{new}.pdf"
