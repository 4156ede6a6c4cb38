"""Which files differ between two states of a plan, and what that means for the public.

A pure function of two lists of files. What changed within a file is told by `file_details`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from pathlib import Path

from safety_plan.core.problems import Problem
from safety_plan.core.resources import load_resource
from safety_plan.diff.file_details import Detail, file_details


class FileKind(StrEnum):
    """What stands at a path."""

    FILE = "a file"
    PROGRAM = "a file that can be run as a program"
    LINK = "a link to another place"
    REPOSITORY = "a folder of another repository"


@dataclass(frozen=True, slots=True)
class FileState:
    """What stands at a path, and the digest of what it holds."""

    kind: FileKind
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """The files of one state by their path below *root*; the plan is in the folder *inside*.

    *inside* ends with a slash where it is not empty. *is_whole* where files around the plan
    are among them.
    """

    root: Path
    files: Mapping[str, FileState]
    inside: str = ""
    is_whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChange:
    """A file that is not as it was; *what* says so in words, *details* say what of it."""

    path: str
    what: str
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Changed files that mean the same for the public."""

    heading: str
    about: str
    files: tuple[FileChange, ...]

    @property
    def count(self) -> int:
        """How many changes there are: of a file whose details are told, each of them."""
        return sum(max(1, len(file.details)) for file in self.files)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChanges:
    """Every area in which a file changed, the most dangerous first.

    *is_whole* where files around the plan were compared too. *reasons* are why nobody should
    agree to the change, *notes* what becomes of sealed revisions.
    """

    areas: tuple[Area, ...]
    is_whole: bool
    reasons: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


def plan_changes(before: Tree, after: Tree) -> PlanChanges:
    """Every file that differs, of whatever kind, from the state *before* to that *after*."""
    paths = sorted(before.files.keys() | after.files.keys())
    changed = [path for path in paths if before.files.get(path) != after.files.get(path)]
    settings = load_resource("diff/areas.yml")
    by_area: list[list[str]] = [[] for _ in settings]
    for path in changed:
        by_area[_area_of(path, after.inside, settings)].append(path)
    areas = [
        Area(
            heading=area["heading"],
            about=area["about"],
            files=tuple(_file_change(path, before, after) for path in group),
        )
        for area, group in zip(settings, by_area, strict=True)
        if group
    ]
    return PlanChanges(areas=tuple(areas), is_whole=before.is_whole and after.is_whole)


def _area_of(path: str, inside: str, settings: Sequence[Mapping[str, list[str]]]) -> int:
    """The index of the area of *path*; other files around the plan are how the site works."""
    name = path.removeprefix(inside)
    for index, area in enumerate(settings):
        if any(fnmatchcase(name, pattern) for pattern in area["files"]):
            return index
    return next(index for index, area in enumerate(settings) if not area["files"])


def _file_change(path: str, before: Tree, after: Tree) -> FileChange:
    old, new = before.files.get(path), after.files.get(path)
    details = file_details(
        path.removeprefix(after.inside), _reader(before, path), _reader(after, path)
    )
    return FileChange(path=path, what=_what(old, new), details=tuple(details))


def _reader(tree: Tree, path: str) -> Callable[[], bytes]:
    """What gives the bytes of a file: none where there is none, or where it is a link."""
    state = tree.files.get(path)
    is_readable = state is not None and state.kind in (FileKind.FILE, FileKind.PROGRAM)
    return (tree.root / path).read_bytes if is_readable else bytes


def _what(old: FileState | None, new: FileState | None) -> str:
    if old is None and new is not None:
        return "is new" if new.kind is FileKind.FILE else f"is new, and is {new.kind}"
    if old is not None and new is None:
        return "is gone"
    if old is not None and new is not None and old.kind is not new.kind:
        return f"was {old.kind} and is now {new.kind}"
    return "changed"
