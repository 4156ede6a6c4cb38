"""A name is suggested only where it is near and of the same subject."""

import pytest

from safety_plan.core.suggestions import did_you_mean

FIGURES = ("bridge-money", "feel-safe", "helpers", "rough-sleepers-2019", "thefts-2018", "women")
LABELS = {"helpers": "People who marked bicycles"}


@pytest.mark.parametrize(
    ("word", "match"),
    [
        ("bridge-mony", "bridge-money"),
        ("Bridge Money", "bridge-money"),
        ("bridge–money", "bridge-money"),
        ("money-bridge", "bridge-money"),
        ("feels-safe", "feel-safe"),
        ("helper", "helpers"),
        ("marked-bicycles", "helpers"),
    ],
)
def test_a_misspelling_gets_the_name_that_was_meant(word: str, match: str):
    assert did_you_mean(word, FIGURES, LABELS) == f'Did you mean "{match}"?'


@pytest.mark.parametrize(
    "word",
    ["bridge-many", "drug-offences-2019", "thefts-2019", "men", "assaults-2018", "marked-cars"],
)
def test_another_subject_or_another_year_is_never_suggested(word: str):
    assert did_you_mean(word, FIGURES, LABELS) == ""


def test_a_unit_that_is_not_known_is_not_taken_for_another():
    assert did_you_mean("minutes", ["months", "years", "count"]) == ""
    assert did_you_mean("pound", ["pounds", "percent"]) == 'Did you mean "pounds"?'


def test_two_figures_whose_labels_say_it_are_both_named():
    labels = {"a": "Theft of bicycles in Wend", "b": "Theft of bicycles in Fernbrook"}

    assert did_you_mean("bicycle-thefts", labels, labels) == 'Did you mean "a" or "b"?'
