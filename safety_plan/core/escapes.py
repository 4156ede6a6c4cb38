"""Texts of other people put where mark-up is read: each stays a text, and stays on its line.

A summary of a change is read by whoever decides on it, and its texts come from whoever
proposes it. So none may start a line, open a comment, close an element, call somebody by
name, show a picture or turn the direction of writing.
"""

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from html import escape

from safety_plan.core.quantities import format_number
from safety_plan.core.translation import ngettext

#: What means something to Markdown wherever it stands, the mathematics of GitHub among it.
_MARKS = re.compile(r"[\\`*\[\]~|$]|(?<![^\W_])_|_(?![^\W_])")
#: What means something to Markdown at the start of a line.
_LINE_START = re.compile(r"(\s*)([-+=#]|\d{1,9}(?=[.)](?:\s|$)))")
#: Words that a host of code makes a link, a picture or a call of: names, addresses, numbers
#: of other changes, names of commits, words between colons.
_LINKED = re.compile(
    r"@|`|://|\bwww\.|^(?:mailto|xmpp):|#\d|\bGH-\d|:[\w+-]+:|\b(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,64}\b",
    re.I,
)
#: Marks of a sentence that stand round a word, and are no part of it.
_OPENING = "(“‘\"'"
_CLOSING = tuple(".,;:!?)”’\"'")
#: Makes a text safe in one place.
Escape = Callable[[str], str]
_BREAK = re.compile(r"[\r\n\v\f\x85\u2028\u2029]+")
#: Unicode's categories of what nobody sees, or what takes no place of its own.
_UNSEEN = ("Cc", "Cf", "Co", "Cs")
#: So many marks may stand on one letter; more would be drawn over the lines around it.
_MOST_ACCENTS = 3
_ACCENTS = re.compile(r"([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{4,})")


def one_line(text: str) -> str:
    """*text* on one line, with the name of each character in it that nobody would see."""
    line = _BREAK.sub(" ", text).replace("\t", " ")
    line = _ACCENTS.sub(lambda run: run[1][:_MOST_ACCENTS], line)
    if line.isprintable():
        return line
    return "".join(f"[U+{ord(c):04X}]" if unicodedata.category(c) in _UNSEEN else c for c in line)


def cut(text: str, limit: int) -> str:
    """*text* as far as its first *limit* letters, and how many more it has."""
    left_out = len(text) - limit
    if left_out <= 0:
        return text
    words = ngettext(
        "{text}… and {number} more letter", "{text}… and {number} more letters", left_out
    )
    return words.format(text=text[:limit], number=format_number(Decimal(left_out)))


def escape_markdown(text: str) -> str:
    """*text* as words of a line of Markdown that say just what it says."""
    words = re.split("( )", re.sub(" {2,}", " ", one_line(text)))  # many would be code
    line = "".join(
        _as_code(word, _code, _escape_word) if _LINKED.search(word) else _escape_word(word)
        for word in words
    )
    start = _LINE_START.match(line)
    return f"{start[1]}{_escape_mark(start[2])}{line[start.end() :]}" if start else line


def escape_html_line(text: str) -> str:
    """*text* as words of a line of HTML that stands within Markdown."""
    words = re.split(r"( +)", one_line(text))
    return "".join(
        _as_code(word, _html_code, escape) if _LINKED.search(word) else escape(word)
        for word in words
    )


def _as_code(word: str, code: Escape, plain: Escape) -> str:
    """*word* as code, but for the marks of the sentence round it: whoever copies it wants none."""
    core = word.lstrip(_OPENING)
    before = word[: len(word) - len(core)]
    while core[-1:] in _CLOSING and not (core.endswith(")") and core.count("(") >= core.count(")")):
        core = core[:-1]
    after = word[len(before) + len(core) :]
    if not _LINKED.search(core):
        return code(word)
    return f"{plain(before)}{code(core)}{plain(after)}"


def _html_code(word: str) -> str:
    return f"<code>{escape(word)}</code>"


def _escape_word(word: str) -> str:
    return _MARKS.sub(r"\\\g<0>", escape(word, quote=False))


def _escape_mark(mark: str) -> str:
    return f"{mark}\\" if mark.isdigit() else f"\\{mark}"


def _code(word: str) -> str:
    """*word* as code, between more strokes than stand in it anywhere."""
    longest = max(map(len, re.findall("`+", word)), default=0)
    fence = "`" * (longest + 1)
    space = " " if "`" in word[:1] + word[-1:] else ""
    return f"{fence}{space}{word}{space}{fence}"
