"""The step that adds up numbers."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from safety_plan.core.quantities import add_up
from safety_plan.core.translation import gettext, ngettext
from safety_plan.models.fields import setting
from safety_plan.models.recipes.cell import combine
from safety_plan.models.recipes.frames import (
    ORIGINS,
    Record,
    double_counts,
    groups,
    joined_rows,
    records,
    with_rows,
)
from safety_plan.models.recipes.step import (
    Frames,
    Shape,
    StepError,
    StepFault,
    StepKind,
    for_each,
    not_additive,
    not_words,
    titles,
)

if TYPE_CHECKING:
    import pandas as pd

    from safety_plan.models.tables import Tables


@dataclass(frozen=True, slots=True, kw_only=True)
class SumSettings:
    """Which numbers are added up, and of which rows."""

    columns: Sequence[str] = field(
        metadata=setting("The columns of numbers to add up.", kind="texts", required=True)
    )
    by: Sequence[str] = field(
        default=(),
        metadata=setting("Rows with the same cells in these are added up.", kind="texts"),
    )


def _find_problems(settings: SumSettings, shape: Shape, _: Tables) -> Iterator[StepFault]:
    yield from not_words(shape, settings.by, "by")
    yield from not_additive(shape, settings.columns, "columns")


def _shape(settings: SumSettings, shape: Shape, _: Tables) -> Shape:
    after = shape.only(dict.fromkeys([*settings.by, *settings.columns]))
    return Shape(columns=after.columns, key=tuple(settings.by), totals=after.totals)


def _words(settings: SumSettings, shape: Shape, _: Tables) -> str:
    each = for_each(shape, settings.by) or gettext(", all rows together")
    sentence = ngettext(
        "{columns} is added up{each}.", "{columns} are added up{each}.", len(settings.columns)
    )
    return sentence.format(columns=titles(shape, settings.columns), each=each)


def _compute(frame: pd.DataFrame, settings: SumSettings, shape: Shape, _: Frames) -> pd.DataFrame:
    faults = [
        item
        for _cells, group in groups(frame, settings.by)
        for item in double_counts(records(group), shape, settings.by)
    ]
    if faults:
        raise StepError([*{item.message: item for item in faults}.values()])
    rows = [
        _add_rows(records(group), settings)
        | dict[Hashable, Any](zip(settings.by, cells, strict=True))
        for cells, group in groups(frame, settings.by)
    ]
    return with_rows(frame, [*_shape(settings, shape, {}).names, ORIGINS], rows)


def _add_rows(rows: list[Record], settings: SumSettings) -> Record:
    """The numbers of *rows*, each column added up."""
    added: Record = {ORIGINS: joined_rows(rows)}
    for name in settings.columns:
        added[name] = combine([row[name] for row in rows], add_up)
    return added


KIND = StepKind(
    name="sum",
    description="Adds up numbers of several rows.",
    settings=SumSettings,
    find_problems=_find_problems,
    shape=_shape,
    words=_words,
    compute=_compute,
)
