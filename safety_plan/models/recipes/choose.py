"""Steps that keep some rows and columns, or leave some out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from safety_plan.core.translation import gettext, ngettext
from safety_plan.models.fields import setting
from safety_plan.models.recipes.frames import ORIGINS, mask, repeated_keys, strange
from safety_plan.models.recipes.step import (
    Frames,
    Shape,
    StepError,
    StepFault,
    StepKind,
    choice_words,
    titles,
    unknown_columns,
)
from safety_plan.models.where import Where

if TYPE_CHECKING:
    import pandas as pd

    from safety_plan.models.tables import Tables


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseSettings:
    """Which rows and columns go on."""

    where: Where = field(
        default_factory=dict,
        metadata=setting("Which rows: a cell for each column named.", kind="where"),
    )
    columns: Sequence[str] = field(
        default=(), metadata=setting("Which columns, in their order.", kind="texts")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveOutSettings:
    """Which rows and columns do not go on."""

    where: Where = field(
        default_factory=dict,
        metadata=setting("Which rows: a cell for each column named.", kind="where"),
    )
    columns: Sequence[str] = field(default=(), metadata=setting("Which columns.", kind="texts"))


_Settings = ChooseSettings | LeaveOutSettings


def _find_problems(settings: _Settings, shape: Shape, _: Tables) -> Iterator[StepFault]:
    if not settings.where and not settings.columns:
        yield StepFault("recipe.nothing", "", {})
    yield from unknown_columns(shape, settings.where, "where")
    yield from unknown_columns(shape, settings.columns, "columns")
    if isinstance(settings, LeaveOutSettings) and {*shape.names} <= {*settings.columns}:
        yield StepFault("recipe-columns.none", "columns", {})


def _columns(settings: _Settings, shape: Shape) -> list[str]:
    """The columns that go on."""
    if isinstance(settings, LeaveOutSettings):
        return [name for name in shape.names if name not in settings.columns]
    return [*settings.columns] or shape.names


def _shape(settings: _Settings, shape: Shape, _: Tables) -> Shape:
    return shape.only(dict.fromkeys(_columns(settings, shape)))


def _words(settings: _Settings, shape: Shape, _: Tables) -> str:
    is_choice = isinstance(settings, ChooseSettings)
    sentences = []
    if rows := choice_words(shape, settings.where):
        taken, left_out = (
            gettext("The rows in which {rows} are taken."),
            gettext("The rows in which {rows} are left out."),
        )
        sentences.append((taken if is_choice else left_out).format(rows=rows))
    if count := len(settings.columns):
        taken, left_out = (
            ngettext("The column {columns} is taken.", "The columns {columns} are taken.", count),
            ngettext(
                "The column {columns} is left out.", "The columns {columns} are left out.", count
            ),
        )
        columns = titles(shape, settings.columns)
        sentences.append((taken if is_choice else left_out).format(columns=columns))
    return " ".join(sentences)


def _compute(frame: pd.DataFrame, settings: _Settings, shape: Shape, _: Frames) -> pd.DataFrame:
    if faults := [*strange(frame, settings.where, "where")]:
        raise StepError(faults)
    if settings.where:
        keep = isinstance(settings, ChooseSettings)
        frame = frame[[one is keep for one in mask(frame, settings.where)]]
    if frame.empty:
        raise StepError([StepFault("recipe-rows", "where", {})])
    after = _shape(settings, shape, {})
    frame = frame[[*after.names, ORIGINS]]
    if faults := [*repeated_keys(frame, after.key, "columns" if settings.columns else "where")]:
        raise StepError(faults)
    return frame


CHOOSE = StepKind(
    name="choose",
    description="Takes some rows, some columns, or both.",
    settings=ChooseSettings,
    find_problems=_find_problems,
    shape=_shape,
    words=_words,
    compute=_compute,
)
LEAVE_OUT = StepKind(
    name="leave_out",
    description="Leaves out some rows, some columns, or both.",
    settings=LeaveOutSettings,
    find_problems=_find_problems,
    shape=_shape,
    words=_words,
    compute=_compute,
)
