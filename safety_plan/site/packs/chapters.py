"""The pages of a revision as chapters of one document on paper.

They come from the page with the whole plan, which the site has. What paper does not need goes;
paragraphs and sources get numbers, since paper knows no links.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from lxml import html as lxml_html
from lxml.html import HtmlElement, builder

from safety_plan.core.translation import gettext
from safety_plan.site.packs.paper import make_fit_for_paper
from safety_plan.site.packs.places import (
    Place,
    address_of_place,
    headings_in,
    lead_to_web,
    short_address,
)

_SOURCE = ".//section[contains(concat(' ', @class, ' '), ' source-card ')]"
#: The places of a source card, each after its name, that are enough to find the source by.
_FACTS_OF_SOURCE = 3


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page on paper: its *number*, *title* and *anchor*, and its *section*, ready to print."""

    number: int
    title: str
    anchor: str
    section: HtmlElement

    @property
    def html(self) -> str:
        """What is printed."""
        return str(lxml_html.tostring(self.section, encoding="unicode"))


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources of a document, each an entry, and their numbers by their places."""

    entries: tuple[HtmlElement, ...]
    numbers: Mapping[str, int]


def chapters_of(
    whole: str, places: Mapping[str, Place], left_out: Sequence[str], start: str
) -> tuple[list[Chapter], list[HtmlElement]]:
    """The chapters of the page *whole*, and the entries of its list of sources.

    *left_out* are the anchors of pages that print by themselves; *start* is the address of the
    revision on the web.
    """
    tree = lxml_html.document_fromstring(whole)
    sections = [
        section
        for section in tree.xpath("//section[@class='whole-page']")
        if section.get("id") not in left_out
    ]
    sources = _take_sources(sections)
    chapters = [
        _chapter(number, section, places) for number, section in enumerate(sections, start=1)
    ]
    _say_entries_once(chapters)
    on_paper = {e.get("id") for s in (*sections, *sources.entries) for e in s.iter() if e.get("id")}
    address_of = partial(address_of_place, places=places, start=start)
    for section in (*sections, *sources.entries):
        lead_to_web(section, on_paper, address_of)
        _cite_by_number(section, sources.numbers)
    return chapters, list(sources.entries)


def _take_sources(sections: Sequence[HtmlElement]) -> Sources:
    """Takes the sources out of *sections*, each once, with what it is found by."""
    entries = []
    numbers = {}
    for section in sections:
        for card in section.xpath(_SOURCE):
            entry = _source_entry(card)
            entries.append(entry)
            numbers[f"#{card.get('id')}"] = len(entries)
            _drop_with_empty_list(card)
    return Sources(tuple(entries), numbers)


def _drop_with_empty_list(card: HtmlElement) -> None:
    cards = card.getparent()
    card.drop_tree()
    if cards is not None and not cards.xpath("*"):
        cards.drop_tree()


def _source_entry(card: HtmlElement) -> HtmlElement:
    """A source as a line: title, who published it, when, where."""
    title = builder.B(card.findtext("h4", "").strip())
    entry = builder.LI(title, id=card.get("id", ""))
    title.tail = ". "
    facts = card.xpath("./dl/div/dd")[:_FACTS_OF_SOURCE]
    for fact in facts:
        part = builder.SPAN()
        part.text = fact.text
        part.extend(fact.iterchildren())
        part.tail = ". "
        entry.append(part)
    return entry


def _chapter(number: int, section: HtmlElement, places: Mapping[str, Place]) -> Chapter:
    anchor = section.get("id", "")
    place = places[anchor]
    _link_paragraphs(section, number, place)
    make_fit_for_paper(section, place.drawings)
    heading: HtmlElement = section.xpath("./h2")[0]
    title = heading.text_content().strip()
    if place.address:
        address = builder.A(short_address(place.address), href=place.address)
        heading.addnext(builder.P(builder.CLASS("web-address"), address))
    heading.text = f"{number}. {heading.text or ''}"
    return Chapter(number, title, anchor, section)


def _say_entries_once(chapters: Sequence[Chapter]) -> None:
    """Leaves of an entry that stood in an earlier chapter its name, and where to find it."""
    earlier: dict[str, int] = {}
    for chapter in chapters:
        for entry in chapter.section.xpath(".//section[@class='entry' and h4]"):
            name = " ".join(entry.find("h4").text_content().split())
            if name in earlier:
                where = gettext("See chapter %(number)s.") % {"number": earlier[name]}
                once = builder.P(builder.CLASS("entry-again"), builder.B(f"{name}. "), where)
                entry.getparent().replace(entry, once)
            else:
                earlier[name] = chapter.number


def _link_paragraphs(section: HtmlElement, chapter: int, place: Place) -> None:
    """Numbers the paragraphs of *section*; each number leads to its part of the page."""
    names = iter(place.headings)
    heading = ""
    count = 0
    headings = {*headings_in(section)}
    for element in section.iter("h3", "h4", "h5", "p"):
        if element in headings:
            heading = next(names, "")
        elif element.getparent() is section and not element.get("class"):
            count += 1
            _put_number(element, f"{chapter}.{count}", place.address, heading)


def _put_number(paragraph: HtmlElement, number: str, address: str, heading: str) -> None:
    mark = builder.SPAN(number) if not address else builder.A(number)
    if address:
        mark.set("href", f"{address}#{heading}" if heading else address)
    mark.set("class", "paragraph-number")
    mark.tail = f" {paragraph.text or ''}"
    paragraph.text = None
    paragraph.insert(0, mark)


def _cite_by_number(section: HtmlElement, numbers: Mapping[str, int]) -> None:
    """Puts the number of a source behind each link to it."""
    for link in section.iter("a"):
        number = numbers.get(link.get("href", ""))
        if number is not None:
            mark = builder.SPAN(builder.CLASS("source-number"), f" [{number}]")
            link.append(mark)
