"""The words of a text, as the search of the site takes them apart.

`engine/text.js` does the same to what a reader types; `tests/labelled/search-tokens.json`
holds both to one list of examples.
"""

import re
import unicodedata
from collections.abc import Iterator

#: Letters that no accent is taken off, but a mark is.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"}
)
_POSSESSIVE = re.compile(r"(?<=[^\W_])['’‘`´]s\b")
_APOSTROPHE = re.compile(r"['’‘`´]")
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
#: Words with hyphens between them, which are one word as well.
_HYPHENED = re.compile(r"(?<![^\W\d_])[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)+")
_WORD = re.compile(r"[0-9]+(?:\.[0-9]+)+|[^\W_]+")


def plain(text: str) -> str:
    """*text* in small letters, without accents, apostrophes and commas in numbers."""
    letters = unicodedata.normalize("NFD", text.lower())
    text = "".join(c for c in letters if not unicodedata.combining(c)).translate(_LETTERS)
    text = _APOSTROPHE.sub("", _POSSESSIVE.sub("", text))
    return _THOUSANDS.sub("", text)


def words_of(text: str) -> list[str]:
    """The words of *text* in their order, each as often as it stands there."""
    return _WORD.findall(plain(text))


def index_words(text: str) -> Iterator[str]:
    """The words under which *text* is found: `anti-social` also as one word."""
    text = plain(text)
    yield from _WORD.findall(text)
    for match in _HYPHENED.finditer(text):
        yield "".join(_WORD.findall(match.group()))
