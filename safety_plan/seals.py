"""Proving that no sealed revision has changed since it was sealed.

`revisions/<id>/` holds the sources, the resolved pages, the record, `seal.yml`
and `SHA256SUMS` over them all. Each seal names the digest of the one before.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from safety_plan.editions import sealed_edition
from safety_plan.plan import sealed_ids
from safety_plan.problems import Place, Problem
from safety_plan.record import make_record
from safety_plan.registers import LIVING
from safety_plan.yaml_files import read_yaml, words

SUMS = "SHA256SUMS"
#: Where the seals stand while others take their place (see sealing).
ASIDE = ".revisions-before"
#: About today, so never sealed: settings, and the registers that live on.
NOT_SEALED = ("plan.yml", *(f"{name}.csv" for name in LIVING))


def sums(folder: Path) -> str:
    """The text of SHA256SUMS for *folder*, as `sha256sum -c` reads it."""
    files = sorted(f for f in folder.rglob("*") if f.is_file() and f.name != SUMS)
    lines = [f"{_digest(f)}  {f.relative_to(folder).as_posix()}" for f in files]
    return "\n".join(sorted(lines, key=lambda line: line[66:])) + "\n"


def _digest(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()


def digest_of(folder: Path) -> str:
    """The digest of a whole seal: of its SHA256SUMS."""
    return _digest(folder / SUMS)


def seal_problems(root: Path) -> list[Problem]:
    """Every way in which the sealed revisions are not what was sealed."""
    problems: list[Problem] = []
    if (root / ASIDE).exists():
        fix = "Run python3 scripts/seal.py once; it puts the seals back as they were."
        stopped = "Sealing was stopped before it was done."
        return [Problem(Place("revisions"), "seal-stopped", stopped, fix)]
    previous = "none"
    for revision_id in sealed_ids(root):
        folder = root / "revisions" / revision_id
        found = folder_problems(root, revision_id)
        found = found or _chain_problems(folder, f"revisions/{revision_id}", previous)
        found = found or _record_problems(root, revision_id)
        problems += found
        previous = digest_of(folder) if (folder / SUMS).is_file() else "unknown"
    return problems


def folder_problems(root: Path, revision_id: str) -> list[Problem]:
    """Every file of a sealed revision that is not byte for byte what was sealed."""
    folder, shown = root / "revisions" / revision_id, f"revisions/{revision_id}"
    if not (folder / SUMS).is_file():
        found = f"The list of digests, {SUMS}, is missing."
        return [_changed(Place(shown), found)]
    listed = {}
    for line in (folder / SUMS).read_text(encoding="utf-8", errors="replace").splitlines():
        digest, _, path = line.partition("  ")
        listed[path] = digest
    there = {
        f.relative_to(folder).as_posix(): _digest(f)
        for f in folder.rglob("*")
        if f.is_file() and f.name != SUMS
    }
    problems = []
    for path in sorted({*listed, *there}):
        place = Place(f"{shown}/{path}")
        if path not in there:
            problems.append(_changed(place, "The sealed file is missing."))
        elif path not in listed:
            problems.append(_changed(place, "The file was added after sealing."))
        elif listed[path] != there[path]:
            problems.append(_changed(place, "The sealed file has changed."))
    if not problems and (folder / SUMS).read_bytes() != sums(folder).encode():
        problems.append(_changed(Place(f"{shown}/{SUMS}"), "The list of digests has changed."))
    return problems


def _changed(place: Place, found: str) -> Problem:
    fix = "Undo the change. A mistake is put right in data/corrections.csv, not here."
    return Problem(place, "seal-broken", found, fix)


def _chain_problems(folder: Path, shown: str, previous: str) -> list[Problem]:
    seal, problems = read_yaml(folder / "seal.yml", f"{shown}/seal.yml")
    if problems or words(seal.value.get("digest")) == previous:
        return problems
    found = "The seal does not name the digest of the seal before it."
    return [_changed(Place(f"{shown}/seal.yml"), found)]


def _record_problems(root: Path, revision_id: str) -> list[Problem]:
    """The record must say what its sealed pages say when read today."""
    try:
        edition = sealed_edition(root, revision_id)
    except (ValueError, KeyError, TypeError, AttributeError):
        place = Place(f"revisions/{revision_id}/plan.json")
        return [_changed(place, "The record cannot be read, or is newer than this program.")]
    kept = edition.record
    made = make_record(kept.revision, kept.figures, kept.sources, edition.pages)
    return [
        _changed(
            Place(f"revisions/{revision_id}/pages/{path}"),
            "The page no longer reads as its record says.",
        )
        for path in sorted({*kept.pages, *made.pages})
        if kept.pages.get(path) != made.pages.get(path)
    ] + [
        _changed(
            Place(f"revisions/{revision_id}/plan.json"),
            f"The chart “{name}” is not the one that the pages hold.",
        )
        for name in sorted({*kept.charts, *made.charts})
        if kept.charts.get(name) != made.charts.get(name)
    ]
