"""The step that works out a rate: so many for every 100, 1,000 or 10,000."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from safety_plan.core.quantities import RATE_OF, rate, rate_words
from safety_plan.core.translation import gettext
from safety_plan.models.columns import Column
from safety_plan.models.fields import setting
from safety_plan.models.recipes.cell import Cell, combine
from safety_plan.models.recipes.frames import Record, name_of, records, with_cells
from safety_plan.models.recipes.step import (
    USUAL_DECIMALS,
    Frames,
    Shape,
    StepError,
    StepFault,
    StepKind,
    decimals_problems,
    name_in_use,
    not_additive,
    rounded_words,
)

if TYPE_CHECKING:
    import pandas as pd

    from safety_plan.models.tables import Tables


@dataclass(frozen=True, slots=True, kw_only=True)
class RateSettings:
    """Which number is given for so many of which other."""

    numerator: str = field(metadata=setting("The column of what is counted.", required=True))
    denominator: str = field(
        metadata=setting("The column of those it is counted for.", required=True)
    )
    unit: str = field(
        metadata=setting("For how many of them.", required=True, choices=tuple(RATE_OF))
    )
    name: str = field(metadata=setting("The heading of the rates.", required=True))
    title: str = field(metadata=setting("What the rates are called.", required=True))
    base: str = field(
        default="", metadata=setting("Whom it is for in words, where that is not all people.")
    )
    decimals: str = field(default=USUAL_DECIMALS, metadata=setting("With how many decimals."))


def _find_problems(settings: RateSettings, shape: Shape, _: Tables) -> Iterator[StepFault]:
    yield from not_additive(shape, [settings.numerator], "numerator")
    yield from not_additive(shape, [settings.denominator], "denominator")
    if settings.unit not in RATE_OF:
        yield StepFault("recipe-choice", "unit", {"name": settings.unit, "choices": [*RATE_OF]})
    yield from name_in_use(shape, settings.name)
    yield from decimals_problems(settings.decimals)


def _shape(settings: RateSettings, shape: Shape, _: Tables) -> Shape:
    column = Column(
        name=settings.name,
        title=settings.title,
        type="number",
        unit=settings.unit,
        base=settings.base,
        decimals=settings.decimals,
        numerator=settings.numerator,
        denominator=settings.denominator,
    )
    return shape.with_column(column)


def _words(settings: RateSettings, shape: Shape, _: Tables) -> str:
    sentence = gettext("“{title}” is “{part}” out of “{whole}”, {unit}, {rounded}.")
    return sentence.format(
        title=settings.title,
        part=shape.title(settings.numerator),
        whole=shape.title(settings.denominator),
        unit=rate_words(settings.unit, settings.base),
        rounded=rounded_words(settings.decimals),
    )


def _compute(frame: pd.DataFrame, settings: RateSettings, shape: Shape, _: Frames) -> pd.DataFrame:
    rows = records(frame)
    if faults := [
        StepFault("recipe-zero", "denominator", {"row": name_of(row, shape.key)})
        for row in rows
        if row[settings.denominator].number == 0
    ]:
        raise StepError(faults)
    return with_cells(frame, settings.name, [_rate(row, settings) for row in rows])


def _rate(row: Record, settings: RateSettings) -> Cell:
    def out_of(numbers: list[Fraction]) -> Fraction:
        return rate(numbers[0], numbers[1], settings.unit) or Fraction(0)

    cells = [row[settings.numerator], row[settings.denominator]]
    return combine(cells, out_of, int(settings.decimals))


KIND = StepKind(
    name="rate",
    description="Works out a rate from two columns.",
    settings=RateSettings,
    find_problems=_find_problems,
    shape=_shape,
    words=_words,
    compute=_compute,
)
