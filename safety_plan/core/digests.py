"""The digest by which a file is known again: SHA-256, in the letters that `sha256sum` writes."""

from hashlib import sha256
from pathlib import Path


def digest_of_file(file: Path) -> str:
    """The SHA-256 of *file* as hexadecimal text. Raises OSError."""
    return sha256(file.read_bytes()).hexdigest()
