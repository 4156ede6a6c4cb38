"""An adoption finds every sentence that it made untrue, in whatever way that is said."""

from pathlib import Path

import pytest

from safety_plan.checks.undecided import split_sentences
from safety_plan.checks.undecided_words import is_doubtful, is_undecided

LABELLED = Path(__file__).parents[1] / "labelled" / "undecided.txt"
LINES = [
    line
    for line in LABELLED.read_text(encoding="utf-8").splitlines()
    if line[:2] in ("+ ", "~ ", "- ")
]


@pytest.mark.parametrize("line", LINES)
def test_a_sentence_is_held_as_a_person_labelled_it(line: str):
    label, sentence = line[0], line[2:]

    assert is_undecided(sentence) == (label == "+")
    if label == "~":
        assert is_doubtful(sentence)


def test_sentences_are_found_through_marks_calls_lists_and_line_ends():
    text = (
        '# Why\n\n**Status:** proposed. It was due\nat Council ({{ source("a.b", part="1.2") }}).\n'
        "- One.\n- [Two](a.md)\n\n| Body | Task |\n|---|---|\n| Council | To decide |\n"
    )

    assert [sentence for _, sentence in split_sentences(text)] == [
        *("Why", "Status: proposed.", "It was due at Council .", "One.", "Two"),
        *("Body", "Task", "Council", "To decide"),
    ]


def test_a_sentence_knows_where_it_starts():
    text = "First.\n\nSecond one\nends here. Third."

    assert [text[start : start + 5] for start, _ in split_sentences(text)] == [
        *("First", "Secon", "Third")
    ]
