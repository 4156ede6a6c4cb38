"""The step that sets one row to 100 and the others in proportion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from safety_plan.core.quantities import UNIT_WORDS, UNITS_WITHOUT_SHARE, index_number
from safety_plan.core.translation import gettext
from safety_plan.models.columns import Column
from safety_plan.models.fields import setting
from safety_plan.models.recipes.cell import Cell, combine
from safety_plan.models.recipes.frames import Record, groups, name_of, per_group, with_cells
from safety_plan.models.recipes.step import (
    USUAL_DECIMALS,
    Frames,
    Shape,
    StepError,
    StepFault,
    StepKind,
    choice_words,
    decimals_problems,
    for_each,
    name_in_use,
    not_numbers,
    not_words,
    rounded_words,
    titles,
    unknown_columns,
)
from safety_plan.models.recipes.whole import choose_rows, find_row
from safety_plan.models.where import Where

if TYPE_CHECKING:
    import pandas as pd

    from safety_plan.models.tables import Tables


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexSettings:
    """Which numbers become an index, and which row is 100."""

    column: str = field(metadata=setting("The column of the numbers.", required=True))
    base: Where = field(metadata=setting("The row that is 100.", kind="where", required=True))
    name: str = field(metadata=setting("The heading of the index.", required=True))
    title: str = field(metadata=setting("What the index is called.", required=True))
    within: Sequence[str] = field(
        default=(),
        metadata=setting("Rows with the same cells in these have one base.", kind="texts"),
    )
    decimals: str = field(default=USUAL_DECIMALS, metadata=setting("With how many decimals."))


def _find_problems(settings: IndexSettings, shape: Shape, _: Tables) -> Iterator[StepFault]:
    yield from not_numbers(shape, [settings.column], "column")
    unit = shape.column(settings.column).unit if settings.column in shape.names else ""
    if unit in UNITS_WITHOUT_SHARE and unit != "percent":
        params = {"column": settings.column, "unit": UNIT_WORDS[unit]}
        yield StepFault("recipe-units.index", "column", params)
    yield from unknown_columns(shape, settings.base, "base")
    yield from not_words(shape, settings.within, "within")
    yield from name_in_use(shape, settings.name)
    yield from decimals_problems(settings.decimals)


def _shape(settings: IndexSettings, shape: Shape, _: Tables) -> Shape:
    column = Column(
        name=settings.name,
        title=settings.title,
        type="number",
        unit="index",
        decimals=settings.decimals,
    )
    return shape.with_column(column)


def _words(settings: IndexSettings, shape: Shape, _: Tables) -> str:
    base = choice_words(shape, settings.base)
    sentence = gettext(
        "“{title}” is {column}, where the row in which {base} is 100{each}, {rounded}."
    )
    return sentence.format(
        title=settings.title,
        column=titles(shape, [settings.column]),
        base=base,
        each=for_each(shape, settings.within),
        rounded=rounded_words(settings.decimals),
    )


def _compute(frame: pd.DataFrame, settings: IndexSettings, _: Shape, __: Frames) -> pd.DataFrame:
    faults: list[StepFault] = []
    for _cells, group in groups(frame, settings.within):
        row, problems = find_row(group, settings.base, settings.within, "base")
        faults += problems
        if row and row[settings.column].number == 0:
            name = name_of(row, settings.within or [*settings.base])
            faults.append(StepFault("recipe-zero", "base", {"row": name}))
    if faults:
        raise StepError(faults)

    def index(rows: list[Record]) -> list[object]:
        base = choose_rows(rows, settings.base)[0][settings.column]
        return [_index(row[settings.column], base, int(settings.decimals)) for row in rows]

    return with_cells(frame, settings.name, per_group(frame, settings.within, index))


def _index(value: Cell, base: Cell, places: int) -> Cell:
    def in_proportion(numbers: list[Fraction]) -> Fraction:
        return index_number(numbers[0], numbers[1]) or Fraction(0)

    return combine([value, base], in_proportion, places)


KIND = StepKind(
    name="index",
    description="Sets one row to 100, and the others in proportion.",
    settings=IndexSettings,
    find_problems=_find_problems,
    shape=_shape,
    words=_words,
    compute=_compute,
)
