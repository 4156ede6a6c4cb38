"""The one place that runs git."""

import os
import re
from pathlib import Path
from subprocess import run

from safety_plan.core.errors import MissingToolError
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, PlanError

#: The first line of what git complains of.
_COMPLAINT = re.compile(r"(?m)^(?:fatal: |error: |remote: | ! )(.*)")


def run_git(
    root: Path, *arguments: str, rule: str = "publish-remote", stdin: str = "", **env: str
) -> str:
    """What git prints for *arguments* in the folder *root*, without line ends at the end.

    It asks nobody anything and speaks English. Raises PlanError of the *rule*, with what git
    complained of, where it fails. Raises MissingToolError
    where there is no git.
    """
    env = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", **env}
    command = ["git", *arguments]
    try:
        done = run(
            command,
            cwd=root,
            env=env,
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",  # a file may be called anything
        )
    except FileNotFoundError:
        raise MissingToolError(
            "Publishing needs git. Install it from https://git-scm.com, then run this again."
        ) from None
    if done.returncode:
        complaint = _COMPLAINT.search(done.stderr)
        text = complaint[1] if complaint else "nothing"
        if "dubious ownership" in done.stderr:
            owner = problem("publish-history.owner", Location("git"), said=text, folder=root)
            raise PlanError([owner])
        raise PlanError([problem(rule, Location("git"), said=text)])
    return done.stdout.rstrip()


def read_blobs(root: Path, names: list[str]) -> list[bytes]:
    """The bytes of each of the *names*, which git keeps, as no setting of git changes them.

    Raises PlanError where git does not have one of them.
    """
    command = ["git", "cat-file", "--batch"]
    lines = "".join(f"{name}\n" for name in names).encode()
    env = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    answer = run(command, cwd=root, env=env, input=lines, capture_output=True).stdout
    blobs, start = [], 0
    for name in names:
        end = answer.find(b"\n", start)
        size = answer[start:end].split()[-1:]
        if end < 0 or not size[0].isdigit():
            complaint = f"{name} is missing"
            raise PlanError([problem("publish-history", Location("git"), said=complaint)])
        blobs.append(answer[end + 1 : end + 1 + int(size[0])])
        start = end + 2 + int(size[0])
    return blobs
