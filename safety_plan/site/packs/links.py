"""Puts the documents of each revision into a finished site, and links to them."""

from collections.abc import Callable, Mapping
from pathlib import Path

from markupsafe import Markup

from safety_plan.content.templates import render_template
from safety_plan.core.file_sizes import format_length, format_size
from safety_plan.core.translation import language_of_page
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.site.packs.document_forms import DOCUMENT_FORMS, DocumentForm, Purpose, document_in
from safety_plan.site.packs.finish import sheet_count
from safety_plan.site.packs.pack import document_of
from safety_plan.site.print_page import PRINT_PAGE
from safety_plan.site.site_model import Site

#: Before it stand the links, on the page with the whole plan.
_PLACE = '<h2 class="whole-contents">'
NO_BROWSER = "There is no Chromium here, so no document for a committee was made."
#: The bytes of a document that is kept as it was published, or None.
Keep = Callable[[RevisionBundle, str], bytes | None]


def add_documents(
    site: Site, out: Path, browser: str, keep: Keep, say: Callable[[str], None]
) -> None:
    """Adds the documents of each revision of *site* to its pages in *out*.

    What *keep* gives stays as it is. The rest is printed by *browser*, or said to be missing.
    """
    if not browser:
        say(NO_BROWSER)
    for bundle in site.bundles:
        with language_of_page(site.language_around(bundle)):
            files = _documents(site, bundle, out / bundle.id, browser, keep)
            if files:
                _add(files, out / bundle.id)


def _documents(
    site: Site, bundle: RevisionBundle, folder: Path, browser: str, keep: Keep
) -> dict[str, bytes]:
    """The documents of *bundle* by the names of their files."""
    forms = {form.file(bundle.id): form for form in DOCUMENT_FORMS}
    cached = {name: keep(bundle, name) for name in forms}
    files = {name: content for name, content in cached.items() if content is not None}
    missing = [name for name in forms if name not in files]
    if browser and missing:
        document = document_of(site, bundle, folder)
        for name in missing:
            files[name] = document_in(forms[name], document, folder, browser)
    return files


def _add(files: Mapping[str, bytes], folder: Path) -> None:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    page = folder / PRINT_PAGE
    before, place, after = page.read_text(encoding="utf-8").partition(_PLACE)
    page.write_bytes(f"{before}{links_to(files, folder.name)}{place}{after}".encode())


def links_to(files: Mapping[str, bytes], revision: str) -> Markup:
    """Links to *files* of *revision*, each with its kind, its length and its size."""
    entries = [
        {
            "file": form.file(revision),
            "label": form.label,
            "facts": _facts(form, files[form.file(revision)]),
        }
        for form in DOCUMENT_FORMS
        if form.file(revision) in files
    ]
    return Markup(render_template("site/packs/links.html", entries=entries))


def _facts(form: DocumentForm, content: bytes) -> str:
    """How long and how large a document is; Word itself breaks one into pages."""
    size = format_size(len(content))
    if form.purpose is Purpose.WORD:
        return size
    return f"{format_length(sheet_count(content), 'pages')}, {size}"
