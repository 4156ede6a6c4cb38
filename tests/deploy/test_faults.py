"""Publishing meets what machines do to it: nothing half, nothing lost, nothing left behind."""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from safety_plan.charts.kinds import KINDS
from safety_plan.core.files import make_folder
from safety_plan.core.problems import PlanError
from safety_plan.core.system_errors import advice_on, describe_system_error, first_error
from safety_plan.deploy.deployer import Deployer
from safety_plan.deploy.folder import Folder
from safety_plan.deploy.git_branch import Branch
from safety_plan.deploy.preflight import readiness_problems, unsaved_problems
from safety_plan.deploy.publish import Wishes, publish
from safety_plan.deploy.published_files import LIST
from safety_plan.deploy.source import read_main, write_commit
from safety_plan.models.plan import read_plan
from safety_plan.site.staging import Staging
from tests.conftest import record_audit
from tests.deploy.test_publishing import (
    bytes_of,
    git,
    head,
    put,
    repository,  # noqa: F401 (a fixture)
    shown,
    small_site,
)

unix = pytest.mark.skipif(sys.platform == "win32", reason="needs rights and signals of Unix")
as_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount a disk"
)
# Only processes of this file's own are split off, and none of them waits for a thread.
pytestmark = pytest.mark.filterwarnings("ignore:This process.*fork:DeprecationWarning")


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def rights(folder: Path) -> set[int]:
    return {stat.S_IMODE(path.stat().st_mode) for path in [folder, *folder.rglob("*")]}


# Rights


@unix
@pytest.mark.parametrize("mask", [0o077, 0o027, 0o177])
def test_a_web_server_may_read_all_that_is_published_whatever_the_person_lets_others_read(
    mask: int, tmp_path: Path
):
    folder = tmp_path / "srv" / "www" / "site"
    old = small_site(tmp_path / "old", CNAME="plan.example")
    put(Folder(folder), old)
    (folder / "CNAME").chmod(0o600)  # as a host left it
    with umask(mask & ~0o100):
        put(Folder(folder), small_site(tmp_path / "new"))

    assert rights(folder) == {0o755, 0o644}
    assert rights(folder.parent.parent) == {0o755, 0o644}


@unix
def test_folders_that_are_made_above_a_site_let_a_web_server_in_and_others_stay(tmp_path: Path):
    (tmp_path / "mine").mkdir(mode=0o700)
    with umask(0o077):
        make_folder(tmp_path / "mine" / "www" / "plan")

    assert stat.S_IMODE((tmp_path / "mine").stat().st_mode) == 0o700
    assert rights(tmp_path / "mine" / "www") == {0o755}


@unix
def test_a_built_site_may_be_read_by_everybody_and_a_team_keeps_its_right_to_write(tmp_path: Path):
    for mask, expected in ((0o077, {0o755, 0o644}), (0o002, {0o775, 0o664, 0o755})):
        with umask(mask):
            staging = Staging(tmp_path / f"site-{mask}")
            small_site(staging.folder)
            site = staging.put_in_place()
        assert rights(site) <= expected
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


# Disks


@contextmanager
def disk(place: Path, size: str = "1m") -> Iterator[Path]:
    place.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no disk can be mounted on this machine")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


@as_root
def test_a_full_disk_leaves_the_old_site_and_room_and_is_told_in_one_sentence(tmp_path: Path):
    new = small_site(tmp_path / "new")
    for number in range(9):
        (new / f"big-{number}").write_bytes(b"0" * 200_000)
    with disk(tmp_path / "disk") as place:
        put(Folder(place / "www"), small_site(tmp_path / "old"))
        before = bytes_of(place / "www")

        with pytest.raises(OSError, match="No space left on device") as stopped:
            put(Folder(place / "www"), new)

        assert bytes_of(place / "www") == before
        assert [path.name for path in place.iterdir()] == ["www"]
        said = describe_system_error(stopped.value)
        assert said.endswith(
            "The system said: No space left on device. "
            "The disk is full. Make room on it, or name a folder on another disk."
        )
        assert len(said) < 400
        for number in range(9):
            (new / f"big-{number}").unlink()
        put(Folder(place / "www"), new)
        assert bytes_of(place / "www") == bytes_of(new)


