"""The plain text that a seal holds of each page: what a reader reads, without any program.

A later program that would make a page say anything else is found by it, word by word.
"""

from pathlib import Path

from safety_plan.content.links import find_changes
from safety_plan.content.markdown_ext import make_renderer
from safety_plan.content.page_text import parse_html, sections_of
from safety_plan.content.renderer import Renderer
from safety_plan.core.files import write_file
from safety_plan.core.translation import SOURCE_LANGUAGE, language_of_page
from safety_plan.models.pages import Page
from safety_plan.revisions.bundle import RevisionBundle

#: The folder of a seal that holds them; seals of before have none.
TEXTS = "text"
#: How many letters of a line are shown before the first that differs, and in all.
_BEFORE = 20
_SHOWN = 80


def page_texts(bundle: RevisionBundle) -> dict[str, str]:
    """What each page of *bundle* says, by the path of the page."""
    record = bundle.record
    renderer = Renderer(
        figures=record.figures,
        sources=record.sources,
        targets=record.targets,
        changes=find_changes(page.text for page in bundle.pages.values()),
        text_rule=record.text_rule,
    )
    write = make_renderer(renderer)

    def text_of(page: Page) -> str:
        with language_of_page(page.language or SOURCE_LANGUAGE):
            return read_text(write(page.text))

    return {path: text_of(page) for path, page in bundle.pages.items()}


def read_text(html: str, *, whole_page: bool = False) -> str:
    """The words of a fragment of *html*, or of a whole page, in the order they are read.

    A heading stands after `#`, the cells of a row are a tab apart. What is about today is left
    out, as are links that only download what stands there.
    """
    lines: list[str] = []
    for section in sections_of(parse_html(html), whole_page=whole_page, for_reading=True):
        if section.heading:
            lines += ["", f"# {section.heading}"]
        lines += section.blocks
    return "\n".join([*lines, ""]).lstrip("\n")


def text_path(path: str) -> str:
    """Where the text of the page *path* stands in a seal."""
    return f"{TEXTS}/{path.removesuffix('.md')}.txt"


def write_texts(bundle: RevisionBundle, folder: Path) -> None:
    """Writes the text of each page into the seal *folder*, with the same bytes on every system."""
    for path, text in page_texts(bundle).items():
        file = folder / text_path(path)
        write_file(file, text.encode())


def sealed_texts(bundle: RevisionBundle) -> dict[str, str]:
    """What the seal of *bundle* holds of each page, by its path; nothing where it holds none."""
    folder = bundle.docs.parent
    if not bundle.sealed or not (folder / TEXTS).is_dir():
        return {}
    files = {path: folder / text_path(path) for path in bundle.pages}
    return {
        path: file.read_text(encoding="utf-8") if file.is_file() else ""
        for path, file in files.items()
    }


def first_difference(sealed: str, now: str) -> tuple[str, str] | None:
    """The words at the first place where two texts differ, as sealed and now; None if nowhere."""
    if sealed == now:
        return None
    one, other = [*sealed.split("\n"), ""], [*now.split("\n"), ""]
    lines = zip(one, other, strict=False)
    before, after = next(((a, b) for a, b in lines if a != b), (one[-2], other[-2]))
    start = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), 0)
    start = before.rfind(" ", 0, max(start - _BEFORE, 0)) + 1
    return before[start : start + _SHOWN], after[start : start + _SHOWN]
