"""From a resolved page to HTML: the one Markdown of the record and of the site.

Raw HTML is not HTML here: it comes out as text. `plan-` blocks are rendered by
a `Renderer`; every table can scroll and take focus.
"""

import json
import re
import xml.etree.ElementTree as etree
from collections.abc import Callable
from html import escape
from typing import Any

import markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from safety_plan.content.links import LINK_CLASSES
from safety_plan.content.renderer import Renderer
from safety_plan.reading.markdown_text import CODE, FENCE

#: The parts of Markdown a page may use, for record and site alike.
EXTENSIONS = ["tables", "def_list", "footnotes", "admonition", "sane_lists"]
TOC = {"toc": {"permalink": False}}

BLOCK = re.compile(r"^```plan-([a-z]+)\n(.*?)\n```[ \t]*$", re.M | re.S)


class PlanExtension(Extension):
    """The Markdown extension that knows marks and `plan-` blocks."""

    def __init__(self, renderer: Renderer) -> None:
        super().__init__()
        self.renderer = renderer

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        """Adds our parts to *md* and takes raw HTML out."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        # What is code is settled by `calls`, so that no rule sees it otherwise.
        md.parser.blockprocessors.deregister("code")
        md.inlinePatterns.deregister("backtick")
        # After spaces are normalised (30), before fenced code is read (25).
        md.preprocessors.register(_Blocks(md, self.renderer), "plan-blocks", 28)
        md.treeprocessors.register(_Marks(md), "plan-marks", -5)


class _Blocks(Preprocessor):
    def __init__(self, md: markdown.Markdown, renderer: Renderer) -> None:
        super().__init__(md)
        self.renderer = renderer

    def run(self, lines: list[str]) -> list[str]:
        text = BLOCK.sub(self._stashed, "\n".join(lines))
        text = FENCE.sub(lambda m: f"\n{self._code(m, '<pre>{}</pre>')}\n", text)
        return CODE.sub(lambda m: self._code(m, "{}"), text).split("\n")

    def _code(self, match: re.Match[str], around: str) -> str:
        shown = f"<code>{escape(match['code'], quote=False)}</code>"
        return self.md.htmlStash.store(around.format(shown))

    def _stashed(self, match: re.Match[str]) -> str:
        html = self.renderer.block(match[1], json.loads(match[2]))
        return f"\n{self.md.htmlStash.store(html)}\n" if html else ""


class _Marks(Treeprocessor):
    """Classes for the links we make, and a scrolling region round each table."""

    def run(self, root: etree.Element) -> None:
        for element in root.iter("a"):
            if kind := LINK_CLASSES.get(element.get("href", "").partition(":")[0]):
                element.set("class", kind)
        for parent in list(root.iter()):
            for index, child in enumerate(list(parent)):
                if child.tag == "table":
                    parent[index] = _region(child)


def _region(table: etree.Element) -> etree.Element:
    heading = " ".join(cell.text or "" for cell in table.iter("th")).strip()
    scrolls = {"class": "table-scroll", "role": "region", "tabindex": "0"}
    region = etree.Element("div", scrolls | {"aria-label": f"Table: {heading}"})
    table.set("class", "plan-table")
    for cell in table.iter("th"):
        cell.set("scope", "col")
    for cell in table.iter():
        if cell.tag in ("td", "th") and "right" in cell.attrib.pop("style", ""):
            cell.set("class", "n")
    region.append(table)
    return region


def make_renderer(renderer: Renderer) -> Callable[[str], str]:
    """A function that gives the HTML of a resolved page's text; ready for many pages."""
    configs: dict[str, dict[str, Any]] = TOC
    made = markdown.Markdown(
        extensions=[*EXTENSIONS, "toc", PlanExtension(renderer)], extension_configs=configs
    )
    return lambda text: made.reset().convert(text)


def find_blocks(text: str, kind: str) -> list[Any]:
    """The contents of every block of *kind* in a resolved page, in order."""
    return [json.loads(match[2]) for match in BLOCK.finditer(text) if match[1] == kind]
