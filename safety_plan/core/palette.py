"""The colours of the site by their names, as the one style sheet that holds them has them."""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from safety_plan.core.resources import PACKAGE

#: The only file that holds colours.
STYLE_SHEET = "theme/assets/stylesheets/colours.css"
_BLOCK = re.compile(r"(?:@media ([^{]+) \{\s*)?:root \{([^}]*)\}")
_COLOUR = re.compile(r"^ +--([a-z0-9-]+): ([^;\n]+);$", re.M)
#: Three digits or six, and perhaps those that say that one cannot see through the colour.
_HEX = re.compile(r"#?(?:([0-9a-f]{3})f?|([0-9a-f]{6})(?:ff)?)", re.IGNORECASE)
_CLEAR_HEX = re.compile(r"#?(?:[0-9a-f]{4}|[0-9a-f]{8})", re.IGNORECASE)
_NAME = re.compile(r"var\(--([a-z0-9-]+)\)")


class Mode(StrEnum):
    """What a page is seen on."""

    LIGHT = "light"
    DARK = "dark"
    PRINT = "print"


def read_hex(text: str) -> str:
    """The colour *text* with six small digits after its #; empty where it is none."""
    match = _HEX.fullmatch(text.strip())
    if match is None:
        return ""
    digits = match[2] or "".join(2 * digit for digit in match[1])
    return f"#{digits.lower()}"


def is_clear_hex(text: str) -> bool:
    """Whether *text* is a colour in hex that one can see through."""
    return _CLEAR_HEX.fullmatch(text.strip()) is not None and not read_hex(text)


@cache
def palette(mode: Mode) -> Mapping[str, str]:
    """The colour of each name in *mode*, such as `accent`, as hex."""
    return resolve_names(_declarations(mode))


def resolve_names(colours: Mapping[str, str]) -> dict[str, str]:
    """*colours* with the colour itself in place of each name of another."""
    return {name: _resolve(value, colours) for name, value in colours.items()}


def with_colours(mode: Mode, own: Mapping[str, str]) -> dict[str, str]:
    """The colour of each name in *mode* where a style sheet gives some of them their *own*."""
    return resolve_names({**_declarations(mode), **own})


@cache
def _declarations(mode: Mode) -> Mapping[str, str]:
    css = (PACKAGE / STYLE_SHEET).read_text(encoding="utf-8")
    colours: dict[str, str] = {}
    for media, block in _BLOCK.findall(css):
        if not media or mode in media:
            colours |= dict(_COLOUR.findall(block))
    return colours


def _resolve(value: str, colours: Mapping[str, str]) -> str:
    while match := _NAME.fullmatch(value):
        value = colours[match[1]]
    return value
