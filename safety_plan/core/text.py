"""Names, and small helpers for text that is shown to a person."""

import re
import unicodedata
from collections.abc import Sequence

from safety_plan.core.translation import gettext

#: A name as it stands in addresses and data: small letters, digits and single hyphens.
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

#: What says yes and what says no, in small letters.
_SWITCHES = {
    **dict.fromkeys(("yes", "true", "on", "y"), True),
    **dict.fromkeys(("no", "false", "off", "n"), False),
}

#: Unicode's categories of characters that nobody sees.
_HIDDEN_CATEGORIES = ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")
#: Letters and marks that look like nothing at all.
_BLANKS = {*"\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"}
#: How the numbers of most characters end that never mean anything, and the rest of them.
_NO_CHARACTER = 0xFFFE
_NO_CHARACTERS = range(0xFDD0, 0xFDF0)
#: What stands where the law had words, or a file, taken out of a sealed revision; plain in
#: Markdown, CSV, YAML and JSON alike.
TOMBSTONE = "(removed)"
#: The most letters that one cell or one setting has. Whoever reads it has no patience for more.
LONGEST_TEXT = 10_000


def read_switch(text: str) -> bool | None:
    """Yes or no, however it is spelt; None where *text* is neither, as a number is."""
    return _SWITCHES.get(text.strip().lower())


def find_hidden_characters(text: str) -> str:
    """Names the control, zero-width or direction characters in *text*, such as `U+200B`.

    So are numbers that stand for no character: a feed that holds one cannot be read. Several
    are separated by commas; the empty text means that there are none.
    """
    if text.isascii() and text.isprintable():
        return ""
    hidden = {character for character in set(text) - {"\n", "\t"} if _is_hidden(character)}
    return ", ".join(f"U+{ord(character):04X}" for character in sorted(hidden))


def _is_hidden(character: str) -> bool:
    number = ord(character)
    return (
        character in _BLANKS
        or number & _NO_CHARACTER == _NO_CHARACTER
        or number in _NO_CHARACTERS
        or unicodedata.category(character) in _HIDDEN_CATEGORIES
    )


def truncate(text: str, limit: int = 60) -> str:
    """*text* on one line, cut with … where it is longer than *limit* characters."""
    line = text.replace("\n", " ")
    return line if len(line) <= limit else line[: limit - 1] + "…"


def all_of(words: Sequence[str]) -> str:
    """*words* as a list in a sentence: `A`, `A and B`, `A, B and C`."""
    if len(words) < 2:
        return "".join(words)
    *others, last = words
    return gettext("{words} and {last}").format(words=", ".join(others), last=last)


def any_of(words: Sequence[str]) -> str:
    """*words* as a choice in a sentence: `A`, `A or B`, `A or B or C`."""
    choice, *others = words or [""]
    for word in others:
        choice = gettext("{words} or {last}").format(words=choice, last=word)
    return choice
