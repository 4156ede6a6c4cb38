"""The parts of a page that can be cited: listed once at its foot, so that Tab passes by each mark.

Beside its heading each part has a mark that leads to it. “Cite this page” lists the same links.
"""

import re

from markupsafe import Markup

#: A heading with the mark that stands after it.
_PART = re.compile(
    r'<(h[2-4])\b[^>]*?\bid="([^"]+)"[^>]*>((?:(?!</h[2-4]>).)*)</\1><a class="cite" ', re.S
)
#: The short name of a card; the wording of the plan follows it.
_SHORT_NAME = re.compile(r"<b data-living>(.*?)</b>", re.S)
_MARK = '<a class="cite" href="#{}" aria-labelledby='
_OUT_OF_THE_WAY = '<a class="cite" href="#{}" tabindex="-1" aria-labelledby='


def parts_of(html: str) -> list[tuple[str, str]]:
    """The place and the name of each part of *html* that has a mark, in their order."""
    return [(place, _name(words)) for _, place, words in _PART.findall(html)]


def without_stops(html: str, parts: list[tuple[str, str]]) -> str:
    """The *html* in which Tab passes by the marks of *parts*, which a list leads to as well."""
    for place, _ in parts:
        html = html.replace(_MARK.format(place), _OUT_OF_THE_WAY.format(place))
    return html


def _name(words: str) -> str:
    short = _SHORT_NAME.search(words)
    return str(Markup(short[1] if short else words).striptags())
