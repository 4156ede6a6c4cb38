"""A note stands at the time that it is about, whatever the labels of its chart are."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety_plan.charts.time_axis import label_times, positions
from safety_plan.core.dates import format_period
from safety_plan.models.note_places import place_point, place_span

QUARTERS = [
    f"{year}-{first} to {year}-{last}"
    for year in range(2014, 2020)
    for first, last in (("01", "03"), ("04", "06"), ("07", "09"), ("10", "12"))
]
YEARS = ["2008 to 2009", "2010 to 2011", "2014 to 2015", "2015 to 2016"]
MONTHS = st.tuples(st.integers(2009, 2015), st.integers(1, 12)).map(lambda m: f"{m[0]}-{m[1]:02}")


def test_a_label_is_its_own_place():
    for index, label in enumerate(QUARTERS):
        span = place_point(QUARTERS, label)
        assert span is not None
        assert (span.start, span.end, span.rows) == (index, index, range(index, index + 1))


def test_a_span_of_years_holds_the_quarters_of_those_years():
    span = place_span(QUARTERS, "2017", "2018")

    assert span is not None
    assert [QUARTERS[row] for row in span.rows] == QUARTERS[12:20]
    # From the end of 2016 to the end of 2018, where the points of those quarters stand.
    assert (span.start, span.end) == (11, 19)


def test_a_year_among_quarters_is_a_span_and_a_month_a_point():
    year, month = place_point(QUARTERS, "2018"), place_point(QUARTERS, "2018-07")

    assert year == place_span(QUARTERS, "2018", "2018")
    assert month is not None
    assert month.start == month.end
    assert 17 < month.start < 18


@pytest.mark.parametrize("time", ["2013", "2031-05", "2020-01", "North", "", "undated"])
def test_a_time_that_the_chart_does_not_show_has_no_place(time: str):
    assert place_point(QUARTERS, time) is None
    assert place_span(QUARTERS, time, time) is None


def test_names_may_be_said_either_way_round():
    assert place_span(["Thanet", "Dover", "Swale"], "Swale", "Dover") == place_span(
        ["Thanet", "Dover", "Swale"], "Dover", "Swale"
    )


def test_a_span_that_ends_before_it_begins_has_no_place():
    assert place_span(QUARTERS, "2019", "2017") is None


def test_a_span_reaches_no_further_than_the_chart():
    span = place_span(QUARTERS, "2001", "2099")

    assert span is not None
    assert (span.start, span.end, span.rows) == (0, 23, range(24))


def test_labels_that_are_no_times_have_places_by_name_only():
    assert place_point(["North", "South"], "South") is not None
    assert place_point(["North", "South"], "2018") is None


@given(time=MONTHS)
def test_a_point_is_drawn_as_far_along_the_axis_as_its_time(time: str):
    labels = [str(format_period(label)) for label in YEARS]
    times, axis = label_times(labels), positions(labels)
    span = place_point(YEARS, time)

    year, month = map(int, time.split("-"))
    ideal = year * 12 + month
    assert times is not None
    if ideal > times[-1]:
        assert span is None
        return
    assert span is not None
    before = int(span.start)
    after = min(before + 1, len(axis) - 1)
    drawn = axis[before] + (axis[after] - axis[before]) * float(span.start - before)
    # What happened before the first point, in the time that it counts, is told at that point.
    share = max(ideal - times[0], 0) / (times[-1] - times[0])
    assert drawn == pytest.approx(share, abs=0.001)


@given(first=MONTHS, last=MONTHS)
def test_a_span_begins_before_it_ends_and_touches_rows_of_its_chart(first: str, last: str):
    span = place_span(YEARS, first, last)

    if span is None:
        return
    assert first <= last
    assert Decimal(0) <= span.start <= span.end <= len(YEARS) - 1
    assert set(span.rows) <= set(range(len(YEARS)))
    assert len(span.rows) >= 1
