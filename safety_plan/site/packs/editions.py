"""In which forms a revision can be had as one document, and what each is made by."""

import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from safety_plan.core import cache as kept_results
from safety_plan.core.resources import PACKAGE
from safety_plan.core.translation import gettext, gettext_noop
from safety_plan.site.packs.pack import Document, pdf_of

_STYLES = PACKAGE / "site" / "packs" / "document.css"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A form of a document: how its file ends after the id of the revision, and its name."""

    ending: str
    name: str
    is_large: bool = False

    def file(self, revision: str) -> str:
        """The name of its file for *revision*."""
        return f"{revision}{self.ending}"

    @property
    def label(self) -> str:
        """Its name in the current language."""
        return gettext(self.name)


EDITIONS = (
    Edition(ending=".pdf", name=gettext_noop("PDF")),
    Edition(ending="-large-print.pdf", name=gettext_noop("PDF in large print"), is_large=True),
)


def edition_of(edition: Edition, document: Document, folder: Path, browser: str) -> bytes:
    """The *document* of the pages in *folder* in this *edition*, printed once and kept."""
    html = document.html({}, is_large=edition.is_large)
    styles = [file.read_bytes() for file in sorted((folder.parent / "assets").rglob("*.css"))]
    parts = (html, [style.decode() for style in [*styles, _STYLES.read_bytes()]])
    key = kept_results.key(kept_results.code_digest(), parts, _version(browser))
    file = kept_results.CACHE_DIR / "packs" / edition.file(document.cover.revision)

    def compute() -> bytes:
        return pdf_of(document, folder, browser, is_large=edition.is_large)

    return kept_results.get_or_set(file, key, compute)


@cache
def _version(browser: str) -> str:
    answer = subprocess.run([browser, "--version"], capture_output=True, check=False)
    return answer.stdout.decode(errors="replace").strip()
