"""A day stands with the day of its week, in the language of the page."""

from safety_plan.core.translation import language_of_page
from safety_plan.core.weekdays import format_weekday, short_weekday_names, weekday_number


def test_a_day_says_the_day_of_its_week():
    assert format_weekday("2019-04-01").replace("\xa0", " ") == "Monday 1 April 2019"
    assert format_weekday("2020-02-29").replace("\xa0", " ") == "Saturday 29 February 2020"
    assert weekday_number("2022-03-27") == 7


def test_in_welsh_it_is_said_in_welsh():
    with language_of_page("cy"):
        assert format_weekday("2019-04-01").replace("\xa0", " ") == "Dydd Llun 1 Ebrill 2019"
        assert short_weekday_names()[0] == "Llun"


def test_the_week_begins_on_a_monday():
    assert short_weekday_names() == ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
