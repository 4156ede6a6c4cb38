"""YAML that remembers its lines; the only module that reads YAML.

Values come out as text, lists and mappings: nothing is turned into a number or
a date on the way, so `2020-04` stays the words an officer wrote. Anchors and
aliases are refused, because a short file of them can grow without end.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import yaml

from safety_plan.problems import Place, Problem

Value: TypeAlias = "str | list[Value] | dict[str, Value]"

MAX_BYTES = 1_000_000
#: How Word, Excel, rich text and PDF files start.
DOCUMENTS = (b"PK\x03", b"\xd0\xcf\x11", b"{\\rtf", b"%PDF")


@dataclass(frozen=True, slots=True)
class Document:
    """What a YAML text holds; *lines* gives the line of each path of keys."""

    path: str
    value: dict[str, Value] = field(default_factory=dict)
    lines: dict[tuple[str, ...], int] = field(default_factory=dict)

    def place(self, *keys: str) -> Place:
        """The place of the deepest of *keys* that is written down."""
        for end in range(len(keys), 0, -1):
            if keys[:end] in self.lines:
                return Place(self.path, line=self.lines[keys[:end]])
        return Place(self.path, line=1)


def read_yaml(file: Path, path: str) -> tuple[Document, list[Problem]]:
    """Reads *file*; *path* is what messages call it."""
    text, problems = read_text(file, path)
    if problems:
        return Document(path), problems
    return read_yaml_text(text, path)


def read_text(file: Path, path: str, most: int = MAX_BYTES) -> tuple[str, list[Problem]]:
    """The text of a file of up to *most* bytes, or the problem that keeps us from it."""
    if not file.is_file() or file.is_symlink():
        fix = "Add the file, with exactly this name."
        return "", [Problem(Place(path), "file-missing", "There is no such file.", fix)]
    if (size := file.stat().st_size) > most:
        found = f"The file has {size:,} bytes; the limit is {most:,}."
        fix = "Take out what the plan does not show."
        return "", [Problem(Place(path), "file-too-large", found, fix)]
    try:
        raw = file.read_bytes()
    except OSError:
        fix = "Ask an engineer to look at the file's permissions."
        return "", [Problem(Place(path), "file-closed", "The file cannot be opened.", fix)]
    if raw.startswith(DOCUMENTS):
        found = f"This is a Word, Excel or PDF file that was only named {file.suffix}."
        fix = "Open it in the program it came from and copy its text out."
        return "", [Problem(Place(path), "file-kind", found, fix)]
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"), []
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        found = "The file is not saved as UTF-8."
        fix = "Save it again, and choose UTF-8 as the encoding (in Excel: CSV UTF-8)."
        return "", [Problem(Place(path, line=line), "not-utf-8", found, fix)]


def read_yaml_text(text: str, path: str, first_line: int = 1) -> tuple[Document, list[Problem]]:
    """Reads YAML *text* whose first line is *first_line* of the file."""
    try:
        tokens = list(yaml.scan(text, Loader=yaml.SafeLoader))
        if any(isinstance(t, yaml.AliasToken | yaml.AnchorToken) for t in tokens):
            found = "The file uses & or * to repeat a part of itself."
            fix = "Write the part out in full, or put quotation marks round the text."
            return Document(path), [Problem(Place(path), "yaml-repeats", found, fix)]
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        return Document(path), [_unreadable(error, path, first_line)]
    except RecursionError:
        found = "The file has too many levels inside one another."
        fix = "Write it with fewer levels."
        return Document(path), [Problem(Place(path), "yaml-unreadable", found, fix)]
    lines: dict[tuple[str, ...], int] = {}
    problems: list[Problem] = []
    if node is None:
        return Document(path), []
    if not isinstance(node, yaml.MappingNode):
        found = "The file does not hold lines of the form “name: value”."
        fix = "Write each setting on a line as “name: value”."
        place = Place(path, line=first_line)
        return Document(path), [Problem(place, "yaml-unreadable", found, fix)]
    value = _mapping(node, (), lines, problems, path, first_line)
    return Document(path, value, lines), problems


def _unreadable(error: yaml.YAMLError, path: str, first_line: int) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = first_line + (mark.line if mark else 0)
    found = "The lines from here on cannot be read as “name: value”."
    fix = (
        "Look for a missing colon, a tab, an opened quotation mark or a line "
        "that starts too far left or right; text with a colon in it needs "
        "quotation marks round it."
    )
    return Problem(Place(path, line=line), "yaml-unreadable", found, fix)


def _mapping(
    node: yaml.MappingNode,
    keys: tuple[str, ...],
    lines: dict[tuple[str, ...], int],
    problems: list[Problem],
    path: str,
    first: int,
) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        line = first + key_node.start_mark.line
        if key in found:
            said = f"“{key}” is written twice in the same place."
            fix = "Keep one of the two."
            problems.append(Problem(Place(path, line=line), "name-twice", said, fix))
        lines[(*keys, key)] = line
        found[key] = _value(value_node, (*keys, key), lines, problems, path, first)
    return found


def _value(
    node: yaml.Node,
    keys: tuple[str, ...],
    lines: dict[tuple[str, ...], int],
    problems: list[Problem],
    path: str,
    first: int,
) -> Value:
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, keys, lines, problems, path, first)
    if isinstance(node, yaml.SequenceNode):
        items: list[Value] = []
        for index, item in enumerate(node.value):
            inner = (*keys, str(index))
            lines[inner] = first + item.start_mark.line
            items.append(_value(item, inner, lines, problems, path, first))
        return items
    return str(node.value)


def words(value: Value | None) -> str:
    """*value* as text; empty for a list, a mapping or nothing."""
    return value.strip() if isinstance(value, str) else ""


def word_list(value: Value | None) -> tuple[str, ...]:
    """*value* as a list of texts; a single text is a list of one."""
    if isinstance(value, list):
        return tuple(words(item) for item in value)
    return (words(value),) if words(value) else ()


def mapping(value: Value | None) -> dict[str, Value]:
    """*value* as a mapping; empty where it is something else."""
    return value if isinstance(value, dict) else {}
