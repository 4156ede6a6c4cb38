"""Documents that stand for printed ones, where a test asks only how they are linked."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf

from safety_plan.revisions.bundle import RevisionBundle


def blank_pdf(pages: int) -> bytes:
    """A PDF of so many empty *pages*."""
    pdf, file = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        pdf.add_blank_page()
    pdf.save(file)
    return file.getvalue()


def texts_of_sheets(pdf: bytes) -> list[str]:
    """What stands on each sheet of *pdf*; what reads it is imported late: few tests need it."""
    from pypdf import PdfReader

    return [sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf)).pages]


def nothing(bundles: Sequence[RevisionBundle], address: str) -> None:
    """What is published already of a document: nothing."""
