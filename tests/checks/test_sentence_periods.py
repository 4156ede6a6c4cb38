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


OTHER = "{{ figure2 }}"


def told_of_two(sentence: str, one: str, two: str) -> list[tuple[int, str, str, str]]:
    """What is told of a sentence with the figures *a* and *b*, of the periods *one* and *two*."""
    spans = []
    for name, call, period in (("a", CALL, one), ("b", OTHER, two)):
        figure = Figure(
            id=name, label="A", value="5", unit="count", period=period, place="F", source="report"
        )
        start = sentence.index(call)
        spans.append((start, start + len(call), (figure,)))
    return [*wrong_times(sentence, spans)]


def test_each_of_two_figures_is_held_to_the_time_that_is_said_of_it():
    each = f"There were {CALL} thefts in 2019 and {OTHER} thefts in 2020."
    assert told_of_two(each, "2019", "2020") == []
    assert [found[2:] for found in told_of_two(each, "2020", "2019")] == [
        ("a", "2020"),
        ("b", "2019"),
    ]
    # One time at the end may be that of either.
    both = f"Between {CALL} and {OTHER} thefts were counted in 2020."
    assert told_of_two(both, "2019", "2020") == told_of_two(both, "2020", "2019") == []
    apart = f"In 2019 there were {CALL}. In 2020 there were {OTHER}"
    assert told_of_two(apart, "2019", "2020") == []
    assert len(told_of_two(apart, "2020", "2019")) == 2


def test_a_call_at_either_end_of_its_sentence_belongs_to_it():
    assert told(f"{CALL} thefts in 2019.", "2021")
    assert told(f"In 2019 there were {CALL}", "2021")
    assert told(f"Nobody knows. {CALL} thefts in 2019.", "2021")


def test_months_of_one_of_two_figures_are_no_mistake():
    months = f"There were {CALL} and {OTHER} thefts from April to December."
    assert told_of_two(months, "2017-04 to 2017-09", "2017-04 to 2017-12") == []
    assert [
        (found.offset, found.words, found.figure, found.period)
        for found in told_of_two(months, "2017-04 to 2017-09", "2017-05 to 2017-09")
    ] == [(months.index(OTHER) + len(OTHER), "April to December", "b", "May to September 2017")]


def test_a_time_behind_a_call_is_told_where_the_call_ends():
    sentence = f"There were {CALL} thefts in 2019."
    figure = Figure(
        id="a", label="A", value="5", unit="count", period="year to 2022-03", place="F", source="r"
    )
    start = sentence.index(CALL)
    end = start + len(CALL)

    (found,) = wrong_times(sentence, [(start, end, (figure,))])
    assert found == WrongTime(end, "2019", "a", "year ending March 2022")
