"""Sealed revisions and corrections are held against commits, and against what is public."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import pytest

from safety_plan.charts.kinds import KINDS
from safety_plan.checks.registry import check
from safety_plan.core.problems import Problem
from safety_plan.deploy.earlier_commit import earlier_commit
from safety_plan.deploy.folder import Folder
from safety_plan.deploy.history import commit_problems, compare_states
from safety_plan.deploy.preflight import public_problems
from safety_plan.models.plan import read_plan
from safety_plan.revisions.redact import redact_below
from safety_plan.revisions.seal import reseal, write_seal
from safety_plan.revisions.verify import checksums, digest_of
from tests.conftest import HOUSE, TINY
from tests.deploy.test_publishing import git
from tests.revisions.test_history import BASIS, DAY, add_words, forged, tell_of_a_removal
from tests.revisions.test_seals import TAKEN_OUT, adopt

SEAL = "revisions/2021-06"
ROW = "2022-01-10,2021-06,bicycles,803,805,The clerk,council-minutes\n"


def append(root: Path, path: str, text: str) -> None:
    file = root / path
    file.write_text(file.read_text("utf-8") + text, "utf-8")


@pytest.fixture
def plan(tiny: Path, request: pytest.FixtureRequest) -> Path:
    """The tiny plan with a correction, at the main branch of an origin; in a folder if asked."""
    root = tiny.parent / "repository"
    plan = root / getattr(request, "param", "")
    shutil.copytree(tiny, plan)
    append(plan, "data/corrections.csv", ROW)
    git(root, "init", "--quiet", "-b", "main")
    commit(root)
    git(root.parent, "init", "--quiet", "--bare", "-b", "main", "origin.git")
    git(root, "remote", "add", "origin", (root.parent / "origin.git").as_uri())
    git(root, "push", "--quiet", "-u", "origin", "main")
    return plan


def commit(root: Path) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", "An edit")


def rules(root: Path) -> list[str]:
    base = earlier_commit(root)
    assert base
    return [problem.rule for problem in commit_problems(root, base)]


@pytest.mark.parametrize("plan", ["", "plans/town"], indirect=True)
def test_a_forged_seal_and_a_lost_correction_are_told_on_a_branch(plan: Path):
    git(plan, "switch", "--quiet", "-c", "edit")
    append(plan, "docs/index.md", "\nAn honest edit.\n")
    append(plan, "data/corrections.csv", ROW.replace("803", "804"))
    commit(plan)
    assert rules(plan) == []

    forged(plan, add_words)
    (plan / "data" / "corrections.csv").write_bytes((TINY / "data/corrections.csv").read_bytes())
    commit(plan)
    append(plan, "docs/index.md", "\nAnother honest edit above it.\n")
    commit(plan)

    assert rules(plan) == ["seal-history", "correction-history"]


def test_an_edit_that_is_not_committed_yet_is_told_on_the_main_branch(plan: Path):
    append(plan, "docs/index.md", "\nx\n")
    commit(plan)
    shutil.rmtree(plan / "revisions")

    assert rules(plan) == ["seal-history"]


def test_neither_marks_in_git_nor_attributes_hide_what_changed(plan: Path):
    (plan / ".gitattributes").write_text("revisions/** export-ignore -diff\n", "utf-8")
    commit(plan)
    git(plan, "push", "--quiet")
    git(plan, "switch", "--quiet", "-c", "edit")
    for file in (plan / SEAL).rglob("*"):
        if file.is_file():
            git(plan, "update-index", "--skip-worktree", file.relative_to(plan).as_posix())
    forged(plan, add_words)
    append(plan, "docs/index.md", "\nx\n")
    commit(plan)

    assert rules(plan) == ["seal-history"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs modes of files")
def test_a_sealed_file_that_becomes_a_program_is_told(plan: Path):
    (plan / SEAL / "plan.json").chmod(0o755)
    append(plan, "docs/index.md", "\nx\n")
    commit(plan)

    assert rules(plan) == ["seal-history"]


def test_what_the_commands_do_to_a_seal_is_taken(plan: Path):
    reseal(read_plan(plan, KINDS)[0], "2021-06", "Charts say their unit")
    commit(plan)
    assert rules(plan) == []  # nothing is public yet

    git(plan, "push", "--quiet")
    git(plan, "switch", "--quiet", "-c", "edit")
    redact_below(plan, "2021-06", TAKEN_OUT, BASIS, DAY)
    commit(plan)
    assert rules(plan) == []


def test_an_age_of_reading_that_rose_is_told_and_one_that_fell_is_not(plan: Path):
    ages = plan / "data" / "reading-ages.csv"
    append(plan, "data/plan.yml", "reading_age: 9\n")
    commit(plan)
    git(plan, "push", "--quiet")
    git(plan, "switch", "--quiet", "-c", "edit")

    ages.write_text("page_id,age,why\nhome,12,It quotes a law.\n")
    commit(plan)
    assert rules(plan) == ["reading-age-rises"]

    ages.write_text("page_id,age,why\n")
    assert rules(plan) == []


def test_where_the_site_is_public_nothing_is_sealed_again_whatever_the_edit_says(plan: Path):
    settings = plan / "data" / "plan.yml"
    closed = settings.read_text("utf-8")
    settings.write_text(closed.replace('opened: ""', "opened: 2022-01-01"), "utf-8")
    commit(plan)
    git(plan, "push", "--quiet")
    git(plan, "switch", "--quiet", "-c", "edit")
    settings.write_text(closed, "utf-8")
    reseal(read_plan(plan, KINDS)[0], "2021-06", "Charts say their unit")
    commit(plan)

    assert rules(plan) == ["seal-history"]


@pytest.mark.parametrize(("depth", "is_there"), [("1", False), ("2", True)])
def test_a_copy_with_a_part_of_the_history_is_compared_as_far_as_it_goes(
    depth: str, is_there: bool, plan: Path, tmp_path: Path
):
    forged(plan, add_words)
    commit(plan)
    git(plan, "push", "--quiet")
    origin = (plan.parent / "origin.git").as_uri()
    git(tmp_path, "clone", "--quiet", "--depth", depth, origin, "shallow")
    git(tmp_path / "shallow", "remote", "remove", "origin")

    assert bool(earlier_commit(tmp_path / "shallow")) == is_there
    if is_there:
        assert rules(tmp_path / "shallow") == ["seal-history"]


def checked(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "scripts/check.py", "--plan", str(root), *words]
    return subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False)


def test_check_says_what_it_could_not_compare_and_refuses_what_it_could(tiny: Path, plan: Path):
    assert earlier_commit(tiny) == ""
    assert "\nThis copy has no earlier commit, so sealed revisions" in checked(tiny).stdout

    forged(plan, add_words)
    commit(plan)
    done = checked(plan, "--format", "github")

    assert done.returncode == 1
    assert "title=seal-history::" in done.stdout


def test_a_new_seal_and_words_taken_out_are_told_to_whoever_approves(tiny: Path):
    adopt(tiny)
    plan, bundle, _ = check(tiny)
    folder = write_seal(plan, bundle)
    redact_below(tiny, "2021-06", TAKEN_OUT, BASIS, DAY)

    assert compare_states(TINY, tiny) == (
        [
            f"Revision 2022-06 is sealed by this change. Its digest is {digest_of(folder)}.",
            "Words are taken out of sealed revision 2021-06, and nothing else of it changes."
            f" The reason given on {DAY}: {BASIS}",
        ],
        [],
    )


def test_compare_puts_a_forged_seal_before_everything_else(tiny: Path):
    forged(tiny, add_words)
    (tiny / "macros.py").write_text("raise SystemExit\n", "utf-8")
    asked = (str(TINY), "working", "--plan", str(tiny), "--format", "markdown", "--part", "files")

    done = subprocess.run(
        [sys.executable, "scripts/compare.py", *asked],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
    )

    assert "## Do not approve this as it is\n\n- revisions/2021-06: Sealed revision" in done.stdout


# What is public


@pytest.fixture
def public(tiny: Path, tmp_path: Path) -> Folder:
    """A folder as a host shows it, with the seal of the tiny plan and one correction."""
    site = tmp_path / "public"
    (site / "2021-06").mkdir(parents=True)
    for name in ("SHA256SUMS", "plan.json"):
        shutil.copyfile(tiny / SEAL / name, site / "2021-06" / name)
    with ZipFile(site / "2021-06" / "sealed.zip", "w") as pack:
        for file in sorted((tiny / SEAL).rglob("*")):
            pack.write(file, f"2021-06/{file.relative_to(tiny / SEAL).as_posix()}")
        pack.writestr("2021-06/README.txt", "A note for readers, which is no part of the seal.")
    columns = ["date", "revision", "page_id", "was", "is", "approved", "source"]
    correction = dict(zip(columns, ROW.strip().split(","), strict=True))
    listing = {"corrections": [correction | {"title": "Bicycles", "address": "2021-06/"}]}
    (site / "revisions.json").write_text(json.dumps(listing), "utf-8")
    append(tiny, "data/corrections.csv", ROW)
    return Folder(site)


def published(root: Path, where: Folder) -> tuple[list[Problem], list[str]]:
    """What stands against publishing the plan, and what is said meanwhile."""
    said: list[str] = []
    plan, _ = read_plan(root, KINDS)
    with closing(where):
        there = where.read(said.append)
        now = {path: "other" if "2021-06/" in path else d for path, d in there.items()}
        if digest_of(root / SEAL) == digest_of(TINY / SEAL):
            now = there
        return public_problems(plan, where, there, now, said.append), said


def public_rules(root: Path, where: Folder) -> list[str]:
    return [problem.rule for problem in published(root, where)[0]]


def test_what_stayed_as_it_is_published_may_be_published(tiny: Path, public: Folder):
    append(tiny, "data/corrections.csv", ROW.replace("803", "804"))

    assert public_rules(tiny, public) == []


@pytest.mark.parametrize("tells", [False, True])
def test_a_published_seal_cannot_be_rewritten_though_it_tells_of_a_removal(
    tells: bool, tiny: Path, public: Folder
):
    was = digest_of(tiny / SEAL)

    def edit(folder: Path) -> None:
        add_words(folder)
        if tells:
            tell_of_a_removal(folder, **{"2021-06": was})

    forged(tiny, edit)

    assert public_rules(tiny, public) == ["seal-published"]


def test_a_proved_removal_is_published_and_whoever_approves_reads_why(tiny: Path, public: Folder):
    redact_below(tiny, "2021-06", TAKEN_OUT, BASIS, DAY)

    problems, said = published(tiny, public)

    assert problems == []
    assert said == [f"Taken out of revision 2021-06 on {DAY}. Why: {BASIS}"]


@pytest.mark.parametrize("content", [b"", b"PK no archive", None])
def test_where_the_published_seal_cannot_be_read_nothing_is_taken_for_proved(
    content: bytes | None, tiny: Path, public: Folder
):
    archive = public.path / "2021-06" / "sealed.zip"
    archive.unlink()
    if content is not None:
        archive.write_bytes(content)
    redact_below(tiny, "2021-06", TAKEN_OUT, BASIS, DAY)

    assert public_rules(tiny, public) == ["seal-published"]


@pytest.mark.parametrize("row", ["", ROW.replace("805", "806"), ROW.replace("clerk", "mayor")])
def test_a_published_correction_cannot_vanish_or_change(row: str, tiny: Path, public: Folder):
    file = tiny / "data" / "corrections.csv"
    file.write_text(file.read_text("utf-8").replace(ROW, row), "utf-8")

    assert public_rules(tiny, public) == ["correction-history"]


def test_two_states_that_agree_have_no_problem(tiny: Path):
    assert compare_states(TINY, tiny) == ([], [])
    assert checksums(tiny / SEAL) == checksums(TINY / SEAL)
