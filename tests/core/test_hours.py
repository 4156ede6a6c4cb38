"""Opening hours: read from data, told in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety_plan.core.hours import format_hours, is_day_and_night, read_hours


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mon-Sun 00:00-24:00", "Day and night, every day"),
        ("Mon-Fri 08:00-20:00", "Monday to Friday, 8am to 8pm"),
        ("Tue 09:30-11:30", "Tuesday, 9.30am to 11.30am"),
        ("Mon-Sun 18:00-23:00", "Every day, 6pm to 11pm"),
        ("Mon-Fri 09:00-12:00; Sat 12:30-24:00",
         "Monday to Friday, 9am to midday; Saturday, 12.30pm to midnight"),
        ("Mon-Fri 22:00-06:00", "Monday to Friday, 10pm to 6am"),
        ("Sun 00:15-00:45", "Sunday, 12.15am to 12.45am"),
    ],
)  # fmt: skip
def test_hours_are_told_in_words(text: str, words: str):
    assert format_hours(text) == words


DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@pytest.mark.parametrize("day", DAYS)
def test_a_day_is_told_by_its_own_name(day: str):
    assert format_hours(f"{day[:3]} 00:00-12:00") == f"{day}, midnight to midday"
    if day != "Monday":
        assert format_hours(f"Mon-{day[:3]} 09:00-13:05").startswith(
            "Every day, " if day == "Sunday" else f"Monday to {day}, 9am to 1.05pm"
        )


def test_hours_that_never_end_are_known():
    assert is_day_and_night("Mon-Sun 00:00-24:00")
    for text in ("Mon-Sat 00:00-24:00", "Tue-Sun 00:00-24:00", "Mon-Sun 00:30-24:00"):
        assert not is_day_and_night(text), text


def test_hours_that_cannot_be_read_are_told_as_they_are():
    assert format_hours("by appointment") == "by appointment"


@pytest.mark.parametrize(
    "text",
    ["", "24 hours", "Mon-Fri 9-17", "Mon-Fri 09:00-17:60", "Fri-Mon 09:00-17:00",
     "Mon 09:00-25:00", "Monday 09:00-17:00", "Mon 09:00-17:00;",
     "mon 09:00-17:00", "Mon 09:00-09:00", "Mon 24:00-24:30"],
)  # fmt: skip
def test_hours_that_cannot_be_read_are_refused(text: str):
    assert read_hours(text) is None
    assert not is_day_and_night(text)


@given(st.text())
def test_reading_hours_never_fails(text: str):
    read_hours(text)


@given(
    days=st.tuples(st.integers(0, 6), st.integers(0, 6)).map(sorted),
    times=st.tuples(st.integers(0, 95), st.integers(1, 96)).filter(lambda t: t[0] != t[1]),
)
def test_hours_keep_their_days_and_times(days: list[int], times: tuple[int, int]):
    names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    start, end = (f"{quarter // 4:02}:{quarter % 4 * 15:02}" for quarter in times)
    text = f"{names[days[0]]}-{names[days[1]]} {start}-{end}"
    spans = read_hours(text)

    assert spans == ((days[0], days[1], start, end),)
    assert is_day_and_night(text) == (text == "Mon-Sun 00:00-24:00")
