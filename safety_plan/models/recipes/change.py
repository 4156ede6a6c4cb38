"""The step that sets two periods beside each other and says how far they differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from safety_plan.core.dates import format_period
from safety_plan.core.quantities import UNIT_WORDS, UNITS_WITHOUT_SHARE, change_in_per_cent
from safety_plan.core.translation import gettext
from safety_plan.models.columns import Column
from safety_plan.models.fields import setting
from safety_plan.models.recipes.cell import Cell, combine
from safety_plan.models.recipes.frames import (
    ORIGINS,
    Record,
    joined_rows,
    name_of,
    records,
    text_of,
    with_rows,
)
from safety_plan.models.recipes.step import (
    PERIOD,
    USUAL_DECIMALS,
    Frames,
    Shape,
    StepError,
    StepFault,
    StepKind,
    decimals_problems,
    not_numbers,
    rounded_words,
    titles,
    unknown_columns,
)

if TYPE_CHECKING:
    import pandas as pd

    from safety_plan.models.tables import Tables

DIFFERENCE = "difference"
PER_CENT = "percent_change"
POINTS = "percentage_points"
KINDS = (DIFFERENCE, PER_CENT, POINTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSettings:
    """Which number is compared, between which periods, and how the change is said."""

    column: str = field(metadata=setting("The column of the numbers.", required=True))
    before: str = field(metadata=setting("The earlier period.", required=True))
    after: str = field(metadata=setting("The later period.", required=True))
    kind: str = field(metadata=setting("How the change is said.", required=True, choices=KINDS))
    name: str = field(metadata=setting("The heading of the changes.", required=True))
    title: str = field(metadata=setting("What the changes are called.", required=True))
    decimals: str = field(
        default=USUAL_DECIMALS, metadata=setting("With how many decimals a change in per cent.")
    )


def _find_problems(settings: ChangeSettings, shape: Shape, _: Tables) -> Iterator[StepFault]:
    yield from unknown_columns(shape, [PERIOD], "")
    yield from not_numbers(shape, [settings.column], "column")
    yield from decimals_problems(settings.decimals)
    if settings.kind not in KINDS:
        yield StepFault("recipe-choice", "kind", {"name": settings.kind, "choices": [*KINDS]})
    elif settings.column in shape.names:
        yield from _unit_problems(settings, shape.column(settings.column).unit)
    if settings.before == settings.after:
        yield StepFault("recipe-rows.same", "after", {"period": settings.after})
    for name in (settings.name, *_both(settings)):
        if name in _key(shape):
            yield StepFault("recipe-columns.twice", "name", {"column": name})


def _unit_problems(settings: ChangeSettings, unit: str) -> Iterator[StepFault]:
    """A change that is said in a way that does not fit the numbers."""
    is_share = unit == "percent"
    params = {"column": settings.column, "unit": UNIT_WORDS.get(unit, unit)}
    if settings.kind == POINTS and not is_share:
        yield StepFault("recipe-units.points", "kind", params)
    elif settings.kind != POINTS and is_share:
        yield StepFault("recipe-units.shares", "kind", params)
    elif settings.kind == PER_CENT and unit in UNITS_WITHOUT_SHARE:
        yield StepFault("recipe-units.change", "kind", params)


def _both(settings: ChangeSettings) -> tuple[str, str]:
    """The headings of the number before and after."""
    return f"{settings.column}_before", f"{settings.column}_after"


def _key(shape: Shape) -> list[str]:
    return [name for name in shape.key if name != PERIOD]


def _shape(settings: ChangeSettings, shape: Shape, _: Tables) -> Shape:
    column = shape.column(settings.column)
    after = shape.only(_key(shape))
    for name, period in zip(_both(settings), (settings.before, settings.after), strict=True):
        title = f"{column.title}, {format_period(period) or period}"
        after = after.with_column(replace(column, name=name, title=title, lower="", upper=""))
    change = Column(
        name=settings.name,
        title=settings.title,
        type="number" if settings.kind == PER_CENT else column.type,
        unit=column.unit if settings.kind == DIFFERENCE else settings.kind,
        decimals=settings.decimals if settings.kind == PER_CENT else "",
        signed="yes",
        people="no" if column.unit in ("", "count") else "",
    )
    return after.with_column(change)


def _words(settings: ChangeSettings, shape: Shape, _: Tables) -> str:
    before, after = (format_period(p) or p for p in (settings.before, settings.after))
    how = {
        DIFFERENCE: gettext("as a difference"),
        PER_CENT: gettext("in per cent of the earlier number, {rounded}"),
        POINTS: gettext("in percentage points"),
    }[settings.kind].format(rounded=rounded_words(settings.decimals))
    sentence = gettext("“{title}” compares {column} in {before} and in {after}, {how}.")
    column = titles(shape, [settings.column])
    return sentence.format(title=settings.title, column=column, before=before, after=after, how=how)


def _compute(
    frame: pd.DataFrame, settings: ChangeSettings, shape: Shape, _: Frames
) -> pd.DataFrame:
    key = _key(shape)
    rows: dict[tuple[str, ...], dict[str, Record]] = {}
    for row in records(frame):
        rows.setdefault(tuple(text_of(row[name]) for name in key), {})[str(row[PERIOD])] = row
    pairs = [(found.get(settings.before), found.get(settings.after)) for found in rows.values()]
    complete = [(before, after) for before, after in pairs if before and after]
    if found := [*_pair_problems(pairs, complete, settings, key)]:
        raise StepError(found)
    headings = [*key, *_both(settings), settings.name, ORIGINS]
    cells = [
        [*(after[name] for name in key), *_change_row(before, after, settings)]
        for before, after in complete
    ]
    return with_rows(frame, headings, [dict(zip(headings, row, strict=True)) for row in cells])


def _pair_problems(
    pairs: list[tuple[Record | None, Record | None]],
    complete: list[tuple[Record, Record]],
    settings: ChangeSettings,
    key: list[str],
) -> Iterator[StepFault]:
    """Periods that no row has, or that only one row of a pair has; a number before of nought."""
    for setting_name, period, index in (
        ("before", settings.before, 0),
        ("after", settings.after, 1),
    ):
        if not any(pair[index] for pair in pairs):
            yield StepFault("recipe-rows.period", setting_name, {"period": period})
        else:
            for pair in pairs:
                other = pair[1 - index]
                if not pair[index] and other:
                    params = {"period": period, "row": name_of(other, key)}
                    yield StepFault("recipe-rows.pair", setting_name, params)
    for before, _ in complete if settings.kind == PER_CENT else ():
        if before[settings.column].number == 0:
            yield StepFault("recipe-zero", "before", {"row": name_of(before, key)})


def _change_row(before: Record, after: Record, settings: ChangeSettings) -> list[object]:
    """The two numbers, their change, and where they come from."""
    cells: list[Cell] = [before[settings.column], after[settings.column]]
    places = int(settings.decimals) if settings.kind == PER_CENT else None
    change = combine(cells, _per_cent if settings.kind == PER_CENT else _difference, places)
    return [*cells, change, joined_rows([before, after])]


def _difference(numbers: list[Fraction]) -> Fraction:
    return numbers[1] - numbers[0]


def _per_cent(numbers: list[Fraction]) -> Fraction:
    return change_in_per_cent(numbers[0], numbers[1]) or Fraction(0)


KIND = StepKind(
    name="change",
    description="Sets two periods beside each other, and says how far they differ.",
    settings=ChangeSettings,
    find_problems=_find_problems,
    shape=_shape,
    words=_words,
    compute=_compute,
)
