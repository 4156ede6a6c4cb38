"""Chance reaches as far between two counts as the method that the site states says."""

from decimal import Decimal
from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety_plan.models.chance import chance_limit, is_within_chance

COUNTS = st.integers(0, 10**9).map(Decimal)


@given(COUNTS, COUNTS)
def test_from_100_events_on_the_limit_is_1_96_times_the_root_of_the_sum(a: Decimal, b: Decimal):
    limit, total = chance_limit(a, b), a + b

    if total >= 100:
        assert limit**2 <= Decimal("1.96") ** 2 * total < (limit + 1) ** 2


@given(st.integers(0, 99), st.integers(0, 99))
def test_of_fewer_events_at_least_19_of_20_ways_lie_within_and_no_smaller_limit_has_so_many(
    a: int, b: int
):
    total = a + b
    if total >= 100:
        return

    def share_within(limit: int) -> Fraction:
        ways = [comb(total, k) for k in range(total + 1) if abs(total - 2 * k) <= limit]
        return Fraction(sum(ways), 2**total)

    limit = chance_limit(Decimal(a), Decimal(b))
    assert share_within(limit) >= Fraction(19, 20)
    assert limit == 0 or share_within(limit - 1) < Fraction(19, 20)


@given(COUNTS, COUNTS)
def test_it_does_not_matter_which_count_comes_first(a: Decimal, b: Decimal):
    assert chance_limit(a, b) == chance_limit(b, a)
    assert is_within_chance(a, b) == is_within_chance(b, a) == (abs(a - b) <= chance_limit(a, b))


@pytest.mark.parametrize(
    ("old", "new", "limit", "is_within"),
    [
        (17176, 16987, 362, True),
        (305, 442, 53, False),
        (449, 428, 58, True),
        (1284, 1187, 97, True),
        (0, 5, 5, True),
        (0, 6, 4, False),
        (0, 0, 0, True),
        (50, 50, 19, True),
        (40, 60, 19, False),
    ],
)
def test_counts_that_can_be_worked_out_by_hand(old: int, new: int, limit: int, *, is_within: bool):
    assert chance_limit(Decimal(old), Decimal(new)) == limit
    assert is_within_chance(Decimal(old), Decimal(new)) is is_within


@pytest.mark.parametrize("number", ["-1", "2.5"])
def test_what_is_no_count_is_refused(number: str):
    with pytest.raises(ValueError, match="counts"):
        chance_limit(Decimal(number), Decimal(10))
