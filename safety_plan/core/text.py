"""Small helpers for text that is shown to a person."""

import unicodedata


def find_hidden_characters(text: str) -> str:
    """Names the control, zero-width or direction characters in *text*, if any."""
    if text.isprintable():
        return ""
    unseen = ("Cc", "Cf", "Co", "Zl", "Zp")
    strange = {c for c in set(text) if unicodedata.category(c) in unseen and c not in "\n\t"}
    return ", ".join(f"U+{ord(c):04X}" for c in sorted(strange))


def truncate(text: str, limit: int = 60) -> str:
    """*text* on one line, cut with … where it is long."""
    line = text.replace("\n", " ")
    return line if len(line) <= limit else line[: limit - 1] + "…"
