"""The one row of a group with which the others are compared: a whole, or a base."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from safety_plan.models.recipes.frames import Record, mask, name_of, records, strange, text_of
from safety_plan.models.recipes.step import StepFault
from safety_plan.models.where import Where, rows_where
from safety_plan.reading.csv_files import Row

if TYPE_CHECKING:
    import pandas as pd


def find_row(
    group: pd.DataFrame, where: Where, within: Sequence[str], setting: str
) -> tuple[Record | None, Iterator[StepFault]]:
    """The row of *group* that *where* chooses, or why it is not one row."""
    rows = [row for row, fits in zip(records(group), mask(group, where), strict=True) if fits]
    if len(rows) == 1:
        return rows[0], iter(())
    return None, _not_one(group, where, within, setting, len(rows))


def _not_one(
    group: pd.DataFrame, where: Where, within: Sequence[str], setting: str, count: int
) -> Iterator[StepFault]:
    faults = [*strange(group, where, setting)] if not within else []
    if faults:
        yield from faults
        return
    params = {"row": name_of(records(group)[0], within), "count": count or "none"}
    yield StepFault("recipe-rows.base", setting, params)


def choose_rows(rows: Sequence[Record], where: Where) -> list[Record]:
    """Those of *rows* that *where* chooses; all where it chooses none."""
    texts = [
        Row("", number, {str(name): text_of(cell) for name, cell in row.items()})
        for number, row in enumerate(rows)
    ]
    return [rows[row.number] for row in rows_where(texts, where)]
