"""Proving that no sealed revision has changed since it was sealed.

`revisions/<id>/` holds the sources, the resolved pages, the record, `seal.yml`
and `SHA256SUMS` over them all. Each seal names the digest of the one before.
"""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from safety_plan.core import cache
from safety_plan.core.cache import CACHE_DIR
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.models.plan import sealed_ids
from safety_plan.models.registers import LIVING
from safety_plan.reading.yaml_files import as_text, read_yaml
from safety_plan.revisions.bundle import sealed_bundle
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
        return [problem("seal-stopped", Location("revisions"))]
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
        return [problem("seal-broken.list", Location(shown))]
    listed = _listed((folder / SUMS).read_text(encoding="utf-8", errors="replace"))
    there = _listed(sums(folder))
    if listed == there and (folder / SUMS).read_bytes() != sums(folder).encode():
        return [problem("seal-broken.digests", Location(f"{shown}/{SUMS}"))]
    found = {path: "seal-broken.changed" for path in listed if listed[path] != there.get(path)}
    found |= dict.fromkeys(listed.keys() - there, "seal-broken.missing")
    found |= dict.fromkeys(there.keys() - listed, "seal-broken.added")
    return [problem(key, Location(f"{shown}/{path}")) for path, key in found.items()]


def _listed(text: str) -> dict[str, str]:
    """The digest of each path in the *text* of SHA256SUMS."""
    parts = (line.partition("  ") for line in text.splitlines())
    return {path: digest for digest, _, path in parts}


def _chain_problems(folder: Path, shown: str, previous: str) -> list[Problem]:
    seal, problems = read_yaml(folder / "seal.yml", f"{shown}/seal.yml")
    if problems or as_text(seal.value.get("digest")) == previous:
        return problems
    return [problem("seal-broken.chain", Location(f"{shown}/seal.yml"))]


def _record_problems(root: Path, revision_id: str) -> list[Problem]:
    """The record must say what its sealed pages say when read today; if so, that is kept."""
    file = CACHE_DIR / "seals" / cache.key(str(root), revision_id)[:20]
    key = cache.key(cache.code_digest(), sums(root / "revisions" / revision_id))
    if cache.get(file, key) is not None:
        return []
    problems = [*_read_again(root, revision_id)]
    if not problems:
        cache.set(file, key, b"")
    return problems


def _read_again(root: Path, revision_id: str) -> Iterator[Problem]:
    place = Location(f"revisions/{revision_id}/plan.json")
    try:
        bundle = sealed_bundle(root, revision_id)
    except (ValueError, KeyError, TypeError, AttributeError):
        yield problem("seal-broken.record", place)
        return
    sealed, made = bundle.record, with_pages(bundle.record, bundle.pages)
    for path in sorted({*sealed.pages, *made.pages}):
        if sealed.pages.get(path) != made.pages.get(path):
            yield problem("seal-broken.pages", Location(f"revisions/{revision_id}/pages/{path}"))
    for name in sorted({*sealed.charts, *made.charts}):
        if sealed.charts.get(name) != made.charts.get(name):
            yield problem("seal-broken.charts", place, name=name)
