"""What the built site comes from, as digests: so that a test of it is not taken for one of another.

Each part has a digest of its own, so that check can say which of them changed since the test.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from safety_plan.core.resources import PACKAGE
from safety_plan.core.translation import gettext
from safety_plan.reading.docs_files import is_desktop_file

#: What is written because of a test, or shows on no page: another state of it needs no test.
_NOT_TESTED = ("audit.yml", "faults.csv", "confirmed.csv", "proposals.csv", "reading-ages.csv")
#: The parts of the program that make pages, and what says how they are made.
_PROGRAM = ("charts", "content", "locales", "site", "theme")
_BESIDE = ("macros.py", "mkdocs.yml")


def tested_parts(root: Path) -> dict[str, str]:
    """The digest of each part that the site of the plan in *root* comes from, by its name.

    A line ends as on any system, so that the same state has the same digests everywhere.
    """
    return {
        **{name: _digest(root, files) for name, files in _plan_files(root).items()},
        "program": _program_digest(),
    }


def changed_parts(root: Path, tested: Mapping[str, str]) -> list[str]:
    """In words, the parts that are not as they were when the site was tested."""
    words = {
        "pages": gettext("the pages in docs/"),
        "data": gettext("the numbers and settings in data/"),
        "revisions": gettext("the sealed revisions"),
        "program": gettext("the program that makes the pages"),
    }
    now = tested_parts(root)
    return [text for name, text in words.items() if tested.get(name) != now[name]]


def newest_source(root: Path) -> Path:
    """Which of the files that the site comes from was changed last."""
    files = [file for group in _plan_files(root).values() for file in group]
    return max([*files, *_program_files()], key=lambda file: file.stat().st_mtime)


def _plan_files(root: Path) -> dict[str, list[Path]]:
    data = [file for file in _files_below(root / "data") if file.name not in _NOT_TESTED]
    beside = [root / name for name in _BESIDE if (root / name).is_file()]
    return {
        "pages": [*_files_below(root / "docs"), *beside],
        "data": data,
        "revisions": _files_below(root / "revisions"),
    }


def _files_below(folder: Path) -> list[Path]:
    return sorted(
        file for file in folder.rglob("*") if file.is_file() and not is_desktop_file(file.name)
    )


def _program_files() -> list[Path]:
    files = [file for name in _PROGRAM for file in _files_below(PACKAGE / name)]
    return [file for file in files if file.suffix != ".pyc"]


@cache
def _program_digest() -> str:
    return _digest(PACKAGE, _program_files())


def _digest(top: Path, files: Iterable[Path]) -> str:
    total = sha256()
    for file in files:
        content = file.read_bytes().replace(b"\r\n", b"\n")
        path = file.relative_to(top).as_posix()
        total.update(f"{sha256(content).hexdigest()} {path}\n".encode())
    return total.hexdigest()[:16]
