"""Only what others have approved is published, whatever else lies in the folder of the plan."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from safety_plan.core.problems import PlanError
from safety_plan.deploy.git_branch import Branch
from safety_plan.deploy.preflight import unsaved_problems
from safety_plan.deploy.source import (
    fetch_main,
    order_problems,
    read_commit,
    read_main,
    review_problems,
    write_commit,
)
from tests.deploy.test_publishing import (
    cloned,
    git,
    plan,  # noqa: F401 (fixtures)
    publish,
    repository,  # noqa: F401
    rules_in,
)

WORDS = "What everybody may read"
unix = pytest.mark.skipif(sys.platform == "win32", reason="needs links of Unix")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A repository with one page and one table, and an `origin` that has them too."""
    source = tmp_path / "source"
    for path in ("docs/index.md", "data/plan.yml"):
        (source / path).parent.mkdir(parents=True)
        (source / path).write_text(WORDS, "utf-8")
    return cloned(tmp_path / "here", source)


def written(root: Path, folder: Path) -> dict[str, str]:
    """The files of the commit of *root*, as they are written into the clean *folder*."""
    inside = write_commit(root, read_commit(root), folder)
    files = (f for f in inside.rglob("*") if f.is_file())
    return {f.relative_to(inside).as_posix(): f.read_text("utf-8") for f in files}


def commit_all(root: Path, message: str = "A change") -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "-m", message)


def reviewed(root: Path) -> list[str]:
    return [
        found.rule for found in review_problems(root, read_commit(root), read_main(root, print))
    ]


# What is only in the folder


def excluded_by_hand(root: Path) -> None:
    (root / ".git" / "info" / "exclude").write_text("secret.md\n", "utf-8")


def excluded_everywhere(root: Path) -> None:
    (root.parent / "ignore").write_text("secret.md\n", "utf-8")
    git(root, "config", "core.excludesFile", str(root.parent / "ignore"))


def not_looked_for(root: Path) -> None:
    git(root, "config", "status.showUntrackedFiles", "no")


def hidden_by_a_watcher(root: Path) -> None:
    """A program that says that nothing ever changes."""
    hook = root.parent / "watch"
    hook.write_text('#!/bin/sh\nprintf "token\\0"\n', "utf-8")
    hook.chmod(0o755)
    git(root, "config", "core.fsmonitor", str(hook))
    git(root, "status")


@unix
@pytest.mark.parametrize(
    "hide", [excluded_by_hand, excluded_everywhere, not_looked_for, hidden_by_a_watcher]
)
def test_a_file_that_no_commit_holds_is_told_and_never_published(
    small: Path, tmp_path: Path, hide: Callable[[Path], None]
):
    hide(small)
    (small / "docs" / "secret.md").write_text("Not for everybody", "utf-8")

    found = unsaved_problems(small)

    assert [(str(p.location), p.rule) for p in found] == [("docs/secret.md", "publish-unsaved")]
    assert written(small, tmp_path / "clean") == {"docs/index.md": WORDS, "data/plan.yml": WORDS}


def test_what_no_reader_reads_may_be_left_out_by_git(small: Path):
    (small / ".git" / "info" / "exclude").write_text("*.swp\n*.bak\n/notes/\n*~\n", "utf-8")
    (small / "notes").mkdir()
    for name in ("docs/.index.md.swp", "data/figures.csv.bak", "notes/mine.md", "docs/index.md~"):
        (small / name).touch()

    assert unsaved_problems(small) == []


@pytest.mark.parametrize("mark", ["--assume-unchanged", "--skip-worktree"])
def test_a_change_that_git_was_told_to_overlook_is_told_and_never_published(
    small: Path, tmp_path: Path, mark: str
):
    git(small, "update-index", mark, "docs/index.md")
    (small / "docs" / "index.md").write_text("Changed in silence", "utf-8")
    assert git(small, "status", "--porcelain") == ""

    assert [str(p.location) for p in unsaved_problems(small)] == ["docs/index.md"]
    assert written(small, tmp_path / "clean")["docs/index.md"] == WORDS


def test_a_copy_of_some_folders_alone_is_published_from_all_the_same(small: Path, tmp_path: Path):
    git(small, "update-index", "--skip-worktree", "data/plan.yml")
    (small / "data" / "plan.yml").unlink()

    assert unsaved_problems(small) == []
    assert written(small, tmp_path / "clean")["data/plan.yml"] == WORDS
    git(small, "update-index", "--no-skip-worktree", "data/plan.yml")
    assert [str(p.location) for p in unsaved_problems(small)] == ["data/plan.yml"]


def test_a_change_in_the_list_of_the_next_commit_is_told_and_never_published(
    small: Path, tmp_path: Path
):
    page = small / "docs" / "index.md"
    page.write_text("Ready for a commit", "utf-8")
    git(small, "add", "--all")

    assert [str(p.location) for p in unsaved_problems(small)] == ["docs/index.md"]
    page.write_text(WORDS, "utf-8")
    assert unsaved_problems(small) == []
    assert written(small, tmp_path / "clean")["docs/index.md"] == WORDS


