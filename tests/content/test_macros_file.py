"""`macros.py`: what an engineer adds there, and what is wrong with it, in plain words."""

from pathlib import Path

import pytest

from safety_plan.checks.registry import check
from tests.conftest import HOUSE

MACROS = (HOUSE / "macros.py").read_text("utf-8")
WORD = "\n    @env.macro\n    def shout(text):\n        {}\n"


def problems_of(plan: Path, macros: str, call: str = "") -> list[str]:
    (plan / "macros.py").write_text(macros, "utf-8")
    page = plan / "docs/index.md"
    page.write_text(page.read_text("utf-8") + call, "utf-8")
    return [f"{p.location}: {p.found} [{p.rule}]" for p in check(plan)[2]]


def test_a_word_is_known_to_check_at_once(tiny: Path):
    assert problems_of(tiny, MACROS + WORD.format("return text"), '\n{{ shout("a") }}\n') == []


@pytest.mark.parametrize(
    ("macros", "error"),
    [
        ("def define_env(env)\n", "macros.py, line 1: The file cannot be run: SyntaxError"),
        ("import nothing_of_the_kind\n", "macros.py, line 1: The file cannot be run: ModuleNot"),
        ("", "macros.py: The file cannot be run: KeyError: 'define_env'"),
        ("import sys\nsys.exit(5)\n", "macros.py, line 2: The file cannot be run: SystemExit"),
    ],
)
def test_a_file_that_cannot_be_run_is_told_with_its_line(tiny: Path, macros: str, error: str):
    problems = problems_of(tiny, macros)

    assert len(problems) == 1
    assert problems[0].startswith(error)


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("raise ValueError('no such thing')", "ValueError: no such thing"),
        ("return None", "it gave None, which is no text"),
        ("return 7", "it gave 7, which is no text"),
    ],
)
def test_a_word_that_cannot_answer_is_told_where_it_is_asked(tiny: Path, body: str, error: str):
    problems = problems_of(tiny, MACROS + WORD.format(body), '\n{{ shout("a") }}\n')

    assert len(problems) == 1
    assert problems[0].startswith("docs/index.md, line ")
    assert f"The word “shout” of macros.py could not answer: {error}" in problems[0]


def test_a_name_that_mkdocs_macros_needs_is_refused(tiny: Path):
    word = "\n    env.macro(plan_words.figure, 'config')\n"

    assert problems_of(tiny, MACROS + word) == [
        "macros.py: It gives pages a word called “config”, a name that mkdocs-macros needs"
        " itself. [macros-file]"
    ]
