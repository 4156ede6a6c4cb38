"""Puts the documents of each revision into a finished site, and links to them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from safety_plan.content.templates import render_template
from safety_plan.core.file_sizes import format_length, format_size
from safety_plan.core.translation import language_of_page
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.site.packs.document_forms import DOCUMENT_FORMS, Purpose
from safety_plan.site.packs.finish import sheet_count
from safety_plan.site.packs.make_document import document_in
from safety_plan.site.packs.pack import document_of
from safety_plan.site.packs.web_only import web_only_documents
from safety_plan.site.print_page import PRINT_PAGE
from safety_plan.site.site_model import Site

#: Before it stand the links, on the page with the whole plan.
_PLACE = '<h2 class="whole-contents">'
NO_BROWSER = "There is no Chromium here, so no document for a committee was made."
#: The bytes of a document of some revisions that is kept as it was published at an address.
Keep = Callable[[Sequence[RevisionBundle], str], bytes | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A document as a page offers it: the link to its *file*, and how long and large it is."""

    file: str
    label: str
    facts: str
    is_web_only: bool


def add_documents(
    site: Site, out: Path, browser: str, keep: Keep, say: Callable[[str], None]
) -> None:
    """Adds the documents of each revision of *site* to its pages in *out*.

    What *keep* gives stays as it is. The rest is printed by *browser*, or said to be missing.
    """
    if not browser:
        say(NO_BROWSER)
    web_only = web_only_documents(site)
    for bundle in site.bundles:
        with language_of_page(site.language_around(bundle)):
            files = _documents(site, bundle, out, browser, keep)
            for address, content in files.items():
                (out / address).write_bytes(content)
            offer(out / bundle.id / PRINT_PAGE, _PLACE, _entries(bundle.id, files, web_only))


def _documents(
    site: Site, bundle: RevisionBundle, out: Path, browser: str, keep: Keep
) -> dict[str, bytes]:
    """The documents of *bundle* by their addresses."""
    forms = {form.address(bundle.id): form for form in DOCUMENT_FORMS}
    published = {address: keep([bundle], address) for address in forms}
    files = {address: content for address, content in published.items() if content is not None}
    missing = [address for address in forms if address not in files]
    if browser and missing:
        folder = out / bundle.id
        document = document_of(site, bundle, folder)
        for address in missing:
            files[address] = document_in(forms[address], document, folder, browser)
    return files


def _entries(revision: str, files: Mapping[str, bytes], web_only: set[str]) -> list[Entry]:
    """The *files* of *revision*, each with its kind, its length and its size."""
    return [
        Entry(
            file=form.file(revision),
            label=form.label,
            facts=facts_of(
                files[form.address(revision)], is_paged=form.purpose is not Purpose.WORD
            ),
            is_web_only=form.address(revision) in web_only,
        )
        for form in DOCUMENT_FORMS
        if form.address(revision) in files
    ]


def facts_of(content: bytes, *, is_paged: bool = True) -> str:
    """How long and how large a document is; Word itself breaks one into pages."""
    size = format_size(len(content))
    return f"{format_length(sheet_count(content), 'pages')}, {size}" if is_paged else size


def offer(page: Path, place: str, entries: Sequence[Entry]) -> None:
    """Says on *page*, before its *place*, that there are these *entries*, if there is any."""
    if entries:
        links = Markup(render_template("site/packs/links.html", entries=entries))
        before, found, after = page.read_text(encoding="utf-8").partition(place)
        page.write_bytes(f"{before}{links}{found}{after}".encode())
