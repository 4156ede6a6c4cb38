"""The size of a file in words says what it is, to the nearest unit that it names."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety_plan.core.file_sizes import format_length, format_size

SIZES = st.integers(0, 10**10)
UNITS = {"byte": 1, "bytes": 1, "kB": 1_000, "MB": 1_000_000}


def in_bytes(words: str) -> tuple[Decimal, Decimal]:
    """What *words* say in bytes, and how far off the true size may be."""
    number, unit = words.split()
    step = Decimal("0.1") if unit == "MB" and Decimal(number.replace(",", "")) < 10 else Decimal(1)
    return Decimal(number.replace(",", "")) * UNITS[unit], step * UNITS[unit] / 2


@given(SIZES)
def test_the_words_are_the_size_to_the_nearest_unit(size: int):
    said, half_a_step = in_bytes(format_size(size))

    assert abs(said - size) <= half_a_step


@given(SIZES, SIZES)
def test_a_larger_file_is_never_said_to_be_smaller(one: int, other: int):
    small, large = sorted((one, other))

    assert in_bytes(format_size(small))[0] <= in_bytes(format_size(large))[0]


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1_000, "1 kB"),
        (240_400, "240 kB"),
        (999_499, "999 kB"),
        (999_500, "1 MB"),
        (1_250_000, "1.3 MB"),
        (9_960_000, "10 MB"),
        (12_600_000, "13 MB"),
    ],
)
def test_sizes_are_written_as_people_read_them(size: int, words: str):
    assert format_size(size) == words


@pytest.mark.parametrize(
    ("count", "counts", "words"),
    [
        *((1, "pages", "1 page"), (1_200, "pages", "1,200 pages"), (1, "sheets", "1 sheet")),
        *((2, "rows", "2 rows"), (1, "rows", "1 row")),
    ],
)
def test_a_length_is_counted_in_what_its_kind_counts(count: int, counts: str, words: str):
    assert format_length(count, counts) == words
