"""Each folder of `cases/` is one mistake: the files that differ, and what check says.

A folder holds whole files in the places of the tiny plan's own, `gone.txt` with
the files that are taken away, and `expected.txt` with every word that
`scripts/check.py` prints. A folder named `accepted--…` prints that there is
nothing to put right. Its name starts with the short name of the rule it shows.
"""

import re
import shutil
from pathlib import Path

import pytest

from safety_plan.checks.plain_english import plain_english
from safety_plan.checks.plan_checks import check
from safety_plan.checks.reporters import problems_as_text

CASES = sorted(folder for folder in (Path(__file__).parent / "cases").iterdir() if folder.is_dir())
NOTES = ("expected.txt", "expected.md", "gone.txt")
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

    plan, bundle, problems = check(laid_over(case, tiny))
    said = problems_as_text([*problems, *plain_english(plan, bundle, problems)[1]])

    assert said == expected
    assert not FORBIDDEN.search(said)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_shows_the_rule_it_is_named_after(case: Path):
    rule = case.name.partition("--")[0]
    expected = (case / "expected.txt").read_text(encoding="utf-8").strip()

    if rule == "accepted":
        assert expected == NOTHING
    else:
        assert f"[{rule}]" in expected
