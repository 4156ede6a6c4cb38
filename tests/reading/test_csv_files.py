"""CSV cells: what a spreadsheet could run is refused, and what it could not is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety_plan.reading.csv_files import escape_formula, find_formula

DANGEROUS = [
    *("=1+1", "+1+1", "-1+1", "@SUM(A1)", "=cmd|'/C calc'!A0", "-2+3+cmd|' /C calc'!A0"),
    *("\t=1", "\r=1", "\n=1", " =1", '"=1', '="x"', "-cmd", "- cmd", "--5", "-5%", "+44 1622"),
    *("a;=1", "a; =1", 'a;"=1', "a\n=1", "a\r\n@x", "a\t-x", "＝1+1", "＋1", "－x", "＠x"),
]
HARMLESS = ["", "-", "+", "-5", "-0.25", "1204", "a-b", "1=1", "a, =1", "2019 to 2020", "'=1", "–5"]


@pytest.mark.parametrize("cell", DANGEROUS)
def test_a_formula_is_seen_and_can_be_made_harmless(cell: str):
    assert find_formula(cell)
    assert find_formula(escape_formula(cell)) == ""


@pytest.mark.parametrize("cell", HARMLESS)
def test_what_is_no_formula_is_left_alone(cell: str):
    assert find_formula(cell) == ""
    assert escape_formula(cell) == cell


@given(st.text(alphabet="=+-@;\"' \t\r\n5a,"))
def test_no_cell_made_harmless_can_run(cell: str):
    assert find_formula(escape_formula(cell)) == ""
