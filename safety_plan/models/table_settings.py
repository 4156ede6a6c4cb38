"""What an entry of `data/datapackage.yml` may say of a table.

Some of it is the Data Package's own (Frictionless): other programs read it, this one does not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from safety_plan.models.columns import Column
from safety_plan.models.fields import FieldRules, setting
from safety_plan.models.recipes.settings import RecipeSettings

#: Where the tables stand that are worked out from others, and the steps of each.
RECIPES = "recipes"
RECIPE = "recipe"
#: The rules that a table may break where its entry says why, under `explained:`.
EXPLAINABLE = {
    "number-jump": FieldRules(
        description="Why a number goes up or down by more than half.", kind="any"
    ),
    "period-overlap": FieldRules(description="Why periods overlap.", kind="any"),
    "small-count": FieldRules(
        description="Why a count of very few people may be shown.", kind="any"
    ),
    "total-adds": FieldRules(description="Why parts do not add up to their total.", kind="any"),
    "held-back-alone": FieldRules(
        description="Why a number is held back that can be worked out.", kind="any"
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """The columns of a table, and those that tell its rows apart."""

    primaryKey: Sequence[str] = field(
        default=(), metadata=setting("The columns that tell rows apart.", kind="texts")
    )
    missingValues: Sequence[str] = field(
        default=(), metadata=setting("Cells that hold no value.", kind="texts")
    )
    fields: Sequence[Column] = field(
        metadata=setting("The columns, in their order.", kind="entries", entry=Column)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSettings:
    """The description of a table."""

    name: str = field(metadata=setting("Its name, which is also that of its file."))
    path: str = field(default="", metadata=setting("Its file: the name and .csv."))
    title: str = field(metadata=setting("What it is called.", required=True))
    description: str = field(default="", metadata=setting("What a row is."))
    source: str = field(metadata=setting("The id of its source.", required=True))
    place: str = field(default="", metadata=setting("Where its numbers hold."))
    caveats: Sequence[Any] = field(
        default=(), metadata=setting("What to bear in mind about its numbers.", kind="any")
    )
    schema: Schema = field(metadata=setting("Its columns.", kind="entry", entry=Schema))
    totals: Mapping[str, str] = field(
        default_factory=dict,
        metadata=setting("By column, the cell that marks a total.", kind="named texts"),
    )
    explained: Mapping[str, str] = field(
        default_factory=dict,
        metadata=setting(
            "By rule, why the table breaks it.", kind="named lists", choices=tuple(EXPLAINABLE)
        ),
    )
    search_rows: str = field(
        default="", metadata=setting("Each row is found by a search.", kind="switch")
    )
    licenses: Sequence[Any] = field(default=(), metadata=setting("Licences.", kind="entries"))
    sources: Sequence[Any] = field(default=(), metadata=setting("Sources.", kind="entries"))
    format: str = field(default="", metadata=setting("The format of the file."))
    mediatype: str = field(default="", metadata=setting("The media type of the file."))
    encoding: str = field(default="", metadata=setting("The encoding of the file."))


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageSettings:
    """The description of all tables; some of it is the Data Package's own."""

    name: str = field(default="", metadata=setting("The name of the Data Package."))
    title: str = field(default="", metadata=setting("What the tables are, in words."))
    description: str = field(default="", metadata=setting("More about them, in words."))
    id: str = field(default="", metadata=setting("Its identifier."))
    version: str = field(default="", metadata=setting("Its version."))
    created: str = field(default="", metadata=setting("When it was made."))
    homepage: str = field(default="", metadata=setting("Its page on the web."))
    profile: str = field(default="", metadata=setting("Which kind of Data Package it is."))
    keywords: Sequence[str] = field(default=(), metadata=setting("Its subjects.", kind="texts"))
    licenses: Sequence[Any] = field(default=(), metadata=setting("Licences.", kind="entries"))
    sources: Sequence[Any] = field(default=(), metadata=setting("Sources.", kind="entries"))
    contributors: Sequence[Any] = field(
        default=(), metadata=setting("Who made it.", kind="entries")
    )
    caveats: Mapping[str, str] = field(
        default_factory=dict,
        metadata=setting("What several tables bear in mind, by name.", kind="named texts"),
    )
    resources: Sequence[TableSettings] = field(
        metadata=setting("The tables.", kind="entries", entry=TableSettings, required=True)
    )
    recipes: Sequence[RecipeSettings] = field(
        default=(),
        metadata=setting(
            "The tables that are worked out from others.", kind="entries", entry=RecipeSettings
        ),
    )
