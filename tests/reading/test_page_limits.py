"""Check answers within seconds, whatever it is given."""

import time
from pathlib import Path

import pytest

from safety_plan.checks.registry import check
from safety_plan.models.pages import MOST_BYTES
from safety_plan.reading.page_limits import MOST_MARKS, markdown_cost

HEAD = "---\ntitle: Home\npage_id: home\ndescription: Words.\n---\n# Home\n\n"
SECONDS = 10
SIZE = MOST_BYTES - 1_000


def spread(piece: str, block: int = 4_000) -> str:
    """*piece* as often as a page may hold it, with an empty line now and then."""
    paragraph = piece * min(block // len(piece), 240)
    marks = markdown_cost(paragraph) + 2
    often = min(SIZE // (len(paragraph.encode()) + 2), MOST_MARKS // marks)
    return "\n\n".join([paragraph] * max(1, often))


def broken_rules(plan: Path, text: str) -> set[str]:
    (plan / "docs" / "index.md").write_text(HEAD + text, "utf-8")
    started = time.monotonic()
    problems = check(plan)[2]
    assert time.monotonic() - started < SECONDS
    return {problem.rule for problem in problems}


TANGLES = [
    *("[", "![", "[a](", "[](", "[a][", "[[a]] ", "[a](b) ", "![a](b) ", "[^1] ", "[a]: b\n"),
    *("*a ", "**a", "**a *b ", "*_", "_a ", "~~", "` `` ``` ", "`a`", "\\[", "\\", "&#1", "&amp; "),
    *("<", "<a ", "<b> ", "<!--", "<http://a> ", "<a@b> ", "> ", ">", "- ", "1. ", "- a\n"),
    *("a|b\n", "|", "|-", "a|b\n-|-\n", "# a\n", "a\n=\n", "a\n:   b\n", "!!! note\n    a\n"),
    *("{{ ", "}}\n", "{", "{{}}", '{{ figure("feel-safe") }} ', '{{ chart("decisions") }}\n'),
    *('{{ figure("gone") }}\n', "{% a %}\n", "```\n", "~~~~\n", "[^a]: x\n\n", "[!A]\n", ":a: "),
    *("\u200b", "\u00a0", "é", "a", "a ", "\t", "<<<<<<< a\n", "=======\n", "---\n", "TODO "),
]


@pytest.mark.parametrize("piece", TANGLES)
def test_a_page_full_of_marks_keeps_nobody_waiting(tiny: Path, piece: str):
    broken_rules(tiny, spread(piece))


@pytest.mark.parametrize("piece", TANGLES)
def test_one_line_of_a_hundred_thousand_letters_keeps_nobody_waiting(tiny: Path, piece: str):
    broken_rules(tiny, piece * (SIZE // len(piece.encode())))


@pytest.mark.parametrize(
    "text",
    [
        "\n".join("    " * depth + "- a" for depth in range(200)),
        "\n".join(">" * depth + " a" for depth in range(200)),
        "> " * 5_000 + "a",
        "1. " * 5_000 + "a",
        "[" * 2_000 + "a" + "]" * 2_000,
        "word " * 3_000,
        "# a\n\n" * 300,
        '{{ figure("feel-safe") }}\n\n' * 400,
        "|".join("a" * 3_000) + "\n" + "|".join("-" * 3_000),
    ],
)
def test_a_page_that_is_too_tangled_is_told_of_in_words_about_the_page(tiny: Path, text: str):
    assert broken_rules(tiny, text) & {"page-limits", "link-form", "merge-mark"}


def test_a_page_of_fifty_megabytes_is_not_opened(tiny: Path):
    with (tiny / "docs" / "index.md").open("wb") as file:
        file.truncate(50_000_000)

    started = time.monotonic()
    names = [problem.rule for problem in check(tiny)[2]]

    assert names == ["file-too-large"]
    assert time.monotonic() - started < SECONDS


def test_a_picture_of_twenty_megabytes_is_not_opened(tiny: Path):
    with (tiny / "docs" / "map.png").open("wb") as file:
        file.truncate(20_000_000)

    assert [problem.rule for problem in check(tiny)[2]] == ["file-too-large"]


def test_ten_thousand_pages_are_told_of_and_not_read(tiny: Path):
    for number in range(10_000):
        (tiny / "docs" / f"page-{number}.md").write_text(HEAD, "utf-8")

    started = time.monotonic()
    names = {problem.rule for problem in check(tiny)[2]}

    assert "page-limits" in names
    assert time.monotonic() - started < SECONDS


def test_many_pages_at_their_limits_keep_nobody_waiting(tiny: Path):
    for number in range(60):
        text = HEAD.replace("home", f"page-{number}") + spread("**a** b\n", 3_000)[:20_000]
        (tiny / "docs" / f"page-{number}.md").write_text(text, "utf-8")

    started = time.monotonic()
    names = {problem.rule for problem in check(tiny)[2]}

    assert "page-limits" in names
    assert time.monotonic() - started < 2 * SECONDS
