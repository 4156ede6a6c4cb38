"""YAML that remembers its lines.

Values come out as text, lists and mappings: nothing is turned into a number or
a date on the way, so `2020-04` stays the words an officer wrote.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem, Read
from safety_plan.core.text import LONGEST_TEXT, find_hidden_characters, truncate
from safety_plan.reading.text_files import read_text
from safety_plan.reading.unfinished import find_unfinished
from safety_plan.reading.yaml_cures import find_cure, in_quotation_marks
from safety_plan.reading.yaml_nodes import Node, Pairs, RefusedError, Scalar, compose

Value: TypeAlias = str | list["Value"] | dict[str, "Value"]
#: The keys, or places in a list, that lead to a setting.
Keys = tuple[str, ...]

#: How YAML writes that there is nothing.
_NOTHING = ("~", "null", "Null", "NULL")
#: What ends a text that has no quotation marks round it: two spaces and `# ` are a remark.
_CUT = re.compile(r"\s(?!\s+# )\s*(#.*)")
#: A text that cannot go on: a remark behind it needs no second space.
_WHOLE = re.compile(r"~|null|yes|no|true|false|[0-9][0-9-]*", re.I)
#: What only a page may hold, and what no page of the site shows.
BRACES = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|<{7}|={7}|>{7}|```plan-|Traceback \(most recent")
#: A letter written as a web page's code has it.
_WEB_LETTER = re.compile(r"&(?:[a-zA-Z]+|#\w+);")
#: Marks of a page that would stay in plain words as they are typed.
PAGE_MARKS = re.compile(r"\*\*|\[[^\[\]]+\]\([^()\s]+\)")

#: Settings are read slower than tables: this many characters in two seconds.
MAX_YAML = 200_000


@dataclass(frozen=True, slots=True)
class Document:
    """What a YAML text holds; *lines* gives the line of each path of keys."""

    path: str
    value: dict[str, Value] = field(default_factory=dict)
    lines: dict[Keys, int] = field(default_factory=dict)

    def location(self, *keys: str) -> Location:
        """The location of the deepest of *keys* that is written down."""
        for end in range(len(keys), 0, -1):
            if keys[:end] in self.lines:
                return Location(self.path, line=self.lines[keys[:end]])
        return Location(self.path, line=1)


def read_yaml(file: Path, path: str) -> Read[Document]:
    """Reads *file*; *path* is what messages call it."""
    text, problems = read_text(file, path)
    return (Document(path), problems) if problems else read_yaml_text(text, path)


def read_yaml_text(text: str, path: str, first_line: int = 1) -> Read[Document]:
    """Reads YAML *text* whose first line is *first_line* of the file."""
    if len(text) > MAX_YAML:
        sizes = {"size": f"{len(text):,}", "most": f"{MAX_YAML:,}"}
        return Document(path), [problem("file-too-large", Location(path), **sizes)]
    try:
        node = compose(text)
    except RefusedError as error:
        return Document(path), [_unreadable(error, text, path, first_line)]
    if node is None:
        return Document(path), []
    if not isinstance(node, Pairs):
        return Document(path), [problem("yaml-unreadable.list", Location(path, line=first_line))]
    reading = _Reading(path, first_line)
    value = reading.mapping(node, ())
    return Document(path, value, reading.lines), reading.problems


def _unreadable(error: RefusedError, text: str, path: str, first_line: int) -> Problem:
    """The problem that *error* is to an author, with the line as it was typed."""
    lines = text.split("\n")
    number = error.line
    rule = error.rule
    mended = ""
    if rule == "yaml-unreadable" and lines[number].lstrip(" ").startswith("\t"):
        rule = "yaml-unreadable.tab"
    elif rule == "yaml-unreadable" and (cure := find_cure(text, number)):
        number = cure.line
        rule = cure.rule
        mended = cure.text.strip()[:300]
        if rule == "yaml-unreadable.quotes" and ": " in lines[number].partition(": ")[2]:
            rule = "yaml-unreadable.colon"
    location = Location(path, line=first_line + number)
    line = "".join(lines[number : number + 1]).strip()
    rest = f"#{line.partition('#')[2]}"
    return problem(rule, location, line=truncate(line, 80), rest=truncate(rest), mended=mended)


@dataclass(frozen=True, slots=True)
class _Reading:
    """Turns the nodes of one text into values, and notes lines and problems."""

    path: str
    first: int
    lines: dict[Keys, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def value(self, node: Node, keys: Keys) -> Value:
        if isinstance(node, Pairs):
            return self.mapping(node, keys)
        if isinstance(node, Scalar):
            return self.text(node, keys)
        values: list[Value] = []
        for index, item in enumerate(node.items):
            inner = (*keys, str(index))
            self.lines[inner] = self.first + item.line
            values.append(self.value(item, inner))
        return values

    def text(self, node: Scalar, keys: Keys) -> str:
        """The text of *node*; what would be lost of it, or may not stand there, is told."""
        location = Location(self.path, line=self.first + node.line)
        if cut := _cut_short(node):
            rule, params = cut
            self.problems.append(problem(rule, location, **params))
        self.problems.extend(_word_problems(node.text, location))
        return "" if node.plain and node.text in _NOTHING else node.text

    def mapping(self, node: Pairs, keys: Keys) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for key_node, value_node in node.items:
            key = key_node.text if isinstance(key_node, Scalar) else ""
            location = Location(self.path, line=self.first + key_node.line)
            self.problems.extend(_word_problems(key, location))
            if not key or key == "<<":
                self.problems.append(problem("yaml-key", location))
            elif key in values:
                self.problems.append(problem("name-twice.setting", location, name=key))
            self.lines[(*keys, key)] = location.line
            values[key] = self.value(value_node, (*keys, key))
        return values


def _cut_short(node: Scalar) -> tuple[str, dict[str, str]] | None:
    """The rule and what it tells of where a # cuts the text of *node* short."""
    cut = _CUT.match(node.after)
    is_remark = cut and cut[1].startswith("# ")
    if not cut or (is_remark and (not node.plain or not node.text or _WHOLE.fullmatch(node.text))):
        return None
    rest = cut[1].rstrip()
    mended = in_quotation_marks(f"{node.text} {rest}".strip())
    rule = "yaml-comment" if node.text else "yaml-comment.whole"
    return rule, {"words": node.text, "rest": rest, "mended": mended}


