"""How readers comment on a proposed revision: on each of its pages, and on each paragraph.

A page that can be left in a hurry leads nowhere: nobody is led to write of danger to an address
that many may read, and no address, subject or file of sent mail tells what was read.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import quote

from safety_plan.content.page_text import read_sections
from safety_plan.core.dates import format_date
from safety_plan.core.text import truncate
from safety_plan.models.comments import CommentCall
from safety_plan.models.pages import Page
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.site.site_model import Site

#: A paragraph that has a name, as it stands in the HTML of a page.
_PARAGRAPH = re.compile(r'<p id="(p-[0-9a-f]+)">.*?</p>', re.S)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentLinks:
    """Where a comment on one page goes; *address* is that of the page, in full where it has one."""

    call: CommentCall
    revision: str
    page: str
    address: str

    def href(self, paragraph: str = "") -> str:
        """Where to comment on a *paragraph*, or on the page, by the first way there is."""
        emails = self.call.emails
        return self.email(emails[0], paragraph) if emails else self.form(self.call.forms[0])

    def email(self, to: str, paragraph: str = "") -> str:
        """The address that starts an email which says what it is about."""
        subject = quote(f"Comment on the {self.revision}: {self.page}", safe="")
        about = f"I am writing about: {self._place(paragraph)}\n\nMy comment:\n"
        return f"mailto:{quote(to, safe='@+')}?subject={subject}&body={quote(about, safe='')}"

    def form(self, form: str, paragraph: str = "") -> str:
        """The address of a form; one that ends with = is told what the comment is about."""
        return form + quote(self._place(paragraph), safe="") if form.endswith("=") else form

    def html(self, paragraph: str) -> str:
        """The link at the end of a paragraph; a keyboard reaches the same in a list below."""
        href = escape(self.href(paragraph))
        hidden = 'tabindex="-1" aria-hidden="true" data-living'
        return f'<a class="cite comment" href="{href}" {hidden}>Comment</a>'

    def _place(self, paragraph: str) -> str:
        return f"{self.address}#{paragraph}" if paragraph else self.address


def comment_context(
    site: Site, bundle: RevisionBundle, page: Page, *, exits: bool
) -> dict[str, Any] | None:
    """What a *page* says of comments; None where its revision is not open for them."""
    call = bundle.record.revision.comments
    if bundle.sealed or not call or bundle.record.revision.status != "proposed":
        return None
    context: dict[str, Any] = {"closes": format_date(call.closes) or call.closes, "links": None}
    if exits:
        return context
    base = site.plan.settings.address
    links = CommentLinks(
        call=call,
        revision=bundle.record.revision.title,
        page=page.title,
        address=f"{base}/{bundle.id}/{page.address}",
    )
    return {
        **context,
        "links": links,
        "emails": [(email, links.email(email)) for email in call.emails],
        "forms": [(form.split("/")[2], links.form(form)) for form in call.forms],
    }


def with_paragraphs(context: Mapping[str, Any], html: str) -> Mapping[str, Any]:
    """The *context* of a page with each paragraph of its *html*: its first words, and a link."""
    comments = context.get("comments")
    if not comments or not comments["links"]:
        return context
    paragraphs = [
        (_first_words(match[0]), comments["links"].href(match[1]))
        for match in _PARAGRAPH.finditer(html)
    ]
    return {**context, "comments": {**comments, "paragraphs": paragraphs}}


def _first_words(html: str) -> str:
    return truncate(" ".join(block for part in read_sections(html) for block in part.blocks))
