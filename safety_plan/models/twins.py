"""Pages that say the same in several languages: an original and its twins.

A twin names its original in `translation_of`, and its own language. Each leads to the others;
the contents name the original alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from safety_plan.core.translation import languages
from safety_plan.models.languages import is_same_language
from safety_plan.models.pages import Page


def words_language(page: Page, plan_language: str) -> str:
    """The language of what the author of *page* wrote; without a word of it, the plan's."""
    return page.language or plan_language


def site_language(page: Page, plan_language: str) -> str:
    """The language of what the site says by itself on *page*: the page's own where it can."""
    language = words_language(page, plan_language)
    return language if language in languages() else plan_language


def is_foreign(page: Page, plan_language: str) -> bool:
    """Whether *page* is in another language than the plan and its data."""
    return not is_same_language(words_language(page, plan_language), plan_language)


def original_of(page: Page, pages: Iterable[Page]) -> Page | None:
    """The one of *pages* that *page* has in another language, or None."""
    if not page.translation_of or page.translation_of == page.page_id:
        return None
    same = (one for one in pages if one.page_id == page.translation_of)
    return next((one for one in same if not one.translation_of), None)


def twins_of(page: Page, pages: Iterable[Page]) -> list[Page]:
    """Those of *pages* that say what *page* says in other languages, the original first."""
    every = [*pages]
    original = original_of(page, every)
    first = original or page
    twins = [one for one in every if original_of(one, every) is first]
    return [one for one in ([original] if original else []) + twins if one.path != page.path]


def twin_in(page: Page, language: str, pages: Iterable[Page], plan_language: str) -> Page | None:
    """What says in *language* what *page* says: a twin, or None where none does."""
    twins = twins_of(page, pages)
    return next((one for one in twins if words_language(one, plan_language) == language), None)


def in_language(pages: Mapping[str, Page], language: str) -> dict[str, Page]:
    """*pages*, each of which says its language: *language* where it said none."""
    return {path: replace(one, language=one.language or language) for path, one in pages.items()}


def settle_twins(pages: Mapping[str, Page]) -> dict[str, Page]:
    """*pages* with each twin behind all originals, and as safe for its readers as its own is.

    What looks for the page of a chart or a list finds the original. A twin that names no topics
    has those of its original, and its button to leave in a hurry.
    """
    settled = {path: _as_safe_as_original(page, pages.values()) for path, page in pages.items()}
    return dict(sorted(settled.items(), key=lambda item: bool(item[1].translation_of)))


def _as_safe_as_original(page: Page, pages: Iterable[Page]) -> Page:
    original = original_of(page, pages)
    if original is None:
        return page
    exits = page.exit_this_page or original.exit_this_page
    if page.topics:
        return replace(page, exit_this_page=exits)
    return replace(page, topics=original.topics, topics_line=0, exit_this_page=exits)
