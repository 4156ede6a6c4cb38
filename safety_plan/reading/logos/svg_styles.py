"""The style sheet inside a drawing, as attributes of the shapes that it is for.

A strict policy of a site lets no style stand in a file. Drawing programs write few kinds of rules:
for a class, an id or a kind of shape. Whatever else decides how a shape looks cannot be known
without a browser, and is refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from safety_plan.reading.logos.logo import LogoError
from safety_plan.reading.logos.svg_words import LOOKS, SVG

_SELECTOR = re.compile(r"([A-Za-z]*)(?:([.#])([A-Za-z0-9_-]+))?")
_RANKS = {"": 0, ".": 1, "#": 2}


@dataclass(frozen=True, slots=True)
class Rule:
    """What shapes look like that are of one kind, have one class, or have one id."""

    kind: str
    mark: str
    name: str
    looks: dict[str, str]

    def fits(self, element: Element) -> bool:
        """Whether the rule is for *element*."""
        if self.kind and etree.QName(element).localname != self.kind:
            return False
        if self.mark == ".":
            return self.name in element.get("class", "").split()
        return self.mark != "#" or element.get("id") == self.name


class StyleSheet:
    """Every rule of a drawing, those that count most last."""

    def __init__(self, root: Element) -> None:
        self.leaves_out = False
        rules: list[Rule] = []
        for style in root.iter(f"{{{SVG}}}style"):
            rules += self._rules("".join(style.itertext()))
        self.rules = sorted(rules, key=lambda rule: _RANKS[rule.mark])

    def looks_of(self, element: Element) -> dict[str, str]:
        """How *element* looks by all rules for it, and by its own style."""
        looks: dict[str, str] = {}
        for rule in self.rules:
            if rule.fits(element):
                looks |= rule.looks
        return looks | _looks(element.get("style", ""))

    def _rules(self, text: str) -> Iterator[Rule]:
        for head, body in _blocks(_without_remarks(text)):
            if head.startswith("@"):
                self.leaves_out = True
                continue
            looks = _looks(body)
            for selector in head.split(",") if looks else ():
                match = _SELECTOR.fullmatch(selector.strip())
                if match is None or not match[0]:
                    raise LogoError("logo-clean.style", selector=selector.strip()[:60])
                yield Rule(match[1], match[2] or "", match[3] or "", looks)


def _without_remarks(text: str) -> str:
    first, *rest = text.split("/*")
    return first + "".join(part.partition("*/")[2] for part in rest)


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """What stands before and between the braces of each rule; a rule in a rule is part of it."""
    head, depth, start = "", 0, 0
    for place, sign in enumerate(text):
        if sign == "{":
            depth += 1
            if depth == 1:
                head, start = text[start:place].strip(), place + 1
        elif sign == "}" and depth:
            depth -= 1
            if depth == 0:
                yield head, text[start:place]
                start = place + 1
        elif sign == ";" and depth == 0:  # such as @import
            yield text[start : place + 1].strip(), ""
            start = place + 1


def _looks(style: str) -> dict[str, str]:
    """The settings of *style* that say how a shape looks."""
    looks = {}
    for part in style.split(";"):
        name, _, value = part.partition(":")
        if name.strip() in LOOKS:
            looks[name.strip()] = value.replace("!important", "").strip()
    return looks
