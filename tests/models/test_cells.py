"""What a cell may hold: each rule takes the last cell that keeps to it, and refuses the next."""

import pytest

from safety_plan.models.cells import cell_problems, gap_problems
from safety_plan.models.columns import Column
from safety_plan.reading.csv_files import Row


def told(cell: str, **column: object) -> list[str]:
    settings = {"name": "value", "title": "", "type": "number", **column}
    one = Column(**settings)  # type: ignore[arg-type]
    row = Row("t.csv", 2, {"first": "x", one.name: cell})
    problems = cell_problems(row, one)
    assert all(problem.location == row.location(one.name) for problem in problems)
    assert all(f"“{cell}”" in problem.found or not cell for problem in problems)
    return [problem.rule for problem in problems]


@pytest.mark.parametrize(
    ("cell", "column", "rules"),
    [
        ("100", {"unit": "percent"}, []),
        ("100.0", {"unit": "percent"}, []),
        ("100.1", {"unit": "percent"}, ["share-range"]),
        ("101", {"unit": "percent"}, ["share-range"]),
        ("101", {"unit": "percent_change"}, []),
        ("0", {"unit": "percent"}, []),
        ("-0.1", {"unit": "percent"}, ["number-negative"]),
        ("-1", {"unit": "pounds"}, ["number-negative"]),
        ("-1", {"unit": "pounds", "signed": "true"}, []),
        ("3", {"unit": "count"}, []),
        ("3.5", {"unit": "count"}, ["number-whole"]),
        ("3.0", {"unit": "count"}, ["number-whole"]),
        ("3.0", {"unit": "people"}, ["number-whole"]),
        ("3.5", {"unit": "people"}, ["number-whole"]),
        ("3.0", {"type": "integer"}, ["number-whole"]),
        ("3.0", {}, []),
        ("3.5", {"unit": "pounds"}, []),
        ("", {}, ["number-form"]),
        ("many", {}, ["number-form"]),
        ("[x]", {"unit": "count"}, []),
        ("[c]", {}, []),
        ("2019-09", {"name": "period", "type": "string"}, []),
        ("2019/09", {"name": "period", "type": "string"}, ["period-form"]),
        ("2019 to 2020", {"name": "date", "type": "string"}, ["date-form"]),
        ("2019-09-30", {"name": "date", "type": "string"}, []),
        ("2019/09", {"name": "area", "type": "string"}, []),
        ("03-May", {"name": "area", "type": "string"}, ["label-damaged"]),
        ("1E+05", {"name": "area", "type": "string"}, ["label-damaged"]),
    ],
)
def test_a_cell_is_held_to_the_type_and_unit_of_its_column(
    cell: str, column: dict[str, object], rules: list[str]
):
    assert told(cell, **column) == rules


@pytest.mark.parametrize(
    ("cell", "is_told"), [("", True), ("N/A", True), ("-", True), ("North", False)]
)
def test_a_cell_that_names_its_row_names_something(cell: str, is_told: bool):
    row = Row("t.csv", 2, {"first": "x", "area": cell})
    problems = [*gap_problems(row, "area")]

    assert [problem.rule for problem in problems] == ["cell-empty"] * is_told
    for problem in problems:
        assert problem.location == row.location("area")
        assert "area" in problem.found
        assert f"“{cell}”" in problem.found or not cell
