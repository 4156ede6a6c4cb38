"""Reads the recipes of `data/datapackage.yml`: what is wrong with them, and their tables."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem, Read
from safety_plan.core.text import NAME, read_switch
from safety_plan.models.columns import read_caveats
from safety_plan.models.derivations import Derivation
from safety_plan.models.fields import rules_of
from safety_plan.models.recipes.kinds import FROM, STEP_RULES, STEPS
from safety_plan.models.recipes.make_tables import make_tables
from safety_plan.models.recipes.recipe import Recipe
from safety_plan.models.recipes.settings import FOLLOW, RecipeSettings, read_settings
from safety_plan.models.setting_problems import switch_problems, validate_mapping
from safety_plan.models.table_descriptions import caveat_shape_problems
from safety_plan.models.table_settings import RECIPE, RECIPES
from safety_plan.models.tables import Table, Tables, read_tables
from safety_plan.reading.yaml_files import Document, Keys, as_list, as_mapping, as_text, as_texts


def read_recipes(data: Path, document: Document, files: Tables) -> Read[dict[str, Table]]:
    """All tables: the *files*, and those that recipes in *document* make of them."""
    tables = dict(files)
    recipes: list[Recipe] = []
    problems: list[Problem] = []
    for index in range(len(as_list(document.value.get(RECIPES)))):
        recipe, found = _read_recipe(data, document, (RECIPES, str(index)))
        problems += _file_problems(recipe)
        if recipe.table.name in (*files, *(one.table.name for one in recipes)):
            location = document.location(*recipe.keys)
            found.append(problem("name-twice.table", location, name=recipe.table.name))
        elif not found:
            recipes.append(recipe)
        problems += found
        tables.setdefault(recipe.table.name, recipe.table)
    _, more = make_tables(recipes, tables)
    return tables, [*problems, *more]


def read_all_tables(data: Path, document: Document) -> Read[dict[str, Table]]:
    """Every table that `datapackage.yml` describes: files of the folder *data*, and recipes."""
    files, problems = read_tables(data, document)
    tables, more = read_recipes(data, document, files)
    return tables, [*problems, *more]


# What was written


def _file_problems(recipe: Recipe) -> Iterator[Problem]:
    """A file of the same name. In the folder of a seal it is what was worked out: see `seal`."""
    name = recipe.table.name
    if NAME.fullmatch(name) and (recipe.data / f"{name}.csv").is_file():
        yield problem("recipe.file", recipe.document.location(*recipe.keys), table=name)


def _read_recipe(data: Path, document: Document, keys: Keys) -> Read[Recipe]:
    entry = as_mapping(as_list(document.value[RECIPES])[int(keys[1])])
    table = _empty_table(document, entry)
    problems = [*_entry_problems(table.name, document, keys)]
    steps = as_list(entry.get(RECIPE))
    first = as_text(as_mapping(steps[0]).get(FROM)) if steps else ""
    recipe = Recipe(data, document, keys, table, first)
    for index, step in enumerate(steps):
        place = (*keys, RECIPE, str(index))
        names = [*as_mapping(step)]
        found = [*_step_problems(document, place, table.name, is_first=index == 0)]
        problems += found
        if not found and names[0] != FROM:
            settings = read_settings(STEPS[names[0]].settings, as_mapping(step)[names[0]])
            recipe = replace(
                recipe,
                steps=(*recipe.steps, (names[0], settings)),
                places=(*recipe.places, (*place, names[0])),
            )
    return recipe, problems


def _empty_table(document: Document, entry: Mapping[str, Any]) -> Table:
    """The table before it is worked out: nothing can be looked up in it."""
    texts = as_texts(entry, ("name", "title", "description", "place"))
    shared = as_mapping(document.value.get("caveats"))
    return Table(
        name=texts["name"],
        title=texts["title"],
        description=texts["description"],
        place=texts["place"],
        source="",
        caveats=tuple(read_caveats(entry.get("caveats"), shared, "")),
        columns=(),
        key=(),
        rows=(),
        search_rows=bool(read_switch(as_text(entry.get("search_rows")))),
        broken=frozenset([""]),
        derivation=Derivation(recipe=(), inputs={}),
    )


def _entry_problems(name: str, document: Document, keys: Keys) -> Iterator[Problem]:
    """What is wrong with the description of the table *name*, but its steps."""
    location = document.location(*keys)
    subject = f"The table “{name}”"
    entry = as_mapping(as_list(document.value[RECIPES])[int(keys[1])])
    rules = dict(rules_of(RecipeSettings))
    follow = dict.fromkeys(FOLLOW, rules["caveats"])  # of any shape: they are told below
    yield from validate_mapping(document, keys, subject, "table-described", {**rules, **follow})
    yield from switch_problems(document, keys, subject, rules)
    yield from caveat_shape_problems(document, keys, subject)
    for key, why in FOLLOW.items():
        if key in entry:
            params = {"table": name, "key": key, "why": why}
            yield problem("recipe.follows", document.location(*keys, key), **params)
    if not NAME.fullmatch(name):
        yield problem("name-form", location, name=name, kind="table")
    if entry.get(RECIPE, "") in ("", []):
        yield problem("recipe", document.location(*keys, RECIPE), table=name)


def _step_problems(
    document: Document, place: Keys, table: str, *, is_first: bool
) -> Iterator[Problem]:
    """What is wrong with how the step at *place* is written."""
    location = document.location(*place)
    step = as_mapping(as_list(_at(document, place[:-1]))[int(place[-1])])
    names = [*step]
    if len(names) != 1:
        yield problem("recipe.step", location, table=table)
        return
    name = names[0]
    if name not in STEP_RULES:
        yield problem("recipe.unknown", location, table=table, name=name, choices=[*STEP_RULES])
    elif is_first is not (name == FROM) or (name == FROM and not as_text(step[FROM])):
        yield problem("recipe.from", location, table=table)
    elif name != FROM:
        subject = f"The step “{name}” of the table “{table}”"
        fields = rules_of(STEPS[name].settings)
        if not as_mapping(step[name]):
            yield problem("recipe.settings", location, table=table, step=name, choices=[*fields])
        else:
            keys = (*place, name)
            yield from validate_mapping(document, keys, subject, "table-described", fields)


def _at(document: Document, keys: Keys) -> Any:  # noqa: ANN401 (whatever stands there)
    value: Any = document.value
    for key in keys:
        value = value[int(key)] if isinstance(value, list) else value[key]
    return value