def test_no_attribute_filter_or_replacement_of_one_machine_changes_a_byte(
    small: Path, tmp_path: Path
):
    (small / "docs" / "index.md").write_bytes(b"$Id$ $Format:%H$\r\nline\n")
    (small / ".gitattributes").write_text("docs/** -text\n", "utf-8")
    commit_all(small)
    name = git(small, "rev-parse", "HEAD:docs/index.md")
    (small / ".git" / "info" / "attributes").write_text(
        "docs/** export-subst ident filter=louder text eol=crlf\ndata/** export-ignore\n", "utf-8"
    )
    git(small, "config", "filter.louder.smudge", "tr a-z A-Z")
    git(small, "config", "core.autocrlf", "true")
    other = subprocess.run(
        ["git", "hash-object", "-w", "--stdin"], cwd=small, input=b"evil", capture_output=True
    )
    git(small, "replace", name, other.stdout.decode().strip())

    clean = tmp_path / "clean"
    files = write_commit(small, read_commit(small), clean)

    assert (files / "docs/index.md").read_bytes() == b"$Id$ $Format:%H$\r\nline\n"
    assert (files / "data/plan.yml").exists()


@unix
@pytest.mark.parametrize("name", ["data/figures.csv", "docs/more", "data"])
@pytest.mark.parametrize("target", ["/etc/hostname", "../../outside", "index.md"])
def test_a_shortcut_in_the_plan_brings_nothing_in(
    small: Path, tmp_path: Path, name: str, target: str
):
    if name == "data":
        (small / "data").rename(small / "elsewhere")
    (small / name).symlink_to(target)
    commit_all(small)

    with pytest.raises(PlanError) as stopped:
        write_commit(small, read_commit(small), tmp_path / "clean")

    assert [(p.rule, str(p.location)) for p in stopped.value.problems] == [("file-shortcut", name)]


@unix
def test_a_shortcut_beside_the_plan_is_left_as_a_text(small: Path, tmp_path: Path):
    (small / "READ-ME").symlink_to("/etc/hostname")
    commit_all(small)

    assert written(small, tmp_path / "clean")["READ-ME"] == "/etc/hostname"


def test_a_plan_in_a_folder_of_a_repository_is_found_there_under_any_name(
    small: Path, tmp_path: Path
):
    inside = small / "A plan, für ἀγορά"
    shutil.copytree(small / "docs", inside / "docs")
    commit_all(small)

    assert written(inside, tmp_path / "clean") == {"docs/index.md": WORDS}


