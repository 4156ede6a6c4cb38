"""Each folder of `edits/` is one change of the tiny plan, and the summary its reviewer sees.

A folder holds whole files in the places of the tiny plan's own, `gone.txt` with the
files that are taken away, and `expected.md`: what a pull request shows of the change. The plan
has no pages in another language here: each would be told of as its original is.
"""

import shutil
from pathlib import Path

import pytest

from safety_plan.checks.registry import check
from safety_plan.core.problems import Location, Problem, Severity
from safety_plan.diff.compare import compare
from safety_plan.diff.report import as_text
from safety_plan.revisions.record import Record
from tests.checks.test_cases import laid_over
from tests.conftest import TINY
from tests.doors import run_door

HOUSE = Path(__file__).resolve().parents[2]
EDITS = sorted(
    folder for folder in (Path(__file__).parents[1] / "edits").iterdir() if folder.is_dir()
)


@pytest.fixture(scope="module")
def plan_before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny plan in one language."""
    folder = Path(shutil.copytree(TINY, tmp_path_factory.mktemp("before") / "plan"))
    shutil.rmtree(folder / "docs" / "cy")
    return folder


@pytest.fixture(scope="module")
def before(plan_before: Path) -> Record:
    return check(plan_before)[1].record


@pytest.fixture
def one_language(tiny: Path) -> Path:
    """The tiny plan in one language, which a test may change."""
    shutil.rmtree(tiny / "docs" / "cy")
    return tiny


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_a_reviewer_sees_what_an_edit_will_change(edit: Path, before: Record, one_language: Path):
    expected = (edit / "expected.md").read_text(encoding="utf-8")

    _, bundle, problems = check(laid_over(edit, one_language))

    assert as_text(compare(before, bundle.record), "markdown", problems) == expected


def test_warnings_are_never_told_as_things_to_put_right(before: Record, tiny: Path):
    where = Location("docs/index.md", line=9)
    error = Problem(where, "link-dead", "It leads nowhere.", "Check it.")
    warning = Problem(where, "long-sentence", "It is long.", "Cut it.", Severity.WARNING)
    comparison = compare(before, before)

    both = as_text(comparison, "markdown", [warning, error])
    alone = as_text(comparison, "markdown", [warning])

    assert (
        "## To put right\n\n- docs/index.md, line 9: It leads nowhere. Check it.\n\n"
        "What follows may come from this alone.\n\n"
        "## To think about\n\n- docs/index.md, line 9: It is long. Cut it.\n"
    ) in both
    assert "To put right" not in alone
    assert "What follows" not in alone


def test_the_command_takes_the_folder_of_the_plan_before_an_edit(
    plan_before: Path, one_language: Path
):
    edit = HOUSE / "tests" / "edits" / "02-a-number-with-its-reason"
    plan = laid_over(edit, one_language)
    asked = (str(plan_before), "working", "--plan", str(plan), "--format", "markdown")

    told = run_door("scripts/compare.py", *asked)

    files, _, pages = told.stdout.partition("\n\n# What changed in")
    expected = (edit / "expected.md").read_text(encoding="utf-8")
    assert files.startswith("# What this change does"), told.stderr
    assert "- “data/figures.csv” changed:" in files
    # Beside other files, no page is said to have stayed as it was.
    assert "stayed as" in expected
    assert "stayed as" not in pages
    assert pages.partition("## ")[2] == expected.partition("\n## ")[2]
