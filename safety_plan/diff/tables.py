"""The rows of a compared page as tables, each as wide in every row as in its first."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from safety_plan.diff.blocks import BlockChange, Part

#: What a reader sees of a cell, before and after.
Cell = Sequence[Part]
Row = Sequence[Cell]


def with_tables(blocks: Iterable[BlockChange]) -> Iterator[BlockChange | list[Row]]:
    """*blocks* in order, where rows that follow each other are tables."""
    for is_row, run in groupby(blocks, key=lambda block: block.role == "row"):
        if is_row:
            yield from _tables(block.cells for block in run)
        else:
            yield from run


def _tables(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """*rows* in tables; a row that fits under no column of its table begins another one."""
    table: list[Row] = []
    for row in rows:
        fitting = _under_columns(row, table[0]) if table else row
        if fitting is None:
            yield table
            table = []
        table.append(fitting or row)
    if table:
        yield table


def _under_columns(row: Row, first: Row) -> Row | None:
    """The cells of *row* under those columns of *first* which its side has; None if they differ.

    A column that came has nothing in a row that went.
    """
    if len(row) == len(first):
        return row
    side = 1 if any(part[1] for cell in row for part in cell) else 0
    has_column = [not cell or any(part[side] for part in cell) for cell in first]
    if sum(has_column) != len(row):
        return None
    cells = iter(row)
    return [next(cells) if has else [] for has in has_column]
