"""The digest of all that a whole run reads, for answers that are kept of the run as a whole.

It is asked before anything else is read or imported, so it knows nothing of what files mean.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from safety_plan.core import cache
from safety_plan.core.digests import digest_of_file

#: The folders of a plan. Beside them only files are read, such as `macros.py`.
FOLDERS = ("docs", "data", "revisions")


def inputs_digest(root: Path) -> str:
    """The digest of our code and tools, and of every file and folder of the plan in *root*.

    A tool is also OpenSSL, if it is here: it says which time stamps are genuine. A build reads
    nothing else. Check asks git and the clock besides, which whoever keeps its answer adds.

    It is empty where nothing is sure: where a link stands among them, since what that leads to may
    change unseen, or what is no file, or cannot be read. Whoever reads the plan says which.
    """
    try:
        paths = sorted(_paths(root))
        if any(path.is_symlink() or not (path.is_file() or path.is_dir()) for path in paths):
            return ""
        parts = {
            path.relative_to(root).as_posix(): "" if path.is_dir() else digest_of_file(path)
            for path in paths
        }
    except OSError:
        return ""
    return cache.key(cache.code_digest(), parts, _prover())


def _prover() -> list[object]:
    """The program that proves time stamps, and which of its versions; nothing where none is."""
    path = shutil.which("openssl")
    if path is None:
        return []
    state = Path(path).stat()
    return [path, state.st_size, state.st_mtime_ns]


def _paths(root: Path) -> Iterator[Path]:
    """Each file beside the folders of the plan in *root*, and all that is in those."""
    yield from (path for path in root.iterdir() if not path.is_dir() or path.is_symlink())
    for name in FOLDERS:
        for folder, folders, files in os.walk(root / name):
            yield from (Path(folder, one) for one in (*folders, *files))
