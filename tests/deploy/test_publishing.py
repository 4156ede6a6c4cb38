"""What the public reads is whole at every moment, and nothing published is ever lost."""

from __future__ import annotations

import ast
import io
import os
import shutil
import subprocess
import sys
from contextlib import closing
from datetime import date
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import pytest

from safety_plan.charts.kinds import KINDS
from safety_plan.core.problems import PlanError
from safety_plan.deploy.deployer import Deployer, is_host_file
from safety_plan.deploy.folder import Folder
from safety_plan.deploy.git_branch import Branch
from safety_plan.deploy.preflight import lost_problems, readiness_problems, unsaved_problems
from safety_plan.deploy.publish import files_to_publish
from safety_plan.deploy.published_files import LIST
from safety_plan.deploy.source import order_problems, read_main, review_problems
from safety_plan.models.plan import read_plan
from tests.conftest import record_audit
from tests.doors import run_door
from tests.killed_processes import CHANGES, killed_before

HOUSE = Path(__file__).resolve().parents[2]
#: What hosts and search engines want at the root.
HOST_FILES = {
    "CNAME": "plan.example",
    "favicon.ico": "An icon",
    "EngineOwner.xml": "A number",
    "engine-0f3a.html": "A word",
    ".well-known/key/one": "A key",
}
WHO = SimpleNamespace(settings=SimpleNamespace(name="A plan", contact="a@plan.example"))
NAMED = {
    "GIT_AUTHOR_NAME": "An officer",
    "GIT_AUTHOR_EMAIL": "o@plan.example",
    "GIT_COMMITTER_NAME": "An officer",
    "GIT_COMMITTER_EMAIL": "o@plan.example",
}
#: A commit that a site says it was made from.
COMMIT = "c0ffee" * 6 + "c0ff"
unix = pytest.mark.skipif(sys.platform == "win32", reason="needs Unix signals and shell hooks")

# Only processes of this file's own are split off, and none of them waits for a thread.
pytestmark = pytest.mark.filterwarnings("ignore:This process.*fork:DeprecationWarning")


def git(root: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", *words],
        cwd=root,
        check=True,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | NAMED,
    )
    return done.stdout.strip()


def publish(root: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in settings.items():
            patch.setenv(name, value)
        return run_door("scripts/publish.py", "--plan", str(root), *words)


def cloned(folder: Path, source: Path) -> Path:
    """A repository of its own under *folder*, that holds *source* and has a bare `origin`."""
    root = Path(shutil.copytree(source, folder / "plan"))
    git(folder, "init", "--quiet", "--bare", "-b", "main", "origin.git")
    git(root, "init", "--quiet", "-b", "main")
    git(root, "remote", "add", "origin", (folder / "origin.git").as_uri())
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "-m", "The plan")
    git(root, "push", "--quiet", "origin", "main")
    return root


