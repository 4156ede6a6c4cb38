"""Which site was built last, and of what: a build of the same is no work.

Nothing of it is kept but the digest of each file. Where one is another now, or one was added or
taken away, the site is built.
"""

import json
from pathlib import Path

from safety_plan.core import cache
from safety_plan.core.digests import digest_of_file
from safety_plan.core.inputs import inputs_digest
from safety_plan.core.resources import PROJECT_ROOT

_CONFIG = "mkdocs.yml"


def site_key(root: Path, *, sealed_only: bool) -> str:
    """The digest of all that the site of the plan in *root* is made of; empty where none is sure.

    The settings of MkDocs have to be those of this checkout: others can name what nobody knows
    here, such as another plugin or a file elsewhere.
    """
    own, ours = root / _CONFIG, PROJECT_ROOT / _CONFIG
    if not ours.is_file() or (own.is_file() and own.read_bytes() != ours.read_bytes()):
        return ""
    digest = inputs_digest(root)
    return cache.key(digest, sealed_only) if digest else ""


def kept_site(out: Path, key: str) -> int:
    """How many revisions the site in *out* has; 0 where it is not, byte for byte, that of *key*."""
    entry = cache.get(_file(out), key) if key else None
    if entry is None:
        return 0
    count, digests = json.loads(entry)
    return int(count) if digests == _digests(out) else 0


def keep_site(out: Path, key: str, revisions: int) -> None:
    """Notes that the site in *out*, which has so many *revisions*, is that of *key*."""
    if key:
        cache.set(_file(out), key, json.dumps([revisions, _digests(out)]).encode())


def _file(out: Path) -> Path:
    return cache.CACHE_DIR / "sites" / cache.key(str(out))[:20]


def _digests(out: Path) -> dict[str, str]:
    """The digest of each file in *out*, by its path."""
    files = (path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): digest_of_file(path) for path in files}
