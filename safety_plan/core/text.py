"""Names, and small helpers for text that is shown to a person."""

import re
import unicodedata

#: A name as it stands in addresses and data: small letters, digits and single hyphens.
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

#: What says yes and what says no, in small letters.
_SWITCHES = {
    **dict.fromkeys(("yes", "true", "on", "y"), True),
    **dict.fromkeys(("no", "false", "off", "n"), False),
}

#: Unicode's categories of characters that nobody sees.
_HIDDEN_CATEGORIES = ("Cc", "Cf", "Co", "Zl", "Zp")


def read_switch(text: str) -> bool | None:
    """Yes or no, however it is spelt; None where *text* is neither, as a number is."""
    return _SWITCHES.get(text.strip().lower())


def find_hidden_characters(text: str) -> str:
    """Names the control, zero-width or direction characters in *text*, such as `U+200B`.

    Several are separated by commas; the empty text means that there are none.
    """
    if text.isprintable():
        return ""
    hidden = {c for c in set(text) - {"\n", "\t"} if unicodedata.category(c) in _HIDDEN_CATEGORIES}
    return ", ".join(f"U+{ord(c):04X}" for c in sorted(hidden))


def truncate(text: str, limit: int = 60) -> str:
    """*text* on one line, cut with … where it is longer than *limit* characters."""
    line = text.replace("\n", " ")
    return line if len(line) <= limit else line[: limit - 1] + "…"
