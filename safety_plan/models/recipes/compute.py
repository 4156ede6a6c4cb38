"""Works out a table with pandas, from texts to texts; the only module that starts it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from safety_plan.models.columns import Column
from safety_plan.models.derivations import Origin, Origins
from safety_plan.models.recipes.cell import Cell, read_cell
from safety_plan.models.recipes.frames import ORIGINS, Record, origins_of, records
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
) -> dict[str, Any]:
    """Each cell of each row under `rows`: its text, its exact number, and where it comes from.

    That is given by the numbers of groups of origins under `groups`. Raises StepError with the
    number of the step that cannot be taken.
    """

    def frame_of(name: str) -> pd.DataFrame:
        return _frame(tables[name])

    frame = frame_of(first)
    for index, ((name, settings), shape) in enumerate(zip(steps, shapes, strict=True)):
        try:
            frame = STEPS[name].compute(frame, settings, shape, Frames(tables, frame_of))
        except StepError as error:
            raise StepError(error.faults, index) from error
    names = [column.name for column in columns]
    groups = _Groups()
    rows = [[_cache_cell(row[name], row, name, groups) for name in names] for row in records(frame)]
    return {"rows": rows, "groups": groups.contents}


@dataclass(frozen=True, slots=True)
class _Groups:
    """Groups of origins, each written once."""

    contents: list[list[Origin]] = field(default_factory=list)
    numbers: dict[frozenset[Origin], int] = field(default_factory=dict)

    def number(self, group: frozenset[Origin]) -> int:
        """The number of *group*."""
        if group not in self.numbers:
            self.numbers[group] = len(self.contents)
            self.contents.append(sorted(group))
        return self.numbers[group]


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
    origins: Origins = (frozenset([(table.name, row.number, column.name)]),)
    if table.derivation:
        origins = table.derivation.origins.get((row.number, column.name), ())
    return read_cell(row[column.name], origins)


def _origins_of_row(table: Table, row: Row) -> frozenset[Origin]:
    if not table.derivation:
        return frozenset([(table.name, row.number, "")])
    # What a word comes from is what its row does; a share comes from other rows besides.
    names = [c.name for c in table.columns if c.type == "string"]
    names = names or [column.name for column in table.columns]
    behind = table.derivation.rows_behind([row], names)
    return frozenset((name, number, "") for name in behind for number in behind[name])


def _cache_cell(
    value: object, row: Record, name: str, groups: _Groups
) -> tuple[str, str, list[int]]:
    number = value.number if isinstance(value, Cell) else None
    text = value.text if isinstance(value, Cell) else str(value)
    origins = [groups.number(group) for group in origins_of(value, row, name)]
    return text, "" if number is None else str(number), origins
