"""From a YAML text to its nodes, each with its line: the only reader that knows PyYAML.

Anchors and aliases are refused, because a short file of them can grow without end;
so are tags and deep nesting, at the first sight of them. The quick parser (libyaml)
reads most texts. Where it refuses one, the parser written in Python reads it again
and has the last word, so that a problem is the same on every machine.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from typing import NamedTuple, TypeAlias

import yaml
from yaml import YAMLError

MAX_LEVELS = 12

#: libyaml's parser, or where this machine has none the other.
_QUICK_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
#: What the two might read otherwise: odd letters, a comment straight after the mark of a text.
_READ_OTHERWISE = re.compile(r"[|>][-+0-9]*#|[^\n -~\u00a0-\u2027\u2030-\ufdff]")


#: What ends a line in YAML.
_LINE_END = re.compile("[\n\x85\u2028\u2029]")


class RefusedError(Exception):
    """A text that is not YAML, or is not let into settings.

    *rule* is the key of its message; *line* is counted from 0.
    """

    def __init__(self, rule: str, line: int) -> None:
        self.rule = rule
        self.line = line
        super().__init__(rule)


class Scalar(NamedTuple):
    """A text, and the line on which it starts, from 0.

    *plain* is a text without quotation marks; *after* is what follows it on its last line.
    """

    line: int
    text: str
    plain: bool = False
    after: str = ""


class Sequence(NamedTuple):
    """A list of nodes."""

    line: int
    items: list["Node"]


class Pairs(NamedTuple):
    """A mapping as it is written: keys and values in order, a key perhaps twice."""

    line: int
    items: list[tuple["Node", "Node"]]


Node: TypeAlias = Scalar | Sequence | Pairs


# The files of a sealed revision are read by several checks.
@lru_cache(100)
def compose(text: str) -> Node | None:
    """The node that *text* is, None where it is empty.

    Raises:
        RefusedError: it is not YAML, or holds what is refused.
    """
    if not _READ_OTHERWISE.search(text):
        with suppress(YAMLError, RefusedError):
            return _Composer(text, _QUICK_LOADER, quick=True).document()
    try:
        return _Composer(text, yaml.BaseLoader, quick=False).document()
    except YAMLError as error:
        raise RefusedError("yaml-unreadable", _line_of(error)) from error


class _Composer:
    """Makes nodes from the events that PyYAML parses a text into."""

    def __init__(self, text: str, loader: type[yaml.BaseLoader], *, quick: bool) -> None:
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=loader)
        self.lines = _LINE_END.split(text)
        self.quick = quick

    def document(self) -> Node | None:
        """The node of the one document that there may be."""
        next(self.events)  # the start of the stream
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return None
        node = self.node(next(self.events), level=0)
        next(self.events)  # the end of the document
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise RefusedError("yaml-unreadable.second", _line(after))
        return node

    def node(self, event: yaml.Event, level: int, *, in_flow: bool = False) -> Node:
        """The node that starts with *event*, *level* nodes deep; *in_flow*: between brackets."""
        line = _line(event)
        if not isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) or event.anchor:
            raise RefusedError("yaml-repeats", line)
        if event.tag:
            raise RefusedError("yaml-tag", line)
        if level > MAX_LEVELS:
            raise RefusedError("yaml-unreadable.levels", line)
        if isinstance(event, yaml.ScalarEvent):
            if self.quick and in_flow and "?" in event.value:
                raise YAMLError("between brackets the two parsers take it otherwise")
            return self.scalar(event)
        nodes: list[Node] = []
        while not isinstance(inner := next(self.events), yaml.CollectionEndEvent):
            nodes.append(self.node(inner, level + 1, in_flow=bool(event.flow_style)))
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(line, nodes)
        return Pairs(line, [*zip(nodes[::2], nodes[1::2], strict=True)])

    def scalar(self, event: yaml.ScalarEvent) -> Scalar:
        """The text that *event* is, with the rest of its line."""
        end = event.end_mark
        line = "".join(self.lines[end.line : end.line + 1]) if end else ""
        after = line[end.column :] if end else ""
        return Scalar(_line(event), event.value, not event.style, after)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line if event.start_mark else 0


def _line_of(error: YAMLError) -> int:
    """The line, from 0, that *error* is about; the first where it names none."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return int(mark.line) if mark else 0
