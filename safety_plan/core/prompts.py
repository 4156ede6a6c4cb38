"""Prompts: words in square brackets that ask an author to write, such as `[Write here: …]`.

One form for pages, cells and settings. A prompt stands for what is not written yet, so nothing
else is asked of the cell that holds it.
"""

import re
from collections.abc import Iterator

#: A prompt, whole or cut short; what it asks for may hold a pair of brackets of its own.
_PROMPT = re.compile(
    r"\[[\s*_]*write\s+here(?![^\W_])(?:[^\[\]\n]|\n(?!\s*\n)|\[[^\[\]\n]*\])*\]?", re.I
)
_WORDS = re.compile(r"(?<![^\W_])write\s+here(?![^\W_])", re.I)
#: What YAML makes of a prompt without quotation marks: a list, whose first words these are.
_BARE = re.compile(r"write\s+here(?![^\W_])", re.I)
#: The words of others, within one paragraph: a form may say “[Write here: your name]”.
_QUOTATION = re.compile(r"“(?:[^“”\n]|\n(?!\s*\n))*”|(?<!\w)\"(?:[^\"\n]|\n(?!\s*\n))*\"(?!\w)")
#: What stands before a straight mark that is part of the page's own marks: of the title of a
#: link, a picture or a box, or of a word in a call.
_OPENS_MARKUP = re.compile(
    r"(?:\]\([^()\s]*[ \t]+|^[ \t]*\[[^\]\n]+\]:[ \t]*\S+[ \t]+"
    r"|^[ \t]*!!![^\"\n]*|\{[{:][^{}\n]*)\Z"
)


def may_hold_prompts(text: str) -> bool:
    """False where *text* cannot hold a prompt; quickly, for nearly every text is such."""
    return "[" in text and _WORDS.search(text) is not None


def find_prompts(text: str) -> Iterator[re.Match[str]]:
    """Each prompt in *text*, but those in quotation marks, which are the words of others.

    A text that is a quotation and nothing else quotes nobody: somebody put marks round a prompt.
    """
    if not may_hold_prompts(text):
        return
    quotations = [match.span() for match in _QUOTATION.finditer(text) if _is_of_others(match)]
    for match in _PROMPT.finditer(text):
        at = match.start()
        if not any(start < at < end for start, end in quotations):
            yield match


def _is_of_others(quotation: re.Match[str]) -> bool:
    text = quotation.string
    start = quotation.start()
    if quotation[0] == text.strip():
        return False
    is_straight = quotation[0].startswith('"')
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return not (is_straight and _OPENS_MARKUP.search(line))


def is_bare_prompt(text: str) -> bool:
    """True where *text*, a word of a list or the name of a setting, was a prompt as it was typed.

    YAML takes square brackets for a list, and the words before a colon for a name.
    """
    return _BARE.match(text) is not None


def is_prompt(text: str) -> bool:
    """True where *text* is not written yet: a prompt stands in it."""
    return any(True for _ in find_prompts(text))
