"""The rows of a compared page as tables, each as wide in every row as in its first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from safety_plan.diff.blocks import BlockChange
from safety_plan.diff.parts import Part

#: What a reader sees of a cell, before and after.
Cell = Sequence[Part]
Row = Sequence[Cell]
#: How a sentence ends, or what leads on to what stands below it.
_STOPS = (".", "?", "!", ":")


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedTable:
    """A table as it was and is, or a part of one: the rows of its headings, and the others."""

    title: str
    head: Sequence[Row]
    body: Sequence[Row]

    @property
    def is_wordy(self) -> bool:
        """Whether it has four columns or more, with words in the last: too wide for a phone."""
        last = [part for row in self.body if len(row) > 3 for part in row[-1]]
        return any(side[:1].isalpha() for part in last for side in part)


def with_tables(blocks: Iterable[BlockChange]) -> Iterator[BlockChange | ComparedTable]:
    """*blocks* in order, where rows that follow each other are tables."""
    for is_row, run in groupby(blocks, key=lambda block: block.role == "row"):
        if is_row:
            yield from _tables(run)
        else:
            yield from run


def _tables(blocks: Iterable[BlockChange]) -> Iterator[ComparedTable]:
    """Rows in tables; one that fits under no column, and headings further down, begin another."""
    title = ""
    head: list[Row] = []
    body: list[Row] = []
    for block in blocks:
        first = next(iter([*head, *body]), None)
        fitting = _under_columns(block.cells, first) if first else block.cells
        if first and (fitting is None or (block.is_head and body)):
            yield ComparedTable(title=title, head=head, body=body)
            head = []
            body = []
            fitting = None
        title = block.table
        (head if block.is_head else body).append(fitting or block.cells)
    if head or body:
        yield ComparedTable(title=title, head=head, body=body)


def is_one_change(row: Row) -> bool:
    """Whether all of *row* came, or all of it went: it is then said once to have done so."""
    sides = {side for cell in row for side in (0, 1) if any(part[side] for part in cell)}
    return len(sides) == 1 and all(cell for cell in row)


def with_titles(blocks: Iterable[BlockChange]) -> Iterator[BlockChange]:
    """*blocks* in which each row knows what its table is called.

    That is the line right above it where it is no sentence, or else the heading above it.
    """
    heading = title = ""
    for block in blocks:
        if block.role == "row":
            yield replace(block, table=title)
            continue
        text = _later_text(block)
        heading = text if block.role == "heading" else heading
        title = heading if text.endswith(_STOPS) else text
        yield block


def _later_text(block: BlockChange) -> str:
    """The words of *block* as they are, or as they last were."""
    before, after = ("".join(side) for side in zip(*block.parts, strict=True))
    return (after or before).strip()


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
