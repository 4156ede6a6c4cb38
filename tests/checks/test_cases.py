"""Each folder of `cases/` is one mistake: the files that differ, and what check says.

A folder holds whole files in the places of the tiny plan's own, `gone.txt` with
the files that are taken away, and `expected.txt` with every word that
`scripts/check.py` prints. A folder named `accepted--…` prints that there is
nothing to put right. Its name starts with the short name of the rule it shows.

Below each case lies the tiny plan without its page of charts, as `cases_base/` leaves it: a case
that brings a description of its tables need not describe the tables of that page as well.
"""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from safety_plan.checks.registry import Stage, check
from safety_plan.checks.reporters import problems_as_text
from tests.conftest import TINY, record_audit

CASES = sorted(
    folder for folder in (Path(__file__).parents[1] / "cases").iterdir() if folder.is_dir()
)
BASE = Path(__file__).parents[1] / "cases_base"
NOTES = ("expected.txt", "expected.md", "gone.txt")
TODAY = date.today()  # noqa: DTZ011
NOTHING = "Nothing to put right."
FORBIDDEN = re.compile(
    r"\b(invalid|illegal|parse|schema|null|exception|regex|traceback|string)\b", re.I
)


def laid_over(case: Path, plan: Path) -> Path:
    """The tiny plan in *plan*, with the files of *case* in place of its own."""
    gone = case / "gone.txt"
    for name in gone.read_text(encoding="utf-8").split() if gone.exists() else ():
        (plan / name).unlink()
    for file in case.rglob("*"):
        target = plan / file.relative_to(case)
        if file.is_file() and file.name not in NOTES:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    return plan


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_is_told_word_for_word(case: Path, tiny: Path):
    expected = (case / "expected.txt").read_text(encoding="utf-8").strip()

    laid_over(case, laid_over(BASE, tiny))
    record_audit(tiny)
    problems = check(tiny, Stage.CHECK, TODAY)[2]
    # Headings of the sealed revision that are gone say nothing of the mistake.
    text = problems_as_text(problem for problem in problems if problem.rule != "heading-gone")

    assert text == expected
    assert not FORBIDDEN.search(text)


@pytest.mark.parametrize("file", sorted(BASE.glob("data/*")), ids=lambda file: file.name)
def test_what_lies_below_the_cases_is_the_tiny_plan_with_lines_left_out(file: Path):
    lines = iter((TINY / file.relative_to(BASE)).read_text(encoding="utf-8").splitlines())

    assert [line for line in file.read_text("utf-8").splitlines() if line not in lines] == []


def test_a_case_shows_the_rule_it_is_named_after():
    for case in CASES:
        rule = case.name.partition("--")[0]
        expected = (case / "expected.txt").read_text(encoding="utf-8").strip()

        if rule == "accepted":
            assert expected == NOTHING, case.name
        else:
            assert f"[{rule}]" in expected, case.name
