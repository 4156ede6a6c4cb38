"""Where the parts of a revision stand on the web, for whoever reads them on paper."""

import posixpath
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from lxml import html as lxml_html
from lxml.html import HtmlElement

from safety_plan.revisions.record import Record, RecordedPage

_HEADINGS = ".//*[self::h2 or self::h3 or self::h4]"
_DRAWINGS = ".//figure//*[@class='chart-plot']/*[contains(@class, 'chart-narrow')]"


@dataclass(frozen=True, slots=True)
class Place:
    """A page of a revision: its *address* on the web, its *title*, the names of its headings.

    *drawings* are those of its charts for little room, in their order.
    """

    address: str
    title: str
    headings: tuple[str, ...]
    drawings: tuple[HtmlElement, ...]


def places_of(record: Record, folder: Path, start: str) -> dict[str, Place]:
    """Each page of *record* by its anchor, as it was built into *folder*.

    *start* is the address of the revision on the web, or empty.
    """
    return {page.anchor: _place(page, folder, start) for page in record.pages.values()}


def _place(page: RecordedPage, folder: Path, start: str) -> Place:
    article = _article(folder / page.address / "index.html")
    return Place(
        address=urljoin(start, page.address) if start else "",
        title=page.title,
        headings=tuple(heading.get("id", "") for heading in article.xpath(_HEADINGS)),
        drawings=tuple(article.xpath(_DRAWINGS)),
    )


def _article(file: Path) -> HtmlElement:
    """The words of a built page."""
    tree = lxml_html.parse(str(file)).getroot()
    article: HtmlElement = tree.xpath("//article[@data-page]")[0]
    return article


def lead_to_web(
    section: HtmlElement, on_paper: Collection[str], address_of: Callable[[str], str]
) -> None:
    """Makes each link of *section* lead to its place on paper, or else to the web.

    *on_paper* are the names of the places on paper; *address_of* gives where on the web a link
    leads, or nothing.
    """
    for link in section.iter("a"):
        target = link.get("href", "")
        if urlsplit(target).scheme or target.lstrip("#") in on_paper:
            continue
        if address := address_of(target):
            link.set("href", address)
        else:
            link.attrib.pop("href", None)


def address_of_place(target: str, places: Mapping[str, Place], start: str) -> str:
    """Where the link *target* of a page with all *places* leads on the web, or nothing.

    *start* is the address of the revision on the web, or empty.
    """
    if not start:
        return ""
    if not target.startswith("#"):
        return urljoin(start, target)
    anchor, _, name = target[1:].partition(".")
    if anchor not in places:
        return ""
    return f"{places[anchor].address}#{name}" if name else places[anchor].address


def short_address(address: str) -> str:
    """An *address* as people type it: without what browsers put in front."""
    parts = urlsplit(address)
    return posixpath.join(parts.netloc, parts.path.lstrip("/")).rstrip("/")


def headings_in(section: HtmlElement) -> Iterator[HtmlElement]:
    """The headings of a *section* on paper below its own, in the order of the page's."""
    return (e for e in section.iter("h3", "h4", "h5"))
