"""Sealed sources that somebody edited, before the site opened, to have them sealed again.

The list of digests still tells what was sealed, so it tells which files were edited.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from safety_plan.charts.kinds import KINDS
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.models.plan import Plan, read_plan
from safety_plan.models.revision import KEPT_STATUSES
from safety_plan.reading.docs_files import is_desktop_file, list_files
from safety_plan.reading.yaml_files import Value, as_list, as_mapping, as_text, as_text_list
from safety_plan.revisions.seal_folder import source_files
from safety_plan.revisions.verify import checksums, folder_problems, listed_digests, sealed_digests

#: What somebody may edit: what authors wrote. All else of a seal is made from it.
SOURCES = ("docs/", "data/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One time that a seal was made anew from edited sources: why, and which files changed."""

    reason: str
    files: tuple[str, ...]


def edited_files(folder: Path) -> tuple[str, ...]:
    """The sources of the seal *folder* that are not as they were sealed, by path, in order."""
    old = sealed_digests(folder)
    new = listed_digests(checksums(folder))
    paths = sorted(old.keys() | new.keys())
    return tuple(
        path for path in paths if path.startswith(SOURCES) and old.get(path) != new.get(path)
    )


def check_edits(plan: Plan, name: str) -> list[Problem]:
    """Why the seal *name* may not be made anew from sources that were edited in its folder.

    Nothing was edited, or something else than its sources was, or what is there is no source.
    """
    start = f"revisions/{name}/"
    broken = [
        found
        for found in folder_problems(plan.root, name)
        if not found.location.path.removeprefix(start).startswith(SOURCES)
    ]
    folder = plan.root / "revisions" / name
    if broken:
        return broken
    if not edited_files(folder):
        return [problem("seal-edited", Location(start.rstrip("/")), name=name)]
    return [in_seal(name, found) for found in _source_problems(read_plan(folder, KINDS)[0], name)]


def _source_problems(sources: Plan, name: str) -> Iterator[Problem]:
    """Why the edited *sources* are none of the sealed revision *name*."""
    status = sources.revision.status
    location = Location("data/revision.yml")
    if sources.revision.id != name:
        yield problem("seal-edited.id", location, name=name, other=sources.revision.id)
    if status not in ("adopted", *KEPT_STATUSES):
        yield problem("seal-edited.status", location, status=status)
    sealed = source_files(sources)
    for folder in (sources.docs, sources.data):
        for path in list_files(folder):
            place = f"{folder.name}/{path}"
            if place not in sealed and not is_desktop_file(place.rpartition("/")[2]):
                yield problem("seal-edited.left-out", Location(place))


def in_seal(revision_id: str, original: Problem) -> Problem:
    """A problem of the sealed sources, located where they stand in the repository."""
    path = f"revisions/{revision_id}/{original.location.path}"
    return replace(original, location=replace(original.location, path=path))


def edits_line(seal: Mapping[str, Value], edits: Iterable[Edit]) -> str:
    """The line of `seal.yml` that holds the edits of before and the new *edits*; maybe empty."""
    entries = [{"reason": e.reason, "files": list(e.files)} for e in (*read_edits(seal), *edits)]
    return f"edited: {json.dumps(entries, ensure_ascii=False)}" if entries else ""


def read_edits(seal: Mapping[str, Value]) -> list[Edit]:
    """The edits that `seal.yml` tells of, oldest first."""
    entries = map(as_mapping, as_list(seal.get("edited")))
    return [
        Edit(reason=as_text(e.get("reason")), files=tuple(as_text_list(e.get("files"))))
        for e in entries
    ]
