"""How a look-up, a chart or a table on a page names the rows that are meant."""

import pytest

from safety_plan.models.where import Choice, as_where, read_where, rows_where, strange_cells
from safety_plan.reading.csv_files import Row

ROWS = [
    Row("data/x.csv", number, {"area": area, "year": year})
    for number, (area, year) in enumerate(
        [("North", "2019"), ("South", "2019"), ("All", "2019"), ("A|B", "2020"), ("A", "2020")], 2
    )
]


def areas(text: str) -> list[str]:
    return [row["area"] for row in rows_where(ROWS, read_where(text))]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("area=North; year=2020", {"area": "North", "year": "2020"}),
        ("offence=Burglary; residential", {"offence": "Burglary; residential"}),
        ("offence=Theft; other; year=2020", {"offence": "Theft; other", "year": "2020"}),
        ("area=A=B; year=2020", {"area": "A=B", "year": "2020"}),
        ('offence="Theft; year=any"; year=2020', {"offence": "Theft; year=any", "year": "2020"}),
        ('area=The "Old" Town; year=2020', {"area": 'The "Old" Town', "year": "2020"}),
        ('area="North; year=2020', {"area": '"North', "year": "2020"}),
        ("area=North;", {"area": "North"}),
        ("area=", {"area": ""}),
        ("North", {"North": ""}),
        ("", {}),
    ],
)
def test_a_cell_ends_only_where_the_next_column_is_named(text: str, where: dict[str, str]):
    assert read_where(text) == where


def test_an_empty_cell_between_quotation_marks_is_an_empty_cell():
    assert read_where('area=""; year="2020"') == {"area": "", "year": "2020"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("area=North|South", ["North", "South"]),
        ("area = North | South ; year=2019", ["North", "South"]),
        ("area!=All; year=2019", ["North", "South"]),
        ("area != North|South; year=2019", ["All"]),
        ("area! = All; year=2019", ["North", "South"]),
        ('area!="All"; year=2019', ["North", "South"]),
        ('area="North"|"A|B"', ["North", "A|B"]),
        ("area=North|", []),
    ],
)
def test_a_text_names_one_of_several_cells_or_what_is_left_out(text: str, expected: list[str]):
    assert areas(text) == expected


def test_a_cell_with_an_upright_stroke_is_that_cell_and_no_list():
    assert areas("area=A|B") == ["A|B"]
    assert areas('area="A|B"') == ["A|B"]
    assert areas("area!=A|B; year=2020") == ["A"]
    assert areas('area="A"|"B"') == ["A"]


def test_settings_name_rows_in_the_same_three_ways():
    for value, expected in [
        ("North", ["North"]),
        (["North", "South"], ["North", "South"]),
        ({"not": "All"}, ["North", "South", "A|B", "A"]),
        ({"not": ["All", "A|B"]}, ["North", "South", "A"]),
    ]:
        rows = rows_where(ROWS, as_where({"area": value}))

        assert [row["area"] for row in rows] == expected


def test_a_cell_that_no_row_has_is_named_wherever_it_stands():
    where = {"area": Choice(("North", "Soth"), is_not=True), "year": "2018"}

    assert [item[:2] for item in strange_cells(ROWS, where)] == [("area", "Soth"), ("year", "2018")]


def test_a_cell_with_an_upright_stroke_that_a_row_has_is_not_taken_for_two_that_are_missing():
    assert [*strange_cells(ROWS, read_where("area=A|B"))] == []
    assert [item[:2] for item in strange_cells(ROWS, read_where("area=A|C"))] == [("area", "C")]
