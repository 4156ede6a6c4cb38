"""A file that a council has becomes part of a plan: what is written, and what is said of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from safety_plan.core.files import make_folder, replace_file
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, PlanError
from safety_plan.core.resources import load_resource
from safety_plan.imports.free_names import read_free_names
from safety_plan.imports.list_entries import add_entries
from safety_plan.imports.office_file import read_office_file
from safety_plan.imports.word_file import DOCUMENT, read_word
from safety_plan.imports.word_losses import describe_losses
from safety_plan.imports.word_pages import NewFiles, make_pages
from safety_plan.reading.text_files import read_text

_REVISION = "data/revision.yml"


@dataclass(frozen=True, slots=True)
class Import:
    """The files that an import writes, by their paths below the plan, and what is said of it.

    *changes* are files that the plan had already; all others are new.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    changes: dict[str, bytes] = field(default_factory=dict)
    sentences: tuple[str, ...] = ()


def read_import(file: Path, plan: Path) -> Import:
    """What *file* becomes in the plan under *plan*. Raises PlanError where it cannot be read."""
    parts, problems = read_office_file(file)
    if problems:
        raise PlanError(problems)
    if DOCUMENT in parts:
        return _import_word(file, parts, plan)
    raise PlanError([problem("import-file", Location(file.name), name=file.name)])


def write_import(plan: Path, work: Import) -> None:
    """Writes the new files of *work*, and then those that name them."""
    for path, content in [*work.files.items(), *work.changes.items()]:
        make_folder((plan / path).parent)
        replace_file(plan / path, content)


def _import_word(file: Path, parts: dict[str, bytes], plan: Path) -> Import:
    text = read_word(parts)
    if text is None:
        raise PlanError([problem("import-file.damaged", Location(file.name), name=file.name)])
    title = " ".join(file.stem.replace("_", " ").replace("-", " ").split())
    pages = make_pages(text, title, read_free_names(plan))
    if not pages.pages:
        raise PlanError([problem("import-file.words", Location(file.name), name=file.name)])
    revision = _with_contents(plan, [*pages.pages])
    files = {f"docs/{path}": text.encode() for path, text in pages.pages.items()}
    files |= {f"docs/{path}": content for path, content in pages.pictures.items()}
    return Import(
        files=files,
        changes={_REVISION: revision.encode()} if revision else {},
        sentences=tuple(_say_word(pages, is_listed=bool(revision))),
    )


def _with_contents(plan: Path, names: list[str]) -> str:
    """The settings of the revision with the pages *names* in its contents, or nothing."""
    text, problems = read_text(plan / _REVISION, _REVISION)
    return "" if problems else add_entries(text, "contents", names)


def _say_word(pages: NewFiles, *, is_listed: bool) -> Iterator[str]:
    count, pictures = len(pages.pages), len(pages.pictures)
    names = "".join(f"\n    docs/{path}" for path in [*pages.pages, *pages.pictures])
    yield f"Pages: {count}. Pictures: {pictures}.{names}"
    sentences = load_resource("imports/sentences.yml")
    lines = "" if is_listed else "".join(f"\n  - {path}" for path in pages.pages)
    yield sentences["listed" if is_listed else "unlisted"] + lines
    yield from describe_losses(pages.losses)