def _word_problems(text: str, location: Location) -> Iterator[Problem]:
    """What may not stand in a text of settings, or in the name of one, which may be a title."""
    if len(text) > LONGEST_TEXT:
        sizes = {"letters": f"{len(text):,}", "most": f"{LONGEST_TEXT:,}"}
        yield problem("text-too-long.setting", location, **sizes)
        return
    if hidden := find_hidden_characters(text):
        yield problem("hidden-character.page", location, hidden=hidden)
    if braces := BRACES.search(text):
        yield problem("braces-left", location, mark=braces[0])
    if letter := _WEB_LETTER.search(text):
        yield problem("web-code.letter", location, text=letter[0])
    if mark := PAGE_MARKS.search(text):
        yield problem("markup-left.setting", location, text=mark[0])
    if unfinished := find_unfinished(text):
        yield problem("words-unfinished", location, text=unfinished)


def as_text(value: Value | None) -> str:
    """*value* as text on one line; empty for a list, a mapping or nothing."""
    return " ".join(value.split("\n")).strip() if isinstance(value, str) else ""


_WORD = re.compile(r"[^\W\d_]{2}")


def has_words(value: Value | None) -> bool:
    """True where *value*, or anything in it, holds a word: more than marks and single letters."""
    if isinstance(value, dict):
        return any(map(has_words, value.values()))
    if isinstance(value, list):
        return any(map(has_words, value))
    return bool(value and _WORD.search(value))


def as_texts(entry: Mapping[str, Value], names: Iterable[str]) -> dict[str, str]:
    """Those settings of *entry* that have *names*, as texts."""
    return {name: as_text(entry.get(name)) for name in names}


def as_list(value: Value | None) -> list[Value]:
    """*value* as a list; empty where it is something else."""
    return value if isinstance(value, list) else []


def as_text_list(value: Value | None) -> tuple[str, ...]:
    """*value* as a list of texts; a single text is a list of one."""
    if isinstance(value, list):
        return tuple(as_text(item) for item in value)
    return (as_text(value),) if as_text(value) else ()


def as_mapping(value: Value | None) -> dict[str, Value]:
    """*value* as a mapping; empty where it is something else."""
    return value if isinstance(value, dict) else {}
