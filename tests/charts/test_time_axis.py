"""Points stand at their time: uneven periods are never drawn even, and gaps are told."""

import pytest

from safety_plan.charts.time_axis import gaps, label_times, positions

UNEVEN = ["2008 to 2009", "2018 to 2019", "2020 to 2021", "2021 to 2022"]


def test_ten_years_are_ten_times_as_wide_as_one():
    first, second, third, last = positions(UNEVEN)

    assert first == 0
    assert last == 1
    assert second - first == pytest.approx((last - third) * 10)
    assert third - second == pytest.approx((last - third) * 2)


def test_the_periods_that_are_left_out_are_named():
    assert gaps(UNEVEN) == [("2008 to 2009", "2018 to 2019"), ("2018 to 2019", "2020 to 2021")]


@pytest.mark.parametrize(
    "labels",
    [
        ["2018 to 2019", "2019 to 2020", "2020 to 2021"],
        ["January 2019", "February 2019", "March 2019", "April 2019"],
        ["January to March 2019", "April to June 2019", "July to September 2019"],
        ["year ending March 2018", "year ending March 2019", "year ending March 2020"],
        ["North", "South", "East"],
        ["June 2021", "April 2020 Revision", "2019"],
        ["2020", "2019", "2010"],
        ["2019", "2020"],
        ["2019"],
    ],
)
def test_even_steps_and_what_is_no_time_stand_evenly(labels: list[str]):
    last = len(labels) - 1

    assert positions(labels) == [i / last if last else 1 for i in range(len(labels))]
    assert gaps(labels) == []


def test_every_kind_of_period_has_a_time():
    labels = ["2014", "2017", "September 2018", "31 December 2018", "October 2018 to March 2019"]
    labels += ["year ending June 2019", "2018 to 2020"]

    times = label_times(labels)

    assert times
    assert times == sorted(times)
