"""Rows of a compared page stand under the columns that they had."""

import pytest

from safety_plan.content.page_text import CELL
from safety_plan.diff.blocks import Block, diff_blocks
from safety_plan.diff.compare import compare
from safety_plan.diff.kinds import BlockChangeKind
from safety_plan.diff.tables import ComparedTable, is_one_change, with_tables, with_titles
from tests.diff.test_compare import made


def rows_of(text: str) -> tuple[Block, ...]:
    """The rows of a table written with `|` between cells; the first holds its headings."""
    lines = [line.replace("|", CELL) for line in text.split("; ")]
    return tuple(Block("row", line, lines[0]) for line in lines)


def told(old: str, new: str) -> list[list[list[str]]]:
    """The tables of both sides; the words that went and came in a cell are one string."""
    return [
        [
            ["".join(was or now for was, now in cell) for cell in row]
            for row in (*table.head, *table.body)
        ]
        for table in with_tables(diff_blocks(rows_of(old), rows_of(new)))
        if isinstance(table, ComparedTable)
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


def test_only_the_row_of_headings_is_the_head_of_a_table():
    (table,) = with_tables(
        diff_blocks(rows_of("Place|Rate; Kent|7"), rows_of("Place|Share; Kent|7"))
    )

    assert isinstance(table, ComparedTable)
    assert len(table.head) == len(table.body) == 1
    assert table.head[0][0] == [("Place", "Place")]


def test_the_headings_of_another_table_begin_that():
    assert len(told("Place|Rate; Kent|7", "Kind|Count; Theft|30; Fraud|12")) == 2


@pytest.mark.parametrize(
    ("above", "title"),
    [
        (["Rates by place"], "Rates by place"),
        (["Rates fell."], "Crime"),
        (["Rates fell.", "Rates by place"], "Rates by place"),
        (["What follows is of Kent:"], "Crime"),
        ([], "Crime"),
    ],
)
def test_a_table_is_called_by_the_line_above_it_or_by_its_heading(above: list[str], title: str):
    blocks = (
        Block("heading", "Crime"),
        *(Block("text", text) for text in above),
        *rows_of("Place|Rate; Kent|7"),
    )
    *_, table = with_tables(with_titles(diff_blocks((), blocks)))

    assert isinstance(table, ComparedTable)
    assert table.title == title


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Place|Rate; Kent|7", "Place|Rate; Kent|7; Leeds|9", [False, False, True]),
        ("Place|Rate; Kent|7; Leeds|9", "Place|Rate; Kent|7", [False, False, True]),
        ("Place|Rate; Kent|7", "Place|Rate; Kent|8", [False, False]),
    ],
)
def test_a_row_that_came_or_went_as_a_whole_is_one_change(old: str, new: str, expected: list[bool]):
    (table,) = with_tables(diff_blocks(rows_of(old), rows_of(new)))

    assert isinstance(table, ComparedTable)
    assert [is_one_change(row) for row in (*table.head, *table.body)] == expected


def test_each_part_of_a_table_that_is_told_in_two_has_its_title():
    blocks = (Block("heading", "Crime"), *rows_of("Place|Rate; Kent|7; One|Two|Three"))
    told_in_two = [*with_tables(with_titles(diff_blocks((), blocks)))]
    tables = [table for table in told_in_two if isinstance(table, ComparedTable)]

    assert [table.title for table in tables] == ["Crime", "Crime"]
    (nameless,) = with_tables(with_titles(diff_blocks((), rows_of("Place|Rate; Kent|7"))))
    assert isinstance(nameless, ComparedTable)
    assert nameless.title == ""


def test_rows_of_tables_that_have_nothing_in_common_are_not_one_row_reworded():
    old = made(
        "# Thefts\n\n| Group | Offences |\n|---|--:|\n| Bicycles | 3,099 |\n| Tools | 12 |\n"
    )
    new = made(
        "# Thefts\n\n| Kind of theft | 2019 | 2020 | Change |\n|---|--:|--:|---|\n"
        "| Bicycles | 3,104 | 3,948 | rose |\n| Tools | 12 | 9 | fell |\n"
    )

    rows = [block for block in compare(old, new).pages[0].blocks if block.role == "row"]

    assert {block.kind for block in rows} == {BlockChangeKind.ADDED, BlockChangeKind.REMOVED}


@pytest.mark.parametrize(
    ("row", "is_wordy"), [("Abc|1|2|rose by 3%", True), ("Abc|1|2|3", False), ("Abc|de|fg", False)]
)
def test_four_columns_with_words_in_the_last_are_wordy(row: str, is_wordy: bool):
    headings = "|".join("Name" for _ in row.split("|"))
    (table,) = with_tables(diff_blocks((), rows_of(f"{headings}; {row}")))

    assert isinstance(table, ComparedTable)
    assert table.is_wordy is is_wordy
