"""Dates, periods, hours and numbers in each language, held against Babel and against Welsh."""

from datetime import date
from decimal import Decimal

import pytest
from babel import Locale
from babel.dates import format_date as babel_date
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from safety_plan.charts.axes import short_labels
from safety_plan.charts.time_axis import label_times, left_out
from safety_plan.core.dates import format_date, format_period, period_in_sentence
from safety_plan.core.hours import format_hours
from safety_plan.core.period_words import MONTHS, period_words
from safety_plan.core.quantities import decimal_places, format_number, format_value
from safety_plan.core.translation import language_of_page, languages, ngettext

LANGUAGES = languages()
WELSH = "cy"


@given(st.sampled_from(LANGUAGES), st.dates(min_value=date(1000, 1, 1)))
def test_a_date_is_written_as_the_language_writes_it(language: str, day: date):
    locale = Locale.parse(language, sep="-")
    with language_of_page(language):
        assert format_date(f"{day}") == babel_date(day, "d MMMM y", locale)
        assert format_date(f"{day:%Y-%m}") == babel_date(day, "MMMM y", locale)


@given(
    st.sampled_from(LANGUAGES),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**14), max_value=10**14)
    | st.decimals(places=3, min_value=-(10**9), max_value=10**9),
)
def test_a_number_has_the_signs_of_its_language_and_every_digit(language: str, number: Decimal):
    number = Decimal(f"{number:.6f}") if decimal_places(number) > 6 else number
    pattern = "#,##0." + "0" * decimal_places(number)
    written = format_decimal(number, pattern, Locale.parse(language, sep="-"))
    with language_of_page(language):
        assert format_number(number) == written.replace("-", "−")


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2019-06-30", "30 Mehefin 2019"),
        ("2019-06", "Mehefin 2019"),
        ("2019", "2019"),
        ("2019 to 2020", "2019 i 2020"),
        ("2019-04 to 2020-03", "Ebrill 2019 i fis Mawrth 2020"),
        ("2019-04 to 2019-06", "Ebrill i fis Mehefin 2019"),
        ("year to 2019-09", "blwyddyn yn diweddu Medi 2019"),
        ("undated", "heb ddyddiad yn y ffynhonnell"),
    ],
)
def test_a_period_is_told_in_welsh_and_its_label_is_read_again(period: str, words: str):
    in_english = format_period(period) or ""
    with language_of_page(WELSH):
        assert format_period(period) == words
        # A chart of an earlier revision may be in English.
        assert label_times([words]) == label_times([in_english])
    assert label_times([in_english]) == (None if period == "undated" else label_times([in_english]))


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(["", "year to ", "2018-02 to "]))
def test_the_axis_reads_what_a_language_writes(day: date, before: str):
    period = f"{before}{day:%Y-%m}"
    english = label_times([format_period(period) or period])
    with language_of_page(WELSH):
        assert label_times([format_period(period) or period]) == english


def test_time_that_is_left_out_is_found_in_welsh_labels():
    periods = ["2015-04 to 2015-06", "2015-07 to 2015-09", "2016-10 to 2016-12"]
    with language_of_page(WELSH):
        labels = [format_period(period) or "" for period in periods]

        assert left_out(labels) == [(labels[1], labels[2])]


def test_labels_on_an_axis_are_short_in_welsh_and_names_stay_whole():
    with language_of_page(WELSH):
        years = short_labels(["2019 i 2020", "2020 i 2021"])
        months = short_labels(
            ["Ebrill 2019 i fis Mawrth 2020", "Gorffennaf 2020 i fis Mawrth 2021"]
        )
        names = short_labels(["Cymorth i bobl", "Help i bawb"])

    assert years == [("2019–20",), ("2020–21",)]
    assert months == [("Ebr 2019–", "Maw 2020"), ("Gorff 2020–", "Maw 2021")]
    assert names == [("Cymorth i", "bobl"), ("Help i bawb",)] or names == [
        ("Cymorth i bobl",),
        ("Help i bawb",),
    ]


def test_a_period_within_a_sentence_is_told_as_one():
    assert period_in_sentence("year to 2024-03") == "the year ending March 2024"
    assert period_in_sentence("2024-03") == "March 2024"
    assert period_in_sentence("as soon as can be") == "as soon as can be"
    assert period_in_sentence("year to come") == "year to come"
    with language_of_page(WELSH):
        assert period_in_sentence("year to 2024-03") == "y flwyddyn yn diweddu Mawrth 2024"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mon-Sun 00:00-24:00", "Ddydd a nos, bob dydd"),
        ("Mon-Fri 08:00-20:00", "Dydd Llun i ddydd Gwener, 8am i 8pm"),
        ("Sat 12:00-24:00", "Dydd Sadwrn, hanner dydd i hanner nos"),
        ("Wed-Thu 00:00-09:30", "Dydd Mercher i ddydd Iau, hanner nos i 9.30am"),
    ],
)
def test_hours_are_told_in_welsh(text: str, words: str):
    with language_of_page(WELSH):
        assert format_hours(text) == words


def test_a_month_is_known_by_its_number_in_each_language():
    for number, name in enumerate(MONTHS, start=1):
        assert period_words().month_number(name) == number
    assert period_words().month_number("Mawrth") == 0
    with language_of_page(WELSH):
        assert period_words().month_number("Mawrth") == 3
        assert period_words().month_number("December") == 12


def test_money_is_told_in_welsh():
    with language_of_page(WELSH):
        assert format_value(Decimal("-1.50"), "pounds_million") == "−£1.50 miliwn"
        assert format_value(Decimal(1204), "pounds_thousand") == "£1,204 mil"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("0", "0 pwynt canran"),
        ("1", "1 pwynt canran"),
        ("2", "2 bwynt canran"),
        ("3", "3 phwynt canran"),
        ("6", "6 phwynt canran"),
        ("10", "10 pwynt canran"),
        ("2.5", "2.5 pwynt canran"),
    ],
)
def test_what_is_counted_has_the_form_that_its_number_asks_for(number: str, words: str):
    one, many = "{number} percentage point", "{number} percentage points"
    with language_of_page(WELSH):
        assert ngettext(one, many, Decimal(number)).format(number=number) == words


def test_a_language_without_a_catalogue_is_english_throughout():
    with language_of_page("de"):
        assert format_date("2019-06-30") == "30 June 2019"
        assert format_number(Decimal("1204.5")) == "1,204.5"
        assert period_words() is not None