@pytest.fixture
def plan(tiny: Path, tmp_path: Path) -> Path:
    """The tiny plan in a repository, ready to be published."""
    settings = tiny / "data" / "plan.yml"
    text = settings.read_text("utf-8").replace('opened: ""', "opened: 2022-01-01")
    settings.write_text(text, "utf-8")
    record_audit(tiny)
    return cloned(tmp_path / "here", tiny)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with little in it, for what does not depend on the plan."""
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "README.md").write_text("A plan", "utf-8")
    return cloned(tmp_path / "here", tmp_path / "source")


def small_site(folder: Path, **files: str) -> Path:
    """A site of a sealed and a proposed revision, with other words where *files* says."""
    said = {"revisions.json": "{}", "index.html": "door", "help/index.html": "help"}
    for name in ("2021-06", "2022-06"):
        said |= {f"{name}/index.html": name, f"{name}/plan.json": name, f"{name}/a/index.html": "a"}
    said |= {"2021-06/SHA256SUMS": "digests"} | {k.replace("__", "/"): v for k, v in files.items()}
    for path, words in said.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(words.encode())
    return folder


def put(where: Deployer, site: Path, commit: str = COMMIT) -> list[str]:
    """Puts *site* there as the command does; gives back what was said."""
    said: list[str] = []
    if commit != COMMIT:
        (site / LIST).write_text(f"# The site of the plan at commit {commit}\n", "utf-8")
    with closing(where):
        published = where.read(said.append)
        where.push(site, files_to_publish(where, published, site), WHO, commit)
    return said


def head(root: Path) -> str:
    return git(root, "rev-parse", "HEAD")


def refused(root: Path, where: Deployer, instead_of: str = "") -> list[str]:
    """The rules that keep the commit of *root* from taking the place of what stands *where*."""
    with closing(where):
        where.read(print)
        published = where.published_commit()
    main = read_main(root, print)
    found = review_problems(root, head(root), main)
    found += order_problems(root, head(root), published, main, instead_of)
    return [problem.rule for problem in found]


def shown(root: Path, branch: str = "gh-pages") -> dict[str, bytes]:
    """What the public reads on the branch of `origin`: each file and its bytes."""
    origin = root.parent / "origin.git"
    paths = git(origin, "ls-tree", "-r", "--name-only", branch).splitlines()
    asked = "".join(f"{branch}:{path}\n" for path in paths).encode()
    read = ["git", "cat-file", "--batch"]
    answer = io.BytesIO(
        subprocess.run(read, cwd=origin, input=asked, check=True, capture_output=True).stdout
    )
    files = {}
    for path in paths:
        _, kind, size = answer.readline().split()
        assert kind == b"blob"
        files[path] = answer.read(int(size))
        assert answer.read(1) == b"\n"
    return files


def bytes_of(folder: Path) -> dict[str, bytes]:
    files = (f for f in folder.rglob("*") if f.is_file())
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in files}


def added(read: dict[str, bytes], commit: str) -> dict[str, bytes]:
    """What only a published site has: a list of all files of *read*, and what made it."""
    names = {".nojekyll": b"", "components.cdx.json": read["components.cdx.json"]}
    lines = [
        f"{sha256(said).hexdigest()}  {path}\n"
        for path, said in sorted(read.items())
        if path != "published.sha256"
    ]
    head = f"# The site of the plan at commit {commit}\n"
    return names | {"published.sha256": (head + "".join(lines)).encode()}


def tip(root: Path) -> str:
    return git(
        root.parent / "origin.git", "for-each-ref", "--format=%(objectname)", "refs/heads/gh-pages"
    )


def names(stopped: pytest.ExceptionInfo[PlanError]) -> list[str]:
    return [problem.rule for problem in stopped.value.problems]


def rules_in(said: str) -> list[str]:
    return [line.rpartition("[")[2].rstrip("]") for line in said.splitlines() if line[-1:] == "]"]


# Published whole


def test_the_branch_holds_the_site_byte_for_byte_and_a_trial_puts_nothing_there(
    plan: Path, tiny_site: Path
):
    trial = publish(plan, "--dry-run")

    assert trial.returncode == 0, trial.stdout + trial.stderr
    pages = sum(path.endswith(".html") for path in bytes_of(tiny_site))
    assert f"Added: {pages} pages, " in trial.stdout
    assert "other files\n  2021-06/figures/bridge-money/index.html\n" in trial.stdout
    assert "\n  2021-06/figures/index.html\n" in trial.stdout
    assert tip(plan) == ""

    done = publish(plan)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "There is no branch gh-pages yet; this makes it." in done.stdout
    assert done.stdout.endswith("Published to gh-pages.\n")
    assert shown(plan) == bytes_of(tiny_site) | added(shown(plan), git(plan, "rev-parse", "HEAD"))
    assert git(plan, "status", "--porcelain") == ""


def test_a_folder_holds_the_site_byte_for_byte_and_the_second_time_changes_nothing(
    plan: Path, tiny_site: Path, tmp_path: Path
):
    folder = tmp_path / "host" / "site"

    first, second = (publish(plan, "--folder", str(folder)) for _ in range(2))

    assert first.stdout.endswith(f"Published to {folder}.\n")
    assert second.stdout.endswith("0 bytes are new.\nNothing was published.\n")
    read = bytes_of(folder)
    assert read == bytes_of(tiny_site) | added(read, git(plan, "rev-parse", "HEAD"))


def test_no_setting_of_git_changes_a_byte_of_the_site(repository: Path, tmp_path: Path):
    site = small_site(tmp_path / "site", data__csv="a,b\r\nc,d\r\n", text__txt="a\nb\n")
    (site / ".gitattributes").write_text("*.txt text eol=crlf\n", "utf-8")
    (repository / ".git" / "info" / "attributes").write_text("* text eol=crlf\n", "utf-8")
    git(repository, "config", "core.autocrlf", "true")
    (repository / ".git" / "info" / "exclude").write_text("*.csv\n", "utf-8")

    put(Branch(repository), site)

    assert shown(repository) == bytes_of(site)


@pytest.mark.parametrize("kind", ["branch", "folder"])
def test_what_the_host_keeps_beside_the_site_stays(kind: str, repository: Path, tmp_path: Path):
    folder = tmp_path / "host" / "site"
    where = Branch(repository) if kind == "branch" else Folder(folder)
    put(where, small_site(tmp_path / "one", **HOST_FILES))
    where = Branch(repository) if kind == "branch" else Folder(folder)

    put(where, small_site(tmp_path / "two"))

    read = shown(repository) if kind == "branch" else bytes_of(folder)
    assert {path: read.get(path, b"").decode() for path in HOST_FILES} == HOST_FILES


def test_a_page_that_no_build_can_have_made_is_no_address_of_the_plan():
    published = {"revisions.json": "0", "index.html": "0", "engine-owner.html": "0"}

    assert is_host_file("engine-owner.html")
    assert not is_host_file("help/index.html")
    assert [p.rule for p in lost_problems(published, {**published, "help/index.html": "1"})] == []
    assert [p.rule for p in lost_problems({**published, "help/index.html": "1"}, published)] == [
        "address-vanished"
    ]


def test_a_place_with_nothing_but_files_of_the_host_takes_a_site():
    assert lost_problems({"CNAME": "0", ".well-known/key": "0"}, {"index.html": "1"}) == []


def test_what_a_build_puts_at_the_root_is_not_taken_for_a_file_of_the_host(tiny_site: Path):
    assert [f.name for f in tiny_site.iterdir() if f.is_file() and is_host_file(f.name)] == []


# Refused


def test_every_reason_against_publishing_is_told_at_once(plan: Path):
    settings = plan / "data" / "plan.yml"
    text = settings.read_text("utf-8").replace("opened: 2022-01-01", 'opened: ""')
    text = text.replace("contact: hello@fernbrook.example", "security_expires: 2021-12-31")
    settings.write_text(text, "utf-8")
    page = plan / "docs" / "index.md"
    page.write_text(page.read_text("utf-8") + '\n{{ figure("gone") }}\n', "utf-8")
    git(plan, "remote", "remove", "origin")

    done = publish(plan)

    assert done.returncode == 1
    assert sorted(rules_in(done.stdout)) == [
        *("figure-unknown", "publish-contact", "publish-opened", "publish-remote"),
        *("publish-unsaved", "publish-unsaved", "review-overdue"),
    ]
    assert f"opened: {date.today().isoformat()}" in done.stdout  # noqa: DTZ011
    assert "data/plan.yml\n  The file is not as the history of the plan has it" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("was", "now", "name"),
    [
        ("contact: hello@fernbrook.example", "", "publish-contact"),
        ("compiled_by: Fernbrook Civic Society", "", "publish-compiled-by"),
        ("compiled: yes\ncompiled_by: Fernbrook Civic Society", "", ""),
        ("address: https://plan.fernbrook.example", "", "publish-address"),
        ('opened: ""', "", "publish-opened"),
        ('opened: ""', "opened: 2022-07-02", "publish-opened"),
        ('opened: ""', "opened: 2022-07-01\nsecurity_expires: 2022-06-30", "review-overdue"),
        ('opened: ""', "opened: 2022-07-01\nsecurity_expires: 2022-07-01", ""),
    ],
)
def test_a_setting_that_keeps_the_plan_back_is_named(tiny: Path, was: str, now: str, name: str):
    settings = tiny / "data" / "plan.yml"
    text = settings.read_text("utf-8").replace(was, now)
    if "opened" not in was:
        text = text.replace('opened: ""', "opened: 2022-07")
    settings.write_text(text, "utf-8")
    record_audit(tiny, **dict.fromkeys(("prepared", "tested", "reviewed"), "2022-07-01"))

    found = readiness_problems(read_plan(tiny, KINDS)[0], date(2022, 7, 1))

    assert [problem.rule for problem in found] == ([name] if name else [])


def test_the_plan_of_this_repository_may_not_be_published_while_it_names_no_contact():
    found = {
        problem.rule for problem in readiness_problems(read_plan(HOUSE, KINDS)[0], date(2022, 7, 1))
    }

    settings = read_plan(HOUSE, KINDS)[0].settings
    assert ("publish-contact" in found) == (not settings.contact)
    assert ("publish-opened" in found) == (not settings.opened)
    assert ("publish-compiled-by" in found) == (not settings.compiled_by)
    assert ("publish-address" in found) == (not settings.address)


def changed(**files: str | None) -> list[tuple[str, str]]:
    """What is told when these files of a published site are other, or gone."""
    there = dict.fromkeys(("revisions.json", "index.html", "404.html", "latest/index.html"), "0")
    for name in ("2021-06", "2022-06"):
        there |= dict.fromkeys((f"{name}/index.html", f"{name}/plan.json", f"{name}/a.html"), "0")
    there |= {"2021-06/SHA256SUMS": "0", "help/index.html": "0", "data.csv": "0"}
    now = there | {key.replace("__", "/"): value for key, value in files.items()}
    found = lost_problems(there, {path: said for path, said in now.items() if said})
    return [(problem.location.path, problem.rule) for problem in found]


def test_nothing_that_was_published_may_vanish_or_a_seal_change():
    assert changed() == []
    assert changed(**{"2022-06/plan.json": "1", "2022-06/b.html": "1", "data.csv": None}) == []
    assert changed(**{"help/index.html": None}) == [("help/", "address-vanished")]
    assert changed(**{"2022-06/a.html": None}) == [("2022-06/a.html", "address-vanished")]
    sealed = [("revisions/2021-06", "seal-published")]
    assert changed(**{"2021-06/plan.json": "1"}) == sealed
    assert changed(**{"2021-06/SHA256SUMS": "1"}) == sealed
    assert changed(**{"2021-06/SHA256SUMS": None}) == sealed


def test_a_seal_out_of_which_the_law_had_words_taken_is_published(plan: Path, tmp_path: Path):
    folders = ([], ["--folder", str(tmp_path / "host" / "site")])
    assert [publish(plan, *words).returncode for words in folders] == [0, 0]
    asked = ("--remove", "2021-06", "--words", "How we got here", "--ground", "An order.", "--yes")
    assert run_door("scripts/seal.py", "--plan", str(plan), *asked).returncode == 0
    record_audit(plan)
    git(plan, "commit", "--quiet", "--all", "--message", "Taken out")
    git(plan, "push", "--quiet", "origin", "main")

    done = [publish(plan, *words) for words in folders]

    assert [one.returncode for one in done] == [0, 0], done[0].stdout
    assert b"How we got here" not in shown(plan)["2021-06/index.html"]


def test_a_lost_revision_is_told_once_and_its_pages_are_not():
    gone = ("index.html", "plan.json", "a.html")
    lost = {f"2022-06/{path}": None for path in gone} | {"latest/index.html": None}

    assert changed(**lost) == [("revisions/2022-06", "revision-vanished")]


def test_a_place_that_holds_something_else_is_left_alone(plan: Path, tmp_path: Path):
    assert [p.rule for p in lost_problems({"photo.jpg": "0"}, {"index.html": "1"})] == [
        "publish-place"
    ]


def test_a_plan_whose_name_git_takes_for_none_can_be_published(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(WHO.settings, "name", "...")

    put(Branch(repository), small_site(tmp_path / "one"))

    assert shown(repository)["help/index.html"] == b"help"


def test_without_git_one_sentence_says_what_to_install(plan: Path):
    done = publish(plan, PATH="")

    assert done.returncode == 3
    assert done.stderr == (
        "Publishing needs git. Install it from https://git-scm.com, then run this again.\n"
    )


def test_a_folder_that_cannot_be_written_is_told(plan: Path, tmp_path: Path):
    (tmp_path / "file").write_text("no folder", "utf-8")

    done = publish(plan, "--folder", str(tmp_path / "file" / "site"))

    assert done.returncode == 1
    assert rules_in(done.stdout) == ["publish-disk"]


def test_a_copy_that_is_no_clone_is_not_published(tiny: Path):
    done = publish(tiny, GIT_CEILING_DIRECTORIES=str(tiny.parent))

    assert done.returncode == 1
    assert rules_in(done.stdout) == ["audit-missing", "publish-opened", "publish-history"]


# Two at once, an old copy, a cut-off copy, a no from the other side


def test_of_two_publishers_at_once_the_second_is_told_and_the_first_stays(
    repository: Path, tmp_path: Path
):
    put(Branch(repository), small_site(tmp_path / "site"))
    first, second = Branch(repository), Branch(repository)
    first.read(print)
    second.read(print)
    ours = small_site(tmp_path / "ours" / "site", index="ours")
    first.push(ours, first.stage(ours), WHO, COMMIT)
    whole = shown(repository)

    theirs = small_site(tmp_path / "theirs" / "site", index="theirs")
    with pytest.raises(PlanError) as stopped:
        second.push(theirs, second.stage(theirs), WHO, COMMIT)

    assert names(stopped) == ["publish-raced"]
    assert shown(repository) == whole == bytes_of(ours)
    assert put(Branch(repository), theirs) == []
    assert git(repository.parent / "origin.git", "rev-list", "--count", "gh-pages") == "3"


@unix
def test_two_publishers_in_the_same_moment_leave_the_site_of_one_of_them_whole(
    repository: Path, tmp_path: Path
):
    put(Branch(repository), small_site(tmp_path / "site"))
    clones, sites, children = [], [], []
    for name in ("one", "two"):
        git(tmp_path, "clone", "--quiet", str(repository.parent / "origin.git"), name)
        clones.append(Branch(tmp_path / name))
        sites.append(small_site(tmp_path / f"site-{name}" / "site", index=name))
    for where, site in zip(clones, sites, strict=True):
        children.append(os.fork())
        if not children[-1]:
            told = ["fault"]
            try:
                put(where, site)
                told = []
            except PlanError as stopped:
                told = [problem.rule for problem in stopped.problems]
            finally:
                os._exit({"": 0, "publish-raced": 3}.get("".join(told), 9))
    ends = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]

    assert 0 in ends
    assert {*ends} <= {0, 3}
    assert shown(repository) in [bytes_of(s) for s, end in zip(sites, ends, strict=True) if not end]


def test_of_two_first_publishers_at_once_the_second_is_told(repository: Path, tmp_path: Path):
    first, second = Branch(repository), Branch(repository)
    site = small_site(tmp_path / "site")
    for where in (first, second):
        where.read(print)
    first.push(site, first.stage(site), WHO, COMMIT)

    with pytest.raises(PlanError) as stopped:
        second.push(
            site, second.stage(site) | {"more.html": first.stage(site)["index.html"]}, WHO, COMMIT
        )

    assert names(stopped) == ["publish-raced"]


def test_of_two_publishers_into_one_folder_the_second_is_told(tmp_path: Path):
    first, second = Folder(tmp_path / "site"), Folder(tmp_path / "site")
    first.read(print)

    with pytest.raises(PlanError) as stopped:
        second.read(print)
    second.close()

    assert names(stopped) == ["publish-raced"]
    assert stopped.value.problems[0].found == "Another run is publishing into this folder."
    first.push(small_site(tmp_path / "one"), {}, WHO, COMMIT)
    first.close()
    assert second.read(print) != {}
    second.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "site"]


@pytest.mark.parametrize("kind", ["branch", "folder"])
def test_an_old_copy_of_the_plan_is_not_published_over_a_newer_one(
    kind: str, repository: Path, tmp_path: Path
):
    def where(root: Path) -> Deployer:
        return Branch(root) if kind == "branch" else Folder(tmp_path / "host" / "site")

    old = tmp_path / "old"
    git(tmp_path, "clone", "--quiet", str(repository.parent / "origin.git"), "old")
    git(repository, "commit", "--quiet", "--allow-empty", "-m", "Newer words")
    git(repository, "push", "--quiet", "origin", "main")
    put(where(repository), small_site(tmp_path / "site"), head(repository))

    assert refused(old, where(old)) == ["publish-behind"]
    git(old, "pull", "--quiet")
    assert refused(old, where(old)) == []


def test_a_cut_off_copy_publishes_once_it_holds_what_was_published(
    repository: Path, tmp_path: Path
):
    put(Branch(repository), small_site(tmp_path / "site"), head(repository))
    for _ in range(2):
        git(repository, "commit", "--quiet", "--allow-empty", "-m", "Newer words")
    git(repository, "push", "--quiet", "origin", "main")
    address = (repository.parent / "origin.git").as_uri()
    git(tmp_path, "clone", "--quiet", "--depth", "1", address, "short")

    short = tmp_path / "short"
    assert refused(short, Branch(short)) == ["publish-behind"]
    git(short, "pull", "--quiet", "--unshallow")
    assert refused(short, Branch(short)) == []
    site = small_site(tmp_path / "two" / "site", index="new")
    put(Branch(tmp_path / "short"), site)
    assert shown(repository) == bytes_of(site)


@unix
@pytest.mark.parametrize("hook", ["echo Ask the lead. >&2; exit 1", "kill -9 $PPID"])
def test_when_the_other_side_says_no_the_public_site_stays_as_it_was(
    repository: Path, tmp_path: Path, hook: str
):
    """Refused by a rule of the repository; or the other side is stopped in the middle."""
    put(Branch(repository), small_site(tmp_path / "site"))
    before = tip(repository)
    file = repository.parent / "origin.git" / "hooks" / "pre-receive"
    file.write_text(f"#!/bin/sh\n{hook}\n", "utf-8")
    file.chmod(0o755)
    site = small_site(tmp_path / "two" / "site", index="new")

    with pytest.raises(PlanError) as stopped:
        put(Branch(repository), site)

    assert names(stopped) == ["publish-refused"]
    assert ("Ask the lead." in stopped.value.problems[0].found) == ("Ask" in hook)
    assert tip(repository) == before
    file.unlink()
    put(Branch(repository), site)
    assert shown(repository) == bytes_of(site)


# Stopped at every stage


@unix
def test_a_publish_stopped_before_any_step_of_git_leaves_the_old_site_or_the_new(
    repository: Path, tmp_path: Path
):
    site = small_site(tmp_path / "one" / "site")
    put(Branch(repository), site)
    old, first = bytes_of(site), tip(repository)
    for step in range(99):
        site = small_site(tmp_path / f"site-{step}" / "site", index=f"new {step}")
        if not killed_before(
            step, ("subprocess.Popen",), lambda s=site: put(Branch(repository), s)
        ):
            break
        assert shown(repository) == old
        assert tip(repository) == first
    assert step > 7
    assert shown(repository) == bytes_of(site)
    assert git(repository.parent / "origin.git", "rev-parse", "gh-pages^") == first


@unix
def test_a_publish_into_a_folder_stopped_at_any_moment_leaves_the_old_site_or_the_new(
    tmp_path: Path,
):
    folder = tmp_path / "host" / "site"
    old, new = small_site(tmp_path / "old"), small_site(tmp_path / "new", index="new")
    whole = (bytes_of(old), bytes_of(new))
    left_by = set()
    for step in range(999):
        shutil.rmtree(folder.parent, ignore_errors=True)
        shutil.copytree(old, folder)
        if not killed_before(step, CHANGES, lambda: put(Folder(folder), new)):
            break
        left_by.add(whole.index(bytes_of(folder)) if folder.exists() else None)
        left, said = [*folder.parent.glob(".site-publishing/*/")], []
        with closing(Folder(folder)) as where:
            where.read(said.append)
            assert bytes_of(folder) in whole
            assert bool(said) == bool(left)
        assert [p.name for p in folder.parent.iterdir()] == ["site"]
    assert bytes_of(folder) == whole[1]
    assert step > 20
    assert left_by == {0, 1, None}


@unix
def test_a_first_publish_into_a_folder_that_is_stopped_leaves_nothing_half_made(tmp_path: Path):
    folder, site = tmp_path / "host" / "site", small_site(tmp_path / "new")
    for step in range(999):
        shutil.rmtree(folder.parent, ignore_errors=True)
        if not killed_before(step, ("open", "os.rename"), lambda: put(Folder(folder), site)):
            break
        left = bytes_of(folder)
        assert left in ({}, bytes_of(site))
        with closing(Folder(folder)) as where:
            assert where.read(lambda _: None).keys() == left.keys()
    assert bytes_of(folder) == bytes_of(site)


@unix
def test_what_a_killed_publish_left_in_the_plan_does_not_block_the_next(
    repository: Path, tmp_path: Path
):
    """Killed at each of several moments; the folder is one that the repository ignores."""
    (repository / ".gitignore").write_text("/public/\n", "utf-8")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "-m", "A folder for the site")
    site, folder = small_site(tmp_path / "site"), repository / "public"
    changes, moments = ("open", "os.rename", "os.mkdir"), set()
    for step in range(0, 40, 3):
        stopped = killed_before(step, changes, lambda: put(Folder(folder), site))
        moments.add((repository / ".public-publishing" / "lock").exists())
        assert unsaved_problems(repository) == []
        if not stopped:
            break
    assert True in moments
    put(Folder(folder), small_site(tmp_path / "site"))
    assert bytes_of(folder) == bytes_of(site)
    assert git(repository, "status", "--porcelain") == ""
    (repository / "note.txt").touch()
    assert [str(p.location) for p in unsaved_problems(repository)] == ["note.txt"]


@pytest.mark.parametrize(
    "name", [".DS_Store", "docs/Thumbs.db", "__MACOSX/index.md", "~$plan.docx"]
)
def test_what_a_desktop_leaves_stops_no_publishing(name: str, repository: Path):
    (repository / name).parent.mkdir(exist_ok=True)
    (repository / name).write_bytes(b"Bud1")

    assert unsaved_problems(repository) == []


def test_a_publish_that_was_refused_leaves_nothing_beside_the_folder(plan: Path, tmp_path: Path):
    """As when the folder holds something else; a later publish meets no lock of it."""
    for words in (["--folder", str(plan / "docs")], ["--folder", str(tmp_path / "file")]):
        (tmp_path / "file").write_text("something else", "utf-8")
        assert rules_in(publish(plan, *words).stdout) == ["publish-place"]

    assert (tmp_path / "file").read_text("utf-8") == "something else"
    assert git(plan, "status", "--porcelain") == ""
    assert publish(plan).returncode == 0


# The house


def test_no_other_module_runs_git():
    code = [*HOUSE.glob("safety_plan/**/*.py"), *HOUSE.glob("scripts/*.py"), HOUSE / "macros.py"]
    users = {
        file.name
        for file in code
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if not isinstance(node, ast.Set)  # names, and no command
        for part in ast.iter_child_nodes(node)
        if isinstance(part, ast.Constant) and str(part.value).split(" ")[0] == "git"
    }

    assert users == {"git.py", "tracked_files.py"}  # which asks it for files that run unread
