"""Makes the document of a revision from its pages in a finished site."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from lxml import html as lxml_html

from safety_plan.content.templates import render_template
from safety_plan.core.resources import PACKAGE
from safety_plan.core.translation import language_of_page
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.site.http_server import HOST, open_server
from safety_plan.site.packs.chapters import Chapter, chapters_of
from safety_plan.site.packs.chromium import print_to_pdf
from safety_plan.site.packs.cover import Cover, cover_of
from safety_plan.site.packs.finish import finish, page_numbers
from safety_plan.site.packs.places import places_of
from safety_plan.site.print_page import PRINT_PAGE
from safety_plan.site.site_model import Site

#: The names of what is printed, beside the page that it is made from, while it is printed.
_PAGE, _SHEET = "document-to-print.html", "document-to-print.css"
_FIRST_PORT = 8600
#: How often the numbers of the contents are put in until they hold.
_MOST_PRINTS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A revision as one document: all that its sheets show but the numbers of the contents."""

    cover: Cover
    chapters: tuple[Chapter, ...]
    sources: tuple[str, ...]
    left_out: tuple[str, ...]
    style_sheets: tuple[str, ...]

    def html(self, sheets: Mapping[str, int], *, is_large: bool = False) -> str:
        """The page to print, with the numbers of the *sheets* on which its places stand."""
        params = {name: getattr(self, name) for name in self.__slots__}
        with language_of_page(self.cover.language):
            return render_template(
                "site/packs/document.html", **params, sheets=sheets, is_large=is_large
            )


def document_of(site: Site, bundle: RevisionBundle, folder: Path) -> Document:
    """The document of *bundle*, whose finished pages stand in *folder*."""
    whole = (folder / PRINT_PAGE).read_text(encoding="utf-8")
    address = site.plan.settings.address
    places = places_of(bundle.record, folder, address)
    anchors = {path: bundle.record.pages[path].anchor for path in bundle.record.pages}
    alone = [anchors[path] for path, page in bundle.pages.items() if page.one_sheet]
    with language_of_page(site.language_around(bundle)):
        start = urljoin(f"{address.rstrip('/')}/", f"{bundle.id}/") if address else ""
        chapters, sources = chapters_of(whole, places, alone, start)
        cover = cover_of(site, bundle, folder)
    return Document(
        cover=cover,
        chapters=tuple(chapters),
        sources=tuple(lxml_html.tostring(entry, encoding="unicode") for entry in sources),
        left_out=tuple(places[anchor].title for anchor in alone),
        style_sheets=(*_style_sheets(whole), _SHEET),
    )


def _style_sheets(whole: str) -> list[str]:
    links = lxml_html.document_fromstring(whole).xpath("//link[@rel='stylesheet']/@href")
    return [str(link) for link in links]


def pdf_of(document: Document, folder: Path, browser: str, *, is_large: bool = False) -> bytes:
    """The *document* of the pages in *folder*, printed by *browser*, and finished.

    It is printed until the numbers of its contents are those of its sheets.
    """
    cover = document.cover
    sheets: dict[str, int] = {}
    printed = b""
    with _served(folder) as address:
        for _ in range(_MOST_PRINTS):
            html = document.html(sheets, is_large=is_large)
            (folder / _PAGE).write_bytes(html.encode())
            printed = print_to_pdf(browser, f"{address}/{folder.name}/{_PAGE}")
            before, sheets = sheets, page_numbers(printed)
            if before == sheets:
                break
    return finish(printed, title=cover.title, author=cover.partnership, language=cover.language)


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """Within it, the site around *folder* is served, and the style sheet of documents with it."""
    server = open_server(folder.parent, _FIRST_PORT)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    own = (PACKAGE / "site" / "packs" / "document.css").read_bytes()
    (folder / _SHEET).write_bytes(own)
    try:
        yield f"http://{HOST}:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        for name in (_PAGE, _SHEET):
            (folder / name).unlink(missing_ok=True)
