"""Folders that a run works in; what a run left that was killed goes when the next one starts.

A run holds a lock in its folder. The system lets it go with the process, however hard that is
stopped, so a folder whose lock is free belongs to nobody.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

#: The file in a workspace that its run holds.
LOCK = "safety-plan.lock"
#: How the name of a workspace starts in the folder for temporary files.
TEMPORARY = "safety-plan-"
#: After how many seconds a workspace without a lock is one that was never finished.
_STALE = 3600
_ATTEMPTS = 20


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Gives a new, empty folder among the temporary files; it goes at the end."""
    with workspace(Path(tempfile.gettempdir()), TEMPORARY) as folder:
        yield folder


@contextmanager
def workspace(parent: Path, prefix: str) -> Iterator[Path]:
    """Gives a new, empty folder below *parent*; what is in it at the end goes.

    It stands in a folder whose name starts with *prefix* and that its owner alone may read,
    as what is half made should be. Raises OSError.
    """
    clear_workspaces(parent, prefix)
    folder, lock = _open_workspace(parent, prefix)
    try:
        content = folder / "new"
        content.mkdir()
        yield content
    finally:
        shutil.rmtree(folder / "new", ignore_errors=True)
        lock.release()  # first, for Windows deletes no file that is held
        shutil.rmtree(folder, ignore_errors=True)


def clear_workspaces(parent: Path, prefix: str) -> None:
    """Takes away what runs left below *parent* that were killed; those that go on stay."""
    for folder in parent.glob(f"{prefix}*"):
        with suppress(OSError, NotImplementedError):
            if _is_own_folder(folder):
                _clear(folder)


def _open_workspace(parent: Path, prefix: str) -> tuple[Path, FileLock]:
    for _ in range(_ATTEMPTS):
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
        lock = FileLock(folder / LOCK, timeout=0)
        with suppress(Timeout):
            # A disk that knows no locks still takes the folder; nobody clears it then.
            with suppress(OSError, NotImplementedError):
                lock.acquire()
            if folder.exists():  # not taken for a dead one before it was locked
                return folder, lock
    raise OSError(f"No folder could be kept in {parent}")


def _is_own_folder(folder: Path) -> bool:
    """True for a real folder of this user: another's could lead anywhere."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    return not hasattr(os, "geteuid") or folder.stat().st_uid == os.geteuid()


def _clear(folder: Path) -> None:
    file = folder / LOCK
    if not file.is_file() or file.is_symlink():
        if not any(folder.iterdir()) and time.time() - folder.stat().st_mtime > _STALE:
            folder.rmdir()
        return
    lock = FileLock(file, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        return
    shutil.rmtree(folder / "new", ignore_errors=True)
    lock.release()
    shutil.rmtree(folder, ignore_errors=True)
