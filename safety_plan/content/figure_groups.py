"""The list of all figures, in groups: each under the page that is most about it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from safety_plan.content.macro_calls import calls_in
from safety_plan.core.translation import gettext
from safety_plan.models.pages import HOME_PAGE, Page
from safety_plan.models.plan import Plan

#: The words that name figures in a call, with what each calls its arguments.
_FIGURES_OF_WORD = {"figure": ("name",), "change": ("old", "new")}
#: What stands for the figures that no page names.
_ELSEWHERE = "elsewhere"

#: A page with its title, the heading of the contents that it stands below, and its figures.
Group = dict[str, Any]


def figure_groups(plan: Plan) -> list[Group]:
    """The figures of *plan* by page, each once.

    Pages below no heading of the contents come first, then the part with the most figures: what
    was counted stands before what a plan says of itself.
    """
    pages = [plan.pages[file] for file in plan.revision.files if file in plan.pages]
    part_of = {file: part.title for part in plan.revision.contents for file in part.files}
    names_of = _figures_by_page(plan, sorted(pages, key=_most_about(plan, part_of)))
    groups = [
        _group(page.page_id, page.title, part_of[page.path], names_of[page.page_id])
        for page in pages
        if page.page_id in names_of
    ]
    on_pages = {name for names in names_of.values() for name in names}
    rest = [name for name in plan.figures if name not in on_pages]
    elsewhere = gettext("In charts, tables and files only")
    return [
        *_largest_first(groups),
        *([_group(_ELSEWHERE, elsewhere, gettext("Other figures"), rest)] if rest else []),
    ]


def _group(page_id: str, title: str, part: str, names: list[str]) -> Group:
    return {"id": page_id, "title": title, "section": part, "figures": names}


def _figures_by_page(plan: Plan, pages: Iterable[Page]) -> dict[str, list[str]]:
    """The names of the figures of each of *pages*; one that several name is of the first."""
    page_of: dict[str, str] = {}
    for page in pages:
        for name in _names_on(plan, page):
            if name in plan.figures:
                page_of.setdefault(name, page.page_id)
    by_page: dict[str, list[str]] = {}
    for name in plan.figures:
        if name in page_of:
            by_page.setdefault(page_of[name], []).append(name)
    return by_page


def _most_about(plan: Plan, part_of: Mapping[str, str]) -> Callable[[Page], int]:
    """How pages are put in order: those of priorities, then the others below a heading.

    Those below none, and the front page last of all, show what other pages are about.
    """
    priorities = {row["page_id"] for row in plan.rows("priorities")}

    def order(page: Page) -> int:
        if page.page_id in priorities:
            return 0
        if page.path == HOME_PAGE:
            return 3
        return 1 if part_of[page.path] else 2

    return order


def _largest_first(groups: list[Group]) -> list[Group]:
    """The *groups*, those of a part of the contents together, by how many figures it has."""
    sizes: Counter[str] = Counter()
    for group in groups:
        sizes[group["section"]] += len(group["figures"])
    parts = sorted(sizes, key=lambda part: (part != "", -sizes[part]))
    return sorted(groups, key=lambda group: parts.index(group["section"]))


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