@as_root
def test_a_disk_that_is_read_only_changes_nothing(tmp_path: Path):
    with disk(tmp_path / "disk") as place:
        put(Folder(place / "www"), small_site(tmp_path / "old"))
        before = bytes_of(place / "www")
        subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)

        with pytest.raises(OSError, match="Read-only") as stopped:
            put(Folder(place / "www"), small_site(tmp_path / "new", index="new"))

        assert bytes_of(place / "www") == before
        assert advice_on(stopped.value).startswith("You may not write there.")


@as_root
def test_the_top_of_a_disk_is_refused_before_anything_is_built_and_a_folder_in_it_is_not(
    tmp_path: Path,
):
    with disk(tmp_path / "disk") as place:
        with pytest.raises(OSError, match="busy") as stopped, closing(Folder(place)) as where:
            where.read(print)
        assert "Name a folder inside it." in advice_on(stopped.value)
        assert [*place.iterdir()] == []
        put(Folder(place / "plan"), small_site(tmp_path / "site"))
        assert bytes_of(place / "plan") == bytes_of(tmp_path / "site")
    assert [path.name for path in tmp_path.iterdir() if "publishing" in path.name] == []


@as_root
def test_a_folder_that_is_bound_there_is_refused_and_stays_as_it_was(tmp_path: Path):
    """As a container has its volumes: of the same disk, so that it cannot be told before."""
    place, volume = tmp_path / "www", tmp_path / "volume"
    place.mkdir()
    small_site(volume)
    if subprocess.run(["mount", "--bind", str(volume), str(place)], capture_output=True).returncode:
        pytest.skip("no folder can be bound on this machine")
    try:
        with pytest.raises(OSError, match="busy") as stopped:
            put(Folder(place), small_site(tmp_path / "new", index="new"))
        assert "Name a folder inside it." in advice_on(stopped.value)
        assert bytes_of(place) == bytes_of(volume)
    finally:
        subprocess.run(["umount", str(place)], check=True)
    assert not [path for path in tmp_path.iterdir() if "publishing" in path.name]


def test_of_many_files_that_could_not_be_copied_the_first_is_told(tmp_path: Path):
    many = shutil.Error(
        [(f"a{n}", f"b{n}", f"[Errno {errno.ENOSPC}] No space left: 'b{n}'") for n in range(99)]
    )

    said = describe_system_error(many)

    assert said.count("b") < 20
    assert said.startswith("“b0” could not be used. The system said: ")
    assert "The disk is full." in said
    assert first_error(shutil.Error("odd")).args == ("odd",)


@as_root
def test_a_repository_on_a_full_disk_is_told_as_one_and_not_as_a_remote_that_is_away(
    repository: Path,  # noqa: F811
    tmp_path: Path,
):
    site = small_site(
        tmp_path / "site", **{f"page{n}": random.Random(n).randbytes(9000).hex() for n in range(90)}
    )
    origin = (repository.parent / "origin.git").as_uri()
    with disk(tmp_path / "disk", "600k") as place:
        git(tmp_path, "clone", "--quiet", "--template=", origin, str(place / "plan"))

        with pytest.raises(PlanError) as stopped:
            put(Branch(place / "plan"), site)

    (found,) = stopped.value.problems
    assert (found.rule, "The disk is full." in found.fix) == ("publish-disk", True)
    assert "gh-pages" not in git(repository.parent / "origin.git", "branch", "--list")


# Git


