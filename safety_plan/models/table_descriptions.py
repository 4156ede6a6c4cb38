"""What the entry of a table in `data/datapackage.yml` says below its first level.

Its schema, columns, caveats and licences: names that mean nothing, and settings of another
shape than theirs, would be passed over in silence.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.core.quantities import UNIT_WORDS
from safety_plan.core.suggestions import closest_match
from safety_plan.models.columns import DECIMALS, NEAREST, TYPES, Column
from safety_plan.models.constraints import Constraints
from safety_plan.models.events import event_problems
from safety_plan.models.fields import FieldRules, rules_of, setting
from safety_plan.models.setting_problems import name_problems, switch_problems
from safety_plan.models.setting_shapes import entry_problems, value_at
from safety_plan.models.table_settings import EXPLAINABLE, PackageSettings, Schema, TableSettings
from safety_plan.models.units import base_problems, title_problems, unknown_unit
from safety_plan.models.where import Where
from safety_plan.reading.yaml_files import Document, Keys, as_list, as_mapping, as_text, has_words


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnNotes:
    """What the entry of a column says besides what a `Column` keeps."""

    caveats: Sequence[str] = field(
        metadata=setting("What to bear in mind about its numbers.", kind="any")
    )
    format: str = field(metadata=setting("How other programs read its cells."))
    example: str = field(metadata=setting("One of its cells, for other programs."))
    constraints: Constraints = field(
        metadata=setting("What its cells must be.", kind="entry", entry=Constraints)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CaveatSettings:
    """A caveat that is about some rows only."""

    caveat: str = field(metadata=setting("What to bear in mind.", required=True))
    where: Where = field(
        metadata=setting("The rows it is about: a cell for each column.", kind="where")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A licence or a source, as a Data Package names it."""

    name: str = field(metadata=setting("Its short name."))
    title: str = field(metadata=setting("What it is called."))
    path: str = field(metadata=setting("Its address."))
    email: str = field(metadata=setting("Whom to write to."))


#: The settings of the entry of a column.
COLUMN_SETTINGS = {**rules_of(Column), **rules_of(ColumnNotes)}


def package_problems(description: Document) -> Iterator[Problem]:
    """What is wrong at the first level of the file, and with its licences and sources."""
    subject = "The description of the tables"
    if description.value:
        yield from name_problems(description, (), subject, rules_of(PackageSettings))
    yield from _reference_problems(description, (), subject)


def description_problems(description: Document, keys: Keys, subject: str) -> Iterator[Problem]:
    """What is wrong below the first level of the table's entry, which stands under *keys*."""
    yield from _list_problems(description, (*keys, "caveats"), f"A caveat of {_the(subject)}")
    yield from _reference_problems(description, keys, subject)
    schema = (*keys, "schema")
    fields = rules_of(Schema)
    yield from name_problems(
        description, schema, f"The description of the columns of {_the(subject)}", fields
    )
    columns = as_list(as_mapping(value_at(description, schema)).get("fields"))
    names = [as_text(as_mapping(entry).get("name")) for entry in columns]
    for index, name in enumerate(names):
        at = (*schema, "fields", str(index))
        column = f"The column “{name or index + 1}” of {_the(subject)}"
        yield from _column_problems(description, at, column, names)


def caveat_shape_problems(description: Document, keys: Keys, subject: str) -> Iterator[Problem]:
    """Caveats under *keys* that are names with words, but not those of a caveat."""
    yield from _list_problems(description, (*keys, "caveats"), f"A caveat of {_the(subject)}")


def setting_problems(
    description: Document, keys: Keys, columns: Iterable[Column], people: Collection[str]
) -> Iterator[Problem]:
    """Settings of a table that say nothing, or what is not so; its rows are read all the same.

    *people* names the columns that count people.
    """
    entry = as_mapping(value_at(description, keys))
    subject = f"The table “{as_text(entry.get('name'))}”"
    yield from switch_problems(description, keys, subject, rules_of(TableSettings))
    for rule, reason in as_mapping(entry.get("explained")).items():
        if rule in EXPLAINABLE and not has_words(reason):
            location = description.location(*keys, "explained", rule)
            yield problem("explained-empty", location, name=rule)
    for index, column in enumerate(columns):
        at = (*keys, "schema", "fields", str(index))
        name = f"The column “{column.name}”"
        yield from switch_problems(description, at, name, COLUMN_SETTINGS)
        cells = f"What the cells of {_the(name)} must be"
        yield from switch_problems(description, (*at, "constraints"), cells, rules_of(Constraints))
        yield from rounding_problems(column, description, at)
        is_of_people = column.name in people
        location = description.location(*at, "events")
        yield from event_problems(column, location, is_of_people=is_of_people)
        location = description.location(*at, "base" if column.base else "unit")
        yield from base_problems(column.title, column.unit, column.base, location, of=name)


