"""The state of the plan that is published: a commit that others have approved.

Whatever else lies in the folder of the plan, the site is made from the files of that commit,
written into a clean folder byte for byte.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from safety_plan.core.files import write_file
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, PlanError, Problem
from safety_plan.core.workspaces import temporary_folder
from safety_plan.deploy.deployer import Say
from safety_plan.deploy.git import HISTORY, fetch, is_ancestor, read_blobs, run_git
from safety_plan.reading.attachments.attachment import KINDS as ATTACHMENT_KINDS
from safety_plan.reading.docs_files import is_desktop_file
from safety_plan.reading.pictures.kinds import KINDS as PICTURE_KINDS

#: The name of a commit, in full.
COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
#: A branch that changes are never approved for: built sites are on it.
_SITE = "refs/heads/gh-pages"
#: The folders of a plan.
_PARTS = ("docs", "data", "revisions")
#: How the files end that a plan is read from.
_READ = (".md", ".csv", ".yml", *PICTURE_KINDS, *ATTACHMENT_KINDS)
#: Whatever this machine remembers of files, or asks another program, is not believed.
_ASK_THE_DISK = ("-c", "core.fsmonitor=false", "-c", "core.ignoreStat=false")


@dataclass(frozen=True)
class MainBranch:
    """The branch that changes are approved for, and its latest *commit*; empty without one."""

    name: str
    commit: str


def read_commit(root: Path) -> str:
    """The commit that the folder *root* stands at. Raises PlanError where there is none."""
    return run_git(root, "rev-parse", "--verify", "HEAD^{commit}", rule="publish-history")


def write_commit(root: Path, commit: str, folder: Path) -> Path:
    """Writes the files of *commit* below *folder* and gives where the plan at *root* is there.

    Bytes come from git as it keeps them: no setting, filter or attribute of this machine has a
    say. Raises PlanError, and OSError where the disk says no.
    """
    top = Path(run_git(root, "rev-parse", "--show-toplevel", rule="publish-history"))
    prefix = run_git(root, "rev-parse", "--show-prefix", rule="publish-history")
    listing = run_git(top, "ls-tree", "-r", "-z", "--full-tree", commit, rule="publish-history")
    entries = [entry.partition("\t") for entry in listing.split("\0") if entry]
    files = [(about.split(), path) for about, _, path in entries]
    blobs = [(mode, name, path) for (mode, kind, name), path in files if kind == "blob"]
    contents = read_blobs(top, [name for _, name, _ in blobs])
    # A shortcut would bring in what is not in the commit: elsewhere it is left as a text.
    shortcuts = [path for mode, _, path in blobs if mode == "120000"]
    problems = [
        problem("file-shortcut", Location(path.removeprefix(prefix)))
        for path in shortcuts
        if path.startswith(prefix) and path.removeprefix(prefix).split("/")[0] in _PARTS
    ]
    if problems:
        raise PlanError(problems)
    for (_, _, path), content in zip(blobs, contents, strict=True):
        write_file(folder / path, content)
    return folder / prefix


def changed_files(root: Path, inside: tuple[str, ...]) -> list[tuple[str, str]]:
    """Files *inside* that are not as the commit holds them, each with git's two letters for it.

    Each is read: what git was told to take for unchanged counts too. Raises PlanError where git
    cannot tell.
    """
    with temporary_folder() as folder:
        # A list of files of its own, in which no file is marked to be passed over.
        own = {"GIT_INDEX_FILE": str(folder / "index")}
        run_git(root, "read-tree", "HEAD", rule="publish-history", **own)
        command = ("status", "--porcelain", "-z", "--no-renames", "-uall", "--", *inside)
        output = run_git(root, *_ASK_THE_DISK, *command, rule="publish-history", **own)
    changes = [(entry[:2], entry[3:]) for entry in output.split("\0") if entry]
    away = _files_not_taken_out(root) if any(state == " D" for state, _ in changes) else set()
    return [(state, path) for state, path in changes if state != " D" or path not in away]


def _files_not_taken_out(root: Path) -> set[str]:
    """Files that this copy leaves out on purpose, as one of a few folders does."""
    command = ("ls-files", "-t", "-z", "--full-name", "--", ":/")
    listing = run_git(root, *command, rule="publish-history").split("\0")
    return {entry[2:] for entry in listing if entry.startswith("S ")}


def ignored_files(root: Path) -> list[str]:
    """Files that check reads and git was told to leave out, so that no commit holds them."""
    command = ("ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--")
    output = run_git(root, *command, *_PARTS, rule="publish-history")
    return [
        path
        for path in output.split("\0")
        if path.lower().endswith(_READ) and not any(map(is_desktop_file, path.split("/")))
    ]


def read_main(root: Path, say: Say) -> MainBranch | None:
    """The main branch of `origin`; None where the plan has no repository elsewhere to ask.

    Where that does not answer, what was last fetched from it is believed. Raises PlanError
    where that is nothing.
    """
    if not run_git(root, "remote", rule="publish-history"):
        return None
    try:
        return fetch_main(root)
    except PlanError:
        main = _last_fetched(root)
        if main is None:
            raise
        say("The repository does not answer; what was last fetched from it is believed.")
        return main


def fetch_main(root: Path) -> MainBranch:
    """The main branch of `origin`, fetched; without a commit where there is no such branch yet.

    Raises PlanError where the repository does not answer.
    """
    patterns = ("HEAD", "refs/heads/main", "refs/heads/master")
    lines = run_git(root, "ls-remote", "--symref", "origin", *patterns).splitlines()
    pairs = [line.partition("\t")[::2] for line in lines]
    named = [target.removeprefix("ref: ") for target, _ in pairs if target.startswith("ref: ")]
    commits = {ref: target for target, ref in pairs if not target.startswith("ref: ")}
    for ref in (*named, *patterns[1:]):
        commit = commits.get("HEAD" if ref in named else ref)
        if commit and ref != _SITE:
            fetch(root, ref)
            return MainBranch(ref.removeprefix("refs/heads/"), commit)
    return MainBranch("main", "")


def _last_fetched(root: Path) -> MainBranch | None:
    for name in ("main", "master"):
        command = ("for-each-ref", "--format=%(objectname)", f"refs/remotes/origin/{name}")
        commit = run_git(root, *command, rule="publish-history")
        if commit:
            return MainBranch(name, commit)
    return None


def review_problems(root: Path, commit: str, main: MainBranch | None) -> list[Problem]:
    """Why *commit* may not be published: it is not part of the branch *main*."""
    if main is None or (main.commit and is_ancestor(root, commit, main.commit)):
        return []
    if not main.commit:
        return [problem("publish-unapproved.empty", HISTORY)]
    params = {"commit": commit[:10], "branch": main.name}
    return [problem("publish-unapproved", HISTORY, **params)]


def order_problems(
    root: Path, commit: str, published: str, main: MainBranch | None, instead_of: str
) -> list[Problem]:
    """Why *commit* may not take the place of the commit that is *published*; empty if it may.

    *instead_of* names a published commit that may be replaced though it is in no history.
    """
    if not published or is_ancestor(root, published, commit):
        return []
    is_in_main = main is not None and is_ancestor(root, published, main.commit or "HEAD")
    if is_in_main or is_ancestor(root, commit, published):
        return [problem("publish-behind", HISTORY)]
    if run_git(root, "rev-parse", "--is-shallow-repository") == "true":
        return [problem("publish-behind", HISTORY)]
    if published == instead_of:
        return []
    return [problem("publish-behind.unknown", HISTORY, commit=published)]
