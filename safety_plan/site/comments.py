"""How readers comment on a proposed revision: on each of its pages, and on each paragraph.

A page that can be left in a hurry leads nowhere: nobody is led to write of danger to an address
that many may read, and no address, subject or file of sent mail tells what was read.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import quote

from safety_plan.content.page_text import read_sections
from safety_plan.core.dates import format_date
from safety_plan.core.text import truncate
from safety_plan.core.translation import gettext
from safety_plan.models.comments import CommentCall
from safety_plan.models.pages import Page
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.site.site_model import Site
from safety_plan.site.urls import relative

#: A paragraph or an item of a list that has a name, as it stands in the HTML of a page.
_PARAGRAPH = re.compile(r'<(p|li) id="(p-[0-9a-f]+)">.*?</\1>', re.S)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentLinks:
    """Where a comment on one page goes; *address* is that of the page, in full where it has one."""

    call: CommentCall
    revision: str
    page: str
    address: str

    @property
    def can_name_places(self) -> bool:
        """Whether a way there is can say which paragraph a comment is about."""
        return bool(self.call.emails) or any(form.endswith("=") for form in self.call.forms)

    def href(self, paragraph: str) -> str:
        """Where to comment on a *paragraph*: by email, or by a form that can be told of it."""
        if self.call.emails:
            return self.email(self.call.emails[0], paragraph)
        forms = [form for form in self.call.forms if form.endswith("=")]
        return self.form(min(forms, key=_is_public), paragraph)

    def email(self, to: str, paragraph: str = "") -> str:
        """The address that starts an email which says what it is about."""
        names = {"revision": self.revision, "page": self.page}
        subject = quote(gettext("Comment on the %(revision)s: %(page)s") % names, safe="")
        place = gettext("I am writing about: %(place)s") % {"place": self._place(paragraph)}
        about = f"{place}\r\n\r\n{gettext('My comment:')}\r\n"
        return f"mailto:{quote(to, safe='@+')}?subject={subject}&body={quote(about, safe='')}"

    def form(self, form: str, paragraph: str = "") -> str:
        """The address of a form; one that ends with = is told what the comment is about."""
        return form + quote(self._place(paragraph), safe="") if form.endswith("=") else form

    def html(self, paragraph: str) -> str:
        """The link at the end of a paragraph; a keyboard reaches the same in a list below."""
        if not self.can_name_places:
            return ""
        href = escape(self.href(paragraph))
        hidden = 'tabindex="-1" aria-hidden="true" data-living'
        return f'<a class="cite comment" href="{href}" {hidden}>{gettext("Comment")}</a>'

    def _place(self, paragraph: str) -> str:
        return f"{self.address}#{paragraph}" if paragraph else self.address


def comment_context(
    site: Site, bundle: RevisionBundle, path: str, exits: Collection[str]
) -> dict[str, Any] | None:
    """What the page at *path* says of comments; None where its revision is not open for them.

    *exits* are the paths of the pages that can be left in a hurry.
    """
    call, page = bundle.record.revision.comments, bundle.pages[path]
    if bundle.sealed or not call or bundle.record.revision.status != "proposed":
        return None
    closes = format_date(call.closes) or call.closes
    if path in exits:
        return {"closes": closes, "links": None, "elsewhere": _open_page(bundle, page, exits)}
    links = CommentLinks(
        call=call,
        revision=bundle.record.revision.title,
        page=page.title,
        address=f"{site.plan.settings.address}/{bundle.id}/{page.address}",
    )
    return {
        "closes": closes,
        "links": links,
        "emails": [(email, links.email(email)) for email in call.emails],
        "forms": [(form.split("/")[2], links.form(form), _is_public(form)) for form in call.forms],
    }


def _is_public(form: str) -> bool:
    """Whether *form* is the new issue of a repository, which anybody can read at once."""
    return form.endswith("?title=")


def _open_page(
    bundle: RevisionBundle, page: Page, exits: Collection[str]
) -> tuple[str, str] | None:
    """The title and the address of the first page that says how to comment, from *page*."""
    paths = [path for path in bundle.record.revision.files if path in bundle.pages]
    for path in paths:
        if path not in exits:
            other = bundle.pages[path]
            return other.title, relative(f"./{other.address}", f"./{page.address}")
    return None


def with_paragraphs(context: Mapping[str, Any], html: str) -> Mapping[str, Any]:
    """The *context* of a page with each paragraph of its *html*: its first words, and a link."""
    comments = context.get("comments")
    if not comments or not comments["links"]:
        return context
    paragraphs = [
        (_first_words(match[0]), comments["links"].href(match[2]))
        for match in _PARAGRAPH.finditer(html)
        if comments["links"].can_name_places
    ]
    return {**context, "comments": {**comments, "paragraphs": paragraphs}}


def _first_words(html: str) -> str:
    return truncate(" ".join(block for part in read_sections(html) for block in part.blocks))
