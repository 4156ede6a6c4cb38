"""The rows of a table as pandas holds them while a recipe is worked out.

Words are texts and numbers are `Cell`s, in columns of objects: pandas sorts rows into groups,
joins and turns them, and no number ever becomes a float.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from safety_plan.core.dates import period_bounds
from safety_plan.models.derivations import Origin, Origins
from safety_plan.models.recipes.cell import Cell
from safety_plan.models.recipes.step import PERIOD, Shape, StepFault
from safety_plan.models.where import Where, rows_where, strange_cells
from safety_plan.reading.csv_files import Row

if TYPE_CHECKING:
    import pandas as pd

#: The column that says from which rows of the files a row comes; no heading may be like it.
ORIGINS = " origins"
#: What a row is called that nothing tells from others.
ALL_ROWS = "all rows together"
#: The cells of a row by their headings.
Record = dict[Hashable, Any]


def text_of(value: str | Cell) -> str:
    """A cell as it would stand in a file."""
    return value.text if isinstance(value, Cell) else str(value)


def records(frame: pd.DataFrame) -> list[Record]:
    """The rows of *frame*."""
    return frame.to_dict("records")


def groups(
    frame: pd.DataFrame, names: Sequence[str]
) -> Iterator[tuple[tuple[str, ...], pd.DataFrame]]:
    """The rows with the same cells in the columns *names*, with those; all where there are none."""
    if not names:
        yield (), frame
        return
    keys = [frame[name].map(text_of) for name in names]
    for cells, group in frame.groupby(keys, sort=False):
        yield tuple(str(cell) for cell in cells), group


def with_cells(frame: pd.DataFrame, name: str, cells: Sequence[object]) -> pd.DataFrame:
    """*frame* with one more column of *cells*, each the object it is."""
    column = type(frame)({name: [*cells]}, index=frame.index, dtype=object)
    return frame.assign(**{name: column[name]})


def with_rows(frame: pd.DataFrame, headings: Sequence[str], rows: Sequence[Record]) -> pd.DataFrame:
    """A frame of the kind of *frame* with other *headings* and *rows*."""
    columns = {name: [row[name] for row in rows] for name in headings}
    return type(frame)(columns, dtype=object)


def joined_rows(rows: Sequence[Record]) -> frozenset[Origin]:
    """From which rows of the files all of *rows* come."""
    return frozenset().union(*(row[ORIGINS] for row in rows))


def mask(frame: pd.DataFrame, where: Where) -> list[bool]:
    """For each row of *frame* whether it is one of those that are meant by *where*."""
    rows = _as_rows(frame)
    chosen = {row.number for row in rows_where(rows, where)}
    return [row.number in chosen for row in rows]


def strange(frame: pd.DataFrame, where: Where, setting: str) -> Iterator[StepFault]:
    """Cells that *where* names and no row has."""
    for column, cell, cells in strange_cells(_as_rows(frame), where):
        params = {"column": column, "name": cell, "choices": cells}
        yield StepFault("recipe-rows.cell", setting, params)


def _as_rows(frame: pd.DataFrame) -> list[Row]:
    return [
        Row("", number, {str(name): text_of(cell) for name, cell in record.items()})
        for number, record in enumerate(records(frame))
    ]


def name_of(row: Mapping[Hashable, Any], key: Sequence[str]) -> str:
    """What tells *row* from others, in words: `North, 2019 to 2020`."""
    return ", ".join(text_of(row[name]) for name in key) or ALL_ROWS


def per_group(
    frame: pd.DataFrame, names: Sequence[str], compute: Callable[[list[Record]], list[object]]
) -> list[object]:
    """What *compute* gives for the rows of each group by *names*, in the order of *frame*."""
    cells: dict[Hashable, object] = {}
    for _, group in groups(frame, names):
        cells |= zip(group.index, compute(records(group)), strict=True)
    return [cells[index] for index in frame.index]


def repeated_keys(frame: pd.DataFrame, key: Sequence[str], setting: str) -> Iterator[StepFault]:
    """Rows that *key* does not tell apart."""
    counts = Counter(tuple(text_of(record[name]) for name in key) for record in records(frame))
    for cells, count in counts.items():
        if count > 1:
            row = ", ".join(cells) or ALL_ROWS
            yield StepFault("recipe-rows.twice", setting, {"row": row})


# What cannot be added up


def double_counts(rows: Sequence[Record], shape: Shape, by: Sequence[str]) -> Iterator[StepFault]:
    """Rows that stand for others of those with which they would be added up."""
    for name, cell in shape.totals.items():
        cells = {text_of(row[name]) for row in rows} if name not in by else set()
        if cell in cells and len(cells) > 1:
            yield StepFault("recipe-rows.total", "", {"column": name, "cell": cell})
    if PERIOD not in shape.names or PERIOD in by:
        return
    periods = {str(row[PERIOD]) for row in rows}
    bounds = {period: period_bounds(period) for period in periods}
    dated = sorted((days, period) for period, days in bounds.items() if days)
    for (earlier_days, earlier), (later_days, later) in pairwise(dated):
        if later_days[0] <= earlier_days[1]:
            yield StepFault("recipe-rows.overlap", "", {"period": later, "other": earlier})
            return


def origins_of(value: object, row: Mapping[Hashable, Any], column: str) -> Origins:
    """Where the cell *value* of *row* comes from: a word from wherever its row does."""
    if isinstance(value, Cell):
        return value.origins
    return (frozenset((table, number, column) for table, number, _ in row[ORIGINS]),)
