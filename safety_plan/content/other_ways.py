"""Where the content of a file stands besides: on a page of the plan, or on one about the site."""

import re
from collections.abc import Iterator

from markdown.extensions.toc import slugify

from safety_plan.content.links import escape_markdown
from safety_plan.core.translation import gettext
from safety_plan.models.pages import Page
from safety_plan.models.plan import Plan

#: How a page about the site may be named too, as in a link to it: `site/actions`.
SITE = "site/"
_HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t#]*(?:\{[ \t]*#([\w-]+)[ \t]*\})?[ \t]*$", re.M)
#: What makes more of a heading than its words: calls, links, bold words.
_NOT_PLAIN = re.compile(r"[{}\[\]*_`<>\\]")


def find_site_page(plan: Plan, name: str) -> Page | None:
    """The page about the site that *name* is the page_id or the path of, as in `site/actions`."""
    if name.startswith(SITE):
        return plan.site_pages.get(f"{name.removeprefix(SITE).removesuffix('.md')}.md")
    return next((page for page in plan.site_pages.values() if page.page_id == name), None)


def way_to_page(plan: Plan, target: str, shown_on: str) -> str:
    """A sentence with a link to the page, or its heading, that *target* names, or nothing.

    Where *target* is on the page that it is *shown_on*, it leads to the heading by its name.
    """
    page_id, mark, anchor = target.partition("#")
    pages = {page.page_id: page for page in plan.pages.values()}
    own = pages.get(page_id)
    of_site = find_site_page(plan, page_id)
    if own and page_id == shown_on:
        return _way_on_same_page(own, anchor)
    if own:
        link = _link(own.title, f"page:{page_id}{mark}{anchor}")
    elif of_site:
        link = _link(of_site.title, f"site:{of_site.path.removesuffix('.md')}{mark}{anchor}")
    else:
        return ""
    return gettext("The same content is on a page: %(link)s.") % {"link": link}


def _way_on_same_page(page: Page, anchor: str) -> str:
    """The way to the content on the *page* on which this is read."""
    heading = dict(_headings(page)).get(anchor) if anchor else None
    if heading is None:
        return gettext("The same content is on the page “%(page)s”.") % {
            "page": escape_markdown(page.title)
        }
    link = _link(heading, f"page:{page.page_id}#{anchor}")
    return gettext("The same content is under the heading %(link)s.") % {"link": link}


def _headings(page: Page) -> Iterator[tuple[str, str]]:
    """The anchor and the words of each heading below the first that is words alone."""
    for words, own_anchor in _HEADING.findall(page.text):
        if not _NOT_PLAIN.search(words) and words != page.title:
            yield own_anchor or slugify(words, "-"), words


def _link(words: str, target: str) -> str:
    return f"[{escape_markdown(words)}]({target})"
