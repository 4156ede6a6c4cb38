"""The text of a page with calls: for mkdocs-macros to answer, or answered already."""

from safety_plan.content.macros_file import PageWords
from safety_plan.content.resolver import resolve_with, text_for_macros
from safety_plan.models.pages import Page
from safety_plan.site.problem_boxes import answer_to_problems


def text_of_page(
    source: Page, words: PageWords, display_path: str, *, is_preview: bool
) -> tuple[str, bool]:
    """The text of *source*, and whether mkdocs-macros has calls to answer in it.

    A build lets mkdocs-macros answer, and holds that against what check resolved. A preview, which
    someone waits for, shows the same answers without asking twice.
    """
    if not is_preview:
        try:
            return text_for_macros(source, words, display_path), True
        except ValueError:
            pass  # a call that cannot be answered
    box = answer_to_problems(is_preview=is_preview)
    return resolve_with(source, words, display_path, box), False
