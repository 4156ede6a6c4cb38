"""The commit that the work at hand is held against, and what git holds of the plan now.

That commit is the one in which the work began: where it left the main branch of the origin,
or else the commit before the last.
"""

from pathlib import Path

from safety_plan.core.errors import MissingToolError
from safety_plan.core.problems import PlanError
from safety_plan.deploy.git import run_git

#: What the main branch of an origin is called, the surest name first.
_MAIN = ("origin/HEAD", "origin/main", "origin/master")


def earlier_commit(root: Path) -> str:
    """The commit to hold the plan at *root* against; empty where this copy has none."""
    try:
        head = run_git(root, "rev-parse", "--verify", "HEAD")
    except (PlanError, MissingToolError):
        return ""
    for branch in _MAIN:
        base = _answer(root, "merge-base", "HEAD", branch)
        if base and base != head:
            return base
    return _answer(root, "rev-parse", "--verify", "HEAD^1")


def index_of(root: Path) -> str:
    """What git keeps of the plan at *root* now: each file with its mode and its object.

    Empty where git does not keep it.
    """
    try:
        return _answer(root, "ls-files", "-s", "-z", "--full-name", "--", root.as_posix())
    except MissingToolError:
        return ""


def _answer(root: Path, *arguments: str) -> str:
    try:
        return run_git(root, *arguments)
    except PlanError:
        return ""
