"""Where code stands in a Markdown text, and on which line an offset is.

What is code is settled here for every reader of a page, so that none sees it otherwise.
"""

import re
from bisect import bisect_left
from collections.abc import Callable

#: Code in lines of its own, between two fences of the same mark.
FENCE = re.compile(
    r"^(?P<mark>`{3,}|~{3,})(?![`~])(?P<kind>[^\n`~{}]*)\n(?P<code>.*?)^(?P=mark)[ \t]*$",
    re.M | re.S,
)
#: Code within a paragraph.
CODE = re.compile(
    r"(?<![`\\])(?P<mark>`+)(?!`)(?P<code>(?:(?!\n[ \t]*\n).)*?[^`])(?P=mark)(?!`)", re.S
)


def without_code(text: str) -> str:
    """*text* with code blanked out, every other character in its old place."""
    return CODE.sub(blank_out, FENCE.sub(blank_out, text))


def blank_out(match: re.Match[str], filler: str = " ") -> str:
    """What *match* fits, each character but the ends of lines made a *filler*."""
    return re.sub(r"[^\n]", filler, match[0])


def line_counter(text: str, first: int = 1) -> Callable[[int], int]:
    """A function from an offset in *text* to its line, where the text starts on line *first*."""
    ends = [match.start() for match in re.finditer("\n", text)]
    return lambda offset: first + bisect_left(ends, offset)
