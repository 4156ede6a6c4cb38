"""Prints a document beside the pages that it is made from, until its contents hold."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from lxml import html as lxml_html

from safety_plan.core.resources import PACKAGE
from safety_plan.site.http_server import serving
from safety_plan.site.packs.chromium import print_to_pdf
from safety_plan.site.packs.finish import finish, page_numbers

#: The names of what is printed, beside the page that it is made from, while it is printed.
_PAGE = "document-to-print.html"
_STYLE_SHEET = "document-to-print.css"
#: Our style sheet, which comes after those of the site.
STYLES = PACKAGE / "site" / "packs" / "document.css"
#: How often the numbers of the contents are put in until they hold.
_MOST_PRINTS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Printable:
    """What is printed: *html* gives the page from the numbers of the sheets of its places."""

    title: str
    author: str
    language: str
    html: Callable[[Mapping[str, int]], str]


def style_sheets(page: str) -> tuple[str, ...]:
    """The style sheets of a built *page*, and ours after them."""
    links = lxml_html.document_fromstring(page).xpath("//link[@rel='stylesheet']/@href")
    return (*map(str, links), _STYLE_SHEET)


def print_document(printable: Printable, site: Path, folder: Path, browser: str) -> bytes:
    """The *printable* as a PDF, printed by *browser* in the *folder* of the built *site*.

    It is printed until the numbers of its contents are those of its sheets.
    """
    sheet_numbers: dict[str, int] = {}
    printed = b""
    with serve_beside(site, folder, _PAGE) as address:
        for _ in range(_MOST_PRINTS):
            (folder / _PAGE).write_bytes(printable.html(sheet_numbers).encode())
            printed = print_to_pdf(browser, address)
            before = sheet_numbers
            sheet_numbers = page_numbers(printed)
            if before == sheet_numbers:
                break
    return finish(
        printed, title=printable.title, author=printable.author, language=printable.language
    )


@contextmanager
def serve_beside(site: Path, folder: Path, page: str) -> Iterator[str]:
    """Within it, a *page* in *folder* of the built *site* is served, with our style sheet.

    Gives its address; it and the style sheet go at the end.
    """
    (folder / _STYLE_SHEET).write_bytes(STYLES.read_bytes())
    try:
        with serving(site) as address:
            yield f"{address}/{(folder / page).relative_to(site).as_posix()}"
    finally:
        for name in (page, _STYLE_SHEET):
            (folder / name).unlink(missing_ok=True)
