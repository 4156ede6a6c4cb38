"""The sources that a page cites, for the list at its foot: each in full, once.

Pages cite by short names. The list is made from the links of the finished page, so pages that
were sealed before there was one have it too; it is no part of what they say.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from html import unescape

from safety_plan.core.dates import format_date
from safety_plan.models.sources import Source
from safety_plan.revisions.bundle import RevisionBundle

#: A link to the card of a source, with its words.
_CITATION = re.compile(r'href="([^"]*#source-([a-z0-9-]+))"[^>]*>([^<]*)')


@dataclass(frozen=True, slots=True)
class Citation:
    """A source, and where its card stands from the page.

    *date* is when it was published, in words. *short* is its short name where the page uses it.
    """

    source: Source
    address: str
    date: str
    short: str


def citations_of(bundle: RevisionBundle, path: str, html: str) -> list[Citation]:
    """The sources that the page *path* of *bundle* cites, in the order of its words.

    *html* is its content with links. The page that lists all sources needs no second list.
    """
    page = bundle.record.pages.get(path)
    if page is None or "sources" in page.blocks:
        return []
    return _in_order(bundle.record.sources, html)


def _in_order(sources: Mapping[str, Source], html: str) -> list[Citation]:
    links: dict[str, str] = {}
    words: defaultdict[str, set[str]] = defaultdict(set)
    for address, name, text in _CITATION.findall(html):
        if name in sources:
            links.setdefault(name, address)
            words[name].add(unescape(text))
    return [_citation(sources[name], address, words[name]) for name, address in links.items()]


def _citation(source: Source, address: str, words: Collection[str]) -> Citation:
    date = format_date(source.date) or ""
    return Citation(source, address, date, source.short if source.short in words else "")
