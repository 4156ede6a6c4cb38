"""From a resolved page to HTML: the one Markdown of the record and of the site.

Raw HTML is not HTML here: it comes out as text. `plan-` blocks are rendered by
a `Renderer`; every table can scroll and take focus.
"""

import json
import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from safety_plan.content.change_groups import group_by_change
from safety_plan.content.links import LINK_CLASSES, marked_language
from safety_plan.content.renderer import Renderer
from safety_plan.content.site_markup import SiteMarkup
from safety_plan.content.sparks import is_spark, spark_html
from safety_plan.core.translation import gettext
from safety_plan.reading.markdown_text import CODE, FENCE

#: The parts of Markdown a page may use, for record and site alike.
EXTENSIONS = ["tables", "def_list", "footnotes", "admonition", "sane_lists"]
TOC = {"toc": {"permalink": False}}

BLOCK = re.compile(r"^```plan-([a-z]+)\n(.*?)\n```[ \t]*$", re.M | re.S)


class PlanExtension(Extension):
    """The Markdown extension that knows marks and `plan-` blocks.

    *renderer* makes the blocks of the page that is converted, and knows what the page has on
    the site only. It may be set anew before each page.
    """

    def __init__(self, renderer: Renderer) -> None:
        super().__init__()
        self.renderer = renderer

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        """Adds our parts to *md* and takes raw HTML out."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        # What is code is settled by `macro_calls`, so that no rule sees it otherwise.
        md.parser.blockprocessors.deregister("code")
        md.inlinePatterns.deregister("backtick")
        # After spaces are normalised (30), before fenced code is read (25).
        md.preprocessors.register(_Blocks(md, self), "plan-blocks", 28)
        # After MkDocs has read the links to other files (0).
        md.treeprocessors.register(_Tables(md), "plan-tables", -5)
        md.treeprocessors.register(_Links(md, self), "plan-links", -6)
        md.treeprocessors.register(_Permalinks(md, self), "plan-permalinks", -7)


class _Blocks(Preprocessor):
    """Renders `plan-` blocks, and settles what is code."""

    def __init__(self, md: markdown.Markdown, extension: PlanExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, lines: list[str]) -> list[str]:
        text = BLOCK.sub(self._store_block, "\n".join(lines))
        text = FENCE.sub(lambda m: f"\n{self._store_code(m, '<pre>{}</pre>')}\n", text)
        return CODE.sub(lambda m: self._store_code(m, "{}"), text).split("\n")

    def _store_code(self, match: re.Match[str], around: str) -> str:
        code = f"<code>{escape(match['code'], quote=False)}</code>"
        return self.md.htmlStash.store(around.format(code))

    def _store_block(self, match: re.Match[str]) -> str:
        html = self.extension.renderer.block(match[1], json.loads(match[2]))
        if self.extension.renderer.site:
            html = self.extension.renderer.site.finish_block(html)
        return f"\n{self.md.htmlStash.store(html)}\n" if html else ""


class _Tables(Treeprocessor):
    """A scrolling region round each table."""

    def run(self, root: etree.Element) -> None:
        for parent in list(root.iter()):
            for index, child in enumerate(list(parent)):
                if child.tag == "table":
                    parent[index] = _region(child)


class _Links(Treeprocessor):
    """Classes for the links we make and, on the site, the addresses they lead to.

    A small line is a link whose target holds all that is drawn.
    """

    def __init__(self, md: markdown.Markdown, extension: PlanExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: etree.Element) -> None:
        for link in list(root.iter("a")):
            target = link.get("href", "")
            if is_spark(target):
                self._draw_spark(link, target)
                continue
            if language := marked_language(target):
                link.tag = "span"
                link.attrib.clear()
                link.set("lang", language)
                continue
            if css_class := LINK_CLASSES.get(target.partition(":")[0]):
                link.set("class", css_class)
            if self.extension.renderer.site:
                link.set("href", self.extension.renderer.site.resolve(target))

    def _draw_spark(self, link: etree.Element, target: str) -> None:
        html = str(spark_html(target, "".join(link.itertext())))
        if self.extension.renderer.site:
            html = self.extension.renderer.site.resolve_links(html)
        tail = link.tail
        link.clear()
        link.tag = "span"
        link.tail = tail
        link.text = self.md.htmlStash.store(html)


class _Permalinks(Treeprocessor):
    """A link at each part that can be cited, and notes below headings; on the site only."""

    def __init__(self, md: markdown.Markdown, extension: PlanExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: etree.Element) -> None:
        if site := self.extension.renderer.site:
            names: set[str] = set()
            for parent in list(root.iter()):
                for child in list(parent):
                    if _is_paragraph(child, site) and not child.attrib:
                        self._name_paragraph(child, site, names)
                    elif re.fullmatch("h[1-6]", child.tag) and child.get("id"):
                        self._mark_heading(parent, child, site)

    def _name_paragraph(self, paragraph: etree.Element, site: SiteMarkup, names: set[str]) -> None:
        html = self._html(paragraph)
        name = site.paragraph_name(html) if html.startswith(("<p>", "<li>")) else ""
        if name and name not in names:
            names.add(name)
            paragraph.set("id", name)
            _append(paragraph, self.md.htmlStash.store(f" {site.paragraph_link(name)}"))

    def _mark_heading(
        self, parent: etree.Element, heading: etree.Element, site: SiteMarkup
    ) -> None:
        anchor = heading.get("id", "")
        for note in site.notes_below(anchor):
            below = etree.Element("p")
            below.text = self.md.htmlStash.store(note)
            parent.insert(list(parent).index(heading) + 1, below)
        # The title of a page has no link of its own: the page has an address, which may have
        # to keep quiet about the subject. After others it stands beside, so that a screen
        # reader reads the heading once.
        if heading.tag != "h1" and site.has_permalinks:
            heading.tail = self.md.htmlStash.store(site.heading_link(anchor)) + (heading.tail or "")

    def _html(self, element: etree.Element) -> str:
        """The HTML of *element* as it will stand on the page."""
        tail = element.tail
        element.tail = None
        html = self.md.serializer(element)
        element.tail = tail
        for name in ("raw_html", "amp_substitute"):
            html = self.md.postprocessors[name].run(html)
        return html


def _is_paragraph(element: etree.Element, site: SiteMarkup) -> bool:
    """Whether *element* gets a name; an item of a list does where its words stand in no other."""
    if not site.has_paragraph_links:
        return False
    holds_others = any(child.tag in ("p", "ul", "ol") for child in element)
    return element.tag == "p" or (element.tag == "li" and not holds_others)


def _append(element: etree.Element, text: str) -> None:
    """Puts *text* at the end of what *element* holds."""
    children = list(element)
    if children:
        children[-1].tail = (children[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _region(table: etree.Element) -> etree.Element:
    heading = " ".join(cell.text or "" for cell in table.iter("th")).strip()
    scrolls = {"class": "table-scroll", "role": "region", "tabindex": "0"}
    label = gettext("Table: {caption}").format(caption=heading)
    region = etree.Element("div", scrolls | {"aria-label": label})
    table.set("class", "plan-table")
    for cell in table.iter("th"):
        cell.set("scope", "col")
    for cell in table.iter():
        if cell.tag in ("td", "th") and "right" in cell.attrib.pop("style", ""):
            cell.set("class", "n")
    headings = list(table.iter("th"))
    _name_rows(table)
    _stand_as_cards(table, headings)
    group_by_change(table)
    region.append(table)
    return region


def _name_rows(table: etree.Element) -> None:
    """Makes the first cell of each row its heading, so that a listener hears it with each cell."""
    for name, *_ in table.iterfind("tbody/tr"):
        name.tag = "th"
        name.set("scope", "row")


def _stand_as_cards(table: etree.Element, headings: Sequence[etree.Element]) -> None:
    """Marks a table whose columns of words do not fit on a phone; there it stands as cards."""
    if len(headings) < 4 or sum("class" not in heading.attrib for heading in headings) < 3:
        return
    table.set("class", "plan-table cards")
    for row in table.iterfind("tbody/tr"):
        for cell, heading in zip(row[1:], headings[1:], strict=False):
            cell.set("data-label", "".join(heading.itertext()))


def make_renderer(renderer: Renderer) -> Callable[[str], str]:
    """A function that gives the HTML of a resolved page's text; ready for many pages."""
    configs: dict[str, dict[str, Any]] = TOC
    converter = markdown.Markdown(
        extensions=[*EXTENSIONS, "toc", PlanExtension(renderer)], extension_configs=configs
    )
    return lambda text: converter.reset().convert(text)


def find_blocks(text: str, kind: str) -> list[Any]:
    """The contents of every block of *kind* in a resolved page, in order."""
    if f"```plan-{kind}\n" not in text:  # most pages have none, and all are asked for every kind
        return []
    return [json.loads(match[2]) for match in BLOCK.finditer(text) if match[1] == kind]
