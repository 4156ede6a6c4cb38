"""Prompts: words in square brackets that ask an author to write, such as `[Write here: …]`.

One form for pages, cells and settings. A prompt stands for what is not written yet, so nothing
else is asked of the cell that holds it.
"""

import re
from collections.abc import Iterator

#: A prompt, whole or cut short; what it asks for may hold a pair of brackets of its own.
_PROMPT = re.compile(r"\[\s*write\s+here\b(?:[^\[\]\n]|\n(?!\s*\n)|\[[^\[\]\n]*\])*\]?", re.I)
_WORDS = re.compile(r"\bwrite\s+here\b", re.I)
#: The words of others, within one paragraph: a form may say “[Write here: your name]”.
_QUOTATION = re.compile(r"“(?:[^“”\n]|\n(?!\s*\n))*”|(?<!\w)\"(?:[^\"\n]|\n(?!\s*\n))*\"(?!\w)")


def may_hold_prompts(text: str) -> bool:
    """False where *text* cannot hold a prompt; quickly, for nearly every text is such."""
    return "[" in text and _WORDS.search(text) is not None


def find_prompts(text: str) -> Iterator[re.Match[str]]:
    """Each prompt in *text*, but those in quotation marks, which are the words of others."""
    if not may_hold_prompts(text):
        return
    quotations = [match.span() for match in _QUOTATION.finditer(text)]
    for match in _PROMPT.finditer(text):
        at = match.start()
        if not any(start < at < end for start, end in quotations):
            yield match


def is_prompt(text: str) -> bool:
    """True where *text* is not written yet: a prompt stands in it."""
    return any(True for _ in find_prompts(text))
