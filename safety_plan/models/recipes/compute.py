"""Works out a table with pandas, from texts to texts; the only module that starts it."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from safety_plan.models.columns import Column
from safety_plan.models.recipes.cell import read_cell
from safety_plan.models.recipes.frames import ORIGINS, origins_of, records, text_of
from safety_plan.models.recipes.kinds import STEPS
from safety_plan.models.recipes.step import Frames, Shape, StepError
from safety_plan.models.tables import Table, Tables
from safety_plan.reading.csv_files import Row


def compute(
    first: str,
    steps: Sequence[tuple[str, Any]],
    shapes: Sequence[Shape],
    columns: Sequence[Column],
    tables: Tables,
) -> list[list[tuple[str, str, list[tuple[str, int, str]]]]]:
    """Each cell of each row: its text, its exact number, and where it comes from.

    Raises StepError with the number of the step that cannot be taken.
    """

    def frame_of(name: str) -> pd.DataFrame:
        return _frame(tables[name])

    frame = frame_of(first)
    for index, ((name, settings), shape) in enumerate(zip(steps, shapes, strict=True)):
        try:
            frame = STEPS[name].compute(frame, settings, shape, Frames(tables, frame_of))
        except StepError as error:
            raise StepError(error.found, index) from error
    names = [column.name for column in columns]
    return [[_baked(row[name], row, name) for name in names] for row in records(frame)]


def _frame(table: Table) -> pd.DataFrame:
    """The rows of *table*: words as texts, numbers as cells, and where each row comes from."""
    columns: dict[str, list[object]] = {
        column.name: [_cell(table, row, column) for row in table.rows] for column in table.columns
    }
    columns[ORIGINS] = [_origins_of_row(table, row) for row in table.rows]
    return pd.DataFrame(columns, dtype=object)


def _cell(table: Table, row: Row, column: Column) -> object:
    if column.type == "string":
        return row[column.name]
    origins = frozenset([(table.name, row.number, column.name)])
    if table.derivation:
        origins = table.derivation.origins.get((row.number, column.name), frozenset())
    return read_cell(row[column.name], origins)


def _origins_of_row(table: Table, row: Row) -> frozenset[tuple[str, int, str]]:
    if not table.derivation:
        return frozenset([(table.name, row.number, "")])
    behind = table.derivation.rows_behind([row], [column.name for column in table.columns])
    return frozenset((name, number, "") for name in behind for number in behind[name])


def _baked(value: Any, row: Any, name: str) -> tuple[str, str, list[tuple[str, int, str]]]:  # noqa: ANN401
    number = getattr(value, "number", None)
    exact = "" if number is None else str(number)
    return text_of(value), exact, sorted(origins_of(value, row, name))
