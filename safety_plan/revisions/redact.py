"""Taking words out of a sealed revision where the law demands it, and saying so for ever.

Exactly those words go, from every file of the seal; its record and digests are made
anew. The day, the ground and the digests of before stay in the seal for all to see.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from safety_plan.content.page_text import normalise
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, PlanError, Problem
from safety_plan.models.plan import Plan, sealed_ids
from safety_plan.reading.yaml_files import Value, as_list, as_mapping, read_yaml
from safety_plan.reading.yaml_files import as_text as text
from safety_plan.revisions.bundle import sealed_bundle
from safety_plan.revisions.record import Record, from_json, to_json, with_pages
from safety_plan.revisions.seal import rewritten
from safety_plan.revisions.seal_folder import REMOVED, rechain, write_text
from safety_plan.revisions.verify import digest_of, seal_problems

#: What stands where the words stood; plain in Markdown, CSV, YAML and JSON alike.
TOMBSTONE = "(removed)"
#: Fewer letters would stand in other words too.
LEAST = 4


def removal_refusals(plan: Plan, name: str, words: str) -> list[Problem]:
    """Why *words* cannot be taken out of the seal *name*."""
    if name not in plan.sealed:
        return [
            problem("seal-unknown", Location(f"revisions/{name}"), name=name, among=plan.sealed)
        ]
    if broken := seal_problems(plan.root):
        return broken
    place = Location(f"revisions/{name}")
    if len(words) < LEAST:
        return [problem("removal.short", place, words=words, least=LEAST)]
    there = [*holding(plan.root / "revisions" / name, words)]
    return [] if there else [problem("removal", place, words=words)]


def holding(folder: Path, words: str) -> Iterator[Path]:
    """The files below *folder* that hold *words*, letter for letter."""
    for file in sorted(f for f in folder.rglob("*") if f.is_file()):
        if words.encode() in file.read_bytes():
            yield file


def digests_before(root: Path) -> set[str]:
    """The digests that sealed revisions had before words were taken out of them."""
    seals = (read_yaml(root / "revisions" / n / "seal.yml", n)[0] for n in sealed_ids(root))
    told_of = (as_list(seal.value.get("removed")) for seal in seals)
    return {text(v) for told_once in told_of for one in told_once
            for v in as_mapping(as_mapping(one).get("was")).values()}  # fmt: skip


def remove(plan: Plan, name: str, words: str, ground: str, date: str) -> Path:
    """Takes *words* out of the seal *name* and links later seals to it.

    Raises PlanError where they would still be read on a page.
    """
    was = {seal: digest_of(plan.root / "revisions" / seal) for seal in plan.sealed if seal >= name}
    with rewritten(plan.root) as revisions:
        folder = revisions / name
        for file in holding(folder, words):
            if file.parent != folder:
                file.write_bytes(file.read_bytes().replace(words.encode(), TOMBSTONE.encode()))
        record = _without(revisions.parent, name, words)
        pages = [f"revisions/{name}/pages/{p}" for p in record.pages if _says(record, p, words)]
        if pages:
            raise PlanError(problem("removal.left", Location(page)) for page in pages)
        write_text(folder / "plan.json", to_json(record))
        _tell(folder / "seal.yml", {"date": date, "ground": ground, "was": was})
        rechain(revisions)
        if broken := seal_problems(revisions.parent):
            raise PlanError(broken)
    return plan.root / "revisions" / name


def _without(root: Path, name: str, words: str) -> Record:
    """The record made anew from pages that no longer hold the *words*."""
    bundle = sealed_bundle(root, name)
    kept = from_json(json.dumps(_replaced(json.loads(to_json(bundle.record)), words)))
    return with_pages(kept, bundle.pages)


def _replaced(value: Value, words: str) -> Value:
    if isinstance(value, dict):
        return {key: _replaced(part, words) for key, part in value.items()}
    if isinstance(value, list):
        return [_replaced(part, words) for part in value]
    return value.replace(words, TOMBSTONE) if isinstance(value, str) else value


def _says(record: Record, page: str, words: str) -> bool:
    sections = record.pages[page].sections
    text = " ".join(f"{s['heading']} {s['text']}" for s in sections)
    return normalise(words) in normalise(text)


def _tell(seal: Path, tombstone: dict[str, object]) -> None:
    """Adds one line to the seal, after what was told there before."""
    told_before = read_yaml(seal, "seal.yml")[0].value.get("removed") or []
    lines = REMOVED.sub("", seal.read_text(encoding="utf-8")).splitlines()
    every = json.dumps([*told_before, tombstone], ensure_ascii=False)
    write_text(seal, "\n".join([*filter(None, lines), f"removed: {every}", ""]))
