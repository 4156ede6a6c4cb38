"""The verdict on a target: what is better is never judged worse, whichever way it goes."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety_plan.core.bounds import exactly
from safety_plan.models.verdicts import Judgement, Limit, Point, Verdict, judge

NUMBERS = st.integers(-1000, 1000).map(Fraction)
DIGITS = st.sampled_from([Fraction(0), Fraction(1), Fraction(1, 10)])
#: From the worst to the best, before the time of a target and from then on.
WAY = [Verdict.OFF_COURSE, Verdict.UNKNOWN, Verdict.ON_COURSE]
END = [Verdict.MISSED, Verdict.UNKNOWN, Verdict.MET]
BY = Fraction(48)


def point(number: Fraction, moment: int, digit: Fraction = Fraction(0)) -> Point:
    return Point(bounds=exactly(number), moment=Fraction(moment), last_digit=digit)


def most(number: Fraction, *, is_least: bool = False) -> list[Limit]:
    return [Limit(bounds=exactly(number), is_least=is_least)]


def rank(judgement: Judgement) -> int:
    scale = END if judgement.verdict in (Verdict.MET, Verdict.MISSED) else WAY
    return scale.index(judgement.verdict)


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS, st.integers(1, 60), DIGITS)
def test_a_better_number_is_never_judged_worse(
    start: Fraction, end: Fraction, one: Fraction, other: Fraction, moment: int, digit: Fraction
):
    better, worse = sorted((one, other))
    verdicts = [
        judge(most(end), point(number, moment, digit), BY, point(start, 0))
        for number in (worse, better)
    ]

    assert rank(verdicts[0]) <= rank(verdicts[1])


@given(NUMBERS, NUMBERS, NUMBERS, st.integers(0, 60), DIGITS, st.integers(0, 50))
def test_a_rise_is_judged_as_the_fall_that_mirrors_it(
    start: Fraction, end: Fraction, now: Fraction, moment: int, digit: Fraction, tolerance: int
):
    slack = Fraction(tolerance)
    fall = judge(most(end), point(now, moment, digit), BY, point(start, 0), slack)
    rise = judge(most(-end, is_least=True), point(-now, moment, digit), BY, point(-start, 0), slack)

    assert fall == rise


@given(NUMBERS, NUMBERS, NUMBERS, st.integers(0, 60), st.integers(0, 50), st.fractions(1, 1000))
def test_the_scale_does_not_matter(
    start: Fraction, end: Fraction, now: Fraction, moment: int, tolerance: int, scale: Fraction
):
    one = judge(most(end), point(now, moment), BY, point(start, 0), Fraction(tolerance))
    other = judge(
        most(end * scale),
        point(now * scale, moment),
        BY,
        point(start * scale, 0),
        tolerance * scale,
    )

    assert one == other


@given(NUMBERS, NUMBERS, NUMBERS, st.integers(1, 47), st.integers(0, 50), st.integers(0, 50))
def test_a_larger_tolerance_never_makes_a_verdict_worse(
    start: Fraction, end: Fraction, now: Fraction, moment: int, one: int, other: int
):
    small, large = sorted((one, other))
    verdicts = [
        judge(most(end), point(now, moment), BY, point(start, 0), Fraction(slack))
        for slack in (small, large)
    ]

    assert rank(verdicts[0]) <= rank(verdicts[1])


@given(NUMBERS, NUMBERS, st.integers(1, 47))
def test_a_number_on_the_line_is_on_course_and_one_that_stood_still_is_not(
    start: Fraction, end: Fraction, moment: int
):
    line = start + (end - start) * Fraction(moment, 48)

    on_line = judge(most(end), point(line, moment), BY, point(start, 0))
    assert on_line.verdict == Verdict.ON_COURSE
    still = judge(most(end), point(start, moment), BY, point(start, 0))
    assert still.verdict == (Verdict.OFF_COURSE if end < start else Verdict.ON_COURSE)


@given(NUMBERS, NUMBERS, NUMBERS, st.integers(0, 47), st.one_of(st.none(), NUMBERS))
def test_nothing_is_met_or_missed_before_its_time(
    end: Fraction, now: Fraction, other: Fraction, moment: int, start: Fraction | None
):
    baseline = None if start is None else point(start, 0)
    limits = [*most(max(end, other)), *most(min(end, other), is_least=True)]

    assert judge(limits, point(now, moment), BY, baseline).verdict in WAY


@given(NUMBERS, NUMBERS, st.one_of(st.none(), NUMBERS), st.integers(48, 90))
def test_from_its_time_on_the_number_alone_decides(
    end: Fraction, now: Fraction, start: Fraction | None, moment: int
):
    baseline = None if start is None else point(start, 0)
    expected = Verdict.MET if now <= end else Verdict.MISSED

    assert judge(most(end), point(now, moment), BY, baseline, Fraction(99)).verdict == expected


@pytest.mark.parametrize(
    ("moment", "start", "reason"),
    [(-12, 0, "not-since"), (0, 0, "not-since"), (12, None, "no-baseline")],
)
def test_why_it_cannot_be_said(moment: int, start: int | None, reason: str):
    baseline = None if start is None else point(Fraction(100), start)

    judgement = judge(most(Fraction(50)), point(Fraction(100), moment), BY, baseline)
    assert judgement == Judgement(Verdict.UNKNOWN, reason)


def test_a_number_that_keeps_to_the_target_from_the_start_is_on_course():
    kept = point(Fraction(40), 0)

    assert judge(most(Fraction(50)), kept, BY, kept) == Judgement(Verdict.ON_COURSE)


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("63", Verdict.MET),
        ("62.8", Verdict.UNKNOWN),
        ("62.6", Verdict.UNKNOWN),
        ("62.4", Verdict.MET),
        ("63.6", Verdict.MISSED),
    ],
)
def test_a_rounded_number_meets_its_own_value_and_not_one_within_its_rounding(
    end: str, expected: Verdict
):
    rounded = point(Fraction(63), 48, Fraction(1))

    judgement = judge(most(Fraction(end), is_least=True), rounded, BY)
    assert judgement.verdict == expected
    assert judgement.reason == ("inexact" if expected is Verdict.UNKNOWN else "")


@pytest.mark.parametrize(
    ("end", "expected"),
    [("63.5", Verdict.MET), ("63.52", Verdict.UNKNOWN), ("63.6", Verdict.MISSED)],
)
def test_a_number_with_a_decimal_meets_its_own_value_too(end: str, expected: Verdict):
    rounded = point(Fraction("63.5"), 48, Fraction(1, 10))

    assert judge(most(Fraction(end), is_least=True), rounded, BY).verdict == expected


@pytest.mark.parametrize(
    ("now", "tolerance", "expected"),
    [
        (50, 0, Verdict.ON_COURSE),
        (51, 0, Verdict.OFF_COURSE),
        (52, 2, Verdict.ON_COURSE),
        (53, 2, Verdict.OFF_COURSE),
    ],
)
def test_half_way_a_number_may_be_worse_than_the_line_by_the_tolerance(
    now: int, tolerance: int, expected: Verdict
):
    fall = judge(most(Fraction(0)), point(Fraction(now), 24), BY, point(Fraction(100), 0),
                 Fraction(tolerance))  # fmt: skip
    rise = judge(most(Fraction(0), is_least=True), point(Fraction(-now), 24), BY,
                 point(Fraction(-100), 0), Fraction(tolerance))  # fmt: skip

    assert fall.verdict == rise.verdict == expected


def test_a_target_below_a_number_is_not_kept_by_that_number():
    below = [Limit(bounds=exactly(Fraction(0)), strict=True)]

    for now, verdict in ((50, Verdict.OFF_COURSE), (49, Verdict.ON_COURSE)):
        judged = judge(below, point(Fraction(now), 24), BY, point(Fraction(100), 0))
        assert judged.verdict == verdict
    assert judge(below, point(Fraction(0), 48), BY).verdict == Verdict.MISSED
    assert judge(below, point(Fraction(-1), 48), BY).verdict == Verdict.MET


@given(st.integers(-600, 600))
def test_a_verdict_does_not_depend_on_when_the_years_are_counted_from(start: int):
    for now, verdict in ((75, Verdict.ON_COURSE), (76, Verdict.OFF_COURSE)):
        judged = judge(
            most(Fraction(50)),
            point(Fraction(now), start + 24),
            Fraction(start + 48),
            point(Fraction(100), start),
        )
        assert judged.verdict == verdict
