"""A cache of results in files, each under the digest of all that it comes from.

The folder can be deleted at any time. A file that is damaged, half written or of another
key counts as missing; a new one appears at once or not at all, so that builds at the
same time do not disturb each other.

Each file is marked with a secret of this machine, for what is kept is published without a
second look. A file that came with the folder, or was changed, counts as missing too.
"""

import hmac
import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from safety_plan.core.digests import digest_of_file
from safety_plan.core.files import replace_file
from safety_plan.core.machine_secret import machine_secret, user_cache_dir
from safety_plan.core.resources import PROJECT_ROOT


def _default_cache_dir() -> Path:
    """In a checkout its own `.cache`; where the package is installed, the cache of the user."""
    if (PROJECT_ROOT / "pyproject.toml").is_file():
        return PROJECT_ROOT / ".cache"
    return user_cache_dir()


#: Where things are kept unless PLAN_CACHE names another folder.
CACHE_DIR = Path(os.environ.get("PLAN_CACHE") or _default_cache_dir())

#: The packages that results come from, with ours.
_PACKAGES = (
    "mkdocs",
    "mkdocs-material",
    "mkdocs-macros-plugin",
    "Markdown",
    "Jinja2",
    "MarkupSafe",
    "brotli",
    "coloraide",
    "fontpkg-public-sans",
    "fonttools",
    "lxml",
    "matplotlib",
    "pandas",
    "pikepdf",
    "pillow",
    "pypdf",
    "python-docx",
    "PyYAML",
)


@cache
def code_digest() -> str:
    """The digest of all of our code, the theme and its texts, and the version of each package."""
    parts = {name: version(name) for name in _PACKAGES}
    parts["python"] = sys.version
    files = [PROJECT_ROOT / "macros.py", PROJECT_ROOT / "mkdocs.yml"]
    for file in sorted((PROJECT_ROOT / "safety_plan").rglob("*")):
        if file.suffix != ".pyc":
            files.append(file)
    for file in files:
        if file.is_file():
            path = file.relative_to(PROJECT_ROOT).as_posix()
            parts[path] = digest_of_file(file)
    return key(parts)


def key(*content: object) -> str:
    """The digest of *content*: texts, numbers, lists and mappings."""
    return sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def get(file: Path, key: str) -> bytes | None:
    """The content of *file* under *key*; None where it is missing or not whole."""
    try:
        head, _, content = file.read_bytes().partition(b"\n")
    except OSError:
        return None
    return content if hmac.compare_digest(head, _head(file, key, content)) else None


def get_or_set(file: Path, key: str, compute: Callable[[], bytes]) -> bytes:
    """The content of *file* under *key*; where it is missing, the result of *compute*, written."""
    content = get(file, key)
    return set(file, key, compute()) if content is None else content


def set(file: Path, key: str, content: bytes) -> bytes:
    """Writes *content* into *file* under *key*, if it can be written, and returns it."""
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_file(file, _head(file, key, content) + b"\n" + content, durable=False)
    return content


def _head(file: Path, key: str, content: bytes) -> bytes:
    """The first line of *file*, which nobody can write who lacks the secret of this machine."""
    # The folder is part of it: what was kept of one kind is never taken for another kind.
    marked = f"{file.parent.name} {key}\n".encode() + content
    return f"{key} {hmac.digest(machine_secret(), marked, 'sha256').hex()}".encode()
