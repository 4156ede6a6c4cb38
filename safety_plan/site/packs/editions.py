"""In which forms a revision can be had as one document, and what each is made by."""

import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from safety_plan.core import cache as kept_results
from safety_plan.core.translation import gettext, gettext_noop
from safety_plan.site.packs.pack import Document
from safety_plan.site.packs.printing import STYLES, Printable, print_document


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
    printable = document.printable(is_large=edition.is_large)
    name = edition.file(document.cover.revision)
    return print_once(printable, name, folder.parent, folder, browser)


def print_once(printable: Printable, name: str, site: Path, folder: Path, browser: str) -> bytes:
    """The *printable* as a PDF called *name*, printed in *folder* of *site* once and kept."""
    styles = [file.read_text("utf-8") for file in sorted((site / "assets").rglob("*.css"))]
    content = (printable.title, printable.author, printable.html({}), styles, STYLES.read_text())
    key = kept_results.key(kept_results.code_digest(), content, _version(browser))

    def compute() -> bytes:
        return print_document(printable, site, folder, browser)

    return kept_results.get_or_set(kept_results.CACHE_DIR / "packs" / name, key, compute)


@cache
def _version(browser: str) -> str:
    answer = subprocess.run([browser, "--version"], capture_output=True, check=False)
    return answer.stdout.decode(errors="replace").strip()
