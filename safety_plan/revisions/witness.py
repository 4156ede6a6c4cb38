"""The witness that is not us: time stamps over the list of digests of a sealed revision.

Each seal names the digest of the seal before it, so a stamp over the newest one is a stamp
over them all. Stamps stand beside the seals, in `revisions/witness/`, each under the name of
its revision and the start of the digest that the witness was shown. Where a history was
written anew, however consistently, a stamp is left over that no seal has the digest of.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from safety_plan.core.dates import format_date
from safety_plan.core.errors import MissingToolError
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.models.plan import Plan, sealed_ids
from safety_plan.models.settings import Settings
from safety_plan.reading.docs_files import is_desktop_file
from safety_plan.revisions.redact import digests_before
from safety_plan.revisions.seal_identity import WITNESS
from safety_plan.revisions.time_stamp import TimeStamp, is_genuine, read_time_stamp
from safety_plan.revisions.verify import CHECKSUMS, digest_of

#: Where the stamps and the certificates stand, from the folder of the plan.
FOLDER = f"revisions/{WITNESS}"
#: How many letters of a digest stand in the name of its stamp: Windows wants short paths. What
#: counts is the digest in the stamp.
_LETTERS = 16
_STAMP = re.compile(rf"([0-9]{{4}}-[0-9]{{2}})\.([0-9a-f]{{{_LETTERS}}})\.tsr")
_CERTIFICATE = re.compile(rf"{FOLDER}/[a-z0-9][a-z0-9.-]*\.pem")
_PEM = b"-----BEGIN CERTIFICATE-----"


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """What an outside witness said of a sealed revision.

    *content* and *certificates* are the bytes that prove it; *name* is who it is.
    """

    name: str
    stamp: TimeStamp
    content: bytes
    certificates: bytes

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the file of certificates."""
        return sha256(self.certificates).hexdigest()


def stamp_file(root: Path, revision_id: str, digest: str) -> Path:
    """Where the stamp over the *digest* of a sealed revision stands, whether there is one."""
    return root / FOLDER / f"{revision_id}.{digest[:_LETTERS]}.tsr"


def witness_of(root: Path, settings: Settings, revision_id: str) -> Witness | None:
    """What the witness said of the sealed revision as it is now; None where it said nothing."""
    file = stamp_file(root, revision_id, digest_of(root / "revisions" / revision_id))
    stamp = _read(file)
    if not settings.witness or not stamp:
        return None
    certificates = root / settings.witness.certificate
    if not certificates.is_file():  # as in a preview, which shows a plan with its mistakes
        return None
    return Witness(
        name=settings.witness.name,
        stamp=stamp,
        content=file.read_bytes(),
        certificates=certificates.read_bytes(),
    )


def without_stamp(plan: Plan) -> str:
    """The newest sealed revision, where a witness can be asked and has not stamped it."""
    if not plan.sealed or not plan.settings.witness or not plan.settings.witness.address:
        return ""
    name = plan.sealed[-1]
    folder = plan.root / "revisions" / name
    if not (folder / CHECKSUMS).is_file():  # of which check tells
        return ""
    return "" if stamp_file(plan.root, name, digest_of(folder)).is_file() else name


def stamped_problems(plan: Plan, name: str) -> list[Problem]:
    """Why the seal *name* may not be sealed again: a witness was shown it, or a later one."""
    stamped = [match[1] for file in stamp_names(plan.root) if (match := _STAMP.fullmatch(file))]
    location = Location(f"revisions/{name}")
    later = [revision_id for revision_id in stamped if revision_id >= name]
    return [problem("seal-witnessed", location, name=revision_id) for revision_id in later[:1]]


def stamp_names(root: Path) -> list[str]:
    """The names of the stamps of the plan at *root*, oldest revision first."""
    names = (file.name for file in (root / FOLDER).glob("*.tsr"))
    return sorted(name for name in names if not is_desktop_file(name))


def witness_problems(plan: Plan) -> Iterator[Problem]:
    """Every way in which what is sealed is not what a witness was shown.

    Asks for seals that are whole.
    """
    names = stamp_names(plan.root)
    settings = [*_setting_problems(plan, has_stamps=bool(names))]
    yield from settings
    for name in names:
        found = _content_problem(plan.root, name)
        if found:
            yield found
        elif not settings:
            yield from _signature_problems(plan, name)


def _setting_problems(plan: Plan, *, has_stamps: bool) -> Iterator[Problem]:
    """Why no stamp can be proven: no witness is named, or its certificate is not there."""
    location = Location("data/plan.yml")
    witness = plan.settings.witness
    if not witness:
        if has_stamps:
            yield problem("witness-setting", location, folder=FOLDER)
        return
    file = plan.root / witness.certificate
    if not _CERTIFICATE.fullmatch(witness.certificate):
        path = witness.certificate
        yield problem("witness-setting.path", location, path=path, folder=FOLDER)
    elif file.is_symlink() or not file.is_file() or _PEM not in file.read_bytes():
        yield problem("witness-setting.certificate", location, path=witness.certificate)


def _content_problem(root: Path, name: str) -> Problem | None:
    """What the stamp *name* says that the seals do not."""
    location = Location(f"{FOLDER}/{name}")
    parts = _STAMP.fullmatch(name)
    stamp = _read(root / FOLDER / name)
    if not stamp or not parts or not stamp.digest.startswith(parts[2]):
        return problem("witness-stamp", location)
    revision_id = parts[1]
    day = format_date(stamp.day)
    if revision_id not in sealed_ids(root):
        return problem("witness-seal.gone", location, name=revision_id, day=day)
    digest = digest_of(root / "revisions" / revision_id)
    if stamp.digest != digest and stamp.digest not in digests_before(root):
        return problem("witness-seal", location, name=revision_id, day=day)
    return None


def _read(file: Path) -> TimeStamp | None:
    """The stamp in *file*; None where it is none, or no file of its own."""
    try:
        return None if file.is_symlink() else read_time_stamp(file.read_bytes())
    except (OSError, ValueError):
        return None


def _signature_problems(plan: Plan, name: str) -> Iterator[Problem]:
    location = Location(f"{FOLDER}/{name}")
    file = plan.root / FOLDER / name
    witness = plan.settings.witness
    stamp = _read(file)
    if not witness or not stamp:
        return
    try:
        genuine = is_genuine(file, stamp, plan.root / witness.certificate)
    except MissingToolError:
        yield problem("witness-unproven", location)
        return
    if not genuine:
        path = witness.certificate
        yield problem("witness-stamp.signature", location, witness=witness.name, path=path)
