"""Sealed revisions and corrections held against what the public reads now."""

import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import BadZipFile, ZipFile

from safety_plan.core.problems import Problem
from safety_plan.deploy.deployer import Deployer, Files
from safety_plan.models.plan import Plan
from safety_plan.models.registers import register_columns
from safety_plan.revisions.history import SealHistory, compare_seals, lost_corrections
from safety_plan.revisions.verify import CHECKSUMS, SEAL_ARCHIVE, digest_of, sealed_digests
from safety_plan.site.redirects import LISTING


def changed_seals(plan: Plan, deployer: Deployer, published: Files) -> list[str]:
    """The sealed revisions whose list of digests is another where the public reads it."""
    return [
        name
        for name in plan.sealed
        if f"{name}/{CHECKSUMS}" in published
        and deployer.published_digest(f"{name}/{CHECKSUMS}")
        != digest_of(plan.root / "revisions" / name)
    ]


def published_history(plan: Plan, deployer: Deployer, published: Files) -> SealHistory:
    """What became of the published seals, each read from the file that holds it whole."""
    if not changed_seals(plan, deployer, published):
        return SealHistory()
    with TemporaryDirectory(prefix="plan-") as folder:
        before = Path(folder)
        for name in plan.sealed:
            if f"{name}/{SEAL_ARCHIVE}" in published:
                _unpack(deployer.published_bytes(f"{name}/{SEAL_ARCHIVE}"), before, name)
        return compare_seals(before, plan.root)


def _unpack(archive: bytes, root: Path, name: str) -> None:
    """Puts the seal *name* below *root*; nothing where the *archive* is damaged.

    Files that are no part of the seal, such as a note for readers, stay out.
    """
    folder = root / "revisions" / name
    try:
        with ZipFile(io.BytesIO(archive)) as pack:
            pack.extract(f"{name}/{CHECKSUMS}", root / "revisions")
            for path in sealed_digests(folder):
                pack.extract(f"{name}/{path}", root / "revisions")
    except (BadZipFile, KeyError, ValueError, OSError):
        shutil.rmtree(folder, ignore_errors=True)


def lost_published_corrections(
    plan: Plan, deployer: Deployer, published: Files, history: SealHistory
) -> Iterator[Problem]:
    """Corrections that the public reads and that the plan has no longer, word for word."""
    if LISTING not in published:
        return
    columns = register_columns("corrections")
    before = [
        {column: str(row.get(column, "")) for column in columns}
        for row in _listed_corrections(deployer.published_bytes(LISTING))
    ]
    after = [row.cells for row in plan.rows("corrections")]
    yield from lost_corrections(before, after, history.removals)


def _listed_corrections(listing: bytes) -> list[dict[str, Any]]:
    """The corrections of a published list; none where it is not one of ours."""
    try:
        rows = json.loads(listing)["corrections"]
    except (ValueError, KeyError, TypeError):
        return []
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
