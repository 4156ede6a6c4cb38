"""What a PDF showed before it was changed is told; signatures and files for the web are not."""

from __future__ import annotations

import pytest

from safety_plan.reading.attachments.pdf import read_pdf
from tests.office_files import pdf

#: The numbers of the first page and of what is drawn on it, as `pdf` makes them.
_CATALOG, _DRAWING = 1, 11


def changed(content: bytes, number: int, body: str) -> bytes:
    """*content* with another object *number*, written behind what was there."""
    before = content.rpartition(b"startxref\n")[2].split()[0].decode()
    place = len(content)
    new = f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = f"xref\n{number} 1\n{place:010} 00000 n \n"
    trailer = f"trailer\n<< /Size 200 /Root 1 0 R /Info 4 0 R /Prev {before} >>\n"
    end = f"startxref\n{place + len(new)}\n%%EOF\n"
    return content + new + table.encode() + trailer.encode() + end.encode()


def drawing(text: str) -> str:
    words = f"BT /F1 14 Tf 60 760 Td ({text}) Tj ET"
    return f"<< /Length {len(words)} >>\nstream\n{words}\nendstream"


_SIGNED = "<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) /AcroForm << /SigFlags 3 /Fields [] >> >>"


@pytest.mark.parametrize(
    ("content", "is_told"),
    [
        (changed(pdf("J Smith said so."), _DRAWING, drawing("Somebody said so.")), True),
        (changed(changed(pdf("A"), _DRAWING, drawing("B")), _CATALOG, _SIGNED), True),
        (changed(pdf("What people said."), _CATALOG, _SIGNED), False),
        (pdf("One").replace(b"%PDF-1.7\n", b"%PDF-1.7\n%startxref\n0\n%%EOF\n"), False),
    ],
    ids=["words changed", "words changed and signed", "signed", "for the web"],
)
def test_what_pages_showed_before_is_told(content: bytes, is_told: bool):
    keys = [finding.key for finding in read_pdf(content).findings]

    assert ("file-unseen.earlier" in keys) == is_told
