"""What a YAML text is made of: the only module that reads YAML.

Anchors and aliases are refused, because a short file of them can grow without end;
so are tags and deep nesting, at the first sight of them. The quick reader (libyaml)
has most texts; what is wrong with one is always told by the other.
"""

import re

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode, YAMLError

__all__ = ["MappingNode", "Node", "ScalarNode", "SequenceNode", "YAMLError"]

MAX_LEVELS = 12

#: The quick reader, or where this machine has none the other: it refuses nothing.
quick = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
#: What the two might read otherwise: odd letters, a remark straight after the mark of a text.
_ODD = re.compile(r"[|>][-+0-9]*#|[^\n -~\u00a0-\u2027\u2030-\ufdff]")


class RefusedError(yaml.MarkedYAMLError):
    """Something that is not let into settings; *problem* is the key of its message."""


class _Loader(yaml.BaseLoader):
    """Composes settings, and refuses before anything can grow."""

    level = 0

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise RefusedError(problem="yaml-repeats", problem_mark=event.start_mark)
        if event.tag or self.level > MAX_LEVELS:
            key = "yaml-tag" if event.tag else "yaml-unreadable.levels"
            raise RefusedError(problem=key, problem_mark=event.start_mark)
        self.level += 1
        node: Node | None = super().compose_node(parent, index)
        self.level -= 1
        return node


class _QuickLoader(_Loader):
    """The same, from what the quick reader meets."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.state = quick(text).get_event

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if getattr(parent, "flow_style", False) and "?" in getattr(event, "value", ""):
            raise YAMLError("between brackets the two readers take it otherwise")
        return super().compose_node(parent, index)


def compose(text: str) -> Node | None:
    """The node that *text* is; raises YAMLError where it is none, or is refused."""
    node: Node | None
    try:
        node = yaml.compose(text, Loader=_Loader if _ODD.search(text) else _QuickLoader)
    except YAMLError:
        node = yaml.compose(text, Loader=_Loader)
    return node
