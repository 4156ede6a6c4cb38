"""Adds entries to a list of a YAML file by its text, so that remarks and layout stay."""

import re
from collections.abc import Sequence

_KEY = r"^{key}:[ \t]*(\[\][ \t]*)?(#.*)?$"


def add_entries(text: str, key: str, entries: Sequence[str]) -> str:
    """*text* with *entries* at the end of its list *key*; empty where that is not sure.

    An entry is the text of one, over several lines if need be, without its hyphen. The list must
    stand at the first level, with a line for each entry or nothing in it.
    """
    lines = text.split("\n")
    starts = [n for n, line in enumerate(lines) if re.match(_KEY.format(key=key), line)]
    if len(starts) != 1:
        return ""
    start = starts[0] + 1
    end = next((n for n in range(start, len(lines)) if _is_after(lines[n])), len(lines))
    while end > start and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    first = next((line for line in lines[start:end] if line.lstrip().startswith("- ")), "  - ")
    indent = " " * (len(first) - len(first.lstrip()))
    lines[starts[0]] = f"{key}:"
    lines[end:end] = [line for entry in entries for line in _set_in(entry, indent)]
    return "\n".join(lines)


def _is_after(line: str) -> bool:
    """Whether *line* starts what comes after the list: another key of the first level."""
    return bool(line.strip()) and not line.startswith((" ", "- ", "#"))


def _set_in(entry: str, indent: str) -> list[str]:
    first, *rest = entry.split("\n")
    return [f"{indent}- {first}", *(f"{indent}  {line}" for line in rest)]
