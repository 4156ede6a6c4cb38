"""The first sentence of a text, which says in short what the whole is about."""

import re

#: What ends with a full stop and ends no sentence: `St. Peter`, `Dr. Lee`, `J. Lee`.
_ABBREVIATION = re.compile(r"\b(?:[A-Z]|St|Dr|Mr|Mrs|Ms|No|e\.g|i\.e)\.$")
#: Where a sentence may end: its mark, then what the next one starts with.
_END = re.compile(r"[.!?][”’\"')]*(?=\s+[^\sa-z])")


def split_first_sentence(text: str) -> tuple[str, str]:
    """The first sentence of *text*, and whatever follows it with the space before it."""
    for end in _END.finditer(text):
        first = text[: end.end()]
        if not _ABBREVIATION.search(first):
            return first, text[end.end() :]
    return text, ""
