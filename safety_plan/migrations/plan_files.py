"""The files of a plan that a migration may change, as texts, and writing them."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from safety_plan.core.files import replace_file
from safety_plan.migrations.outcome import Left
from safety_plan.models.registers import REGISTERS, RETIRED_REGISTERS
from safety_plan.reading.docs_files import is_page, list_files
from safety_plan.reading.text_files import read_text

_SETTINGS = ("data/plan.yml", "data/revision.yml", "data/sources.yml")
_PROGRAM = ("macros.py", "mkdocs.yml")


def read_files(plan: Path) -> tuple[dict[str, str], list[Left]]:
    """The texts of the plan under *plan* by their paths, and what could not be read."""
    texts: dict[str, str] = {}
    left: list[Left] = []
    for path in _paths(plan):
        text, problems = read_text(plan / path, path)
        if problems:
            left += [Left(path, f"{one.found} {one.fix}", one.location.row) for one in problems]
        else:
            texts[path] = text
    return texts, left


def _paths(plan: Path) -> Iterator[str]:
    """The files that are there; nothing below `revisions/` is one of them."""
    registers = (f"data/{name}.csv" for name in [*REGISTERS, *RETIRED_REGISTERS])
    fixed = [*_PROGRAM, *_SETTINGS, *registers]
    yield from (path for path in fixed if (plan / path).exists())
    yield from (f"docs/{path}" for path in list_files(plan / "docs") if is_page(path))


def write_files(plan: Path, changes: Mapping[str, str | None]) -> None:
    """Writes *changes*; a file goes only once all that takes its place is on the disk."""
    for path, text in changes.items():
        if text is not None:
            replace_file(plan / path, text.encode())
    for path, text in changes.items():
        if text is None:
            (plan / path).unlink()
