"""Pages of priorities that show what belongs to another: the page was copied and not finished."""

from collections.abc import Iterator

from safety_plan.content.macro_calls import calls_in
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.models.pages import Page
from safety_plan.models.plan import Plan
from safety_plan.revisions.bundle import RevisionBundle

#: Page words that show the rows of one priority.
_LISTS = ("actions", "gaps", "money")
#: Page words that show a number or a drawing by its name.
_EVIDENCE = ("chart", "figure", "change", "spark", "target")
#: What a page shows by its name: each word with its arguments.
_Evidence = frozenset[tuple[str, ...]]


def other_priority_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Pages that list what belongs to another priority and not what is theirs."""
    priorities = [row["page_id"] for row in plan.rows("priorities")]
    pages = {page.page_id: page for page in plan.pages.values() if page.page_id in priorities}
    first_pages: dict[_Evidence, Page] = {}
    for name in dict.fromkeys(priorities):
        if name in pages:
            page = pages[name]
            yield from _list_problems(page, pages)
            yield from _evidence_problems(page, first_pages)


def _list_problems(page: Page, pages: dict[str, Page]) -> Iterator[Problem]:
    for word in _LISTS:
        calls = calls_in(page.text, page.path, (word,), page.first_line)
        # Without the name of a page, a list is of all priorities.
        named_calls = [(call, name) for call in calls if (name := call.argument(0, "page_id"))]
        if any(name == page.page_id for _, name in named_calls):
            continue
        for call, name in named_calls:
            if name in pages:
                location = Location(f"docs/{page.path}", line=call.line)
                params = {"word": word, "other": name, "own": page.page_id}
                yield problem("other-priority", location, title=pages[name].title, **params)


def _evidence_problems(page: Page, first_pages: dict[_Evidence, Page]) -> Iterator[Problem]:
    calls = calls_in(page.text, page.path, _EVIDENCE, page.first_line)
    evidence = frozenset((call.name, *call.arguments, *call.named.values()) for call in calls)
    charts = [call for call in calls if call.name == "chart"]
    first = first_pages.setdefault(evidence, page)
    if charts and first is not page:
        location = Location(f"docs/{page.path}", line=charts[0].line)
        yield problem("other-priority.charts", location, title=first.title)
