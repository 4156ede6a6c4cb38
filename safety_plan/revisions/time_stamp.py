"""What a time stamp says (RFC 3161): which digest somebody was shown, and when.

What it says is read here, on any machine. Whether the witness said it, stock OpenSSL proves.
"""

import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from safety_plan.core.der import Element, read_elements
from safety_plan.core.errors import MissingToolError

#: How the object identifiers of SHA-256 and of what is stamped stand in DER.
_SHA256 = bytes.fromhex("608648016503040201")
_STAMPED = bytes.fromhex("2a864886f70d0109100104")
#: No time stamp comes near this.
MOST_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class TimeStamp:
    """A *digest*, as hexadecimal text, and the *time* at which a witness was shown it."""

    digest: str
    time: datetime

    @property
    def day(self) -> str:
        """The day of the time, in Greenwich, as 2026-11-29."""
        return self.time.date().isoformat()

    @property
    def epoch(self) -> int:
        """The time in seconds since 1970, as `openssl -attime` wants it."""
        return int(self.time.timestamp())


def read_time_stamp(content: bytes) -> TimeStamp:
    """What the answer *content* of an authority says. Raises ValueError where it is none.

    The names after each line are those of RFC 3161 and, for what it is signed in, RFC 5652.
    """
    try:
        (response,) = _inside(content)  # TimeStampResp
        _, token = _inside(response[1])  # PKIStatusInfo, TimeStampToken
        _, wrapped = _inside(token[1])  # contentType, content of a ContentInfo
        ((_, signed),) = _inside(wrapped[1])  # SignedData
        (_, kind), (_, stamped) = _inside(_inside(signed)[2][1])  # EncapsulatedContentInfo
        ((_, octets),) = _inside(stamped)  # eContent
        ((_, info),) = _inside(octets)  # TSTInfo
        # Its version, policy, messageImprint, serialNumber and genTime.
        _, _, (_, imprint), _, (_, time) = _inside(info)[:5]
        (_, algorithm), (_, digest) = _inside(imprint)  # hashAlgorithm, hashedMessage
        if kind != _STAMPED or _inside(algorithm)[0][1] != _SHA256:
            raise ValueError("no SHA-256")
        text = time.decode("ascii")
        day = datetime.strptime(f"{text[:14]}Z", "%Y%m%d%H%M%SZ").replace(tzinfo=UTC)
    except (ValueError, IndexError, TypeError) as error:
        raise ValueError(f"no time stamp: {error}") from None
    return TimeStamp(digest.hex(), day)


def _inside(content: bytes) -> list[Element]:
    return read_elements(content[:MOST_BYTES])


@cache
def openssl() -> str:
    """The program that proves time stamps. Raises MissingToolError where there is none.

    LibreSSL, which calls itself by the same name, cannot say what held on an earlier day.
    """
    path = shutil.which("openssl")
    version = _run(path, "version").stdout if path else ""
    if not path or not version.startswith("OpenSSL "):
        raise MissingToolError(
            "A time stamp needs OpenSSL 1.1.1 or later, which is not on this machine."
        )
    return path


def _run(path: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [path, *arguments], capture_output=True, encoding="utf-8", errors="replace", check=False
    )


def is_genuine(file: Path, stamp: TimeStamp, certificates: Path) -> bool:
    """Whether the time stamp in *file* was signed under one of *certificates*, as it says.

    The certificates are asked whether they held at the time of the stamp: they run out, and
    what they proved stays proven. Raises MissingToolError.
    """
    call = ("ts", "-verify", "-digest", stamp.digest, "-in", str(file))
    trusted = ("-CAfile", str(certificates), "-attime", str(stamp.epoch))
    return _run(openssl(), *call, *trusted).returncode == 0


def write_query(digest: str, file: Path) -> None:
    """Writes into *file* the question that an authority answers with a stamp over *digest*.

    Raises MissingToolError.
    """
    _run(openssl(), "ts", "-query", "-digest", digest, "-sha256", "-cert", "-out", str(file))
