"""The step that adds up four quarters in a row, for each quarter that a year ends with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from safety_plan.core.dates import MONTH_LENGTH, YEAR_LENGTH, format_period
from safety_plan.core.period_words import MONTHS
from safety_plan.core.quantities import add_up
from safety_plan.core.translation import gettext
from safety_plan.models.fields import setting
from safety_plan.models.recipes.cell import combine
from safety_plan.models.recipes.frames import (
    ORIGINS,
    Record,
    groups,
    joined_rows,
    name_of,
    records,
    with_rows,
)
from safety_plan.models.recipes.step import (
    PERIOD,
    Frames,
    Shape,
    StepError,
    StepFault,
    StepKind,
    for_each,
    not_additive,
    titles,
    unknown_columns,
)

if TYPE_CHECKING:
    import pandas as pd

    from safety_plan.models.tables import Tables

_QUARTERS = 4
_MONTHS = len(MONTHS) // _QUARTERS


@dataclass(frozen=True, slots=True, kw_only=True)
class FourQuartersSettings:
    """Which numbers of quarters are added up to years."""

    columns: Sequence[str] = field(
        metadata=setting("The columns of numbers to add up.", kind="texts", required=True)
    )


def _find_problems(settings: FourQuartersSettings, shape: Shape, _: Tables) -> Iterator[StepFault]:
    yield from unknown_columns(shape, [PERIOD], "")
    yield from not_additive(shape, settings.columns, "columns")


def _key(shape: Shape) -> list[str]:
    return [name for name in shape.key if name != PERIOD]


def _shape(settings: FourQuartersSettings, shape: Shape, _: Tables) -> Shape:
    names = [name for name in shape.names if name in shape.key or name == PERIOD]
    after = shape.only(dict.fromkeys([*names, *settings.columns]))
    columns = (replace(c, title=gettext("Year")) if c.name == PERIOD else c for c in after.columns)
    return replace(after, columns=tuple(columns))


def _words(settings: FourQuartersSettings, shape: Shape, _: Tables) -> str:
    sentence = gettext(
        "{columns} of four quarters in a row are added up{each},"
        " for every quarter that a year can end with."
    )
    columns = titles(shape, settings.columns)
    each = for_each(shape, _key(shape))
    return sentence.format(columns=columns, each=each)


def _compute(
    frame: pd.DataFrame, settings: FourQuartersSettings, shape: Shape, _: Frames
) -> pd.DataFrame:
    faults: list[StepFault] = []
    years: list[Record] = []
    for _cells, group in groups(frame, _key(shape)):
        rows = records(group)
        problems = [*_quarter_problems(rows)]
        problems = problems or [*_gap_problems(rows, _key(shape))]
        faults += problems
        years += [] if problems else _years(rows, settings, _key(shape))
    if not faults and not years:
        faults = [StepFault("recipe-rows.quarters", "", {})]
    if faults:
        raise StepError(faults)
    return with_rows(frame, [*_shape(settings, shape, {}).names, ORIGINS], years)


def _last_month(row: Record) -> int | None:
    """The month that the quarter of *row* ends with, counted from the year 0; None for none."""
    first, _, last = str(row[PERIOD]).partition(" to ")
    if format_period(str(row[PERIOD])) is None or {len(first), len(last)} != {MONTH_LENGTH}:
        return None
    start, end = _month(first), _month(last)
    return end if end - start == _MONTHS - 1 else None


def _month(text: str) -> int:
    return int(text[:YEAR_LENGTH]) * len(MONTHS) + int(text[YEAR_LENGTH + 1 :])


def _in_order(rows: Sequence[Record]) -> list[Record]:
    return sorted(rows, key=lambda row: _last_month(row) or 0)


def _quarter_problems(rows: Sequence[Record]) -> Iterator[StepFault]:
    for row in rows:
        if _last_month(row) is None:
            yield StepFault("recipe-rows.quarter", "", {"period": row[PERIOD]})


def _gap_problems(rows: Sequence[Record], key: Sequence[str]) -> Iterator[StepFault]:
    for one, other in pairwise(_in_order(rows)):
        if (_last_month(other) or 0) - (_last_month(one) or 0) != _MONTHS:
            params = {"one": one[PERIOD], "other": other[PERIOD], "row": name_of(one, key)}
            yield StepFault("recipe-rows.gap", "", params)


def _years(
    rows: Sequence[Record], settings: FourQuartersSettings, key: Sequence[str]
) -> Iterator[Record]:
    ordered = _in_order(rows)
    for end in range(_QUARTERS, len(ordered) + 1):
        quarters = ordered[end - _QUARTERS : end]
        last = quarters[-1]
        yield {
            **{name: last[name] for name in key},
            PERIOD: f"year to {str(last[PERIOD]).partition(' to ')[2]}",
            **{name: combine([q[name] for q in quarters], add_up) for name in settings.columns},
            ORIGINS: joined_rows(quarters),
        }


KIND = StepKind(
    name="four_quarters",
    description="Adds up four quarters in a row.",
    settings=FourQuartersSettings,
    find_problems=_find_problems,
    shape=_shape,
    words=_words,
    compute=_compute,
)
