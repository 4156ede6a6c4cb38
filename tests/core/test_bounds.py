"""Numbers known only within bounds: a comparison is right for every number they stand for."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from safety_plan.core.bounds import Bounds, at_most, between, exactly, larger

NUMBERS = st.integers(-5, 5).map(Fraction)


@st.composite
def bounds(draw: st.DrawFn) -> Bounds:
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    is_single = low == high
    return Bounds(
        low=draw(st.sampled_from([low, low, low, None])),
        high=draw(st.sampled_from([high, high, high, None])),
        above_low=not is_single and draw(st.booleans()),
        below_high=not is_single and draw(st.booleans()),
    )


def holds(number: Fraction, of: Bounds) -> bool:
    is_high = of.low is None or number > of.low or (number == of.low and not of.above_low)
    is_low = of.high is None or number < of.high or (number == of.high and not of.below_high)
    return is_high and is_low


#: Quarters stand for all numbers: two of them lie strictly between any two ends, in any order.
SAMPLES = [Fraction(n, 4) for n in range(-32, 33)]


@given(bounds(), bounds(), st.booleans())
def test_an_answer_holds_for_every_number_and_none_is_given_where_two_differ(
    value: Bounds, limit: Bounds, strict: bool
):
    values = [n for n in SAMPLES if holds(n, value)]
    limits = [n for n in SAMPLES if holds(n, limit)]
    answers = {(v < end if strict else v <= end) for v in values for end in limits}

    assert at_most(value, limit, strict=strict) == (answers.pop() if len(answers) == 1 else None)


@given(bounds(), bounds())
def test_the_larger_of_two_is_the_larger_of_any_two_numbers(one: Bounds, other: Bounds):
    pairs = [
        (a, b) for a in SAMPLES for b in (a, a + 1, a - 3) if holds(a, one) and holds(b, other)
    ]

    assert all(holds(max(pair), larger(one, other)) for pair in pairs)


@given(bounds())
def test_what_is_mirrored_twice_is_what_it_was(value: Bounds):
    assert value.mirror.mirror == value
    assert all(holds(-n, value.mirror) == holds(n, value) for n in SAMPLES)


@given(NUMBERS, NUMBERS, st.fractions(0, 1))
def test_a_line_is_straight(start: Fraction, end: Fraction, share: Fraction):
    assert between(exactly(start), exactly(end), share) == exactly(start + (end - start) * share)


@given(bounds(), st.fractions(0, 3), NUMBERS)
def test_bounds_that_are_widened_or_changed_alike_keep_what_they_held(
    value: Bounds, by: Fraction, change: Fraction
):
    wider, changed = value.widen(by), value.map(lambda end: end + change)

    for number in (n for n in SAMPLES if holds(n, value)):
        assert holds(number - by, wider)
        assert holds(number + by, wider)
    assert all(holds(n + change, changed) == holds(n, value) for n in SAMPLES)
    is_alike = (wider.above_low, wider.below_high) == (value.above_low, value.below_high)
    assert is_alike, "an end that is left out stays so"
    assert wider.widen(-by) == value


@given(NUMBERS, NUMBERS)
def test_a_number_that_is_known_is_the_only_one_within_its_bounds(one: Fraction, other: Fraction):
    assert exactly(one).exact == one
    assert Bounds(low=min(one, other) - 1, high=max(one, other)).exact is None


@given(bounds(), bounds(), st.sampled_from([Fraction(n, 8) for n in range(1, 8)]))
def test_a_line_between_bounds_holds_every_line_between_their_numbers(
    start: Bounds, end: Bounds, share: Fraction
):
    line = between(start, end, share)

    ends = [n for n in SAMPLES[::2] if holds(n, end)]
    for one in (n for n in SAMPLES[::2] if holds(n, start)):
        assert all(holds(one + (other - one) * share, line) for other in ends)


def test_an_end_of_a_line_is_left_out_or_open_where_one_of_its_ends_is():
    half, one = Fraction(1, 2), exactly(Fraction(2))
    above = Bounds(low=Fraction(0), high=Fraction(1), above_low=True)
    below = Bounds(low=Fraction(0), high=Fraction(1), below_high=True)

    for start, end in ((above, one), (one, above)):
        line = between(start, end, half)
        assert line == Bounds(low=Fraction(1), high=Fraction(3, 2), above_low=True)
    for start, end in ((below, one), (one, below)):
        line = between(start, end, half)
        assert line == Bounds(low=Fraction(1), high=Fraction(3, 2), below_high=True)
    for start, end in ((Bounds(low=half), one), (one, Bounds(low=half))):
        assert between(start, end, half) == Bounds(low=Fraction(5, 4))
        assert between(start.mirror, end.mirror, half) == Bounds(high=Fraction(-5, 4))


def test_the_larger_of_two_has_the_larger_of_both_ends():
    low, high = Bounds(low=Fraction(0), high=Fraction(3)), Bounds(low=Fraction(1), high=Fraction(2))
    over = Bounds(low=Fraction(1), above_low=True)
    below = Bounds(low=Fraction(1), high=Fraction(3), below_high=True)

    for one, other in ((low, high), (high, low)):
        assert larger(one, other) == Bounds(low=Fraction(1), high=Fraction(3))
    for one, other in ((over, high), (high, over)):
        assert larger(one, other) == over
    for one, other in ((below, high), (high, below)):
        assert larger(one, other) == below
    # Of two that share an end, it is left out below and kept above where one of them does so.
    assert larger(below, low) == larger(low, below) == Bounds(low=Fraction(1), high=Fraction(3))
    assert larger(Bounds(high=Fraction(2)), Bounds(high=Fraction(1))) == Bounds(high=Fraction(2))
    assert larger(Bounds(high=Fraction(-2)), exactly(Fraction(-3))) == Bounds(
        low=Fraction(-3), high=Fraction(-2)
    )


def test_an_end_that_is_left_out_is_enough_to_be_below():
    one = exactly(Fraction(1))
    below = Bounds(low=Fraction(0), high=Fraction(1), below_high=True)
    above = Bounds(low=Fraction(1), high=Fraction(2), above_low=True)

    assert at_most(one, one) is True
    assert at_most(one, one, strict=True) is False
    assert at_most(below, one, strict=True) is True
    assert at_most(one, above, strict=True) is True
    assert at_most(above, one) is False
    assert at_most(one, below) is False
