"""Letters of columns are those that a spreadsheet shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety_plan.core.sheet_columns import column_letters, column_number


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (0, "")]
)
def test_a_column_has_the_letters_of_a_spreadsheet(number: int, letters: str):
    assert column_letters(number) == letters


@given(st.integers(min_value=1, max_value=16_384))
def test_the_letters_of_a_column_lead_back_to_it(number: int):
    assert column_number(column_letters(number)) == number
