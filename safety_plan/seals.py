"""Sealing an adopted revision, and proving that it has not changed since.

`revisions/<id>/` holds the sources, the resolved pages, the record, `seal.yml`
and `SHA256SUMS` over them all. Each seal names the digest of the one before.
"""

from __future__ import annotations

import shutil
import tempfile
from hashlib import sha256
from pathlib import Path

from safety_plan.editions import Edition, sealed_edition
from safety_plan.plan import Plan, sealed_ids
from safety_plan.problems import Place, Problem
from safety_plan.record import make_record, to_json
from safety_plan.registers import LIVING
from safety_plan.yaml_files import read_yaml, words

SUMS = "SHA256SUMS"
#: About today, so never sealed: settings, and the registers that live on.
NOT_SEALED = ("plan.yml", *(f"{name}.csv" for name in LIVING))


def write_seal(plan: Plan, edition: Edition) -> Path:
    """Seals the working revision; the folder appears whole or not at all."""
    revisions = plan.root / "revisions"
    revisions.mkdir(exist_ok=True)
    target = revisions / edition.id
    building = Path(tempfile.mkdtemp(prefix=".sealing-", dir=revisions))
    try:
        _copy_sources(plan, building)
        _write_pages(plan, edition, building / "pages")
        _write(building / "plan.json", to_json(edition.record))
        _write(building / "seal.yml", _seal_text(plan, edition))
        _write(building / SUMS, sums(building))
        building.chmod(0o755)
        building.rename(target)
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise
    return target


def _copy_sources(plan: Plan, folder: Path) -> None:
    skip_living = shutil.ignore_patterns("site")
    shutil.copytree(plan.docs, folder / "docs", ignore=skip_living)
    shutil.copytree(plan.data, folder / "data", ignore=shutil.ignore_patterns(*NOT_SEALED))


def _write_pages(plan: Plan, edition: Edition, folder: Path) -> None:
    for file in sorted(plan.docs.rglob("*")):
        path = file.relative_to(plan.docs).as_posix()
        if file.is_dir() or path.startswith("site/"):
            continue
        if path in edition.pages:
            source = file.read_text(encoding="utf-8-sig")
            head = "".join(source.splitlines(keepends=True)[: plan.pages[path].first_line - 1])
            _write(folder / path, head + edition.pages[path].text)
        else:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, folder / path)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())


def _seal_text(plan: Plan, edition: Edition) -> str:
    adopted = edition.record.revision.adopted
    earlier = sealed_ids(plan.root)
    previous = digest_of(plan.root / "revisions" / earlier[-1]) if earlier else "none"
    lines = [f'revision: "{edition.id}"', f"status: {edition.record.revision.status}"]
    if adopted:
        lines += ["decision:", f'  body: "{adopted.body}"', f'  date: "{adopted.date}"']
        lines.append(f"  source: {adopted.source}")
    previous_id = earlier[-1] if earlier else "none"
    return "\n".join([*lines, f'previous: "{previous_id}"', f"digest: {previous}", ""])


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
    previous = "none"
    for revision_id in sealed_ids(root):
        folder = root / "revisions" / revision_id
        found = _folder_problems(folder, f"revisions/{revision_id}")
        found = found or _chain_problems(folder, f"revisions/{revision_id}", previous)
        found = found or _record_problems(root, revision_id)
        problems += found
        previous = digest_of(folder) if (folder / SUMS).is_file() else "unknown"
    return problems


def _folder_problems(folder: Path, shown: str) -> list[Problem]:
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
    asked = (kept.revision, kept.figures, kept.sources, edition.pages)
    made = make_record(*asked, form=kept.format)
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
