"""Names of places on pages that do not say what stands there, wherever one can land.

A browser keeps the whole address in its history, with the name of the place after the `#`. A
record keeps the names it was sealed with; on the site each one that names what can put its reader
at risk is replaced by a neutral name, in the finished page, so that links and places agree.
"""

import re
from functools import lru_cache
from html import escape, unescape
from urllib.parse import quote, unquote, urlsplit

from safety_plan.models.sensitivity import neutral_anchor

#: The attributes that hold names of places on the page, with spaces between them.
_NAMES = (
    *("id", "for", "form", "headers", "list", "popovertarget", "commandfor"),
    *("aria-activedescendant", "aria-controls", "aria-describedby", "aria-details"),
    *("aria-errormessage", "aria-flowto", "aria-labelledby", "aria-owns"),
)
#: A tag: in text and in attributes `<` is always escaped.
_TAG = re.compile(r"<[a-z][^<>]*>", re.I)
_NAME = re.compile(rf'(\s(?:{"|".join(_NAMES)})=")([^"]*)(?=")')
_LINK = re.compile(r'(\shref=")([^"]*#[^"]*)(?=")')


def neutral_link(link: str) -> str:
    """The *link* with the neutral name of its place; one that leaves the site stays as it is."""
    path, mark, anchor = link.partition("#")
    if not mark or urlsplit(link).scheme or link.startswith("//"):
        return link
    neutral = neutral_anchor(unquote(anchor))
    return link if neutral == unquote(anchor) else f"{path}#{quote(neutral)}"


def with_neutral_anchors(html: str) -> str:
    """The finished page *html*, with neutral names of places and in links to them."""
    return _TAG.sub(lambda match: _neutral_tag(match[0]), html)


@lru_cache(20_000)  # menus and frames have the same tags on every page
def _neutral_tag(tag: str) -> str:
    tag = _NAME.sub(lambda m: m[1] + _neutral_names(m[2]), tag)
    return _LINK.sub(lambda m: m[1] + escape(neutral_link(unescape(m[2]))), tag)


def _neutral_names(value: str) -> str:
    names = value.split()
    neutral = [neutral_anchor(unescape(name)) for name in names]
    return value if neutral == [unescape(name) for name in names] else escape(" ".join(neutral))
