"""Whether what stands in `revisions/` is what its names and its own words say it is."""

from collections.abc import Iterator
from pathlib import Path

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.models.revision import ID
from safety_plan.reading.docs_files import is_desktop_file
from safety_plan.reading.yaml_files import as_mapping, as_text, read_yaml
from safety_plan.revisions.record import Record

#: The folder among the sealed revisions that holds what an outside witness said of them.
WITNESS = "witness"


def stray_problems(root: Path) -> Iterator[Problem]:
    """What stands among the sealed revisions and is none, or only leads to one."""
    seals = root / "revisions"
    if seals.is_symlink():
        yield problem("seal-broken.link", Location("revisions"))
        return
    for path in sorted(seals.glob("*")):
        location = Location(f"revisions/{path.name}")
        if path.is_symlink():
            yield problem("seal-broken.link", location)
        elif not is_desktop_file(path.name) and not _may_stand_here(path):
            yield problem("seal-broken.stray", location)


def _may_stand_here(path: Path) -> bool:
    return path.is_dir() and bool(ID.fullmatch(path.name) or path.name == WITNESS)


def kind_problems(folder: Path) -> Iterator[Problem]:
    """Links, empty folders and the like in the seal *folder*: a seal is made of files only."""
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if any(map(is_desktop_file, parts)):
            continue
        location = Location(f"revisions/{folder.name}/{'/'.join(parts)}")
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            yield problem("seal-broken.link", location)
        elif path.is_dir() and not any(path.iterdir()):
            yield problem("seal-broken.empty", location)


def identity_problems(folder: Path, record: Record, previous: str) -> Iterator[Problem]:
    """How seal, record and the name of the *folder* differ in which revision this is.

    *previous* is the id of the seal before it.
    """
    path = f"revisions/{folder.name}/seal.yml"
    document, _ = read_yaml(folder / "seal.yml", path)
    seal = document.value
    location = Location(path)
    named = {as_text(seal.get("revision")), record.revision.id}
    if named != {folder.name}:
        others = ", ".join(sorted(named - {folder.name})) or "nothing"
        yield problem("seal-broken.name", location, name=folder.name, other=others)
    if as_text(seal.get("previous")) != previous:
        yield problem("seal-broken.chain", location)
    if as_text(seal.get("status")) != record.revision.status:
        yield problem("seal-broken.decision", location)
        return
    adopted = record.revision.adopted
    expected = (adopted.body, adopted.date, adopted.source) if adopted else ("", "", "")
    decision = as_mapping(seal.get("decision"))
    if tuple(as_text(decision.get(key)) for key in ("body", "date", "source")) != expected:
        yield problem("seal-broken.decision", location)