def test_no_identity_is_needed(
    repository: Path,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.delenv("EMAIL", raising=False)

    put(Branch(repository), small_site(tmp_path / "site"))

    assert shown(repository) == bytes_of(tmp_path / "site")


@pytest.mark.parametrize("moment", ["@0 +0000", "@4073328000 +0000"])
def test_a_clock_that_is_far_off_publishes_the_same_bytes(
    moment: str,
    repository: Path,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    for name in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
        monkeypatch.setenv(name, moment)

    put(Branch(repository), small_site(tmp_path / "site"))

    assert shown(repository) == bytes_of(tmp_path / "site")


def test_a_day_that_cannot_be_right_is_told_with_what_it_is(tiny: Path):
    settings = tiny / "data" / "plan.yml"
    text = settings.read_text("utf-8").replace('opened: ""', "opened: 2022-07-01")
    settings.write_text(text + "security_expires: 2030-01-01\n", "utf-8")
    record_audit(tiny)
    plan = read_plan(tiny, KINDS)[0]

    early = readiness_problems(plan, date(1970, 1, 1))
    late = readiness_problems(plan, date(2099, 1, 1))

    (opened,) = [found for found in early if found.rule == "publish-opened"]
    assert opened.found.endswith("and today is 1970-01-01.")
    assert "review-overdue" in {found.rule for found in late}


def test_a_path_of_any_letters_is_published_from_and_into(tmp_path: Path):
    place = tmp_path / "Ein Pfad, ‘mit’ ἀγορά + 計画 & 100%"
    place.mkdir()
    (place / "source" / "docs").mkdir(parents=True)
    (place / "source" / "docs" / "index.md").write_text("Words", "utf-8")
    root = make_repository(place)
    site = small_site(place / "eine Seite" / "site", page__index="one")

    put(Branch(root), site)
    put(Folder(place / "www ünd"), site)

    assert shown(root) == bytes_of(site) == bytes_of(place / "www ünd")
    assert write_commit(root, head(root), place / "clean").joinpath("docs/index.md").is_file()


def make_repository(place: Path) -> Path:
    root = place / "plan"
    (place / "source").rename(root)
    git(place, "init", "--quiet", "--bare", "-b", "main", "origin.git")
    git(root, "init", "--quiet", "-b", "main")
    git(root, "remote", "add", "origin", str(place / "origin.git"))
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", "The plan")
    git(root, "push", "--quiet", "origin", "main")
    return root


@as_root
def test_a_clone_of_another_user_is_told_with_the_line_that_helps(
    repository: Path,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.delenv("SUDO_UID", raising=False)
    for path in [repository, *repository.rglob("*")]:
        os.chown(path, 65534, 65534)

    with pytest.raises(PlanError) as stopped:
        unsaved_problems(repository)

    (found,) = stopped.value.problems
    assert found.rule == "publish-history"
    assert f'git config --global --add safe.directory "{repository}"' in found.fix
    settings = repository.parent / "gitconfig"
    settings.write_text(f"[safe]\n\tdirectory = {repository}\n", "utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    assert unsaved_problems(repository) == []


def test_what_a_killed_git_left_is_named_with_what_to_do(
    repository: Path,  # noqa: F811
    tmp_path: Path,
):
    lock = repository / ".git" / "refs" / "heads" / "main.lock"
    lock.touch()
    put(Branch(repository), small_site(tmp_path / "site"))  # which needs none of the person's names

    with pytest.raises(PlanError) as stopped:
        write_head(repository)

    (found,) = stopped.value.problems
    assert str(lock.name) in found.found
    assert "delete that file" in found.fix


def write_head(root: Path) -> None:
    from safety_plan.deploy.git import run_git

    run_git(root, "update-ref", "refs/heads/main", "HEAD^{tree}", rule="publish-history")


def test_publishing_leaves_no_name_of_its_own_in_the_repository(
    repository: Path,  # noqa: F811
    tmp_path: Path,
):
    own = ("show-ref", "--heads", "--tags")
    before = git(repository, *own)
    for number in range(2):
        put(Branch(repository), small_site(tmp_path / str(number), index=str(number)))
    read_main(repository, print)

    assert git(repository, *own) == before
    assert "refs/p" not in git(repository, "for-each-ref")
    assert not (repository / ".git" / "FETCH_HEAD").exists()


# Killed at any moment


def killed_after(seconds: float, work: Callable[[], object]) -> bool:
    """Does *work* in processes of their own, all killed outright after *seconds*; were they?"""
    child = os.fork()
    if not child:
        os.setsid()
        try:
            work()
        finally:
            os._exit(0)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if os.waitpid(child, os.WNOHANG)[0]:
            return False
        time.sleep(0.001)
    try:
        os.killpg(child, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        os.kill(child, signal.SIGKILL)  # it had no group of its own yet
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def wait_for_the_other_side(root: Path) -> None:
    """Lets the side that is pushed to come to its end: nobody kills that with the person's run."""
    mark, end = root.parent / "at-it", time.monotonic() + 2
    while mark.exists() and time.monotonic() < end:
        time.sleep(0.01)
    mark.unlink(missing_ok=True)


def serve_apart(root: Path) -> None:
    """The side that is pushed to runs in a session of its own, as on another machine."""
    script, mark = root.parent / "receive", root.parent / "at-it"
    script.write_text(
        f'#!/bin/sh\ntouch {mark}\nsetsid --wait git-receive-pack "$@"\nrm -f {mark}\n', "utf-8"
    )
    script.chmod(0o755)
    git(root, "config", "remote.origin.receivepack", f"setsid --wait {script}")


@unix
@pytest.mark.skipif(not shutil.which("setsid"), reason="needs setsid")
@pytest.mark.parametrize("kind", ["branch", "folder"])
def test_publishing_that_is_killed_at_random_moments_leaves_one_whole_site_and_heals(
    kind: str,
    repository: Path,  # noqa: F811
    tmp_path: Path,
    request: pytest.FixtureRequest,
):
    """At as many moments as `--kills` says, with all that it had started on this machine."""
    folder, chance = tmp_path / "host" / "site", random.Random(kind)
    serve_apart(repository)

    def where() -> Deployer:
        return Branch(repository) if kind == "branch" else Folder(folder)

    def read() -> dict[str, bytes]:
        return shown(repository) if kind == "branch" else bytes_of(folder)

    def names() -> set[str]:
        places = [repository, repository / ".git", *([folder.parent] if kind == "folder" else [])]
        return {str(path) for place in places for path in place.iterdir()}

    def site(state: int) -> Path:
        """Built in a folder of its own, as each run does."""
        return small_site(tmp_path / f"run-{next(runs)}" / "site", index=f"state {state}")

    runs = count()
    wholes, started = [bytes_of(site(n)) for n in range(2)], time.monotonic()
    for state in range(2):
        put(where(), site(state))
    usual, left, seen, now = (time.monotonic() - started) / 2, names(), set(), 1
    for _ in range(request.config.getoption("--kills")):
        wanted = 1 - now
        built = site(wanted)
        killed_after(chance.random() * usual * 1.2, lambda built=built: put(where(), built))
        wait_for_the_other_side(repository)
        gone = kind == "folder" and not folder.exists()  # for the blink between two renamings
        seen.add("blink" if gone else wholes.index(read()))
        put(where(), site(wanted))
        assert read() == wholes[wanted]
        now = wanted
    assert names() == left
    assert seen <= {0, 1, "blink"}
    if kind == "branch":
        assert "error" not in git(repository.parent / "origin.git", "fsck", "--no-dangling")


@unix
def test_a_whole_command_that_is_stopped_says_so_and_leaves_nothing(
    repository: Path,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    """A disk that fills up while the site is built: told in one problem, nothing left."""
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(temporary / "x"))

    def refuse(*_: object, **__: object) -> None:
        raise full

    monkeypatch.setattr("safety_plan.deploy.publish.build_and_read_site", refuse)
    monkeypatch.setattr("safety_plan.deploy.publish._preflight", lambda *_: (head(repository), {}))

    with pytest.raises(PlanError) as stopped:
        publish(repository, Branch(repository), Wishes(today=date(2022, 7, 1)), print)

    (found,) = stopped.value.problems
    assert found.rule == "publish-disk"
    assert found.found == f"The site could not be written: {os.strerror(errno.ENOSPC)}."
    assert [*temporary.iterdir()] == []
    assert LIST not in [path.name for path in repository.rglob("*")]
