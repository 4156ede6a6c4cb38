"""Numbers and dates: read exactly, shown the British way."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety_plan.core.dates import format_date, format_period
from safety_plan.core.quantities import (
    MISSING_VALUE_CODES,
    RATE_OF,
    UNIT_WORDS,
    add_up,
    as_shown,
    change_in_per_cent,
    difference,
    format_value,
    index_number,
    missing_words,
    percent_change,
    percent_change_bounds,
    percentage_points,
    rate,
    rate_words,
    read_decimal,
    round_half_up,
    rounding_bounds,
    unit_words,
)

decimals = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9)  # fmt: skip # noqa: E501


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("1204", "count", "1,204"),
        ("63", "percent", "63%"),
        ("40000", "pounds", "£40,000"),
        ("2.40", "per_1000", "2.40"),
        ("-5", "pounds", "−£5"),
        ("-43", "percent_change", "−43%"),
        ("-3.5", "percentage_points", "−3.5"),
        ("1.5", "pounds_million", "£1.5 million"),
        ("-250", "pounds_thousand", "−£250 thousand"),
        ("12", "minutes", "12"),
    ],
)
def test_a_number_is_shown_with_its_unit(value: str, unit: str, text: str):
    assert text == format_value(Decimal(value), unit)


@given(decimals)
def test_a_shown_number_reads_back_as_itself(value: Decimal):
    text = format_value(value, "count").replace(",", "").replace("−", "-")

    assert read_decimal(text) == value


@pytest.mark.parametrize("text", ["1,204", "£5", "12%", "1e5", "٣", "１", " 1", "", "NaN", "1."])
def test_what_is_not_plain_digits_is_no_number(text: str):
    assert read_decimal(text) is None


def test_a_half_is_rounded_away_from_zero():
    assert round_half_up(Decimal("2.5"), 0) == 3
    assert round_half_up(Decimal("-0.25"), 1) == Decimal("-0.3")


@given(st.fractions(-(10**30), 10**30, max_denominator=10**9), st.integers(0, 6))
def test_rounding_goes_to_the_nearest_and_a_half_away_from_zero(value: Fraction, places: int):
    made = round_half_up(value, places)

    step = Fraction(1, 10**places)
    error = abs(Fraction(made)) - abs(value)
    assert -step / 2 < error <= step / 2
    assert (Fraction(made) / step).denominator == 1
    assert Fraction(made) * value >= 0
    # A minus sign would round a long number once more, to 28 digits.
    assert round_half_up(-value, places) == made.copy_negate()


@given(st.lists(st.integers(0, 10**9), min_size=1).filter(any), st.integers(0, 3))
def test_shares_of_a_whole_add_up_to_all_of_it(parts: list[int], places: int):
    whole = Decimal(sum(parts))

    shares = [rate(Decimal(part), whole, "percent") or Fraction(0) for part in parts]

    assert sum(shares) == 100
    apart = abs(sum(Fraction(round_half_up(share, places)) for share in shares) - 100)
    assert apart <= Fraction(len(parts), 2 * 10**places)


@given(st.integers(0, 10**12), st.integers(1, 10**12), st.sampled_from(sorted(RATE_OF)))
def test_a_rate_of_its_denominator_gives_the_numerator_back(top: int, bottom: int, unit: str):
    made = rate(Decimal(top), Decimal(bottom), unit)

    assert made is not None
    assert made * bottom / RATE_OF[unit] == top


def test_there_is_no_rate_of_nothing_and_none_of_a_count():
    assert rate(Decimal(1), Decimal(0), "percent") is None
    assert rate(Decimal(1), Decimal(2), "count") is None


@given(st.decimals(allow_nan=False, allow_infinity=False, places=9),
       st.decimals(allow_nan=False, allow_infinity=False, places=2))  # fmt: skip
def test_a_difference_is_exact_and_the_same_both_ways(old: Decimal, new: Decimal):
    assert Fraction(difference(old, new)) == abs(Fraction(new) - Fraction(old))
    assert difference(old, new) == difference(new, old)


@given(decimals, decimals)
def test_a_change_is_off_by_half_of_its_last_digit_at_most(old: Decimal, new: Decimal):
    change = percent_change(old, new)

    if change is not None:
        exact = (Fraction(new) - Fraction(old)) / abs(Fraction(old)) * 100
        places = -int(change.as_tuple().exponent)
        assert abs(Fraction(change) - exact) <= Fraction(1, 2 * 10**places)
        assert places == (1 if abs(change) < 10 else 0)


@given(decimals, decimals)
def test_a_rise_is_positive_and_a_fall_is_negative(old: Decimal, new: Decimal):
    change = percent_change(old, new)

    if old == 0:
        assert change is None
    elif change:
        assert (change > 0) == (new > old)


@pytest.mark.parametrize(
    ("period", "text"),
    [
        ("2020-06-30", "30 June 2020"),
        ("2020-06", "June 2020"),
        ("2019 to 2020", "2019 to 2020"),
        ("year to 2019-09", "year ending September 2019"),
        ("2018-10 to 2018-12", "October to December 2018"),
        ("2018-10 to 2019-09", "October 2018 to September 2019"),
        ("undated", "not dated in the source"),
        ("2019/20", None),
        ("2020 to 2019", None),
        ("2020-13", None),
        ("last year", None),
    ],
)
def test_a_period_is_shown_in_words_or_refused(period: str, text: str | None):
    assert text == format_period(period)


def test_a_day_that_does_not_exist_is_no_date():
    assert format_date("2021-02-29") is None
    assert format_date("2020-02-29") == "29 February 2020"


@given(decimals, st.integers(0, 3), st.fractions(-1, 1))
def test_what_is_rounded_lies_within_half_of_its_last_digit(
    value: Decimal, places: int, share: Fraction
):
    number = round_half_up(value, places)
    low, high = rounding_bounds(number)

    assert high - low == Fraction(1, 10**places)
    assert (low + high) / 2 == Fraction(number)
    assert low <= Fraction(value) <= high
    inside = Fraction(number) + share * Fraction(49, 100) / 10**places
    assert round_half_up(inside, places) == number


@given(st.integers(1, 10**6).map(Decimal), st.integers(1, 10**6).map(Decimal))
def test_a_number_is_found_again_from_the_other_and_the_change_as_it_was_rounded(
    old: Decimal, new: Decimal
):
    change = percent_change(old, new)
    assert change is not None

    low, high = percent_change_bounds(old, change, forwards=True)
    assert low <= new <= high
    low, high = percent_change_bounds(new, change, forwards=False)
    assert low <= old <= high


def test_bounds_of_a_change_are_worked_out_from_its_last_digit():
    assert percent_change_bounds(Decimal(200), Decimal(10), forwards=True) == (219, 221)
    assert percent_change_bounds(Decimal(200), Decimal("-50"), forwards=True) == (99, 101)
    low, high = percent_change_bounds(Decimal(100), Decimal("-50"), forwards=False)
    assert (low, high) == (Fraction(100 * 1000, 505), Fraction(100 * 1000, 495))
    # Of a fall to nothing nothing can be said of before.
    low, high = percent_change_bounds(Decimal(0), Decimal("-100"), forwards=False)
    assert (low, high) == (0, 10**9)
    assert percent_change_bounds(Decimal(5), Decimal("-99.5"), forwards=False)[1] == 5 / Fraction(
        45, 10000
    )


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("1000", "1099", "9.9"),
        ("10000", "10996", "10"),
        ("1000", "1100", "10"),
        ("200", "221", "11"),
        ("200", "179", "-11"),
        ("1000", "901", "-9.9"),
        ("3", "3", "0.0"),
        ("0", "3", "None"),
    ],
)
def test_a_change_below_10_per_cent_has_one_decimal_and_one_from_10_has_none(
    old: str, new: str, change: str
):
    assert str(percent_change(Decimal(old), Decimal(new))) == change


@given(st.lists(st.fractions(max_denominator=1000), max_size=6))
def test_a_sum_is_exact_whatever_the_order(parts: list[Fraction]):
    assert add_up(parts) == add_up(reversed(parts)) == sum(parts)
    assert isinstance(add_up(parts), Fraction)


def test_an_index_is_100_where_the_two_are_the_same_and_none_of_nothing():
    assert index_number(Fraction(7), Fraction(7)) == 100
    assert index_number(Fraction(3), Fraction(2)) == 150
    assert index_number(Fraction(3), Fraction(0)) is None


def test_a_change_is_a_share_of_what_was_there_and_keeps_its_direction():
    assert change_in_per_cent(Decimal(3), Decimal(4)) == Fraction(100, 3)
    assert change_in_per_cent(Decimal(-4), Decimal(-3)) == 25
    assert change_in_per_cent(Decimal(1), Decimal(0)) == -100
    assert change_in_per_cent(Decimal(0), Decimal(1)) is None


@pytest.mark.parametrize(
    ("value", "decimals_", "shown"),
    [
        ("2.45", "1", "2.5"),
        ("2.45", "0", "2"),
        ("2.45", "2", "2.45"),
        ("2.45", "3", "2.45"),
        ("2.4", "2", "2.4"),
        ("2.45", "", "2.45"),
        ("2.45", "all", "2.45"),
    ],
)
def test_only_decimals_that_are_too_many_are_rounded_away(value: str, decimals_: str, shown: str):
    assert str(as_shown(Decimal(value), decimals_)) == shown


def test_what_is_counted_is_told_in_words():
    assert percentage_points(Decimal(1)) == "1 percentage point"
    assert percentage_points(Decimal("1.5")) == "1.5 percentage points"
    assert unit_words("per_1000") == UNIT_WORDS["per_1000"]
    assert unit_words("bananas") == "bananas"
    assert rate_words("per_1000", "children under 16") == "per 1,000 children under 16"
    assert rate_words("percent", "households") == "per cent of households"
    assert rate_words("per_1000", "") == UNIT_WORDS["per_1000"]
    assert rate_words("pounds", "households") == UNIT_WORDS["pounds"]


@pytest.mark.parametrize("code", MISSING_VALUE_CODES)
def test_a_code_says_why_there_is_no_number(code: str):
    assert missing_words(code) == missing_words(code, "-") == MISSING_VALUE_CODES[code]
    assert missing_words("12") == "12"
    assert missing_words("12", "") == ""
