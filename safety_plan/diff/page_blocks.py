"""The page of a record as blocks: headings, paragraphs, and rows that know their key."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from safety_plan.content.page_text import CELL
from safety_plan.diff.blocks import Block
from safety_plan.revisions.record import RecordedPage, is_listed

#: Where numbers stand in their file; the numbers themselves are told.
_ROWS = re.compile(r"data/[a-z0-9-]+\.csv, rows?[\d, to]*")


def blocks_of(
    page: RecordedPage | None, keys: Mapping[str, Sequence[int]] | None = None
) -> tuple[Block, ...]:
    """A page of the record as blocks; cards of figures and sources are told apart from it.

    *keys* are the columns that tell the rows of a table apart, by its headings.
    """
    blocks: list[Block] = []
    for section in page.sections if page else ():
        if is_listed(section):
            continue
        if section["heading"]:
            blocks.append(Block("heading", section["heading"]))
        blocks += _text_blocks(section["text"])
    return tuple(_with_keys(blocks, keys or {}))


def _with_keys(blocks: Sequence[Block], keys: Mapping[str, Sequence[int]]) -> Iterator[Block]:
    """The blocks, each row with its key; the row of headings has none."""
    for headings, run in groupby(blocks, key=lambda block: block.headings):
        rows = list(run)
        cells = [row.text.split(CELL) for row in rows]
        positions = keys.get(headings) or _leading_columns(cells[1:]) if headings else ()
        for row, texts in zip(rows, cells, strict=True):
            if not positions or row.text == headings or max(positions) >= len(texts):
                yield row
                continue
            key = tuple(texts[index] for index in positions)
            rest = tuple(text for index, text in enumerate(texts) if index not in positions)
            yield replace(row, key=key, rest=rest)


def _leading_columns(rows: Sequence[Sequence[str]]) -> Sequence[int]:
    """The fewest columns from the left in which no two rows are alike; none if there are not."""
    width = min((len(row) for row in rows), default=0)
    for count in range(1, width):
        if len({tuple(row[:count]) for row in rows}) == len(rows):
            return range(count)
    return ()


def _text_blocks(text: str) -> Iterator[Block]:
    """The paragraphs and rows of a section; the first row of a table holds its headings."""
    headings = ""
    for line in text.split("\n"):
        if not _is_for_readers(line):
            continue
        if CELL not in line:
            headings = ""
        elif not headings:
            headings = line
        yield Block("row" if headings else "text", line, headings)


def _is_for_readers(line: str) -> bool:
    """Whether a line is neither empty nor only the rows of the data that a number comes from."""
    return bool(line) and not _ROWS.fullmatch(line)
