"""A Word document becomes pages of a plan, which its contents name."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, PlanError
from safety_plan.core.resources import load_resource
from safety_plan.imports.free_names import read_free_names
from safety_plan.imports.list_entries import add_entries
from safety_plan.imports.new_files import Import
from safety_plan.imports.word_file import read_word
from safety_plan.imports.word_losses import describe_losses
from safety_plan.imports.word_pages import NewFiles, make_pages
from safety_plan.reading.text_files import read_text

_REVISION = "data/revision.yml"


def import_word(file: Path, parts: Mapping[str, bytes], plan: Path) -> Import:
    """What the document *file*, which consists of *parts*, becomes. Raises PlanError."""
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
        sentences=tuple(_say(pages, is_listed=bool(revision))),
        next_step=load_resource("imports/sentences.yml")["next-of-words"],
    )


def _with_contents(plan: Path, names: list[str]) -> str:
    """The settings of the revision with the pages *names* in its contents, or nothing."""
    text, problems = read_text(plan / _REVISION, _REVISION)
    return "" if problems else add_entries(text, "contents", names)


def _say(pages: NewFiles, *, is_listed: bool) -> Iterator[str]:
    count, pictures = len(pages.pages), len(pages.pictures)
    names = "".join(f"\n    docs/{path}" for path in [*pages.pages, *pages.pictures])
    yield f"Pages: {count}. Pictures: {pictures}.{names}"
    sentences = load_resource("imports/sentences.yml")
    lines = "" if is_listed else "".join(f"\n  - {path}" for path in pages.pages)
    yield sentences["listed" if is_listed else "unlisted"] + lines
    yield from describe_losses(pages.losses)
