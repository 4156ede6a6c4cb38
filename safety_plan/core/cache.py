"""A cache of results in files, each under the digest of all that it comes from.

The folder can be deleted at any time. A file that is damaged, half written or of another
key counts as missing; a new one appears at once or not at all, so that builds at the
same time do not disturb each other.
"""

import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from safety_plan.core.files import replace_file
from safety_plan.core.resources import PROJECT_ROOT


def _default_cache_dir() -> Path:
    """In a checkout its own `.cache`; where the package is installed, the cache of the user."""
    if (PROJECT_ROOT / "pyproject.toml").is_file():
        return PROJECT_ROOT / ".cache"
    user_cache = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return Path(user_cache or Path.home() / ".cache") / "safety-plan"


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
    "lxml",
    "matplotlib",
    "pandas",
    "PyYAML",
)


@cache
def code_digest() -> str:
    """The digest of all of our code, the theme and its texts, and the version of each package."""
    parts = {name: version(name) for name in _PACKAGES}
    parts["python"] = sys.version
    files = [PROJECT_ROOT / "macros.py", PROJECT_ROOT / "mkdocs.yml"]
    for file in sorted((PROJECT_ROOT / "safety_plan").rglob("*")):
        if file.suffix not in (".pyc", ".md"):
            files.append(file)
    for file in files:
        if file.is_file():
            path = file.relative_to(PROJECT_ROOT).as_posix()
            parts[path] = sha256(file.read_bytes()).hexdigest()
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
    return content if head == _head(key, content) else None


def get_or_set(file: Path, key: str, compute: Callable[[], bytes]) -> bytes:
    """The content of *file* under *key*; where it is missing, the result of *compute*, written."""
    content = get(file, key)
    return set(file, key, compute()) if content is None else content


def set(file: Path, key: str, content: bytes) -> bytes:
    """Writes *content* into *file* under *key*, if it can be written, and returns it."""
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_file(file, _head(key, content) + b"\n" + content, durable=False)
    return content


def _head(key: str, content: bytes) -> bytes:
    return f"{key} {sha256(content).hexdigest()}".encode()
