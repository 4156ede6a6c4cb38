"""The step that turns rows into columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from safety_plan.core.text import all_of
from safety_plan.core.translation import ngettext
from safety_plan.models.fields import setting
from safety_plan.models.recipes.cell import NOT_AVAILABLE, Cell
from safety_plan.models.recipes.frames import (
    ORIGINS,
    Record,
    groups,
    joined_rows,
    mask,
    records,
    strange,
    text_of,
    with_rows,
)
from safety_plan.models.recipes.step import (
    Frames,
    Shape,
    StepError,
    StepFault,
    StepKind,
    not_numbers,
    titles,
    unknown_columns,
)
from safety_plan.models.where import Choice

if TYPE_CHECKING:
    import pandas as pd

    from safety_plan.models.tables import Tables


@dataclass(frozen=True, slots=True, kw_only=True)
class PivotSettings:
    """Which rows become columns."""

    column: str = field(metadata=setting("The column whose cells become columns.", required=True))
    values: str = field(metadata=setting("The column of the numbers.", required=True))
    into: Mapping[str, str] = field(
        metadata=setting("For each new heading its cell.", kind="named texts", required=True)
    )


def _find_problems(settings: PivotSettings, shape: Shape, _: Tables) -> Iterator[StepFault]:
    yield from unknown_columns(shape, [settings.column], "column")
    yield from not_numbers(shape, [settings.values], "values")
    if settings.column in shape.names and settings.column not in shape.key:
        yield StepFault("recipe-columns.key", "column", {"column": settings.column})
    for name in settings.into:
        if name in _key(settings, shape):
            yield StepFault("recipe-columns.twice", "into", {"column": name})


def _key(settings: PivotSettings, shape: Shape) -> list[str]:
    return [name for name in shape.key if name != settings.column]


def _shape(settings: PivotSettings, shape: Shape, _: Tables) -> Shape:
    after = shape.only(_key(settings, shape))
    values = replace(shape.column(settings.values), lower="", upper="")
    for name, cell in settings.into.items():
        after = after.with_column(replace(values, name=name, title=cell))
    return after


def _words(settings: PivotSettings, shape: Shape, _: Tables) -> str:
    cells = [f"“{cell}”" for cell in settings.into.values()]
    sentence = ngettext(
        "{values} of {cells} are put into a column beside each other.",
        "{values} of {cells} are put into columns beside each other.",
        len(cells),
    )
    return sentence.format(values=titles(shape, [settings.values]), cells=all_of(cells))


def _compute(frame: pd.DataFrame, settings: PivotSettings, shape: Shape, _: Frames) -> pd.DataFrame:
    cells = {settings.column: Choice(tuple(settings.into.values()))}
    if faults := [*strange(frame, cells, "into")]:
        raise StepError(faults)
    names = [*_shape(settings, shape, {}).names, ORIGINS]
    chosen = frame[mask(frame, cells)]
    rows = [
        _turn_rows(records(group), settings, shape)
        for _cells, group in groups(chosen, _key(settings, shape))
    ]
    return with_rows(frame, names, rows)


def _turn_rows(rows: list[Record], settings: PivotSettings, shape: Shape) -> Record:
    """The *rows* of one group as one row."""
    numbers = {text_of(row[settings.column]): row[settings.values] for row in rows}
    turned: Record = {name: rows[0][name] for name in _key(settings, shape)}
    for name, cell in settings.into.items():
        turned[name] = numbers.get(cell, _MISSING)
    return {**turned, ORIGINS: joined_rows(rows)}


#: Where no row holds the number of a new column.
_MISSING = Cell(None, code=NOT_AVAILABLE)


KIND = StepKind(
    name="pivot",
    description="Turns rows into columns.",
    settings=PivotSettings,
    find_problems=_find_problems,
    shape=_shape,
    words=_words,
    compute=_compute,
)
