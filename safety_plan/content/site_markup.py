"""What a page has on the site and a record has not: addresses, links to cite, notes.

Sealed words never change, so the name of a paragraph is worked out from its words. All
that is added is living (`data-living`): it is no part of what the page says.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from html import escape, unescape

from safety_plan.content.page_text import read_sections
from safety_plan.core.translation import gettext
from safety_plan.models.sensitivity import neutral_anchor

#: The place of the words that the name of the link after each heading starts with; see base.html.
PART_LINK = "link-to"
#: What a link may name in place of an address: `figure:share`, `at:2019-04/` and the like.
MARK_KINDS = ("figure", "change", "source", "term", "page", "site", "revision", "download", "at")
#: A link in the HTML of a block, still by the mark of what it leads to.
_MARKED_LINK = re.compile(rf'href="((?:{"|".join(MARK_KINDS)}):[^"]*)"')


def name_of_words(text: str) -> str:
    """The name of a paragraph that says *text*, which it has while it says that."""
    return f"p-{sha256(text.encode()).hexdigest()[:10]}"


@dataclass(frozen=True, kw_only=True)
class SiteMarkup:
    """How one page is finished on the site.

    *link_target* gives the address, relative to the page, of what a mark such as
    `figure:share` names, or None where there is no such thing. *notes* are the HTML of
    corrections by the anchor, as it is on the site, of the heading that they stand below.
    *comment_link* gives the HTML of a link to comment on the paragraph of a name, while the
    revision is open for comments. *blocks_language* is that of blocks, where it is not that of
    the words around them.
    """

    link_target: Callable[[str], str | None]
    has_permalinks: bool = False
    has_paragraph_links: bool = False
    notes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    comment_link: Callable[[str], str] | None = None
    #: The title of the earlier revision that brought in the words of the paragraph of a name, or
    #: the heading of a place such as `#card-lighting`; empty where the revision of the page did.
    brought_in: Callable[[str], str] | None = None
    #: What menus call the page of a page_id; empty where the revision has no such page.
    name_page: Callable[[str], str] | None = None
    blocks_language: str = ""
    #: The places of rows that the page has so far: each has an address once.
    _places: set[str] = field(default_factory=set, init=False)

    def finish_block(self, html: str) -> str:
        """The HTML of a block as it stands on the page."""
        html = self.resolve_links(html)
        language = self.blocks_language
        return f'<div lang="{language}">{html}</div>' if language and html else html

    def notes_below(self, anchor: str) -> Sequence[str]:
        """The notes below the heading that a record calls *anchor*."""
        return self.notes.get(neutral_anchor(anchor), ())

    def resolve(self, target: str) -> str:
        """Where a link to *target* leads; a mark of nothing stays, for the site check to find."""
        is_mark = target.partition(":")[0] in MARK_KINDS and ":" in target
        return (self.link_target(target) if is_mark else None) or target

    def resolve_links(self, html: str) -> str:
        """The HTML of a block with every mark turned into a relative link."""
        return _MARKED_LINK.sub(lambda m: f'href="{escape(self.resolve(unescape(m[1])))}"', html)

    def paragraph_name(self, html: str) -> str:
        """The name of the paragraph *html*, from its words."""
        return name_of_words(
            " ".join(block for section in read_sections(html) for block in section.blocks)
        )

    def paragraph_link(self, name: str) -> str:
        """The link that stands at the end of the paragraph *name*, and one to comment on it."""
        comment = self.comment_link(name) if self.comment_link else ""
        return f"{self._link(name, name)}{comment}"

    def row_place(self, key: str, html: str) -> str:
        """The place of a row of a block that says *html*: its *key*, or else made of its words.

        Nothing where rows have none on this page, or where it has that place already.
        """
        place = key or self.paragraph_name(html)
        if not self.has_paragraph_links or place in self._places:
            return ""
        self._places.add(place)
        return place

    def row_link(self, place: str, html: str) -> str:
        """The link that stands in the row at *place*, which says *html*."""
        return self._link(place, self.paragraph_name(html)) if self.has_paragraph_links else ""

    def heading_link(self, anchor: str) -> str:
        """The link that stands after the heading *anchor*, and is no part of its name."""
        name = f'aria-labelledby="{PART_LINK} {anchor}"'
        return f'<a class="cite" href="#{anchor}" {name} data-living>#</a>'

    def row_heading_link(self, anchor: str) -> str:
        """The link after the heading *anchor* of a row of a block, which says since when it is."""
        since = self._since(f"#{anchor}")
        return self.heading_link(anchor).replace(" data-living", f" data-living{since}")

    def _link(self, place: str, words: str) -> str:
        hidden = 'tabindex="-1" aria-hidden="true" data-living'
        return f'<a class="cite" href="#{place}" {hidden}{self._since(words)}>¶</a>'

    def _since(self, name: str) -> str:
        """Says which earlier revision had the words or the heading *name*, if one had."""
        earlier = self.brought_in(name) if self.brought_in else ""
        if not earlier:
            return ""
        words = gettext("First published here in: {revision}")
        return f' data-since="{escape(words.format(revision=earlier))}"'
