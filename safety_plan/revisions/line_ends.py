"""The bytes of a sealed file, whatever git or an editor made of its line ends."""

from hashlib import sha256
from pathlib import Path


def sealed_bytes(file: Path, digest: str) -> bytes | None:
    """The bytes of *file* that have *digest*, whatever git or an editor made of its line ends.

    None where the file has changed in more than that.
    """
    content = file.read_bytes()
    if sha256(content).hexdigest() == digest:
        return content
    unix = content.replace(b"\r\n", b"\n")
    variants = (unix, unix.replace(b"\n", b"\r\n"))
    return next((one for one in variants if sha256(one).hexdigest() == digest), None)
