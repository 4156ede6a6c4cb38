"""How one kind of object of a record is written and read, key by key."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

#: The attribute that each key of an object comes from.
Keys = Mapping[str, str]


def alike(*names: str) -> Keys:
    """Keys that are called as their attributes are."""
    return {name: name for name in names}


@dataclass(frozen=True, slots=True)
class ObjectFormat:
    """How one kind of object is written and read.

    *keys* hold what the object is made of; *derived* ones follow from those and are only
    written. Both name attributes, or the keys of a mapping.
    """

    keys: Keys
    derived: Keys = field(default_factory=dict)

    def write(self, value: object, *, derived: bool = True) -> dict[str, Any]:
        """The object *value* by its keys in the record; *derived* ones may be left out.

        Raises AttributeError where *value* lacks what a key comes from.
        """
        keys = {**self.keys, **self.derived} if derived else self.keys
        return {key: getattr(value, keys[key]) for key in sorted(keys)}

    def pick(self, content: Mapping[str, Any]) -> dict[str, Any]:
        """The keys of this format alone, of what is a mapping already. Raises KeyError."""
        return {key: content[name] for key, name in self.keys.items()}

    def check(self, content: Mapping[str, Any]) -> None:
        """Raises ValueError where the keys of *content* are not exactly those of this format."""
        expected = self.keys.keys() | self.derived.keys()
        if odd := content.keys() ^ expected:
            raise ValueError(f"keys that are missing or unknown: {', '.join(sorted(odd))}")

    def read(self, content: Mapping[str, Any]) -> dict[str, Any]:
        """The attributes that *content* tells, lists as tuples. Raises ValueError as `check`."""
        self.check(content)
        return {name: _frozen(content[key]) for key, name in self.keys.items()}


def with_keys(form: ObjectFormat, *names: str) -> ObjectFormat:
    """*form* and keys that are called as their attributes are, in the order of the file."""
    return replace(form, keys=dict(sorted({**form.keys, **alike(*names)}.items())))


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value
