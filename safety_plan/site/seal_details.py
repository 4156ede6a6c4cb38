"""What is known about the seal of a revision: its day, its digests, the chain, the witness."""

import re
from collections.abc import Mapping
from typing import Any

from safety_plan.core.dates import format_date
from safety_plan.models.settings import Settings
from safety_plan.reading.yaml_files import Value, as_mapping, as_text, as_text_list, read_yaml
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.edits import read_edits
from safety_plan.revisions.page_texts import TEXTS
from safety_plan.revisions.verify import digest_of
from safety_plan.revisions.witness import FOLDER, witness_of

#: Where the day and the digests stand of seals that were made before seals held them.
EARLIER = f"{FOLDER}/earlier.yml"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DIGEST = re.compile("[0-9a-f]{64}")


def seal_details(bundle: RevisionBundle, settings: Settings) -> dict[str, Any]:
    """What `revisions.json` says of the seal of *bundle*; nothing for one that is not sealed."""
    if not bundle.sealed:
        return {"digest": None, "seal": None, "again": [], "edited": [], "removed": []}
    folder = bundle.docs.parent
    seal, _ = read_yaml(folder / "seal.yml", "seal.yml")
    noted = _details_beside_seal(bundle)
    previous = as_text(seal.value.get("previous"))
    return {
        "digest": digest_of(folder),
        "seal": {
            "day": _day(seal.value) or _day(noted),
            "holds_day": bool(_day(seal.value)),
            "before": [*_digests(noted), *_digests(seal.value)],
            "previous": None if previous == "none" else previous,
            "previous_digest": as_text(seal.value.get("digest")) if previous != "none" else None,
            "holds_text": (folder / TEXTS).is_dir(),
            "witness": _witness(bundle, settings),
        },
        "again": seal.value.get("again", []),
        "edited": [
            {"reason": edit.reason, "files": list(edit.files)} for edit in read_edits(seal.value)
        ],
        "removed": seal.value.get("removed", []),
    }


def _day(value: Mapping[str, Value]) -> str | None:
    """The day of sealing, if it is one."""
    day = as_text(value.get("sealed"))
    return day if _DAY.fullmatch(day) and format_date(day) else None


def _digests(value: Mapping[str, Value]) -> list[str]:
    """The digests before, leaving out what is none."""
    return [text for text in as_text_list(value.get("before")) if _DIGEST.fullmatch(text)]


def _details_beside_seal(bundle: RevisionBundle) -> Mapping[str, Value]:
    """What was written down about a seal that does not hold it itself."""
    file = bundle.docs.parents[2] / EARLIER
    if not file.is_file():
        return {}
    return as_mapping(read_yaml(file, EARLIER)[0].value.get(bundle.id))


def _witness(bundle: RevisionBundle, settings: Settings) -> dict[str, Any] | None:
    witness = witness_of(bundle.docs.parents[2], settings, bundle.id)
    if not witness:
        return None
    return {
        "name": witness.name,
        "time": witness.stamp.time.isoformat().replace("+00:00", "Z"),
        "day": witness.stamp.day,
        "fingerprint": witness.fingerprint,
    }
