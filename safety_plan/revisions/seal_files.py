"""Files to download and logos in a seal, held against the record of their revision.

The list of digests alone would not do: whoever changes a file can write that list anew.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.core.text import TOMBSTONE
from safety_plan.models.brand import read_brand
from safety_plan.reading.docs_files import FILES, is_attachment, list_files
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.identity import brand_settings
from safety_plan.revisions.line_ends import sealed_bytes


def file_problems(bundle: RevisionBundle) -> Iterator[Problem]:
    """Files to download in the seal *bundle* that are not those that its record names.

    A record of a format that keeps no files says nothing of them.
    """
    rows = bundle.record.registers.get("files")
    if rows is None:
        return
    digests = {row["file"]: row["sha256"] for row in rows}
    names = _names(bundle.docs.parent / "docs")
    for name in names:
        if key := _fault(bundle.files / name, name, digests):
            yield problem(key, _place(bundle, name))
    for name in digests.keys() - {*names}:
        if TOMBSTONE not in name:  # the law had that one taken out
            yield problem("seal-broken.missing", _place(bundle, name))


def _names(docs: Path) -> list[str]:
    paths = (f"{FILES}/{name}" for name in list_files(docs / FILES))
    return [path.removeprefix(f"{FILES}/") for path in paths if is_attachment(path)]


def _fault(file: Path, name: str, digests: Mapping[str, str]) -> str:
    """The message about a *file* that its record does not know, or knows with another digest.

    Where words were taken out of its name, its digest is still that of a row.
    """
    if name in digests:
        return "" if sealed_bytes(file, digests[name]) is not None else "seal-broken.changed"
    is_known = any(sealed_bytes(file, digest) is not None for digest in digests.values())
    return "" if is_known else "seal-broken.added"


def _place(bundle: RevisionBundle, name: str) -> Location:
    return Location(f"revisions/{bundle.id}/docs/{FILES}/{name}")


def logo_problems(bundle: RevisionBundle) -> Iterator[Problem]:
    """Logos that the record of the seal *bundle* names, and that are not in it."""
    location = Location(f"revisions/{bundle.id}/plan.json")
    settings = brand_settings(bundle.record.brand)
    found = read_brand(settings, bundle.docs.parent, lambda *_: location)[1]
    if any(one.location == location and one.rule in ("logo-file", "logo-kind") for one in found):
        yield problem("seal-broken.record", location)
