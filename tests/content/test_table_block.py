"""What every row of a table would say alike stands above it once, and rows can stand by size."""

from typing import TypedDict, cast

import pytest

from safety_plan.charts.kinds import KINDS
from safety_plan.content.renderer import load_block_macros
from safety_plan.content.table_block import table_content
from safety_plan.content.word_answers import PageWordError
from safety_plan.models.plan import read_plan
from tests.conftest import TINY


class Shown(TypedDict):
    """What a test reads of a block."""

    anchor: str
    title: str
    columns: list[dict[str, str]]
    rows: list[list[str]]
    numbers: list[int]
    caveats: tuple[str, ...]


TABLE = read_plan(TINY, KINDS)[0].tables["thefts"]


def shown(columns: str = "", where: str = "", order: str = "") -> Shown:
    return cast("Shown", table_content(TABLE, columns, where, order))


def headings(content: Shown) -> list[str]:
    return [column["name"] for column in content["columns"]]


def test_a_column_that_says_the_same_in_every_row_is_said_in_the_caption():
    year = shown(where="period=2018 to 2019")

    assert headings(year) == ["area", "thefts", "rate"]
    assert year["title"] == f"{TABLE.title} (Year: 2018 to 2019)"
    assert all(len(row) == 3 for row in year["rows"])


def test_what_the_rows_were_chosen_by_is_said_though_its_column_is_not_shown():
    assert "(Year: 2018 to 2019)" in shown("area,thefts", "period=2018 to 2019")["title"]
    assert shown("area,thefts")["title"] == TABLE.title


@pytest.mark.parametrize(
    ("columns", "where", "left"),
    [
        ("", "", ["area", "period", "thefts", "rate"]),  # each says something else
        ("", "area=Fernbrook|Upper Wend", ["area", "period", "thefts", "rate"]),
        ("area,thefts", "area=Fernbrook", ["area", "thefts"]),  # no name of a row would be left
        ("area,period", "area=Fernbrook", ["area", "period"]),  # no table would be left
        ("", "area=Fernbrook;period=2018 to 2019", ["area", "period", "thefts", "rate"]),
    ],
)
def test_a_column_stays_where_its_table_needs_it(columns: str, where: str, left: list[str]):
    assert headings(shown(columns, where)) == left


def test_rows_stand_by_the_numbers_of_a_column_and_those_without_one_come_last():
    ordered = shown("area,period,thefts", order="thefts")
    cells = [row[2] for row in ordered["rows"]]
    numbers = [int(cell) for cell in cells[:-1]]

    assert numbers == sorted(numbers, reverse=True)
    assert cells[-1] == "[x]"
    assert ordered["numbers"][:2] == [2, 3]  # each row still leads to its own in the file


def test_rows_are_put_in_the_order_of_a_column_of_numbers_only():
    with pytest.raises(PageWordError):
        shown(order="area")


def test_caveats_of_a_column_that_stands_in_the_caption_are_still_told():
    assert shown(where="period=2018 to 2019")["caveats"] == shown()["caveats"]


def test_tables_of_one_page_that_are_asked_for_otherwise_have_anchors_of_their_own():
    asked = [
        ("area,thefts", "", ""),
        ("area,thefts", "", "thefts"),
        ("area", "", "thefts"),
        ("area,thefts,rate", "", "thefts"),
        ("area,thefts,rate", "", "rate"),
        ("area,thefts", "area=Fernbrook", "thefts"),
        ("area,thefts", "area!=Fernbrook", "thefts"),
        ("area,thefts", "area!=Fernbrook", ""),
    ]

    anchors = [shown(*table)["anchor"] for table in asked]

    assert len({*anchors}) == len(asked)
    assert anchors[0] == "table-thefts-area-thefts"  # as it was before tables could be ordered


@pytest.mark.parametrize(
    ("numeric", "stands_as"),
    [
        ([False, True], ""),
        ([False, True, True, True], ""),
        ([False, False, True, True], "cards"),
        ([False, True, True, True, True], "cards"),
    ],
)
def test_a_name_with_three_numbers_is_a_table_on_a_phone_and_what_is_wider_cards(
    numeric: list[bool], stands_as: str
):
    headings = [f"Column {number}" for number, _ in enumerate(numeric)]
    html = load_block_macros().data_table("Thefts", headings, [headings], numeric)

    assert (' class="plan-table cards"' in html) is (stands_as == "cards")
    assert ("data-label" in html) is (stands_as == "cards")
