"""The classes of a colour scale hold every number, are few, round and said in words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety_plan.charts.classes import MOST, value_classes

NUMBERS = st.lists(
    st.decimals(min_value=-(10**12), max_value=10**12, places=3, allow_nan=False), min_size=1
)


@given(NUMBERS, st.sampled_from(["per_1000", "count"]))
def test_every_number_is_in_exactly_one_of_at_most_five_classes(numbers: list[Decimal], unit: str):
    if unit == "count":
        numbers = [number.to_integral_value() for number in numbers]
    classes = value_classes(numbers, unit)

    assert 1 <= len(classes) <= MOST
    assert all(sum(one.holds(number) for one in classes) == 1 for number in numbers)


@pytest.mark.parametrize(
    ("unit", "cells", "words"),
    [
        ("count", "0 1 2 1 0", "0 | 1 | 2"),
        ("count", "5 12 18 22 31 47 62 88", "0 to 19 | 20 to 39 | 40 to 59 | 60 to 79 | 80 to 99"),
        ("count", "1 2 3 4 5 6", "0 to 1 | 2 to 3 | 4 to 5 | 6 to 7"),
        (
            "per_1000",
            "2.1 3.4 4.0 6.6 7.9 10.0",
            "2 to under 4 | 4 to under 6 | 6 to under 8 | 8 to 10",
        ),
        ("percent", "61 62 63 64 65 66", "61% to under 62% | 62% to under 63% | 63% to under 64%"),
        ("count", "1000000 2 3 4 5 6", "0 to 249,999 | 250,000 to 499,999"),
    ],
)
def test_classes_are_round_and_said_without_a_gap(unit: str, cells: str, words: str):
    classes = value_classes([Decimal(cell) for cell in cells.split()], unit)

    assert " | ".join(one.words(unit) for one in classes).startswith(words)


def test_no_numbers_have_no_classes():
    assert value_classes([], "count") == []
