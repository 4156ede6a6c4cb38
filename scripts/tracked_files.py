"""Finds files that git keeps and that would run, or be believed, without anybody reading them.

Standard library only: this is asked before anything else of a checkout is run.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

#: Folders that programs make for themselves: an environment, kept results, compiled code.
_FOLDERS = (
    *(".venv", "__pycache__", ".cache", ".pytest_cache", ".mypy_cache", ".ruff_cache"),
    *("*.dist-info", "*.egg-info", "__pypackages__"),
)
#: Files that Python or pip take for code or settings wherever they find them.
_FILES = (
    *("*.pyc", "*.pyo", "*.pth", "*.so", "*.pyd", "*.dylib", "*.dll", "*.egg", "*.egg-link"),
    *("sitecustomize.py", "usercustomize.py", "pyvenv.cfg", "pip.conf", "pip.ini"),
)


def unread_files(checkout: Path) -> list[str]:
    """The paths of such files that git keeps in *checkout*; none where it keeps nothing.

    Names are compared in small letters, as Windows and macOS do.
    """
    if not (checkout / ".git").exists():
        return []
    tracked = _ask_git(checkout)
    return _read_index(checkout) if tracked is None else tracked


def _ask_git(checkout: Path) -> list[str] | None:
    """What git answers; None where it is not here, or will not speak of another's folder."""
    git = shutil.which("git")
    if git is None:
        return None
    names = [f"**/{name}" for name in (*_FOLDERS, *_FILES)]
    names += [f"**/{name}/**" for name in _FOLDERS]
    question = [git, "ls-files", "-z", "--", *(f":(top,icase,glob){name}" for name in names)]
    answer = subprocess.run(question, cwd=checkout, capture_output=True, check=False)
    return None if answer.returncode else os.fsdecode(answer.stdout).split("\0")[:-1]


def _read_index(checkout: Path) -> list[str]:
    """The same from the list that git keeps of its files, without git."""
    try:
        content = (_git_folder(checkout) / "index").read_bytes()
    except OSError:
        return []
    folders, files = (
        "|".join(re.escape(name).replace(r"\*", "[^/]*") for name in names)
        for names in (_FOLDERS, _FILES)
    )
    unread = re.compile(f"(?:.*/)?(?:(?:{folders})(?:/.*)?|(?:{files}))", re.IGNORECASE)
    return [path for path in _index_paths(content) if unread.fullmatch(path)]


def _index_paths(content: bytes) -> Iterator[str]:
    """The paths in git's list of its files, as its format has them; none where it is another."""
    version, count = (int.from_bytes(content[at : at + 4], "big") for at in (4, 8))
    if content[:4] != b"DIRC" or version not in (2, 3):
        return
    start = 12
    for _ in range(count):
        is_longer = content[start + 60] & 0x40
        path_start = start + (64 if is_longer else 62)
        end = content.index(b"\0", path_start)
        yield os.fsdecode(content[path_start:end])
        start += (end - start) // 8 * 8 + 8


def _git_folder(checkout: Path) -> Path:
    """Where git keeps its list: `.git`, or the folder that a file of that name leads to."""
    place = checkout / ".git"
    if place.is_dir():
        return place
    return checkout / place.read_text(encoding="utf-8").partition("gitdir: ")[2].strip()
