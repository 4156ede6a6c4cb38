"""What would make a text readable that is no YAML: each cure is tried before anybody is told it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from safety_plan.reading.yaml_nodes import RefusedError, compose

#: A longer text is not tried again and again.
_MOST_CHARACTERS = 60_000
#: How many lines above the one that a reader stumbles over may be the cause.
_LINES_ABOVE = 2

_REMARK = re.compile(r"(?<=\S)\s+(?=#)")
_NO_SPACE = re.compile(r"(?<![\w-])([A-Za-z_][\w-]*:)(?=[^\s:/])")
_SETTING = re.compile(r"(\s*(?:- )*(?:[A-Za-z_][\w-]*:[ ]+|- ))(\S(?:.*\S)?)\s*")
#: A text in quotation marks without the second of them.
_OPENED = re.compile(r"""\s*(?:- )*[A-Za-z_][\w-]*:[ ]+(?:"[^"]*|'[^']*)""")
#: A list in brackets without the second of them.
_OPEN_LIST = re.compile(r"\s*(?:- )*[A-Za-z_][\w-]*:[ ]+\[[^\[\]{}]*")
#: So many of them are tried.
_MOST_OPENED = 5
#: Words that start with something between brackets, and are no list.
_BRACKETS_IN_WORDS = re.compile(r"[\[{][^:,\]}]*[\]}].*[^\]}]$")


@dataclass(frozen=True, slots=True)
class Cure:
    """The *rule* that tells it, the *line* that it changes, from 0, and how that reads then."""

    rule: str
    line: int
    text: str


def find_cure(text: str, line: int) -> Cure | None:
    """The change of one line with which *text*, refused at *line*, can be read beyond it."""
    lines = text.split("\n")[: line + 1]
    if len(text) > _MOST_CHARACTERS:
        return None
    near = range(len(lines) - 1, max(len(lines) - 2 - _LINES_ABOVE, -1), -1)
    for number in (*near, *_opened_and_not_closed(lines)):
        for rule, change in _CHANGES.items():
            changed = change(lines[number])
            if changed and _can_be_read([*lines[:number], changed, *lines[number + 1 :]]):
                return Cure(rule, number, changed)
    return None


def _opened_and_not_closed(lines: Sequence[str]) -> list[int]:
    """The first lines whose text opens a quotation mark that the same line does not close.

    The reader stumbles far below, where the next quotation mark stands or the file ends.
    """
    opened = [number for number, line in enumerate(lines) if _OPENED.fullmatch(line)]
    return opened[:_MOST_OPENED]


def in_quotation_marks(text: str) -> str:
    """*text* as a setting in quotation marks; those inside it become single ones."""
    inside = text.replace("\\", "\\\\").replace('"', "'")
    return f'"{inside}"'


def _can_be_read(lines: list[str]) -> bool:
    try:
        compose("\n".join(lines))
    except RefusedError:
        return False
    return True


def _without_remark(line: str) -> str:
    """*line* with no space before what would be a remark; empty where there is none."""
    changed = _REMARK.sub("", line)
    return "" if changed == line or line.lstrip().startswith("#") else changed


def _with_space(line: str) -> str:
    """*line* with a space after the colon of its name."""
    changed = _NO_SPACE.sub(r"\1 ", line, count=1)
    return "" if changed == line else changed


def _with_quotation_marks(line: str) -> str:
    """*line* with its text in quotation marks; those inside become single ones."""
    match = _SETTING.fullmatch(line)
    if not match or (match[2][0] in "[{" and not _BRACKETS_IN_WORDS.match(match[2])):
        return ""
    value = match[2]
    mark = value[0]
    if mark in "\"'" and len(value) > 1 and (value[-1] == mark or value.count(mark) == 1):
        value = value[1:].removesuffix(mark)
    return match[1] + in_quotation_marks(value)


def _with_bracket(line: str) -> str:
    """*line* with the bracket that closes the list which it opens; empty where it opens none."""
    return f"{line.rstrip().rstrip(',')}]" if _OPEN_LIST.fullmatch(line) else ""


def _with_plain_spaces(line: str) -> str:
    """*line* with spaces of the keyboard before its first word."""
    start = line[: len(line) - len(line.lstrip())]
    changed = start.replace("\u00a0", " ") + line.lstrip()
    return "" if changed == line else changed


_CHANGES: dict[str, Callable[[str], str]] = {
    "yaml-unreadable.remark": _without_remark,
    "yaml-unreadable.space": _with_space,
    "yaml-unreadable.blank": _with_plain_spaces,
    "yaml-unreadable.bracket": _with_bracket,
    "yaml-unreadable.quotes": _with_quotation_marks,
}
