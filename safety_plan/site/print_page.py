"""All pages of a revision as one, to print: their words, put one after another.

What helps only on a page of its own is left out: links for citing, what is beside a figure
and the drawings for a small screen. It stands in a file of its own kind, `whole.html`, whose
name no page's folder can have.
"""

import posixpath
import re
from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement
from markupsafe import Markup, escape

from safety_plan.content.templates import render_template
from safety_plan.core.translation import current_language
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.record import Record, RecordedPage
from safety_plan.revisions.verify import DOWNLOADS

PRINT_PAGE = "whole.html"
#: What is of use on the page itself only.
_ON_THE_PAGE_ONLY = (
    './/a[@class="cite" or @class="cite comment"] | .//div[contains(@class, "figure-uses")]'
    ' | .//*[local-name()="svg"][contains(@class, "chart-narrow")]'
)
#: What is folded on a page of its own: the list, each part of it, and the heading to press.
_FOLD = "contains(concat(' ', @class, ' '), ' fold ')"
_FOLDS = f".//*[@class='folds'] | .//details[{_FOLD}] | .//details[{_FOLD}]/summary"
_OF_FOLDS = f".//details[{_FOLD}]/summary/small | .//*[@class='folds-name']"
#: Attributes that hold the names of places on the page, with spaces between them.
_NAMES = ("id", "for", "headers", "aria-labelledby", "aria-describedby")
_LINKS = ("href", "src")
#: What in a tree leads to a place or is named by one, without an object for each element.
_USES = etree.XPath(
    " | ".join(f".//@{name}" for name in (*_NAMES[1:], *_LINKS)), smart_strings=False
)
#: A link to a file to download, as it stands among all pages.
_DOWNLOAD = re.compile(rf'href="({DOWNLOADS}/[^"]+)"')
_LOWER_HEADINGS = {f"h{level}": f"h{level + 1}" for level in range(1, 6)}


def print_page(bundle: RevisionBundle, contents: Mapping[str, str], start: str = "") -> Markup:
    """The words of every page of *bundle*, in the order of the contents.

    *contents* is the HTML of each page by its path, its links relative to the page. A page that
    is not in the language of the file says so. Where the revision has an address on the web, its
    *start*, that of each file to download stands on paper beside its link.
    """
    record, own = bundle.record, current_language()
    pages = {
        page_id: Markup(_with_addresses(html, start))
        for page_id, html in pages_as_one(record, contents).items()
    }
    languages = {path: page.language for path, page in bundle.pages.items()}
    foreign = {path: language for path, language in languages.items() if language != own}
    params = {"record": record, "pages": pages, "foreign": foreign}
    return Markup(render_template("print_pages.html", **params))


def _with_addresses(html: str, start: str) -> str:
    """*html* with the whole address of each file to download, for paper, after *start*."""
    if not start:
        return html
    return _DOWNLOAD.sub(lambda link: f'{link[0]} data-address="{escape(start)}{link[1]}"', html)


def pages_as_one(
    record: Record, contents: Mapping[str, str], *, without_narrow: bool = True
) -> dict[str, str]:
    """The HTML of each page by its page_id, as it stands with all the others in one file.

    Headings stand one level lower, names of places start with the page's own, links to other
    pages lead to where they stand in the file. Names that nothing uses are left out.
    """
    places = {posixpath.normpath(p.address or "."): p.anchor for p in record.pages.values()}
    trees = {
        page.page_id: _page_in_print(page, contents[path], places, without_narrow)
        for path, page in record.pages.items()
        if path in contents
    }
    _drop_unused_names(trees.values())
    return {page_id: inner_html(tree) for page_id, tree in trees.items()}


def unfold(tree: HtmlElement) -> None:
    """Puts what opens at a press in *tree* below its heading, where paper shows it."""
    for element in tree.xpath(_OF_FOLDS):
        element.drop_tree()
    for element in tree.xpath(_FOLDS):
        element.drop_tag()


def _page_in_print(
    page: RecordedPage, html: str, places: Mapping[str, str], without_narrow: bool
) -> HtmlElement:
    tree = lxml_html.fragment_fromstring(html, create_parent="div")
    address = posixpath.normpath(page.address or ".")
    drop = _ON_THE_PAGE_ONLY if without_narrow else _ON_THE_PAGE_ONLY.partition(" | .//*")[0]
    for element in tree.xpath(drop):
        element.drop_tree()
    unfold(tree)
    for element in tree.iter(etree.Element):
        element.tag = _LOWER_HEADINGS.get(str(element.tag), element.tag)
        if element.get("role") == "region":  # the same table may stand on two pages
            element.set("aria-label", f"{page.title}. {element.get('aria-label')}")
        for name, value in element.items():
            if name in _NAMES and value:
                element.set(name, " ".join(f"{places[address]}.{word}" for word in value.split()))
            elif name in _LINKS:
                element.set(name, _link_in_print(value, address, places))
    return tree


def _link_in_print(link: str, address: str, places: Mapping[str, str]) -> str:
    """Where *link* of the page at *address* leads from the file: to a place inside it if it can."""
    path, mark, anchor = link.partition("#")
    if urlsplit(link).scheme:
        return link
    target = posixpath.normpath(posixpath.join(address, path)) if path else address
    if target in places:
        return f"#{places[target]}.{anchor}" if anchor else f"#{places[target]}"
    slash = "/" if path.endswith("/") else ""
    return f"{target}{slash}{mark}{anchor}"


def _drop_unused_names(trees: Collection[HtmlElement]) -> None:
    """Takes out the names of places that nothing leads to or is named by."""
    uses = [value for tree in trees for value in _USES(tree)]
    used = {word.lstrip("#") for value in uses for word in value.split()}
    for element in (element for tree in trees for element in tree.xpath(".//*[@id]")):
        if element.get("id") not in used:
            del element.attrib["id"]


def inner_html(tree: HtmlElement) -> str:
    """What stands between the tags of *tree*."""
    children = (lxml_html.tostring(child, encoding="unicode") for child in tree)
    return "".join([tree.text or "", *children])
