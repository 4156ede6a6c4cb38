"""The list of all figures, in groups: each under the page that readers meet it on first."""

from collections.abc import Iterator
from typing import Any

from safety_plan.content.macro_calls import calls_in
from safety_plan.core.translation import gettext
from safety_plan.models.pages import Page
from safety_plan.models.plan import Plan

#: The words that name figures in a call, with what each calls its arguments.
_FIGURES_OF_WORD = {"figure": ("name",), "change": ("old", "new")}
#: What stands for the figures that no page names.
_ELSEWHERE = "elsewhere"
_FRONT = "index.md"


def figure_groups(plan: Plan) -> list[dict[str, Any]]:
    """The figures of *plan* by page, in the order of the contents, each once."""
    pages = [plan.pages[file] for file in plan.revision.files if file in plan.pages]
    # The front page shows what other pages are about; only what is on no other stands under it.
    pages = sorted(pages, key=lambda page: page.path == _FRONT)
    page_of: dict[str, str] = {}
    for page in pages:
        for name in _names_on(plan, page):
            if name in plan.figures:
                page_of.setdefault(name, page.page_id)
    titles = {page.page_id: page.title for page in pages}
    titles[_ELSEWHERE] = gettext("In charts, tables and files only")
    groups = {page_id: list[str]() for page_id in titles}
    for name in plan.figures:
        groups[page_of.get(name, _ELSEWHERE)].append(name)
    return [
        {"id": page_id, "title": titles[page_id], "figures": names}
        for page_id, names in groups.items()
        if names
    ]


def _names_on(plan: Plan, page: Page) -> Iterator[str]:
    """The names of figures in the calls of a page, and in the rows of registers about it."""
    yield from _names_in(page.text, page.path)
    for register, rows in plan.registers.items():
        if register == "figures":
            continue
        for row in rows:
            if row["page_id"] == page.page_id:
                for cell in row.cells.values():
                    yield cell
                    yield from _names_in(cell, row.path)


def _names_in(text: str, path: str) -> Iterator[str]:
    for call in calls_in(text, path, _FIGURES_OF_WORD):
        for position, argument in enumerate(_FIGURES_OF_WORD[call.name]):
            yield call.argument(position, argument)
