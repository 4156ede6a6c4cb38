"""Rows of a compared page stand under the columns that they had."""

import pytest

from safety_plan.content.page_text import CELL
from safety_plan.diff.blocks import Block, diff_blocks
from safety_plan.diff.tables import with_tables


def rows_of(text: str) -> tuple[Block, ...]:
    """The rows of a table written with `|` between cells; the first holds its headings."""
    lines = [line.replace("|", CELL) for line in text.split("; ")]
    return tuple(Block("row", line, lines[0]) for line in lines)


def told(old: str, new: str) -> list[list[list[str]]]:
    """The tables of both sides; the words that went and came in a cell are one string."""
    return [
        [["".join(was or now for was, now in cell) for cell in row] for row in table]
        for table in with_tables(diff_blocks(rows_of(old), rows_of(new)))
        if isinstance(table, list)
    ]


@pytest.mark.parametrize("backwards", [False, True])
def test_a_row_that_went_leaves_the_column_that_came_empty(backwards: bool):
    sides = ("Place|Rate; Kent|7", "Place|Year|Rate; Leeds|2019|9")
    (table,) = told(*(reversed(sides) if backwards else sides))

    assert table[0] == ["Place", "Year", "Rate"]
    assert ["Kent", "", "7"] in table
    assert ["Leeds", "2019", "9"] in table


def test_a_row_that_fits_under_no_column_begins_another_table():
    tables = told("Place|Rate; Kent|7", "Place|Rate; Kent|7; One|Two|Three")

    assert tables == [[["Place", "Rate"], ["Kent", "7"]], [["One", "Two", "Three"]]]
