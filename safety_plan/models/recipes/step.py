"""What a step of a recipe is to everything else, and what several steps ask of their settings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from safety_plan.core.quantities import ADDITIVE_UNITS, UNIT_WORDS
from safety_plan.core.text import all_of
from safety_plan.core.translation import gettext, ngettext
from safety_plan.models.columns import DECIMALS, Column
from safety_plan.models.where import Where, where_words

if TYPE_CHECKING:
    import pandas as pd

    from safety_plan.models.tables import Tables

#: With how many decimals a share, a rate, an index or a change in per cent is written.
USUAL_DECIMALS = "1"
#: The column that holds the time of a row.
PERIOD = "period"


class StepFault(NamedTuple):
    """What is wrong with a step: the message, the setting that it is about, what fills it."""

    message: str
    setting: str
    params: Mapping[str, object]


class StepError(Exception):
    """A step that cannot be worked out from the rows that there are, with all that is wrong.

    *step* is its number in the recipe, once that is known.
    """

    def __init__(self, faults: Sequence[StepFault], step: int = 0) -> None:
        self.faults = faults
        self.step = step
        super().__init__(", ".join(item.message for item in faults))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The columns of a table between two steps, and what tells its rows apart.

    *totals* says by column which of its cells marks a row that adds up the others.
    """

    columns: tuple[Column, ...]
    key: tuple[str, ...]
    totals: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """The headings."""
        return [column.name for column in self.columns]

    def column(self, name: str) -> Column:
        """The column *name*, which is there."""
        return next(column for column in self.columns if column.name == name)

    def title(self, name: str) -> str:
        """What the column *name* is called."""
        return self.column(name).title

    def only(self, names: Iterable[str]) -> Shape:
        """The same with the columns *names* alone, in that order."""
        chosen = list(names)
        return Shape(
            columns=tuple(_alone(self.column(name), chosen) for name in chosen),
            key=tuple(name for name in self.key if name in chosen),
            totals={name: cell for name, cell in self.totals.items() if name in chosen},
        )

    def with_column(self, column: Column) -> Shape:
        """The same with one more *column*."""
        return Shape(columns=(*self.columns, column), key=self.key, totals=self.totals)


def _alone(column: Column, names: Sequence[str]) -> Column:
    """The *column* without the ends of its range, where *names* leave them out."""
    ends = {end: "" for end in ("lower", "upper") if getattr(column, end) not in ("", *names)}
    return replace(column, **ends) if ends else column


class Frames(NamedTuple):
    """What a step may look at besides the rows it gets: *frame_of* another table."""

    tables: Tables
    frame_of: Callable[[str], pd.DataFrame]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepKind:
    """A step that an author may ask for.

    *settings* is the class of what stands below its name. *find_problems* looks at them and at
    the columns, *shape* says which columns there are afterwards, *words* what is done in a
    sentence, and *compute* does it. *words* and *compute* get what *shape* got.
    """

    name: str
    description: str
    settings: type
    find_problems: Callable[[Any, Shape, Tables], Iterator[StepFault]]
    shape: Callable[[Any, Shape, Tables], Shape]
    words: Callable[[Any, Shape, Tables], str]
    compute: Callable[[pd.DataFrame, Any, Shape, Frames], pd.DataFrame]


# What several steps ask


def unknown_columns(shape: Shape, names: Iterable[str], setting: str) -> Iterator[StepFault]:
    """Columns that are not there when the step is taken."""
    for name in names:
        if name not in shape.names:
            params = {"name": name, "choices": shape.names}
            yield StepFault("recipe-columns", setting, params)


def not_numbers(shape: Shape, names: Iterable[str], setting: str) -> Iterator[StepFault]:
    """Columns that are not there, or that hold words."""
    for name in names:
        if name not in shape.names:
            yield from unknown_columns(shape, [name], setting)
        elif shape.column(name).type == "string":
            yield StepFault("recipe-columns.words", setting, {"column": name})


def not_additive(shape: Shape, names: Iterable[str], setting: str) -> Iterator[StepFault]:
    """Columns whose numbers cannot be added up: rates, shares, ranks."""
    for name in names:
        yield from not_numbers(shape, [name], setting)
        unit = shape.column(name).unit if name in shape.names else ""
        if unit and unit not in ADDITIVE_UNITS:
            yield StepFault("recipe-units", setting, {"column": name, "unit": UNIT_WORDS[unit]})


def not_words(shape: Shape, names: Iterable[str], setting: str) -> Iterator[StepFault]:
    """Columns by which rows are sorted into groups and that are not there, or hold numbers."""
    for name in names:
        if name not in shape.names:
            yield from unknown_columns(shape, [name], setting)
        elif shape.column(name).type != "string":
            yield StepFault("recipe-columns.by", setting, {"column": name})


def name_in_use(shape: Shape, name: str, setting: str = "name") -> Iterator[StepFault]:
    """A new column that is called as one that is there."""
    if name in shape.names:
        yield StepFault("recipe-columns.twice", setting, {"column": name})


def decimals_problems(decimals: str) -> Iterator[StepFault]:
    """A number of decimals that is none."""
    if not DECIMALS.fullmatch(decimals):
        yield StepFault("recipe-columns.decimals", "decimals", {"cell": decimals})


def choice_words(shape: Shape, where: Where) -> str:
    """What *where* chooses, with the titles of its columns: `“Town” is Fernbrook`."""
    return where_words({f"“{shape.title(name)}”": choice for name, choice in where.items()})


def titles(shape: Shape, names: Sequence[str]) -> str:
    """The titles of the columns *names* in words: “Town” and “Year”."""
    return all_of([f"“{shape.title(name)}”" for name in names])


def for_each(shape: Shape, names: Sequence[str]) -> str:
    """What stands for the groups by *names* in a sentence: ` for each “Town”`, or nothing."""
    return gettext(" for each {columns}").format(columns=titles(shape, names)) if names else ""


def rounded_words(decimals: str) -> str:
    """How a number is rounded, in words."""
    if decimals == "0":
        return gettext("rounded to a whole number")
    words = ngettext("rounded to {number} decimal", "rounded to {number} decimals", int(decimals))
    return words.format(number=decimals)
