"""The edited sources of a sealed revision, held against the checks of a working revision."""

import shutil
from collections.abc import Collection
from pathlib import Path

from safety_plan.checks.registry import check
from safety_plan.checks.stages import Stage
from safety_plan.core.problems import Problem, Severity
from safety_plan.core.workspaces import temporary_folder
from safety_plan.models.plan import Plan
from safety_plan.revisions.bundle import sealed_bundle
from safety_plan.revisions.edits import SOURCES, edited_files, in_seal
from safety_plan.revisions.older_actions import kept_pages, without_older_calls
from safety_plan.revisions.verify import NOT_SEALED

#: Rules that read the words or the rows of one file only. Where nobody edited the file, it has
#: been so since it was sealed, and the rule may be younger than the seal.
_OF_ONE_FILE = ("prompt-left", "still-undecided", "number-jump", "hand-typed-number", "file-unread")
_SITE_PAGES = "docs/site/"


def edited_problems(plan: Plan, name: str) -> list[Problem]:
    """What is wrong with the edited sources of the sealed revision *name*, each in its place.

    They are checked as they would be as the working revision of that time, with the revisions
    that were sealed before and what lives on as it is today.
    """
    edited = edited_files(plan.root / "revisions" / name)
    older = kept_pages(sealed_bundle(plan.root, name).pages, edited)
    with temporary_folder() as folder:
        _lay_out(plan, name, folder)
        problems = check(folder, Stage.SEAL)[2]
    problems = without_older_calls(problems, older)
    return [in_seal(name, found) for found in problems if _counts(found, edited)]


def _lay_out(plan: Plan, name: str, folder: Path) -> None:
    """Makes a plan in *folder* of the sources of the seal *name* and what is never sealed."""
    for part in ("docs", "data"):
        shutil.copytree(plan.root / "revisions" / name / part, folder / part)
    for earlier in (one for one in plan.sealed if one < name):
        shutil.copytree(plan.root / "revisions" / earlier, folder / "revisions" / earlier)
    shutil.copytree(plan.docs / "site", folder / "docs" / "site", dirs_exist_ok=True)
    beside = [f"data/{file}" for file in NOT_SEALED]
    for path in ("macros.py", *beside):
        if (plan.root / path).is_file():
            shutil.copyfile(plan.root / path, folder / path)


def _counts(found: Problem, edited: Collection[str]) -> bool:
    """True for a fault of what was edited, or of what an edit can break elsewhere in the seal."""
    path = found.location.path
    is_source = path.startswith(SOURCES) and not path.startswith(_SITE_PAGES)
    if found.severity is not Severity.ERROR or not is_source:
        return False
    if path.removeprefix("data/") in NOT_SEALED:
        return False
    return path in edited or found.rule not in _OF_ONE_FILE
