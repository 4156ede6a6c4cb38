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
from safety_plan.reading.logos.svg_paints import plain_paint, without_variables
from safety_plan.reading.logos.svg_words import IN_STYLES, PAINTS, SVG

_SELECTOR = re.compile(r"(:root)|([A-Za-z]*)(?:([.#])([A-Za-z0-9_-]+))?")
_IMPORTANT = re.compile(r"\s{0,20}!\s{0,20}important\s{0,20}$", re.IGNORECASE)
_RANKS = {"": 0, ".": 1, ":root": 1, "#": 2}


@dataclass(frozen=True, slots=True)
class Looks:
    """What a style says; what it calls important counts more than any other style."""

    usual: dict[str, str]
    important: dict[str, str]


@dataclass(frozen=True, slots=True)
class Rule:
    """What shapes look like that are of one kind, have one class, or have one id."""

    kind: str
    mark: str
    name: str
    looks: Looks

    def fits(self, element: Element) -> bool:
        """Whether the rule is for *element*."""
        if self.mark == ":root":
            return element.getparent() is None
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
        styles = self._styles(element)
        return {
            name: self.without_variables(element, name, value) for name, value in styles.items()
        }

    def _styles(self, element: Element) -> dict[str, str]:
        own = _looks(element.get("style", ""))
        every = [*(rule.looks for rule in self.rules if rule.fits(element)), own]
        looks: dict[str, str] = {}
        for one in every:
            looks |= one.usual
        for one in every:
            looks |= one.important
        return looks

    def without_variables(self, element: Element, name: str, value: str) -> str:
        """The *value* of a setting without variables, its colour in old words."""
        if name.startswith("--"):
            return value
        value = without_variables(value, lambda variable: self._variable(element, variable))
        return plain_paint(value) if name in PAINTS else value

    def _variable(self, element: Element, name: str) -> str:
        """What the variable *name* is for *element*: what the nearest around it says."""
        for one in (element, *element.iterancestors()):
            if value := self._styles(one).get(name):
                return value
        return ""

    def _rules(self, text: str) -> Iterator[Rule]:
        for head, body in _blocks(_without_remarks(text)):
            if head.startswith("@"):
                self.leaves_out = True
                continue
            looks = _looks(body)
            for selector in head.split(",") if looks.usual or looks.important else ():
                match = _SELECTOR.fullmatch(selector.strip())
                if match is None or not match[0]:
                    raise LogoError("logo-clean.style", selector=selector.strip()[:60])
                yield Rule(match[2] or "", match[1] or match[3] or "", match[4] or "", looks)


def _without_remarks(text: str) -> str:
    first, *rest = text.split("/*")
    return first + "".join(part.partition("*/")[2] for part in rest)


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """What stands before and between the braces of each rule; a rule in a rule is part of it."""
    head = ""
    depth = 0
    start = 0
    for place, sign in enumerate(text):
        if sign == "{":
            depth += 1
            if depth == 1:
                head = text[start:place].strip()
                start = place + 1
        elif sign == "}" and depth:
            depth -= 1
            if depth == 0:
                yield head, text[start:place]
                start = place + 1
        elif sign == ";" and depth == 0:  # such as @import
            yield text[start : place + 1].strip(), ""
            start = place + 1


def _looks(style: str) -> Looks:
    """The settings of *style* that say how a shape looks."""
    looks = Looks({}, {})
    for part in _without_remarks(style).split(";"):
        name, _, text = part.partition(":")
        name = name.strip() if name.strip().startswith("--") else name.strip().lower()
        value = _IMPORTANT.sub("", text).strip()
        same = looks.important if _IMPORTANT.search(text) else looks.usual
        # Drawing programs write a colour once for every screen, and again for those that show more.
        is_again = name in same and value.lower().startswith("color(")
        is_known = name in IN_STYLES or name.startswith("--")
        if is_known and not is_again and _is_value(name, value):
            same[name] = value
    return looks


def _is_value(name: str, value: str) -> bool:
    """Whether a browser would take *value*; what is no colour leaves the one before it."""
    return bool(value) and (name not in PAINTS or "var(" in value or bool(plain_paint(value)))
