"""Proving that no sealed revision has changed since it was sealed.

`revisions/<id>/` holds the sources, the resolved pages, the record, `seal.yml`
and `SHA256SUMS` over them all. Each seal names the digest of the one before.
"""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from safety_plan.core.cache import CACHE, code, keep, kept, key_of
from safety_plan.core.messages import told
from safety_plan.core.problems import Place, Problem
from safety_plan.models.plan import sealed_ids
from safety_plan.models.registers import LIVING
from safety_plan.reading.yaml_files import read_yaml, words
from safety_plan.revisions.bundle import sealed_edition
from safety_plan.revisions.record import with_pages

SUMS = "SHA256SUMS"
#: Where the seals stand while others take their place (see sealing).
ASIDE = ".revisions-before"
#: About today, so never sealed: settings, the audit, and the registers that live on.
NOT_SEALED = ("plan.yml", "audit.yml", *(f"{name}.csv" for name in LIVING))


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
    if (root / ASIDE).exists():
        return [told("seal-stopped", Place("revisions"))]
    previous = "none"
    for revision_id in sealed_ids(root):
        folder = root / "revisions" / revision_id
        problems += (
            folder_problems(root, revision_id)
            or _chain_problems(folder, f"revisions/{revision_id}", previous)
            or _record_problems(root, revision_id)
        )
        previous = digest_of(folder) if (folder / SUMS).is_file() else "unknown"
    return problems


def folder_problems(root: Path, revision_id: str) -> list[Problem]:
    """Every file of a sealed revision that is not byte for byte what was sealed."""
    folder, shown = root / "revisions" / revision_id, f"revisions/{revision_id}"
    if not (folder / SUMS).is_file():
        return [told("seal-broken.list", Place(shown))]
    listed = _listed((folder / SUMS).read_text(encoding="utf-8", errors="replace"))
    there = _listed(sums(folder))
    if listed == there and (folder / SUMS).read_bytes() != sums(folder).encode():
        return [told("seal-broken.digests", Place(f"{shown}/{SUMS}"))]
    found = {path: "changed" for path in listed if listed[path] != there.get(path)}
    found |= dict.fromkeys(listed.keys() - there, "missing")
    found |= dict.fromkeys(there.keys() - listed, "added")
    return [told(f"seal-broken.{how}", Place(f"{shown}/{path}")) for path, how in found.items()]


def _listed(text: str) -> dict[str, str]:
    """The digest of each path in the *text* of SHA256SUMS."""
    parts = (line.partition("  ") for line in text.splitlines())
    return {path: digest for digest, _, path in parts}


def _chain_problems(folder: Path, shown: str, previous: str) -> list[Problem]:
    seal, problems = read_yaml(folder / "seal.yml", f"{shown}/seal.yml")
    if problems or words(seal.value.get("digest")) == previous:
        return problems
    return [told("seal-broken.chain", Place(f"{shown}/seal.yml"))]


def _record_problems(root: Path, revision_id: str) -> list[Problem]:
    """The record must say what its sealed pages say when read today; if so, that is kept."""
    file = CACHE / "seals" / key_of(str(root), revision_id)[:20]
    key = key_of(code(), sums(root / "revisions" / revision_id))
    if kept(file, key) is not None:
        return []
    problems = [*_read_again(root, revision_id)]
    if not problems:
        keep(file, key, b"")
    return problems


def _read_again(root: Path, revision_id: str) -> Iterator[Problem]:
    place = Place(f"revisions/{revision_id}/plan.json")
    try:
        edition = sealed_edition(root, revision_id)
    except (ValueError, KeyError, TypeError, AttributeError):
        yield told("seal-broken.record", place)
        return
    sealed, made = edition.record, with_pages(edition.record, edition.pages)
    for path in sorted({*sealed.pages, *made.pages}):
        if sealed.pages.get(path) != made.pages.get(path):
            yield told("seal-broken.pages", Place(f"revisions/{revision_id}/pages/{path}"))
    for name in sorted({*sealed.charts, *made.charts}):
        if sealed.charts.get(name) != made.charts.get(name):
            yield told("seal-broken.charts", place, name=name)
