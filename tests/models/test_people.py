"""Which numbers count people: known by their words, unless somebody says otherwise."""

import pytest

from safety_plan.core.text import read_switch
from safety_plan.models.columns import Column
from safety_plan.models.people import columns_of_people, counts_people, speaks_of_people
from safety_plan.reading.yaml_files import has_words


@pytest.mark.parametrize(
    "words",
    [
        "Victims",
        "Number of young carers supported",
        "victims_2019",
        "Estimated number of rough sleepers",
        "Offences against children",
        "Pupils excluded for good",
        "Households helped",
        "Referrals to the refuge by ward",
        "Hate crime cases",
        "Children under 5",
        "Young men arrested",
        "Females",
        "Repeat callers",
        "Reports of domestic abuse",
        "Hate crimes by town",
        "People killed or seriously injured",
    ],
)
def test_these_words_count_people(words: str):
    assert speaks_of_people(words)


@pytest.mark.parametrize(
    "words",
    [
        "Crossings near pupils",
        "Sessions for young people",
        "Children’s centres",
        "Pupil referral units",
        "Case studies",
        "Use cases written",
        "Domestic abuse leaflets",
        "Groups of young people",
        "Lamps",
        "Meetings with residents",
        "Areas named for a violence reduction unit",
    ],
)
def test_these_words_count_something_else(words: str):
    assert not speaks_of_people(words)


@pytest.mark.parametrize(
    ("unit", "answer"),
    [("", True), ("count", True), ("percent", False), ("per_1000", False), ("years", False)],
)
def test_only_a_count_counts_people(unit: str, answer: bool):
    assert counts_people(unit, "Victims") == answer


def test_a_unit_of_people_counts_people_whatever_it_is_called():
    assert counts_people("households", "Helped")


@pytest.mark.parametrize("word", ["yes", "Yes", "TRUE", "true", "on", "Y", "yes "])
def test_yes_is_yes_in_every_spelling(word: str):
    column = Column(name="n", title="N", type="integer", people=word)

    assert columns_of_people([column], "lamps", "Lamps") == ("n",)


@pytest.mark.parametrize("word", ["no", "No", "FALSE", "off", "n", "no "])
def test_no_is_believed_against_the_words(word: str):
    column = Column(name="victims", title="Victims", type="integer", people=word)

    assert columns_of_people([column], "victims", "Victims") == ()


@pytest.mark.parametrize("word", ["perhaps", "0", "1", "nein"])
def test_a_word_that_is_neither_switches_nothing_off(word: str):
    column = Column(name="victims", title="Victims", type="integer", people=word)

    assert columns_of_people([column], "victims", "Victims") == ("victims",)
    assert read_switch(word) is None


@pytest.mark.parametrize("value", ["", " ", "-", "~", "…", [" ", "-"], {"caveat": ""}, [], None])
def test_marks_and_spaces_are_no_words(value: object):
    assert not has_words(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", ["The council published it.", ["", "Why"], {"caveat": "drugs"}])
def test_a_word_anywhere_is_a_word(value: object):
    assert has_words(value)  # type: ignore[arg-type]
