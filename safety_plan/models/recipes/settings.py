"""What an entry of `data/datapackage.yml` may say of a table that is worked out from others."""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from typing import Any

from safety_plan.models.fields import rules_of, setting
from safety_plan.models.where import Where, as_where
from safety_plan.reading.yaml_files import Value, as_mapping, as_text, as_text_list


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSettings:
    """A step of a recipe; what it may be stands in `recipes.kinds`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualsSettings:
    """A published number that the worked-out one must be."""

    column: str = field(metadata=setting("The column that is worked out.", required=True))
    table: str = field(metadata=setting("The table with the published numbers.", required=True))
    column_there: str = field(
        default="", metadata=setting("The column there, where it has another heading.")
    )
    by: Sequence[str] = field(
        default=(), metadata=setting("The columns by which rows belong together.", kind="texts")
    )
    where: Where = field(
        default_factory=dict, metadata=setting("Which rows of this table.", kind="where")
    )
    where_there: Where = field(
        default_factory=dict, metadata=setting("Which rows of the other table.", kind="where")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipeSettings:
    """The description of a table that is worked out from others."""

    name: str = field(metadata=setting("Its name."))
    title: str = field(metadata=setting("What it is called.", required=True))
    description: str = field(default="", metadata=setting("What a row is."))
    place: str = field(default="", metadata=setting("Where its numbers hold."))
    caveats: Sequence[Any] = field(
        default=(), metadata=setting("What to bear in mind besides.", kind="any")
    )
    recipe: Sequence[StepSettings] = field(
        metadata=setting("The steps in their order.", kind="entries", entry=StepSettings)
    )
    equals: Sequence[EqualsSettings] = field(
        default=(),
        metadata=setting(
            "Published numbers that must be the same.", kind="entries", entry=EqualsSettings
        ),
    )
    search_rows: str = field(
        default="", metadata=setting("Each row is found by a search.", kind="switch")
    )


def read_settings(cls: type, value: Value | None) -> Any:  # noqa: ANN401 (an instance of *cls*)
    """The settings of *cls* that stand in *value*; empty texts where one is missing."""
    entry = as_mapping(value)
    values = {}
    rules = rules_of(cls)
    optional = {one.name for one in fields(cls) if not _is_required(one)}
    for name, one in rules.items():
        if name not in entry and name in optional:
            continue
        values[name] = _read(entry.get(name), one.kind)
    return cls(**values)


def _is_required(one: Any) -> bool:  # noqa: ANN401 (a field of any type)
    return one.default is MISSING and one.default_factory is MISSING


def _read(value: Value | None, kind: str) -> object:
    if kind == "texts":
        return as_text_list(value)
    if kind == "where":
        return as_where(value)
    if kind == "named texts":
        return {name: as_text(text) for name, text in as_mapping(value).items()}
    return as_text(value)


#: Settings of a table in a file that follow from the recipe here.
FOLLOW: Mapping[str, str] = {
    "path": "its file is made from its name",
    "schema": "its columns follow from its recipe",
    "source": "its sources are those of the tables that it comes from",
    "totals": "no row of it is taken for a total",
    "explained": "its rows are not held to rules that those of its tables are held to",
}
