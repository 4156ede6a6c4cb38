"""Makes the tables of recipes, those first that others need, and says what is wrong with each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem, Read
from safety_plan.core.translation import gettext
from safety_plan.models.recipes.cached_tables import work_out_table
from safety_plan.models.recipes.equals import equals_problems
from safety_plan.models.recipes.join import shape_of
from safety_plan.models.recipes.kinds import FROM, STEPS
from safety_plan.models.recipes.recipe import Recipe
from safety_plan.models.recipes.step import Shape, StepError
from safety_plan.models.table_settings import RECIPE
from safety_plan.models.tables import Table, Tables
from safety_plan.models.units import base_problems, title_problems


def make_tables(recipes: Sequence[Recipe], tables: dict[str, Table]) -> Read[dict[str, Table]]:
    """Puts the table of each recipe into *tables*, those first that others need."""
    problems: list[Problem] = []
    left = list(recipes)
    while left:
        waiting = {recipe.table.name for recipe in left}
        ready = [recipe for recipe in left if not waiting & {*recipe.needs}]
        if not ready:
            problems += _circle_problems(left)
            break
        for recipe in ready:
            table, table_problems = _make_table(recipe, tables)
            tables[table.name] = table
            problems += table_problems
        left = [recipe for recipe in left if recipe not in ready]
    for recipe in recipes:
        problems += equals_problems(recipe.document, recipe.keys, recipe.table.name, tables)
    return tables, problems


def _circle_problems(recipes: Sequence[Recipe]) -> Iterator[Problem]:
    """Tables that are worked out from themselves, by way of others or not."""
    needs = {recipe.table.name: recipe.needs for recipe in recipes}
    for recipe in recipes:
        way = list(needs[recipe.table.name])
        reached = set[str]()
        while way:
            name = way.pop()
            if name not in reached:
                reached.add(name)
                way += needs.get(name, [])
        if recipe.table.name in reached:
            others = [name for name in needs if name in reached and name != recipe.table.name]
            rule = "recipe.circle" if others else "recipe.itself"
            location = recipe.document.location(*recipe.keys, RECIPE)
            params = {"table": recipe.table.name, "others": ", ".join(others)}
            yield problem(rule, location, **params)


@dataclass(slots=True)
class _Course:
    """What the steps of a recipe come to, before any number is worked out.

    *shapes* are the columns before each step, *shape* those after the last; *words* say what each
    step does. *title_problems* and *base_problems* are of the columns that steps add.
    """

    shape: Shape
    words: list[str]
    shapes: list[Shape] = field(default_factory=list)
    title_problems: list[Problem] = field(default_factory=list)
    base_problems: list[Problem] = field(default_factory=list)


def _make_table(recipe: Recipe, tables: Tables) -> Read[Table]:
    """The table of *recipe*, or an empty one and what is wrong."""
    if recipe.first not in tables:
        return recipe.table, [_unknown_first_table(recipe, tables)]
    if not shape_of(tables[recipe.first]).columns:
        return recipe.table, []  # the problems of that table say it
    course, problems = _follow_steps(recipe, tables)
    if course is None:
        return recipe.table, problems
    place = recipe.table.place or tables[recipe.first].place
    table = replace(recipe.table, columns=course.shape.columns, key=course.shape.key, place=place)
    if course.title_problems or any(tables[need].broken for need in recipe.needs):
        return table, course.title_problems
    try:
        worked_out = work_out_table(
            recipe.data, table, recipe.first, recipe.steps, course.shapes, course.words, tables
        )
    except StepError as error:
        return table, [recipe.problem(fault, error.step) for fault in error.faults]
    return worked_out, course.base_problems


def _unknown_first_table(recipe: Recipe, tables: Tables) -> Problem:
    location = recipe.document.location(*recipe.keys, RECIPE, "0", FROM)
    choices = [name for name in tables if name != recipe.table.name]
    return problem("table-unknown", location, name=recipe.first, choices=choices)


def _follow_steps(recipe: Recipe, tables: Tables) -> Read[_Course | None]:
    """The course of *recipe*; None, with what is wrong, where a step cannot be taken."""
    first = tables[recipe.first]
    course = _Course(shape=shape_of(first), words=[_from_words(first)])
    for index, (name, settings) in enumerate(recipe.steps):
        kind = STEPS[name]
        before = course.shape
        faults = [*kind.find_problems(settings, before, tables)]
        if faults or not all(tables[need].columns for need in recipe.needs):
            return None, [recipe.problem(fault, index) for fault in faults]
        after = kind.shape(settings, before, tables)
        course.shapes.append(before)
        course.words.append(kind.words(settings, before, tables))
        course.title_problems += _title_problems(recipe, index, before, after)
        course.base_problems += _base_problems(recipe, index, before, after)
        course.shape = after
    return course, []


def _title_problems(recipe: Recipe, step: int, before: Shape, after: Shape) -> Iterator[Problem]:
    """Titles of new columns that say another unit than their numbers have."""
    location = recipe.document.location(*recipe.places[step], "title")
    for column in after.columns:
        if column.name not in before.names:
            yield from title_problems(column.name, column.title, column.unit, location)


def _base_problems(recipe: Recipe, step: int, before: Shape, after: Shape) -> Iterator[Problem]:
    """Rates of some people that their cards would say are of all."""
    location = recipe.document.location(*recipe.places[step], "title")
    for column in after.columns:
        if column.name not in before.names:
            subject = f"The column “{column.name}”"
            yield from base_problems(column.title, column.unit, column.base, location, of=subject)


def _from_words(table: Table) -> str:
    return gettext("We start with the table “{table}”.").format(table=table.title)