def test_a_run_inside_a_hook_of_another_repository_is_about_this_one(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    git(tmp_path, "init", "--quiet", "other")
    expected = read_commit(small)
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other" / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "other" / "index"))

    assert read_commit(small) == expected
    assert unsaved_problems(small) == []


# What others have approved


def test_a_commit_that_is_not_pushed_is_refused_and_once_it_is_merged_it_is_not(
    small: Path, tmp_path: Path
):
    assert reviewed(small) == []
    commit_all(small)
    assert reviewed(small) == ["publish-unapproved"]
    git(small, "push", "--quiet", "origin", "HEAD:proposal")
    assert reviewed(small) == ["publish-unapproved"]

    git(small, "push", "--quiet", "origin", "HEAD:main")

    assert reviewed(small) == []
    git(small, "checkout", "--quiet", "--detach")
    assert reviewed(small) == []
    git(small, "checkout", "--quiet", "HEAD^")  # older, and approved as well
    assert reviewed(small) == []


def test_a_branch_that_was_squashed_into_main_is_refused_until_main_is_taken(
    small: Path, tmp_path: Path
):
    git(small, "checkout", "--quiet", "-b", "words")
    (small / "docs" / "index.md").write_text("Better words", "utf-8")
    commit_all(small)
    git(tmp_path, "clone", "--quiet", str(small.parent / "origin.git"), "other")
    (tmp_path / "other" / "docs" / "index.md").write_text("Better words", "utf-8")
    commit_all(tmp_path / "other", "All changes as one")
    git(tmp_path / "other", "push", "--quiet", "origin", "HEAD:main")

    assert reviewed(small) == ["publish-unapproved"]
    git(small, "switch", "--quiet", "main")
    git(small, "pull", "--quiet", "origin", "main")
    assert reviewed(small) == []


def test_the_main_branch_is_the_one_that_the_repository_names(small: Path):
    origin = small.parent / "origin.git"
    git(origin, "branch", "-m", "main", "trunk")
    git(origin, "symbolic-ref", "HEAD", "refs/heads/trunk")
    git(origin, "branch", "main", "trunk")
    commit_all(small)
    git(small, "push", "--quiet", "origin", "HEAD:main")

    main = fetch_main(small)

    assert main.name == "trunk"
    assert reviewed(small) == ["publish-unapproved"]


def test_the_branch_of_built_sites_is_never_taken_for_the_main_branch(small: Path):
    origin = small.parent / "origin.git"
    commit_all(small)
    git(small, "push", "--quiet", "origin", "HEAD:gh-pages")
    git(origin, "symbolic-ref", "HEAD", "refs/heads/gh-pages")

    assert reviewed(small) == ["publish-unapproved"]


def test_a_repository_with_nothing_in_it_has_approved_nothing(small: Path, tmp_path: Path):
    git(tmp_path, "init", "--quiet", "--bare", "-b", "main", "empty.git")
    git(small, "remote", "set-url", "origin", (tmp_path / "empty.git").as_uri())

    assert reviewed(small) == ["publish-unapproved.empty".partition(".")[0]]


def test_a_copy_of_a_few_states_or_of_another_worktree_knows_what_is_approved(
    small: Path, tmp_path: Path
):
    commit_all(small)
    git(small, "push", "--quiet", "origin", "HEAD:main")
    address = (small.parent / "origin.git").as_uri()
    git(tmp_path, "clone", "--quiet", "--depth", "1", address, "short")
    git(small, "worktree", "add", "--quiet", "--detach", str(tmp_path / "tree"))
    commit_all(small)
    git(small, "push", "--quiet", "origin", "HEAD:main")

    assert reviewed(tmp_path / "short") == []  # an older state, of which it holds no history
    assert reviewed(tmp_path / "tree") == []


def test_where_the_repository_does_not_answer_what_was_fetched_is_believed(small: Path):
    git(small, "fetch", "--quiet", "origin")
    (small.parent / "origin.git").rename(small.parent / "away.git")
    said: list[str] = []

    main = read_main(small, said.append)
    assert review_problems(small, read_commit(small), main) == []
    assert said == ["The repository does not answer; what was last fetched from it is believed."]
    commit_all(small)
    assert reviewed(small) == ["publish-unapproved"]


def test_a_plan_without_a_repository_of_others_has_nobody_to_ask(small: Path):
    git(small, "remote", "remove", "origin")

    assert reviewed(small) == []


def test_a_repository_under_another_name_than_origin_is_asked_for_and_not_passed_over(small: Path):
    git(small, "remote", "rename", "origin", "council")

    with pytest.raises(PlanError) as stopped:
        read_main(small, print)

    assert [found.rule for found in stopped.value.problems] == ["publish-remote"]


# Which is older


@pytest.mark.parametrize("name", ["--output=evil", "HEAD", "main", "c0ffee", ""])
def test_a_message_that_names_no_commit_in_full_is_no_question_to_git(
    small: Path, tmp_path: Path, name: str
):
    git(small, "checkout", "--quiet", "--orphan", "site")
    git(small, "commit", "--quiet", "--allow-empty", "-m", f"Publish the site of {name}")
    git(small, "push", "--quiet", "origin", "HEAD:gh-pages")
    where = Branch(small)
    where.read(print)

    assert where.published_commit() == ""


def test_what_was_published_from_a_lost_state_says_so_and_has_a_way_out(
    small: Path, tmp_path: Path
):
    git(tmp_path, "clone", "--quiet", str(small.parent / "origin.git"), "lost")
    commit_all(tmp_path / "lost")
    lost, here = read_commit(tmp_path / "lost"), read_commit(small)
    main = fetch_main(small)

    (found,) = order_problems(small, here, lost, main, "")

    assert found.found.startswith("The site was last published from a state of the plan that is in")
    assert f"--instead-of {lost}" in found.fix
    assert order_problems(small, here, lost, main, lost) == []
    assert order_problems(small, here, lost, main, "0" * 40) != []


def test_the_way_out_never_puts_an_older_state_over_a_newer_one(small: Path):
    here = read_commit(small)
    commit_all(small)
    newer = read_commit(small)
    git(small, "push", "--quiet", "origin", "HEAD:main")

    (found,) = order_problems(small, here, newer, fetch_main(small), newer)

    assert "git pull" in found.fix


# The whole command


def test_an_unpushed_commit_is_published_nowhere_and_nobody_is_locked_out(
    plan: Path,  # noqa: F811
    tmp_path: Path,
):
    page = plan / "docs" / "index.md"
    page.write_text(page.read_text("utf-8") + "\nA sentence nobody read.\n", "utf-8")
    commit_all(plan)
    folder = tmp_path / "host"

    for words in ([], ["--folder", str(folder)]):
        done = publish(plan, *words)
        assert rules_in(done.stdout) == ["publish-unapproved"], done.stdout + done.stderr
        assert "merged into main" in done.stdout
    assert not folder.exists()
    git(plan, "reset", "--quiet", "--hard", "origin/main")
    assert publish(plan, "--folder", str(folder)).returncode == 0
    assert "A sentence nobody read" not in (folder / "2022-06" / "index.html").read_text("utf-8")
