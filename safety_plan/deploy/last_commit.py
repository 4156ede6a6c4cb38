"""The plan as it was last saved in its history, for whoever wants to see the edit since."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from safety_plan.core.errors import MissingToolError
from safety_plan.core.problems import PlanError
from safety_plan.core.workspaces import temporary_folder
from safety_plan.deploy.git import run_git


@contextmanager
def last_commit(root: Path) -> Iterator[Path | None]:
    """Gives a folder with the plan at *root* as it was last committed; it goes at the end.

    None where there is no git, no history, or no plan in it.
    """
    with temporary_folder() as temporary:
        folder = temporary / "plan"
        plan = _check_out(root, folder)
        yield plan if plan and (plan / "docs").is_dir() and (plan / "data").is_dir() else None


def _check_out(root: Path, folder: Path) -> Path | None:
    """Puts the files of the last commit below *folder*; the repository stays as it is.

    Gives where the plan at *root* is then; None where git cannot tell.
    """
    index = {"GIT_INDEX_FILE": str(folder.with_name("index"))}
    try:
        inside = run_git(root, "rev-parse", "--show-prefix")
        run_git(root, "read-tree", "HEAD", **index)
        # Only what is below *root* is written, under its path in the repository.
        run_git(root, "checkout-index", "--all", f"--prefix={folder.as_posix()}/", **index)
    except (PlanError, MissingToolError):
        return None
    return folder / inside
