"""What kinds of files `api/` has, and what a column of each says: `kinds.yml`, read once.

People build on these files, so version 1 says the same for ever: a column may be added at the
end, and none is renamed or taken away. Another meaning is another version, in a folder beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from safety_plan.core.resources import load_resource

VERSION = 1
#: Where the files of this version stand, below the root of the site.
FOLDER = f"api/v{VERSION}"
#: In place of a revision: a copy of what the newest says.
LATEST = "latest"

_VALUES: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "texts": {"type": "array", "items": {"type": "string"}},
    "count": {"type": "integer", "minimum": 0},
    "switch": {"type": "boolean"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a file: what it says, what its values are, and whether each row has one."""

    name: str
    about: str
    type: str = "text"
    required: str = ""

    @property
    def schema(self) -> dict[str, Any]:
        """What a value of it must be, as JSON Schema."""
        least = {"minLength": 1} if self.required and self.type == "text" else {}
        return {**_VALUES[self.type], **least, "description": self.about}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of file. It is *of* a revision, of the site as a whole, or of one table."""

    name: str
    title: str
    about: str
    of: str
    columns: tuple[Column, ...]

    def schema(self) -> dict[str, Any]:
        """What a file of this kind must be, as JSON Schema; so far as its columns are known."""
        row = {
            "type": "object",
            "properties": {column.name: column.schema for column in self.columns},
            "required": [column.name for column in self.columns],
            "additionalProperties": {} if self.columns else {"type": "string"},
        }
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": self.title,
            "description": self.about,
            "type": "object",
            "required": [*_AROUND],
            "properties": {**_AROUND, "rows": {"type": "array", "items": row}},
        }


_LICENCE = {
    "type": "object",
    "required": ["name", "title"],
    "properties": {key: {"type": "string"} for key in ("name", "title", "path")},
}
#: What stands around the rows of every file.
_AROUND: dict[str, Any] = {
    "$schema": {"type": "string"},
    "version": {"const": VERSION},
    "name": {"type": "string", "description": "The kind of the file, or the name of the table."},
    "title": {"type": "string"},
    "plan": {"type": "string", "description": "The name of the plan."},
    "revision": {
        "type": ["string", "null"],
        "description": "The revision that it is of; null where it is of all of them.",
    },
    "csv": {"type": "string", "description": "The same rows as CSV, beside this file."},
    "licences": {"type": "array", "items": _LICENCE, "minItems": 1},
    "rows": {"type": "array"},
}


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind by its name."""
    return {name: _read(name, entry) for name, entry in load_resource("site/api/kinds.yml").items()}


def _read(name: str, entry: dict[str, Any]) -> Kind:
    columns = tuple(Column(name=key, **about) for key, about in entry["columns"].items())
    return Kind(
        name=name, title=entry["title"], about=entry["about"], of=entry["of"], columns=columns
    )
