"""Colours in a drawing as every browser reads them, whatever a drawing program writes."""

import re
from collections.abc import Callable

from safety_plan.core.colours import hex_with_opacity
from safety_plan.reading.logos.logo import LogoError
from safety_plan.reading.logos.svg_words import REFERENCE

_WORDS = frozenset(
    {"none", "currentcolor", "inherit", "initial", "unset", "context-fill", "context-stroke"}
)
#: What browsers have always read.
_PLAIN = re.compile(
    r"#[0-9a-f]{3}|#[0-9a-f]{6}|rgb\(\s*\d+\s*,\s*\d+\s*,\s*\d+\s*\)", re.IGNORECASE
)
_FOR_PRINT = re.compile(r"\s{1,20}icc-color\([^)]{0,200}\)", re.IGNORECASE)
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*(?:\([^()]*\)[^()]*)*))?\)")
#: A variable may hold another; more than this many in one another is a mistake or a trap.
_DEEPEST = 8


def plain_paint(value: str) -> str:
    """The paint *value* in old words, with its opacity; empty where it is no paint at all.

    A browser passes over what is no paint. Raises LogoError for one that only a browser can tell.
    """
    text = _FOR_PRINT.sub("", value).strip()
    if match := REFERENCE.match(text):
        return f"{match[0]} {plain_paint(text[match.end() :])}".strip()
    if "url" in text.lower() or "\\" in text:
        return text  # it leads out of the drawing, and is left out with what else does
    if text.lower() in _WORDS or _PLAIN.fullmatch(text):
        return text
    colour = hex_with_opacity(text.lower()) if text else ""
    if not colour and "(" in text:
        raise LogoError("logo-clean.style", selector=text[:60])
    return text if colour and text.isalpha() else colour


def without_variables(value: str, find: Callable[[str], str]) -> str:
    """The *value* with what *find* gives for each variable in it. Raises LogoError."""

    def replacement(match: re.Match[str]) -> str:
        found = find(match[1]) or (match[2] or "").strip()
        if not found:
            raise LogoError("logo-clean.style", selector=match[0][:60])
        return found

    original = value
    for _ in range(_DEEPEST):
        if "var(" not in value:
            return value
        value = _VARIABLE.sub(replacement, value)[:200]
    raise LogoError("logo-clean.style", selector=original[:60])
