"""Every file of a state of the plan, and of the repository around it."""

import re
from collections.abc import Iterator
from pathlib import Path

from safety_plan.core.digests import digest_of_file
from safety_plan.core.errors import MissingToolError
from safety_plan.core.problems import PlanError
from safety_plan.deploy.git import run_git
from safety_plan.diff.file_changes import FileKind, FileState, Tree

#: The folders of a plan. Beside them only single files are looked at where there is no git.
_FOLDERS = ("docs", "data", "revisions")
_KINDS = {"100755": FileKind.PROGRAM, "120000": FileKind.LINK, "160000": FileKind.REPOSITORY}
_ENTRY = re.compile(r"(?s)(\d{6}) ([0-9a-f]+) \d\t(.*)")


def compared_trees(before: Path, after: Path) -> tuple[Tree, Tree]:
    """The files of the plans in two folders: with all around them where git knows both."""
    trees = _repository_tree(before), _repository_tree(after)
    old, new = trees
    if old and new and old.inside == new.inside:
        return old, new
    return _plan_tree(before), _plan_tree(after)


def _repository_tree(plan: Path) -> Tree | None:
    """Every file that git keeps, or that it would be given; None where git keeps none here."""
    try:
        inside = run_git(plan, "rev-parse", "--show-prefix")
        root = Path(run_git(plan, "rev-parse", "--show-toplevel"))
        entries = run_git(root, "ls-files", "-s", "-z").split("\0")
        others = run_git(root, "ls-files", "-o", "-z", "--exclude-standard").split("\0")
    except (PlanError, MissingToolError):
        return None
    files: dict[str, FileState] = {}
    for mode, name, path in filter(None, map(_parts, entries)):
        if state := _state(root / path, _KINDS.get(mode), name):
            files[path] = state
    if not any(path.startswith(f"{inside}data/") for path in files):
        return None
    for path in filter(None, others):
        if state := _state(root / path, None, ""):
            files[path] = state
    return Tree(root=root, files=files, inside=inside)


def _parts(entry: str) -> tuple[str, str, str] | None:
    """The mode, the name of the object and the path in what git says of a file."""
    found = _ENTRY.fullmatch(entry)
    return (found[1], found[2], found[3]) if found else None


def _plan_tree(plan: Path) -> Tree:
    files = {
        file.relative_to(plan).as_posix(): state
        for file in _plan_files(plan)
        if (state := _state(file, None, ""))
    }
    return Tree(root=plan, files=files, is_whole=False)


def _plan_files(plan: Path) -> Iterator[Path]:
    for path in plan.iterdir():
        if path.name not in _FOLDERS or path.is_symlink():
            yield path
            continue
        yield from path.rglob("*")


def _state(file: Path, kind: FileKind | None, name: str) -> FileState | None:
    """What stands at *file*, of which git says *kind*; None where there is no file.

    *name* is what git calls the object, which tells one state of another repository from
    the next.
    """
    if kind is FileKind.REPOSITORY:
        return FileState(kind, name)
    if file.is_symlink():
        return FileState(FileKind.LINK, str(file.readlink()))
    if not file.is_file():
        return None
    is_program = kind is FileKind.PROGRAM
    state = FileKind.PROGRAM if is_program else FileKind.FILE
    return FileState(state, digest_of_file(file))
