"""Makes the file of a document, once for all that it comes from."""

import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

from safety_plan.core import cache as kept_results
from safety_plan.site.packs.document_forms import DocumentForm, Purpose
from safety_plan.site.packs.pack import Document
from safety_plan.site.packs.printing import Printable, print_document
from safety_plan.site.packs.word.document import word_of


def document_in(form: DocumentForm, document: Document, folder: Path, browser: str) -> bytes:
    """The *document* of the pages in *folder* in this *form*, made once and kept."""
    printable = document.printable(is_large=form.purpose is Purpose.LARGE)
    name = form.file(document.cover.revision)
    site = folder.parent
    if form.purpose is not Purpose.WORD:
        return print_once(printable, name, site, folder, browser)
    return _once(printable, name, site, browser, lambda: word_of(document, site, folder, browser))


def print_once(printable: Printable, name: str, site: Path, folder: Path, browser: str) -> bytes:
    """The *printable* as a PDF called *name*, printed in *folder* of *site* once and kept."""

    def compute() -> bytes:
        return print_document(printable, site, folder, browser)

    return _once(printable, name, site, browser, compute)


def _once(
    printable: Printable, name: str, site: Path, browser: str, compute: Callable[[], bytes]
) -> bytes:
    """What *compute* gives for the file *name*, kept under all that it comes from."""
    styles = [file.read_text("utf-8") for file in sorted((site / "assets").rglob("*.css"))]
    content = (printable.title, printable.author, printable.html({}), styles)
    key = kept_results.key(kept_results.code_digest(), content, _version(browser))
    return kept_results.get_or_set(kept_results.CACHE_DIR / "packs" / name, key, compute)


@cache
def _version(browser: str) -> str:
    answer = subprocess.run([browser, "--version"], capture_output=True, check=False)
    return answer.stdout.decode(errors="replace").strip()
