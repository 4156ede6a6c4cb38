"""What counts as a sentence, a word to avoid and an abbreviation, and the reading age."""

from datetime import date
from pathlib import Path

import pytest

from safety_plan.checks.plain_english import (
    page_readings,
    plain_english_problems,
    reading_age,
    without_markdown,
)
from safety_plan.checks.registry import Stage, check
from safety_plan.core.problems import Location
from tests.conftest import record_audit

HOUSE = Path(__file__).resolve().parents[2]
SENTENCE = "This sentence about the bridge is some of our words"


def told(plan: Path, text: str) -> list[tuple[int, str]]:
    """Line and name of what is said of a page of the tiny plan with *text* added."""
    page = plan / "docs/index.md"
    page.write_text(page.read_text(encoding="utf-8") + f"\n{text}\n", encoding="utf-8")
    read, bundle, problems = check(plan)
    assert problems == []
    return [(p.location.line - 25, p.rule) for p in plain_english_problems(read, bundle)]


@pytest.mark.parametrize(
    ("sentences", "age"),
    [
        # 37 letters, 7 words, 1 sentence: 4.71 x 37/7 + 0.5 x 7 - 21.43 + 5 = 11.97
        (["Police recorded fewer thefts in the borough"], 12),
        # 45 letters and digits, 10 words, 2 sentences: 21.20 + 2.5 - 21.43 + 5 = 7.27
        (["Recorded crime fell to 16,987", "It had been higher before"], 7),
        # 17 letters, 6 words, 2 sentences: below zero, so the youngest age there is
        (["The cat sat", "It ran off"], 5),
        ([], 0),
    ],
)
def test_the_reading_age_is_worked_out_by_hand(sentences: list[str], age: int):
    assert reading_age([sentence.split() for sentence in sentences]) == age


def test_a_sentence_may_have_25_words_and_no_more(tiny: Path):
    words = "word " * 24

    assert told(tiny, f"{words}end.\n\n{words}very end.") == [(3, "long-sentence")]


@pytest.mark.parametrize(
    "text",
    [
        f"{SENTENCE}. {SENTENCE}! {SENTENCE}?",
        f"- {SENTENCE}\n- {SENTENCE}\n- {SENTENCE}",
        f"{SENTENCE}\n\n{SENTENCE}\n\n{SENTENCE}",
        f"| {SENTENCE} | {SENTENCE} | {SENTENCE} |\n|---|---|---|\n| a | b | c |",
        f"## {SENTENCE}\n{SENTENCE} {SENTENCE}",
        f"{SENTENCE} ([{SENTENCE}](https://example.org/)). Then {SENTENCE}.",
        f"{SENTENCE} `{SENTENCE} {SENTENCE}`",
        "Ask " + '{{ source("committee-report") }} or ' * 12,
        f"{SENTENCE} "
        + '({{ source("committee-report", part="paragraphs 3.1, 3.2 and 3.3") }}) ' * 9,
    ],
)
def test_what_stands_apart_is_read_apart(tiny: Path, text: str):
    assert told(tiny, text) == []


def test_answers_to_calls_are_read_as_they_stand_on_the_page(tiny: Path):
    call = '{{ glossary("FSP") }}'

    assert told(tiny, f"{call} {call} {call} {call} {call} {call} a.") == []
    assert told(tiny, f"{call} {call} {call} {call} {call} {call} a b.")[0][1] == "long-sentence"


def test_every_word_stays_on_its_line():
    page = (HOUSE / "tests/tiny_plan/docs/index.md").read_text(encoding="utf-8")
    text = page + '\n[a\nb](c.md) "d\ne" (f\n[g](source:h), i)\n\n\n`j\nk` | l |\n> m\n'

    assert without_markdown(text).count("\n") == text.count("\n")


def test_lines_are_right_below_a_chart(tiny: Path):
    text = '{{ chart("thefts-by-town") }}\n\nWe tackle theft\nin order to win.'

    assert told(tiny, text) == [(3, "word-to-avoid"), (4, "word-to-avoid")]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("We will deploy it.", 1),
        ("Deploy it. Deploy it.", 2),
        ("The Deploy Company won. It is “robust”.", 0),
        ("Redeployed, keyboards and monkeys.", 0),
        ("We did it with\na view to more.", 1),
    ],
)
def test_words_to_avoid_are_whole_words_and_no_names(tiny: Path, text: str, count: int):
    assert [name for _, name in told(tiny, text)] == ["word-to-avoid"] * count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("A PSPO, and a PSPO again.", 1),
        ("A Public Spaces Protection Order (PSPO) is a rule. PSPOs are few.", 0),
        ("PSPOs are few. A Public Spaces Protection Order (PSPO) is a rule.", 1),
        ('The {{ glossary("WXG") }} met. The WXG decided.', 0),
        ("An EqIA and MoRiLE.", 2),
        ("The NHS, GPs, CCTV, Part IV, A4, KentOnline and a McDonald.", 0),
    ],
)
def test_an_abbreviation_is_explained_first(tiny: Path, text: str, count: int):
    assert [name for _, name in told(tiny, text)] == ["abbreviation-unexplained"] * count


def test_readings_are_hardest_first_and_of_every_page_in_english(tiny: Path):
    plan, bundle, _ = check(tiny)

    readings = page_readings(plan, bundle)

    assert readings == sorted(readings, reverse=True)
    assert {path for *_, path in readings} == {
        *(f"docs/{path}" for path, page in plan.pages.items() if not page.language),
        *(f"docs/site/{path}" for path in plan.site_pages),
    }
    assert (8, 20, 7, "docs/index.md") in readings


def test_a_line_with_something_to_put_right_is_left_until_that_is_done(tiny: Path):
    place = Location("docs/index.md", line=26)
    page = tiny / place.path
    page.write_text(page.read_text(encoding="utf-8") + "\nWe tackle [a](b.md).\nWe tackle it.\n")
    record_audit(tiny)

    problems = check(tiny, Stage.CHECK, date.today())[2]  # noqa: DTZ011

    assert [(p.location.line, p.rule) for p in problems] == [
        (26, "link-dead"),
        (27, "word-to-avoid"),
    ]
    assert [p.location for p in problems if not p.is_warning] == [place]
