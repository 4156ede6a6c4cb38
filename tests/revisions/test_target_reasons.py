"""A target that was moved or dropped since the last sealed revision has a reason."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from safety_plan.checks.registry import check
from safety_plan.core.problems import Problem
from safety_plan.diff.compare import Comparison, compare
from safety_plan.diff.report import as_json, as_text
from safety_plan.revisions.bundle import sealed_bundle
from safety_plan.revisions.seal import write_seal
from tests.conftest import TINY
from tests.revisions.test_seals import adopt

HEADINGS = "figure,page_id,reason,why,part,source\n"
REASON = "fernbrook-thefts,,target changed,The council set it anew in May.,,council-minutes\n"


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny plan with its target sealed, and the next revision begun."""
    root = Path(shutil.copytree(TINY, tmp_path_factory.mktemp("sealed") / "plan"))
    return begin_next(root)


def begin_next(root: Path) -> Path:
    """Seals the working revision of the tiny plan under *root*, and begins the next."""
    adopt(root)
    plan, bundle, problems = check(root)
    assert problems == []
    write_seal(plan, bundle)
    change(root, "data/revision.yml", "id: 2022-06", "id: 2023-06")
    (root / "data" / "changes.csv").write_text(HEADINGS, "utf-8")
    return root


@pytest.fixture
def root(sealed: Path, tmp_path: Path) -> Path:
    """A copy of it, which a test may change."""
    return Path(shutil.copytree(sealed, tmp_path / "plan"))


def change(root: Path, name: str, old: str, new: str) -> None:
    file = root / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def explain(root: Path, row: str = REASON) -> None:
    (root / "data" / "changes.csv").write_text(HEADINGS + row, "utf-8")


def found(root: Path) -> list[Problem]:
    rules = ("target-reason", "change-row")
    return [problem for problem in check(root)[2] if problem.rule in rules]


def comparison(root: Path) -> Comparison:
    return compare(sealed_bundle(root, "2022-06").record, check(root)[1].record)


MOVES = [
    ("at most,700", "at most,800"),
    ("at most,700", "at least,700"),
    ("2023 to 2024", "2025 to 2026"),
    (",Fernbrook Town Council,", "50,Fernbrook Town Council,"),
]


@pytest.mark.parametrize(("old", "new"), MOVES)
def test_a_target_that_was_moved_asks_for_a_reason_and_takes_it(root: Path, old: str, new: str):
    if new.startswith("50"):
        change(root, "data/targets.csv", ",,,,Fernbrook Town", ",,,50,Fernbrook Town")
    else:
        change(root, "data/targets.csv", old, new)
    (problem,) = found(root)
    assert problem.rule == "target-reason"
    assert "“at most 700 by 2023 to 2024" in problem.found

    explain(root)
    assert found(root) == []


def test_a_target_that_is_gone_asks_for_a_reason_and_takes_it(root: Path):
    change(root, "docs/figures.md", '{{ target("fernbrook-thefts") }}\n', "")
    change(root, "data/charts.yml", "  target: fernbrook-thefts\n", "")
    file = root / "data" / "targets.csv"
    rows = [row for row in file.read_text("utf-8").splitlines() if "fernbrook-thefts" not in row]
    file.write_text("\n".join(rows) + "\n", "utf-8")

    (problem,) = found(root)
    assert (problem.rule, problem.location.path) == ("target-reason", "data/targets.csv")

    explain(root)
    assert found(root) == []
    told = as_text(comparison(root))
    assert "is no longer in the plan" in told or "No longer in the plan" in told
    assert "Why: target changed." in told


def test_a_new_number_asks_no_reason_of_the_target_and_is_told_with_both_verdicts(root: Path):
    with (root / "data" / "thefts.csv").open("a", encoding="utf-8") as table:
        table.write("Fernbrook,2022 to 2023,860,8.5\n")
    assert found(root) == []

    told = as_text(comparison(root))
    assert "Latest figure: “850 (2021 to 2022)” became “860 (2022 to 2023)”." in told
    assert "Verdict: “On course” became “Off course”." in told


def test_a_moved_target_is_told_with_its_reason_in_every_form(root: Path):
    change(root, "data/targets.csv", "at most,700", "at most,800")
    explain(root)
    compared = comparison(root)

    for text in (as_text(compared), as_json(compared)):
        assert "at most 700" in text
        assert "at most 800" in text
        assert "The council set it anew in May." in text


def test_a_reason_for_a_target_that_stands_as_it_was_is_refused(root: Path):
    explain(root)

    assert [problem.rule for problem in found(root)] == ["change-row"]
