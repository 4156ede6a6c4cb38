"""A year that is typed in a sentence is held against the figure in it, and no other year is."""

import pytest

from safety_plan.checks.sentence_periods import WrongTime, wrong_times
from safety_plan.models.figures import Figure

CALL = "{{ figure }}"


def told(sentence: str, period: str) -> list[str]:
    figure = Figure(
        id="a", label="A", value="5", unit="count", period=period, place="F", source="report"
    )
    starts = [i for i in range(len(sentence)) if sentence.startswith(CALL, i)]
    spans = [(start, start + len(CALL), (figure,)) for start in starts]
    return [found.words for found in wrong_times(sentence, spans)]


@pytest.mark.parametrize(
    "sentence",
    [
        f"In 2019 to 2020 police recorded {CALL} thefts.",
        f"During 2019, there were {CALL} thefts.",
        f"Police recorded {CALL} thefts of bicycles in 2019 to 2020.",
        f"Police recorded {CALL} thefts (2019 to 2020).",
        f"Police recorded {CALL} thefts in 2019/20.",
        f"Police recorded {CALL} thefts in the year to March 2020.",
        f"First words. In March 2020 there were {CALL}.",
        f"By the river, in 2019 there were {CALL}.",
    ],
)
def test_a_time_that_is_not_that_of_the_figure_is_told(sentence: str):
    assert told(sentence, "2021 to 2022")


@pytest.mark.parametrize(
    "sentence",
    [
        f"In 2021 to 2022 police recorded {CALL} thefts.",
        f"Police recorded {CALL} thefts in 2021/22.",
        f"Police recorded {CALL} thefts in the year to March 2022.",
        f"Police recorded {CALL} thefts, more than in 2019.",
        f"The plan that was adopted in 2019 counts {CALL} thefts.",
        f"It counts {CALL} thefts that were reported after the fair in 2019.",
        f"The 2019/2020 assessment says {CALL}.",
        f"It was {CALL}. In 2019 the plan was adopted.",
        f"Since 2019 there were {CALL} thefts.",
    ],
)
def test_a_time_that_fits_or_is_of_something_else_is_left_alone(sentence: str):
    assert told(sentence, "2021 to 2022") == []


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        (f"There were {CALL} thefts from April to December.", "April to December"),
        (f"There were {CALL} thefts in nine months.", "in nine months"),
        (f"There were {CALL} thefts in December.", "December"),
    ],
)
def test_months_without_a_year_are_held_against_the_figure_too(sentence: str, words: str):
    assert told(sentence, "2017-04 to 2017-09") == [words]


@pytest.mark.parametrize(
    "sentence",
    [
        f"There were {CALL} thefts from April to September.",
        f"There were {CALL} thefts in six months.",
        f"There were {CALL} thefts, and the plan runs from April to March.",
        f"There were {CALL} thefts that people reported from April to December.",
        f"There were {CALL} thefts, and people may march in May.",
    ],
)
def test_months_that_fit_or_are_of_something_else_are_left_alone(sentence: str):
    assert told(sentence, "2017-04 to 2017-09") == []


def test_a_figure_without_a_date_is_held_to_none():
    assert told(f"In 2019 there were {CALL}.", "undated") == []


@pytest.mark.parametrize(
    ("time", "period", "is_told"),
    [
        ("2016 to 2020", "2019", False),
        ("2016 to 2020", "2016", False),
        ("2016 to 2020", "2020", False),
        ("2016 to 2020", "2015", True),
        ("2016 to 2020", "2021", True),
        ("2019 to 2021", "2020", False),
        ("2019 to 2020", "2019 to 2020", False),
        # Two years with “to” are one financial year, which is not the second of them.
        ("2019 to 2020", "2020", True),
        ("2019/20", "2018 to 2019", True),
        ("March 2020", "year to 2020-03", False),
        ("April 2019", "year to 2020-03", False),
        ("March 2019", "year to 2020-03", True),
        ("April 2020", "year to 2020-03", True),
        ("December 2020", "2020", False),
        ("January 2021", "2020", True),
        ("2019", "year to 2020-03", False),
        ("2020", "year to 2020-03", False),
        ("2018", "year to 2020-03", True),
        ("2021", "year to 2020-03", True),
        ("2021", "undated", False),
    ],
)
def test_a_time_at_the_start_of_a_sentence_lies_within_that_of_its_figure(
    time: str, period: str, is_told: bool
):
    assert bool(told(f"In {time} there were {CALL}.", period)) == is_told


def test_what_is_told_names_the_words_the_figure_and_its_period():
    figure = Figure(
        id="a", label="A", value="5", unit="count", period="2021", place="F", source="report"
    )
    sentence = f"In March 2019 there were {CALL}."
    start = sentence.index(CALL)

    (found,) = wrong_times(sentence, [(start, start + len(CALL), (figure,))])
    assert found == WrongTime(found.offset, "March 2019", "a", "2021")
    assert sentence[found.offset :].startswith(CALL)