def rounding_problems(column: Column, description: Document, at: Keys) -> Iterator[Problem]:
    """Numbers of decimals, or what numbers are rounded to, that are none."""
    for key in ("decimals", "page_decimals"):
        cell = getattr(column, key)
        if cell and not DECIMALS.fullmatch(cell):
            location = description.location(*at, key)
            yield problem("decimals-form", location, column=column.name, key=key, cell=cell)
    if column.nearest and not NEAREST.fullmatch(column.nearest):
        location = description.location(*at, "nearest")
        yield problem("decimals-form.nearest", location, column=column.name, cell=column.nearest)


def column_problems(column: Column, location: Location) -> Iterator[Problem]:
    """A unit or a type that does not exist, or a unit that is not that of the title."""
    unit = column.unit or "count"
    if unit not in UNIT_WORDS:
        yield unknown_unit(unit, location, column.name)
    yield from title_problems(column.name, column.title, column.unit, location)
    if column.type not in TYPES:
        choices = [*TYPES]
        yield problem(
            "type-unknown", location, column=column.name, name=column.type, choices=choices
        )


def _the(subject: str) -> str:
    """*subject* in the middle of a sentence."""
    return f"{subject[0].lower()}{subject[1:]}"


def _column_problems(
    description: Document, keys: Keys, subject: str, headings: Sequence[str]
) -> Iterator[Problem]:
    misshapen = entry_problems(description, keys, subject)
    yield from misshapen or name_problems(description, keys, subject, COLUMN_SETTINGS)
    yield from _list_problems(description, (*keys, "caveats"), f"A caveat of {_the(subject)}")
    constraints = (*keys, "constraints")
    of_cells = f"What the cells of {_the(subject)} must be"
    yield from name_problems(description, constraints, of_cells, rules_of(Constraints))
    entry = as_mapping(value_at(description, keys))
    if entry and not as_text(entry.get("name")):
        yield problem("table-described", description.location(*keys), thing=subject, key="name")
    for key in ("numerator", "denominator"):
        location = description.location(*keys, key)
        yield from _part_problems(as_text(entry.get(key)), key, headings, location)


def _part_problems(
    name: str, key: str, headings: Sequence[str], location: Location
) -> Iterator[Problem]:
    """A part of a rate that is neither a column nor words: one that is misspelt, most likely.

    The rate would never be held against it.
    """
    is_one_word = name and not any(character.isspace() for character in name)
    if name not in headings and (is_one_word or closest_match(name, headings)):
        yield problem("column-unknown.part", location, key=key, name=name, choices=headings)


def _list_problems(description: Document, keys: Keys, subject: str) -> Iterator[Problem]:
    """Caveats that are names with words, but not those of a caveat."""
    value = value_at(description, keys)
    fields = rules_of(CaveatSettings)
    if isinstance(value, dict):
        yield from _caveat_problems(description, keys, subject, fields)
    for index, item in enumerate(as_list(value)):
        at = (*keys, str(index))
        if isinstance(item, list):
            params = {"thing": subject, "shape": "a list", "key": "caveats"}
            yield problem("setting-shape", description.location(*at), **params)
        elif isinstance(item, dict):
            yield from _caveat_problems(description, at, subject, fields)


def _caveat_problems(
    description: Document, keys: Keys, subject: str, fields: Mapping[str, FieldRules]
) -> Iterator[Problem]:
    yield from name_problems(description, keys, subject, fields)
    if not as_mapping(value_at(description, keys)).get("caveat"):
        location = description.location(*keys)
        yield problem("table-described", location, thing=subject, key="caveat")


def _reference_problems(description: Document, keys: Keys, subject: str) -> Iterator[Problem]:
    for key, word in (("licenses", "licence"), ("sources", "source")):
        for index in range(len(as_list(value_at(description, (*keys, key))))):
            at = (*keys, key, str(index))
            reference = f"A {word} of {_the(subject)}"
            misshapen = entry_problems(description, at, reference)
            yield from misshapen or name_problems(description, at, reference, rules_of(Reference))
