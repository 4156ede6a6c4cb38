"""The one place that runs git."""

import errno
import os
import re
from pathlib import Path
from subprocess import CompletedProcess, run

from safety_plan.core.errors import MissingToolError
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, PlanError, Problem
from safety_plan.core.system_errors import advice_on

#: Where a problem stands that is about the history of the plan.
HISTORY = Location("git")
#: What a hook or a script sets that runs this: another repository, or a part of one.
_OF_ANOTHER_RUN = {
    *("GIT_DIR", "GIT_COMMON_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_NAMESPACE"),
    *("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_PREFIX"),
    *("GIT_GRAFT_FILE", "GIT_SHALLOW_FILE", "GIT_REPLACE_REF_BASE"),
}
#: The first line of what git complains of.
_COMPLAINT = re.compile(r"(?m)^(?:fatal: |error: |remote: | ! )(.*)")

#: A file that git leaves where it is killed, and that stops it afterwards.
_LOCK = re.compile(r"Unable to create '([^'\n]+\.lock)': File exists")
#: What git says where this machine refuses it something.
_REFUSALS = {
    "No space left on device": errno.ENOSPC,
    "Disk quota exceeded": errno.EDQUOT,
    "Read-only file system": errno.EROFS,
    "insufficient permission for adding": errno.EACCES,
}


def run_git(
    root: Path, *arguments: str, rule: str = "publish-remote", stdin: str = "", **env: str
) -> str:
    """What git prints for *arguments* in the folder *root*, without line ends at the end.

    It asks nobody anything and speaks English. Raises PlanError of the *rule*, with what git
    complained of, where it fails. Raises MissingToolError
    where there is no git.
    """
    done = _run(root, arguments, stdin.encode(errors="surrogateescape"), env)
    if done.returncode:
        raise PlanError([_failure(root, rule, done.stderr.decode(errors="replace"))])
    return done.stdout.decode(errors="surrogateescape").rstrip()


def read_blobs(root: Path, names: list[str]) -> list[bytes]:
    """The bytes of each of the *names*, which git keeps, as no setting of git changes them.

    Raises PlanError where git cannot tell.
    """
    done = _run(root, ("cat-file", "--batch"), "".join(f"{name}\n" for name in names).encode(), {})
    if done.returncode:
        raise PlanError([_failure(root, "publish-history", done.stderr.decode(errors="replace"))])
    blobs = []
    rest = memoryview(done.stdout)
    for name in names:
        head, _, _ = rest[:200].tobytes().partition(b"\n")
        if not head.split()[-1].isdigit():  # "… missing": a clone that fetches files one by one
            raise PlanError([_failure(root, "publish-history", f"error: {name} is missing")])
        start = len(head) + 1
        size = int(head.split()[-1])
        blobs.append(rest[start : start + size].tobytes())
        rest = rest[start + size + 1 :]
    return blobs


def fetch(root: Path, ref: str) -> None:
    """Fetches *ref* of `origin`, and writes no name for it.

    A name is written under a lock, which stays where git is killed, and blocks the next run.
    Raises PlanError where the repository does not answer.
    """
    names_nothing = ("--no-tags", "--no-write-fetch-head", "--refmap=", "--no-auto-maintenance")
    run_git(root, "fetch", "--quiet", *names_nothing, "origin", ref)


def is_ancestor(root: Path, older: str, newer: str) -> bool:
    """True where the commit *newer* holds all of *older*; False as well where one is not here."""
    command = ("merge-base", "--is-ancestor", older, newer)
    return _run(root, command, b"", {}).returncode == 0


def _run(
    root: Path, arguments: tuple[str, ...], stdin: bytes, env: dict[str, str]
) -> CompletedProcess[bytes]:
    own = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER_RUN}
    env = {**own, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", "GIT_NO_REPLACE_OBJECTS": "1", **env}
    try:
        return run(["git", *arguments], cwd=root, env=env, input=stdin, capture_output=True)
    except FileNotFoundError:
        raise MissingToolError(
            "Publishing needs git. Install it from https://git-scm.com, then run this again."
        ) from None


def _failure(root: Path, rule: str, output: str) -> Problem:
    complaint = _COMPLAINT.search(output)
    text = complaint[1] if complaint else "nothing"
    if "dubious ownership" in output:
        return problem("publish-history.owner", HISTORY, said=text, folder=f'"{root}"')
    refusal = next((number for words, number in _REFUSALS.items() if words in output), 0)
    if refusal and "remote: " not in output:
        fix = advice_on(OSError(refusal, ""))
        return problem("publish-disk", Location(str(root)), said=text, fix=fix)
    lock = _LOCK.search(output)
    if lock:
        return problem("publish-history.lock", HISTORY, file=lock[1])
    return problem(rule, HISTORY, said=text)
