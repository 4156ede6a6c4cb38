"""The step that puts rows into an order by a number."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from safety_plan.core.translation import gettext
from safety_plan.models.columns import Column
from safety_plan.models.fields import setting
from safety_plan.models.recipes.cell import Cell
from safety_plan.models.recipes.frames import Record, per_group, with_cells
from safety_plan.models.recipes.step import (
    Frames,
    Shape,
    StepFault,
    StepKind,
    for_each,
    name_in_use,
    not_numbers,
    not_words,
    titles,
)

if TYPE_CHECKING:
    import pandas as pd

    from safety_plan.models.tables import Tables

HIGHEST = "highest"
LOWEST = "lowest"


@dataclass(frozen=True, slots=True, kw_only=True)
class RankSettings:
    """By which number rows are ranked."""

    column: str = field(metadata=setting("The column of the numbers.", required=True))
    name: str = field(metadata=setting("The heading of the ranks.", required=True))
    title: str = field(metadata=setting("What the ranks are called.", required=True))
    first: str = field(
        default=HIGHEST, metadata=setting("Which number is first.", choices=(HIGHEST, LOWEST))
    )
    within: Sequence[str] = field(
        default=(),
        metadata=setting("Rows with the same cells in these are ranked together.", kind="texts"),
    )


def _find_problems(settings: RankSettings, shape: Shape, _: Tables) -> Iterator[StepFault]:
    yield from not_numbers(shape, [settings.column], "column")
    yield from not_words(shape, settings.within, "within")
    yield from name_in_use(shape, settings.name)
    if settings.first not in (HIGHEST, LOWEST):
        choices = [HIGHEST, LOWEST]
        yield StepFault("recipe-choice", "first", {"name": settings.first, "choices": choices})


def _shape(settings: RankSettings, shape: Shape, _: Tables) -> Shape:
    column = Column(name=settings.name, title=settings.title, type="integer", unit="rank")
    return shape.with_column(column)


def _words(settings: RankSettings, shape: Shape, _: Tables) -> str:
    sentence = gettext(
        "“{title}” ranks the rows by {column}{each}, the lowest first; equal numbers share a rank."
    )
    if settings.first == HIGHEST:
        sentence = gettext(
            "“{title}” ranks the rows by {column}{each}, the highest first;"
            " equal numbers share a rank."
        )
    column = titles(shape, [settings.column])
    each = for_each(shape, settings.within)
    return sentence.format(title=settings.title, column=column, each=each)


def _compute(frame: pd.DataFrame, settings: RankSettings, _: Shape, __: Frames) -> pd.DataFrame:
    def ranks(rows: list[Record]) -> list[object]:
        cells: list[Cell] = [row[settings.column] for row in rows]
        numbers = sorted(cell.number for cell in cells if cell.number is not None)
        return [_rank(cell, numbers, highest=settings.first == HIGHEST) for cell in cells]

    return with_cells(frame, settings.name, per_group(frame, settings.within, ranks))


def _rank(cell: Cell, numbers: Sequence[Fraction], *, highest: bool) -> Cell:
    """One more than there are *numbers*, sorted, before that of *cell*; a gap takes no rank."""
    if cell.number is None:
        return cell
    own = cell.number
    before = len(numbers) - bisect_right(numbers, own) if highest else bisect_left(numbers, own)
    return Cell(Fraction(before + 1), origins=cell.origins)


KIND = StepKind(
    name="rank",
    description="Ranks the rows by a number.",
    settings=RankSettings,
    find_problems=_find_problems,
    shape=_shape,
    words=_words,
    compute=_compute,
)
