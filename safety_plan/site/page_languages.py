"""What the theme is told of the language of a page, and of the same page in other languages."""

from collections.abc import Callable, Mapping
from typing import Any

from safety_plan.models.languages import own_name
from safety_plan.models.pages import Page
from safety_plan.models.twins import (
    is_foreign,
    original_of,
    site_language,
    twin_in,
    twins_of,
    words_language,
)
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.site.site_model import Site
from safety_plan.site.urls import relative


def pages_around(site: Site, bundle: RevisionBundle | None) -> Mapping[str, Page]:
    """The pages of *bundle*, or those around every revision."""
    return bundle.pages if bundle else site.plan.site_pages


def language_context(site: Site, page: Page, bundle: RevisionBundle | None) -> dict[str, Any]:
    """The language of *page*, and where it stands in others; links are relative to it.

    *in_place* says of pages in the contents, by their addresses, what stands there instead.
    """
    plan_language = site.plan.settings.language
    start = f"{bundle.id}/" if bundle else ""
    pages = pages_around(site, bundle)

    def link_to(other: Page) -> dict[str, str]:
        language = words_language(other, plan_language)
        href = relative(f"{start}{other.address}", f"{start}{page.address}")
        names = {"title": other.title, "name": own_name(language), "language": language}
        return {**names, "href": href, "address": f"{start}{other.address}"}

    return {
        "language": site_language(page, plan_language),
        "words_language": words_language(page, plan_language),
        "language_name": own_name(words_language(page, plan_language)),
        "twins": [link_to(twin) for twin in twins_of(page, pages.values())],
        "in_place": {
            f"{start}{other.address}": link_to(stand_in)
            for other in pages.values()
            if (stand_in := _stand_in(other, page, pages, plan_language))
        },
        "turn": _turn(page, bundle, link_to, plan_language),
    }


def _stand_in(
    other: Page, page: Page, pages: Mapping[str, Page], plan_language: str
) -> Page | None:
    """What the contents on *page* show in the place of *other*; None where that is itself."""
    language = words_language(page, plan_language)
    if other.translation_of or words_language(other, plan_language) == language:
        return None
    twin = twin_in(other, language, pages.values(), plan_language)
    return twin or (other if is_foreign(other, plan_language) else None)


def _turn(
    page: Page,
    bundle: RevisionBundle | None,
    link_to: Callable[[Page], dict[str, str]],
    plan_language: str,
) -> dict[str, dict[str, str] | None] | None:
    """The pages before and after a twin: those of its original, in its language where they are."""
    original = original_of(page, bundle.pages.values()) if bundle else None
    if bundle is None or original is None:
        return None
    files = [file for file in bundle.record.revision.files if file in bundle.pages]
    if original.path not in files:
        return None
    index = files.index(original.path)
    near = {"previous": files[index - 1 : index] if index else [], "next": files[index + 1 :][:1]}
    language = words_language(page, plan_language)

    def link_to_file(file: str) -> dict[str, str]:
        other = bundle.pages[file]
        return link_to(twin_in(other, language, bundle.pages.values(), plan_language) or other)

    return {name: link_to_file(paths[0]) if paths else None for name, paths in near.items()}


def listed_twins(site: Site, bundle: RevisionBundle | None) -> list[dict[str, Any]]:
    """The pages that stand in no contents, because their originals do, language by language."""
    plan_language = site.plan.settings.language
    start = f"{bundle.id}/" if bundle else ""
    pages = pages_around(site, bundle)
    twins = [page for page in pages.values() if original_of(page, pages.values())]
    languages = dict.fromkeys(words_language(page, plan_language) for page in twins)
    return [
        {
            "language": language,
            "name": own_name(language),
            "pages": sorted(
                (page.title, f"{start}{page.address}")
                for page in twins
                if words_language(page, plan_language) == language
            ),
        }
        for language in languages
    ]
