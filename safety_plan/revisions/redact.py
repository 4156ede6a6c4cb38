"""Taking words out of a sealed revision where the law demands it, and saying so for ever.

Exactly those words go, from every file of the seal; its record and digests are made
anew. Where the words are the name of a file to download, that file goes with them. The day,
the legal basis and the digests of before stay in the seal for all to see.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from safety_plan.content.page_text import normalise
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, PlanError, Problem
from safety_plan.core.text import TOMBSTONE
from safety_plan.models.plan import Plan, sealed_ids
from safety_plan.reading.yaml_files import Value, as_list, as_mapping, as_text, read_yaml
from safety_plan.revisions.bundle import sealed_bundle
from safety_plan.revisions.page_texts import TEXTS, write_texts
from safety_plan.revisions.record import Record, from_json, to_json, with_pages
from safety_plan.revisions.seal import atomic_rewrite
from safety_plan.revisions.seal_folder import REMOVED, rechain, write_text
from safety_plan.revisions.sealed_documents import (
    WITHOUT_WORDS,
    documents_containing,
    remove_document,
    with_facts,
)
from safety_plan.revisions.verify import digest_of, seal_problems

#: Fewer letters would stand in other words too.
LEAST = 4


def check_can_redact(plan: Plan, name: str, words: str) -> list[Problem]:
    """Why *words* cannot be taken out of the seal *name*; empty where they can."""
    location = Location(f"revisions/{name}")
    if name not in plan.sealed:
        return [problem("seal-unknown", location, name=name, choices=plan.sealed)]
    broken = seal_problems(plan.root)
    if broken:
        return broken
    if len(words) < LEAST:
        return [problem("removal.short", location, words=words, least=LEAST)]
    folder = plan.root / "revisions" / name
    if documents := documents_containing(folder, words):
        paths = [(file.relative_to(plan.root).as_posix(), file.name) for file in documents]
        return [problem("removal.document", Location(path), name=file) for path, file in paths]
    if not any(files_containing(folder, words)):
        return [problem("removal", location, words=words)]
    return []


def files_containing(folder: Path, words: str) -> Iterator[Path]:
    """The files of text below *folder* that contain *words*, letter for letter."""
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        if file.suffix not in WITHOUT_WORDS and words.encode() in file.read_bytes():
            yield file


def digests_before(root: Path) -> set[str]:
    """The digests that sealed revisions had before words were taken out of them."""
    digests: set[str] = set()
    for name in sealed_ids(root):
        seal, _ = read_yaml(root / "revisions" / name / "seal.yml", name)
        for redaction in as_list(seal.value.get("removed")):
            before = as_mapping(as_mapping(redaction).get("was"))
            digests |= {as_text(digest) for digest in before.values()}
    return digests


def redact(plan: Plan, name: str, words: str, legal_basis: str, date: str) -> Path:
    """Takes *words* out of the seal *name*, links later seals to it, and returns its folder.

    *legal_basis* and *date*, the day, are both shown for ever. Raises PlanError where the
    words would still be read on a page; then the seals stay as they were.
    """
    return redact_below(plan.root, name, words, legal_basis, date)


def redact_below(
    root: Path,
    name: str,
    words: str,
    legal_basis: str,
    date: str,
    digests: Mapping[str, str] | None = None,
) -> Path:
    """As `redact`, of the seals below *root*, which need not be those of a whole plan.

    *digests* are those of before, where they are not just those of the seals that are there.
    """
    before = digests or {
        seal: digest_of(root / "revisions" / seal) for seal in sealed_ids(root) if seal >= name
    }
    with atomic_rewrite(root) as seals:
        folder = seals / name
        _remove_from_files(folder, words)
        record = _record_without(seals.parent, name, words)
        left = [path for path in record.pages if _says(record, path, words)]
        if left:
            locations = (Location(f"revisions/{name}/pages/{path}") for path in left)
            raise PlanError(problem("removal.left", location) for location in locations)
        write_text(folder / "plan.json", to_json(record))
        if (folder / TEXTS).is_dir():
            write_texts(sealed_bundle(seals.parent, name), folder)
        _append_redaction(folder / "seal.yml", {"date": date, "ground": legal_basis, "was": before})
        rechain(seals)
        broken = seal_problems(seals.parent)
        if broken:
            raise PlanError(broken)
    return root / "revisions" / name


def _remove_from_files(folder: Path, words: str) -> None:
    """Takes *words* out of sources and pages; seal, digests and record are made anew."""
    remove_document(folder, words)
    for file in files_containing(folder, words):
        if file.parent != folder:
            file.write_bytes(file.read_bytes().replace(words.encode(), TOMBSTONE.encode()))


def _record_without(root: Path, name: str, words: str) -> Record:
    """The record made anew from pages that no longer hold the *words*. Raises PlanError."""
    bundle = sealed_bundle(root, name)
    content = _replace_words(json.loads(to_json(bundle.record)), words)
    try:
        record = with_facts(from_json(json.dumps(content)), bundle.files)
        return with_pages(record, bundle.pages)
    except (KeyError, ValueError, TypeError):  # a name by which the record finds something
        raise PlanError(
            [problem("removal.name", Location(f"revisions/{name}"), words=words)]
        ) from None


def _replace_words(value: Value, words: str) -> Value:
    """*value* with the tombstone for *words* in every text in it, keys excepted."""
    if isinstance(value, dict):
        return {key: _replace_words(part, words) for key, part in value.items()}
    if isinstance(value, list):
        return [_replace_words(part, words) for part in value]
    return value.replace(words, TOMBSTONE) if isinstance(value, str) else value


def _says(record: Record, path: str, words: str) -> bool:
    sections = record.pages[path].sections
    text = " ".join(f"{section['heading']} {section['text']}" for section in sections)
    return normalise(words) in normalise(text)


def _append_redaction(seal: Path, redaction: dict[str, object]) -> None:
    """Adds to the line of the seal that tells what was taken out; what is there stays."""
    earlier = read_yaml(seal, "seal.yml")[0].value.get("removed") or []
    lines = [line for line in REMOVED.sub("", seal.read_text("utf-8")).splitlines() if line]
    every = json.dumps([*earlier, redaction], ensure_ascii=False)
    write_text(seal, "\n".join([*lines, f"removed: {every}", ""]))
