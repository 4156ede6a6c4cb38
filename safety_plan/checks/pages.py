"""The pages that checks look at, one by one."""

from collections.abc import Iterator, Mapping

from safety_plan.models.pages import Page
from safety_plan.models.plan import Plan

#: The folders of the plan's own pages and of the pages around it.
DOCS = "docs"
SITE_DOCS = "docs/site"


def page_folders(plan: Plan) -> tuple[tuple[str, Mapping[str, Page]], ...]:
    """The pages of *plan*, and those around it, each with the folder they stand in."""
    return (DOCS, plan.pages), (SITE_DOCS, plan.site_pages)


def pages_of(plan: Plan) -> Iterator[tuple[str, Page]]:
    """Every page of *plan* and around it that could be read, with the path messages name."""
    for folder, pages in page_folders(plan):
        for path, page in pages.items():
            if page.text:
                yield f"{folder}/{path}", page


def all_readable(plan: Plan) -> bool:
    """True where each page of the plan itself could be read."""
    return all(page.text for page in plan.pages.values())


def all_readable_with_site(plan: Plan) -> bool:
    """True where each page could be read, those about the site too."""
    return all_readable(plan) and all(page.text for page in plan.site_pages.values())
