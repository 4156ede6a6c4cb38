"""A secret of this person on this machine, which never travels with a folder.

What the cache holds is marked with it. So results that come with a folder, from a commit, a
copy or another machine, are not taken for results of this one.
"""

import os
import secrets
from functools import cache
from pathlib import Path

from safety_plan.core.files import replace_file
from safety_plan.core.resources import PROJECT_ROOT

_BYTES = 32


@cache
def machine_secret() -> bytes:
    """The secret, made at the first call; one for this process alone where none can be kept."""
    try:
        file = user_cache_dir() / "secret"
        if not _is_in_a_checkout(file):
            return _read(file) or _create(file)
    except (OSError, RuntimeError):  # no home, or one that cannot be written to
        pass
    return secrets.token_bytes(_BYTES)


def user_cache_dir() -> Path:
    """Where this person's programs keep what can be made again; RuntimeError without a home."""
    named = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return Path(named or Path.home() / ".cache") / "safety-plan"


def _read(file: Path) -> bytes:
    """The secret in *file*; nothing where another person could know it, or it is not whole."""
    try:
        status = file.lstat()
        # A link may lead into a folder that came from elsewhere.
        is_ours = file.is_file() and not file.is_symlink()
        if os.name == "posix":
            is_ours = is_ours and status.st_uid == os.getuid() and not status.st_mode & 0o077
        secret = file.read_bytes() if is_ours else b""
    except FileNotFoundError:
        return b""
    return secret if len(secret) == _BYTES else b""


def _create(file: Path) -> bytes:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    previous = os.umask(0o077)
    try:
        replace_file(file, secrets.token_bytes(_BYTES))
    finally:
        os.umask(previous)
    return file.read_bytes()  # which may be that of another command that started just now


def _is_in_a_checkout(file: Path) -> bool:
    """True where *file* is in the folder of the code or of the plan: it could come with them."""
    place = file.resolve()
    code = PROJECT_ROOT.resolve()
    tops = [_top(code) or code, _top(Path.cwd().resolve())]
    return not file.is_absolute() or any(top and place.is_relative_to(top) for top in tops)


def _top(folder: Path) -> Path | None:
    """The checkout that *folder* is in, if git keeps it."""
    return next((top for top in (folder, *folder.parents) if (top / ".git").exists()), None)
