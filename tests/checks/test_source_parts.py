"""The report behind the plan in this repository is told whole, part by part."""

from pathlib import Path

import pytest

from safety_plan.charts.kinds import KINDS
from safety_plan.models.plan import read_plan
from safety_plan.models.source_parts import parts_in, parts_left_out
from safety_plan.reading.csv_files import Row

HOUSE = Path(__file__).resolve().parents[2]
REPORT = "report-2020-06-30"
#: How many rows the table of cross-cutting issues has.
ROWS_OF_TABLE = 11
PARTS = (
    *("front matter", "executive summary", "recommendations 1 and 2", "timetable"),
    *("paragraphs 1.1 to 1.9", "paragraphs 2.1 and 2.2", "paragraphs 3.1 to 3.5"),
    *("paragraph 4.1", "paragraphs 5.1 to 5.3", "section 6"),
)


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    if not (HOUSE / "data" / "source-parts.csv").exists():
        pytest.skip("The parts of the report are not listed yet")
    plan, _ = read_plan(HOUSE, KINDS)
    return [row for row in plan.rows("source-parts") if row["source"] == REPORT]


def test_every_part_of_the_report_has_a_row(rows: list[Row]):
    listed = {part for row in rows for part in parts_in(row["part"])}

    assert [part for text in PARTS for part in parts_left_out(text, listed)] == []
    # Each paragraph by itself: a row for a whole section would hide what is missing of it.
    numbers = {part.number for part in listed}
    assert {f"1.{number}" for number in range(1, 10)} <= numbers
    assert {"2.1", "2.2", "3.1", "3.5", "4.1", "5.1", "5.3"} <= numbers


def test_each_row_of_the_table_of_cross_cutting_issues_has_a_row(rows: list[Row]):
    of_table = {row["part"] for row in rows if row["part"].startswith("cross-cutting")}

    assert len({part for part in of_table if "," in part}) == ROWS_OF_TABLE
