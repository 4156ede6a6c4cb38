"""An adoption finds every sentence that it made untrue, in whatever way that is said."""

from datetime import date
from pathlib import Path

import pytest

from safety_plan.checks.registry import Stage, check
from safety_plan.checks.undecided import split_sentences
from safety_plan.checks.undecided_words import is_doubtful, is_undecided

RULE = "still-undecided"
TODAY = date.today()  # noqa: DTZ011
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


def test_a_long_sentence_is_quoted_by_its_start_and_confirmed_by_it(tiny: Path):
    edit = tiny / "data/revision.yml"
    adoption = "adopted: {body: Town council, date: 2022-06-13, source: committee-report-2022}\n"
    text = edit.read_text("utf-8").replace("status: proposed", "status: adopted")
    edit.write_text(text + adoption, "utf-8")
    page = tiny / "docs/index.md"
    long = f"The plan is not adopted, {'and that is so, ' * 40}as we said."
    page.write_text(f"{page.read_text('utf-8')}\n{long}\n", "utf-8")

    def quotes() -> list[str]:
        problems = [one for one in check(tiny, Stage.CHECK, TODAY)[2] if one.rule == RULE]
        return [one.found for one in problems if one.location.path == "docs/index.md"]

    (told,) = (one for one in quotes() if "and that is so" in one)
    quoted = told.partition("“")[2].rstrip("”")
    assert quoted == f"{long[:399]}…"

    def confirm(words: str) -> None:
        row = f'docs/index.md,"{words}",It is a sentence of this test.\n'
        (tiny / "data/confirmed.csv").write_text(f"file,words,why\n{row}", "utf-8")

    confirm(quoted)
    assert not any("and that is so" in one for one in quotes())
    confirm("The plan…")  # so short a start would confirm half a page
    assert any("and that is so" in one for one in quotes())


@pytest.mark.parametrize(
    ("sentence", "to_read"),
    [
        ("We will look at the faults at each new revision.", False),
        ("The council will decide at each revision whether it adopts it.", True),
        ("We need your consent to keep your address.", False),
        ("The plan needs the consent of the council.", True),
    ],
)
def test_what_holds_for_each_revision_or_is_asked_of_a_reader_need_not_be_read_again(
    sentence: str, to_read: bool
):
    assert is_doubtful(sentence) == to_read
