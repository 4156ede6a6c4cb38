"""Every file that git keeps is compared, whatever it is and wherever it stands."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from safety_plan.deploy.file_tree import compared_trees
from safety_plan.diff.file_changes import plan_changes
from tests.conftest import HOUSE, TINY
from tests.deploy.test_publishing import git

PLACES = "safety_plan/models/exit-places.yml"


def changed(before: Path, after: Path) -> dict[str, str]:
    """What is told of each file."""
    changes = plan_changes(*compared_trees(before, after))
    return {file.path: file.what for area in changes.areas for file in area.files}


@pytest.fixture(params=["", "plans/town"])
def repository(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A repository with a plan in it, and the state before beside it; gives its folder."""
    root = tmp_path / "after"
    plan = root / request.param
    shutil.copytree(TINY, plan)
    for path in (".gitignore", ".github/workflows/check.yml", "requirements.txt", "run.py"):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(".venv/\nsite/\n", "utf-8")
    git(root, "init", "--quiet", "-b", "main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", "The plan")
    git(root, "worktree", "add", "--quiet", str(tmp_path / "before"), "HEAD")
    return plan


def test_a_place_added_for_the_exit_button_is_told_line_by_line(repository: Path, tmp_path: Path):
    root = tmp_path / "after"
    before = tmp_path / "before" / repository.relative_to(root)
    for folder in (root, tmp_path / "before"):
        (folder / "safety_plan" / "models").mkdir(parents=True)
        (folder / PLACES).write_text("https://a.example: News\n", "utf-8")
    with (root / PLACES).open("a", encoding="utf-8") as file:
        file.write("https://evil.example: Search engine\n")

    (area,) = plan_changes(*compared_trees(before, repository)).areas

    assert area.heading == "What protects readers"
    assert [(d.before, d.after) for d in area.files[0].details] == [
        ("", "https://evil.example: Search engine")
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="needs links and modes of files")
def test_files_around_the_plan_links_and_modes_are_told(repository: Path, tmp_path: Path):
    root = tmp_path / "after"
    before = tmp_path / "before" / repository.relative_to(root)
    inside = "" if repository == root else f"{repository.relative_to(root).as_posix()}/"
    (root / ".github" / "workflows" / "check.yml").write_text("x", "utf-8")
    (root / "run.py").chmod(0o755)
    (root / "requirements.txt").unlink()
    (root / "requirements.txt").symlink_to("run.py")
    (root / ".venv").mkdir()
    (root / ".venv" / "pip.py").write_text("x", "utf-8")
    (root / "a\nb “c”.py").write_text("x", "utf-8")
    (repository / "data" / "glossary.csv").unlink()
    git(root, "add", "--all")
    git(root, "add", "--force", ".venv")  # what git is told to pass over, and keeps all the same
    git(root, "commit", "--quiet", "-m", "An edit")
    (repository / "data" / "new.csv").write_text("x", "utf-8")  # not committed yet
    (root / "site").mkdir()
    (root / "site" / "index.html").write_text("built", "utf-8")

    assert changed(before, repository) == {
        f"{inside}data/glossary.csv": "is gone",
        f"{inside}data/new.csv": "is new",
        ".github/workflows/check.yml": "changed",
        ".venv/pip.py": "is new",
        "a\nb “c”.py": "is new",
        "requirements.txt": "was a file and is now a link to another place",
        "run.py": "was a file and is now a file that can be run as a program",
    }


def test_what_git_is_told_to_take_for_unchanged_is_read_all_the_same(
    repository: Path, tmp_path: Path
):
    root = tmp_path / "after"
    before = tmp_path / "before" / repository.relative_to(root)
    file = repository / "data" / "contacts.csv"
    git(repository, "update-index", "--assume-unchanged", "data/contacts.csv")
    file.write_text(file.read_text("utf-8").replace("999", "998"), "utf-8")

    assert [*changed(before, repository).values()] == ["changed"]


def test_two_folders_without_a_history_are_compared_and_that_is_said(tiny: Path, tmp_path: Path):
    other = Path(shutil.copytree(TINY, tmp_path / "other"))
    (other / "macros.py").write_text("x", "utf-8")
    (other / "data" / "contacts.csv").unlink()

    before, after = compared_trees(tiny, other)

    assert not plan_changes(before, after).is_whole
    assert changed(tiny, other) == {"data/contacts.csv": "is gone", "macros.py": "is new"}


def test_the_files_are_told_before_anything_that_came_with_them_is_run(tiny: Path):
    (tiny / "macros.py").write_text("import os\nprint('R' + 'AN')\nos._exit(0)\n", "utf-8")
    asked = (str(TINY), "working", "--plan", str(tiny), "--format", "markdown")

    def compared(*words: str) -> str:
        return subprocess.run(
            [sys.executable, "scripts/compare.py", *asked, *words],
            cwd=HOUSE,
            capture_output=True,
            text=True,
            check=False,
        ).stdout

    assert "“macros.py” is new" in compared().partition("RAN")[0]
    assert "RAN" not in compared("--part", "files")
    assert "“macros.py” is new" in compared("--part", "files")
