"""Sealing an adopted revision, and proving that it has not changed since.

`revisions/<id>/` holds the sources, the resolved pages, the record, `seal.yml`
and `SHA256SUMS` over them all. Each seal names the digest of the one before.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from safety_plan.editions import Edition, sealed_edition
from safety_plan.page_files import JUNK
from safety_plan.plan import Plan, sealed_ids
from safety_plan.problems import Place, Problem
from safety_plan.record import make_record, to_json
from safety_plan.registers import LIVING
from safety_plan.yaml_files import read_yaml, told, words

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
    shutil.copytree(plan.docs, folder / "docs", ignore=shutil.ignore_patterns("site", *JUNK))
    shutil.copytree(plan.data, folder / "data", ignore=shutil.ignore_patterns(*NOT_SEALED))


def _write_pages(plan: Plan, edition: Edition, folder: Path) -> None:
    shutil.copytree(plan.docs, folder, ignore=shutil.ignore_patterns(*JUNK))
    shutil.rmtree(folder / "site", ignore_errors=True)
    for path, page in edition.pages.items():
        source = (plan.docs / path).read_text(encoding="utf-8-sig")
        head = "".join(source.splitlines(keepends=True)[: plan.pages[path].first_line - 1])
        _write(folder / path, head + page.text)


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
    files = (f for f in folder.rglob("*") if f.is_file() and f.name != SUMS)
    lines = [f"{_digest(f)}  {f.relative_to(folder).as_posix()}\n" for f in files]
    return "".join(sorted(lines, key=lambda line: line[66:]))


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
        folder, shown = root / "revisions" / revision_id, f"revisions/{revision_id}"
        found = [*_folder_problems(folder, shown)] or _chain_problems(folder, shown, previous)
        problems += found or _record_problems(root, revision_id)
        previous = digest_of(folder) if (folder / SUMS).is_file() else "unknown"
    return problems


def _folder_problems(folder: Path, shown: str) -> Iterator[Problem]:
    if not (folder / SUMS).is_file():
        yield told("seal-broken.list", Place(shown))
        return
    listed = _listed((folder / SUMS).read_text(encoding="utf-8", errors="replace"))
    there = _listed(sums(folder))
    for path in sorted({*listed, *there}):
        place = Place(f"{shown}/{path}")
        if path not in there:
            yield told("seal-broken.missing", place)
        elif path not in listed:
            yield told("seal-broken.added", place)
        elif listed[path] != there[path]:
            yield told("seal-broken.changed", place)


def _listed(text: str) -> dict[str, str]:
    """The digest of each path in the *text* of SHA256SUMS."""
    parts = (line.partition("  ") for line in text.splitlines())
    return {path: digest for digest, _, path in parts}


def _chain_problems(folder: Path, shown: str, previous: str) -> list[Problem]:
    seal, problems = read_yaml(folder / "seal.yml", f"{shown}/seal.yml")
    if problems or words(seal.value.get("digest")) == previous:
        return problems
    return [told("seal-broken.chain", Place(f"{shown}/seal.yml"))]


def _record_problems(root: Path, revision_id: str) -> Iterator[Problem]:
    """The record must say what its sealed pages say when read today."""
    place = Place(f"revisions/{revision_id}/plan.json")
    try:
        edition = sealed_edition(root, revision_id)
    except (ValueError, KeyError, TypeError, AttributeError):
        yield told("seal-broken.record", place)
        return
    kept = edition.record
    made = make_record(kept.revision, kept.figures, kept.sources, edition.pages)
    for path in sorted({*kept.pages, *made.pages}):
        if kept.pages.get(path) != made.pages.get(path):
            yield told("seal-broken.pages", Place(f"revisions/{revision_id}/pages/{path}"))
    for name in sorted({*kept.charts, *made.charts}):
        if kept.charts.get(name) != made.charts.get(name):
            yield told("seal-broken.charts", place, name=name)
