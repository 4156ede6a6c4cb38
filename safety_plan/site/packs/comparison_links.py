"""Puts what changed up to each revision into a finished site as a PDF, and links to it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from markupsafe import Markup

from safety_plan.content.templates import render_template
from safety_plan.core.translation import language_of_page
from safety_plan.models.pages import Page
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.site.packs.comparison import comparison_folder, comparison_of
from safety_plan.site.packs.document_forms import PDF, comparison_document
from safety_plan.site.packs.links import Entry, Keep, facts_of, offer
from safety_plan.site.packs.make_document import print_once
from safety_plan.site.packs.web_only import web_only_documents
from safety_plan.site.site_model import Site
from safety_plan.site.urls import comparison_address, relative

#: Before it stands the link, on the page of a comparison.
_PLACE = '<nav class="jump"'


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compared:
    """The document *content* of what changed from the revision *old* to *new*."""

    old: str
    new: str
    content: bytes
    is_web_only: bool

    @property
    def page(self) -> str:
        """The address of the page that it was made from."""
        return comparison_address(self.old, self.new)

    @property
    def document(self) -> str:
        """Its own address."""
        return comparison_document(self.old, self.new)

    def entry(self, address: str) -> Entry:
        """What the page at *address* says of it, in the current language."""
        return Entry(
            file=relative(self.document, address),
            label=PDF.label,
            facts=facts_of(self.content),
            is_web_only=self.is_web_only,
        )


def add_comparison_documents(site: Site, out: Path, browser: str, keep: Keep) -> None:
    """Adds to *site* in *out* what changed up to each revision from the one before, as a PDF.

    What *keep* gives stays as it is; the rest is printed by *browser*, if there is one.
    """
    web_only = web_only_documents(site)
    for old, new in _pairs(site):
        address = comparison_document(old.id, new.id)
        content = keep([old, new], address)
        if content is None and browser:
            content = _print(site, old, new, out, browser)
        if content is not None:
            (out / address).write_bytes(content)
            is_web_only = address in web_only
            _offer(
                site,
                out,
                _Compared(old=old.id, new=new.id, content=content, is_web_only=is_web_only),
            )


def _pairs(site: Site) -> Iterator[tuple[RevisionBundle, RevisionBundle]]:
    """Each revision after the one that it is held against."""
    bundles = {bundle.id: bundle for bundle in site.bundles}
    for change in site.changes.values():
        yield bundles[change.old.id], bundles[change.new.id]


def _print(site: Site, old: RevisionBundle, new: RevisionBundle, out: Path, browser: str) -> bytes:
    folder = comparison_folder(old.id, new.id, out)
    printable = comparison_of(site, old, new, out)
    return print_once(printable, f"{folder.name}.pdf", out, folder, browser)


def _offer(site: Site, out: Path, compared: _Compared) -> None:
    """Links to a document from the page that it was made from, and beside links to that page."""
    with language_of_page(site.language):
        page = out / compared.page / "index.html"
        offer(page, _PLACE, [compared.entry(compared.page)])
    for page_of_site in site.plan.site_pages.values():
        with language_of_page(site.language_of(page_of_site)):
            _offer_beside(out / page_of_site.address / "index.html", page_of_site, compared)


def _offer_beside(file: Path, page: Page, compared: _Compared) -> None:
    """Names a document in *file* of the *page*, after the link at the end of a paragraph."""
    link = re.escape(relative(compared.page, page.address))
    words = partial(_words, compared.entry(page.address))
    html = file.read_text(encoding="utf-8")
    with_document = re.sub(rf'<a href="{link}">([^<]*)</a>(?=</p>)', words, html, count=1)
    if with_document != html:
        file.write_bytes(with_document.encode())


def _words(entry: Entry, link: re.Match[str]) -> str:
    html = render_template("site/packs/comparison_link.html", entry=entry, changed=Markup(link[1]))
    return f"{link[0]} {html.strip()}"
