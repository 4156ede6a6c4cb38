"""The step that works out which part of a whole each row is, in per cent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from safety_plan.core.quantities import add_up, rate
from safety_plan.core.translation import gettext
from safety_plan.models.columns import Column
from safety_plan.models.fields import setting
from safety_plan.models.recipes.cell import Cell, combine
from safety_plan.models.recipes.frames import (
    Record,
    double_counts,
    groups,
    name_of,
    per_group,
    records,
    with_cells,
)
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
    not_additive,
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
class ShareSettings:
    """Of which number the share is worked out, and what the whole is."""

    column: str = field(metadata=setting("The column of the parts.", required=True))
    name: str = field(metadata=setting("The heading of the shares.", required=True))
    title: str = field(metadata=setting("What the shares are called.", required=True))
    within: Sequence[str] = field(
        default=(),
        metadata=setting("Rows with the same cells in these make one whole.", kind="texts"),
    )
    whole: Where = field(
        default_factory=dict,
        metadata=setting("The row that is the whole, where it is not the sum.", kind="where"),
    )
    decimals: str = field(default=USUAL_DECIMALS, metadata=setting("With how many decimals."))


def _find_problems(settings: ShareSettings, shape: Shape, _: Tables) -> Iterator[StepFault]:
    yield from not_additive(shape, [settings.column], "column")
    yield from not_words(shape, settings.within, "within")
    yield from unknown_columns(shape, settings.whole, "whole")
    yield from name_in_use(shape, settings.name)
    yield from decimals_problems(settings.decimals)


def _whole_words(settings: ShareSettings, shape: Shape) -> str:
    """What the whole is, after “out of”."""
    if settings.whole:
        row = choice_words(shape, settings.whole)
        return gettext("the row in which {row}").format(row=row)
    return gettext("all rows together")


def _shape(settings: ShareSettings, shape: Shape, _: Tables) -> Shape:
    column = Column(
        name=settings.name,
        title=settings.title,
        type="number",
        unit="percent",
        decimals=settings.decimals,
        numerator=settings.column,
        denominator=f"{shape.title(settings.column)}: {_whole_words(settings, shape)}",
    )
    return shape.with_column(column)


def _words(settings: ShareSettings, shape: Shape, _: Tables) -> str:
    sentence = gettext("“{title}” is {column} out of {whole}{each}, in per cent, {rounded}.")
    return sentence.format(
        title=settings.title,
        column=titles(shape, [settings.column]),
        whole=_whole_words(settings, shape),
        each=for_each(shape, settings.within),
        rounded=rounded_words(settings.decimals),
    )


def _compute(frame: pd.DataFrame, settings: ShareSettings, shape: Shape, _: Frames) -> pd.DataFrame:
    faults: list[StepFault] = []
    for _cells, group in groups(frame, settings.within):
        faults += _group_problems(group, settings, shape)
    if faults:
        raise StepError(faults)

    def shares(rows: list[Record]) -> list[object]:
        whole = _whole(rows, settings)
        return [_share(row[settings.column], whole, int(settings.decimals)) for row in rows]

    return with_cells(frame, settings.name, per_group(frame, settings.within, shares))


def _group_problems(group: pd.DataFrame, settings: ShareSettings, shape: Shape) -> list[StepFault]:
    """Why the rows of *group* have no whole of which they could be parts."""
    rows = records(group)
    if settings.whole:
        faults = [*find_row(group, settings.whole, settings.within, "whole")[1]]
    else:
        faults = [*double_counts(rows, shape, settings.within)]
    if not faults and _whole(rows, settings).number == 0:
        faults = [StepFault("recipe-zero", "", {"row": name_of(rows[0], settings.within)})]
    return faults


def _whole(rows: list[Record], settings: ShareSettings) -> Cell:
    cells = [row[settings.column] for row in choose_rows(rows, settings.whole)]
    return combine(cells, add_up)


def _share(part: Cell, whole: Cell, places: int) -> Cell:
    def out_of(numbers: list[Fraction]) -> Fraction:
        return rate(numbers[0], numbers[1], "percent") or Fraction(0)

    return combine([part, whole], out_of, places)


KIND = StepKind(
    name="share",
    description="Works out which part of a whole each row is, in per cent.",
    settings=ShareSettings,
    find_problems=_find_problems,
    shape=_shape,
    words=_words,
    compute=_compute,
)
