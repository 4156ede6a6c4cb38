"""Asking the witness for a time stamp over the newest sealed revision.

It is shown a digest and nothing else. Its answer is proven before it is kept. Whatever goes
wrong, sealing goes on: a stamp can be asked for at any later time.
"""

import tempfile
import urllib.error
import urllib.request
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from time import monotonic

from safety_plan.core.files import replace_file
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, PlanError
from safety_plan.models.plan import Plan
from safety_plan.models.witness_settings import WitnessSettings
from safety_plan.revisions.time_stamp import (
    MOST_BYTES,
    TimeStamp,
    is_genuine,
    read_time_stamp,
    write_query,
)
from safety_plan.revisions.verify import digest_of
from safety_plan.revisions.witness import stamp_file

_SECONDS = 20
_QUERY = "application/timestamp-query"


def ask_for_stamp(plan: Plan, revision_id: str) -> tuple[Path, TimeStamp]:
    """Keeps the stamp of the witness over a sealed revision; gives its file and what it says.

    Raises PlanError where the witness does not answer, or says anything else than it was
    asked; MissingToolError where OpenSSL is missing. Then nothing is kept.
    """
    witness = plan.settings.witness
    if not witness or not witness.address:
        raise PlanError([problem("witness-answer.setting", Location("data/plan.yml"))])
    digest = digest_of(plan.root / "revisions" / revision_id)
    file = stamp_file(plan.root, revision_id, digest)
    with tempfile.TemporaryDirectory(prefix="plan-") as folder:
        query, answer = Path(folder) / "query.tsq", Path(folder) / "answer.tsr"
        write_query(digest, query)
        answer.write_bytes(_send(witness, query.read_bytes()))
        stamp = _proven(answer, witness, plan.root / witness.certificate, digest)
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_file(file, answer.read_bytes())
    return file, stamp


def _send(witness: WitnessSettings, query: bytes) -> bytes:
    """What the authority answers to *query*. Raises PlanError."""
    request = urllib.request.Request(witness.address, data=query, headers={"Content-Type": _QUERY})
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as response:
            content = _read(response)
    except (OSError, HTTPException, ValueError) as error:
        raise _refusal("witness-answer", witness, error=error) from error
    return content


def _read(response: HTTPResponse) -> bytes:
    """The whole of a *response*, unless it is too long, or comes too slowly. Raises OSError."""
    content = b""
    deadline = monotonic() + _SECONDS
    while len(content) < MOST_BYTES and (part := response.read1(MOST_BYTES)):
        content += part
        if monotonic() > deadline:
            raise TimeoutError("the answer took too long")
    return content


def _proven(answer: Path, witness: WitnessSettings, certificates: Path, digest: str) -> TimeStamp:
    """What the *answer* says, once it is known to be a stamp over *digest*. Raises PlanError."""
    try:
        stamp = read_time_stamp(answer.read_bytes())
    except ValueError:
        raise _refusal("witness-answer.none", witness) from None
    if stamp.digest != digest:
        raise _refusal("witness-answer.other", witness)
    if not is_genuine(answer, stamp, certificates):
        raise _refusal("witness-answer.signature", witness, path=witness.certificate)
    return stamp


def _refusal(key: str, witness: WitnessSettings, **params: object) -> PlanError:
    location = Location("data/plan.yml")
    return PlanError([problem(key, location, name=witness.name, **params)])
