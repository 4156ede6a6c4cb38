"""The edited sources of a sealed revision, held against the checks of a working revision."""

import shutil
from collections.abc import Collection, Mapping
from pathlib import Path

from safety_plan.charts.kinds import KINDS
from safety_plan.checks.registry import check
from safety_plan.checks.stages import Stage
from safety_plan.core.files import write_file
from safety_plan.core.problems import Problem, Severity
from safety_plan.core.workspaces import temporary_folder
from safety_plan.models.plan import Plan, read_plan
from safety_plan.revisions.bundle import sealed_bundle
from safety_plan.revisions.edits import SOURCES, edited_files, in_seal
from safety_plan.revisions.older_actions import kept_pages, without_older_calls
from safety_plan.revisions.verify import NOT_SEALED, sealed_digests

#: Rules that read the words or the rows of one file only. Where nobody edited the file, it has
#: been so since it was sealed. Asked only where it is not known what an edited file was.
_OF_ONE_FILE = ("prompt-left", "still-undecided", "number-jump", "hand-typed-number", "file-unread")
_SITE_PAGES = "docs/site/"


def edited_problems(plan: Plan, name: str, as_sealed: Mapping[str, bytes]) -> list[Problem]:
    """What is wrong with the edited sources of the sealed revision *name*, each in its place.

    They are checked as they would be as the working revision of that time, with the revisions
    that were sealed before and what lives on as it is today. Where *as_sealed* holds each edited
    file as it was, what was no other then is left out: a rule may be younger than the seal.
    """
    folder = plan.root / "revisions" / name
    edited = edited_files(folder)
    older = kept_pages(sealed_bundle(plan.root, name).pages, edited)
    problems = without_older_calls(_problems(plan, name, edited), older)
    if {*sealed_digests(folder)}.intersection(edited) <= as_sealed.keys():
        files = {path: as_sealed.get(path) for path in edited}
        before = {_key(found) for found in _problems(plan, name, edited, files)}
        problems = [found for found in problems if _key(found) not in before]
    else:
        problems = [p for p in problems if p.location.path in edited or p.rule not in _OF_ONE_FILE]
    return [in_seal(name, found) for found in problems]


def _key(found: Problem) -> tuple[str, str, str]:
    return found.rule, found.location.path, found.found


def _problems(
    plan: Plan, name: str, edited: Collection[str], files: Mapping[str, bytes | None] | None = None
) -> list[Problem]:
    """The errors in the sources of the seal *name*, with *files* in place of its own.

    *edited* are those of its sources that are not as they were sealed.
    """
    with temporary_folder() as folder:
        _lay_out(plan, name, edited, folder)
        for path, content in (files or {}).items():
            if content is None:
                (folder / path).unlink(missing_ok=True)
            else:
                write_file(folder / path, content)
        return [found for found in check(folder, Stage.SEAL)[2] if _counts(found)]


def _lay_out(plan: Plan, name: str, edited: Collection[str], folder: Path) -> None:
    """Makes a plan in *folder* of the sources of the seal *name* and what is never sealed.

    A table that was worked out stands in the seal as a file too, which no plan may have.
    """
    seal = plan.root / "revisions" / name
    for part in ("docs", "data"):
        shutil.copytree(seal / part, folder / part)
    for table in read_plan(seal, KINDS)[0].tables.values():
        if table.derivation and f"data/{table.name}.csv" not in edited:
            (folder / "data" / f"{table.name}.csv").unlink(missing_ok=True)
    for earlier in (one for one in plan.sealed if one < name):
        shutil.copytree(plan.root / "revisions" / earlier, folder / "revisions" / earlier)
    shutil.copytree(plan.docs / "site", folder / "docs" / "site", dirs_exist_ok=True)
    beside = [f"data/{file}" for file in NOT_SEALED]
    for path in ("macros.py", *beside):
        if (plan.root / path).is_file():
            shutil.copyfile(plan.root / path, folder / path)


def _counts(found: Problem) -> bool:
    """True for an error of what is sealed, and not of what lives on."""
    path = found.location.path
    is_source = path.startswith(SOURCES) and not path.startswith(_SITE_PAGES)
    is_sealed = is_source and path.removeprefix("data/") not in NOT_SEALED
    return is_sealed and found.severity is Severity.ERROR
