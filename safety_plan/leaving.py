"""Pages that a reader may have to leave in a hurry, because somebody may be watching."""

from __future__ import annotations

from pathlib import Path

from safety_plan.pages import Page
from safety_plan.problems import Place, Problem

_LIST = Path(__file__).with_name("sensitive-topics.txt")
SENSITIVE = [t for t in _LIST.read_text("utf-8").splitlines() if t and not t.startswith("#")]


def exits(page: Page) -> bool:
    """Whether the page has the button to leave; a sealed one may not have known to ask."""
    return page.exit_this_page or any(topic in SENSITIVE for topic in page.topics)


def leaving_problems(page: Page, shown: str) -> list[Problem]:
    """A sensitive page that does not ask for the button, or whose address tells on its reader."""
    problems = []
    topic = next((topic for topic in page.topics if topic in SENSITIVE), "")
    if topic and not page.exit_this_page:
        found = f"The page is about “{topic}” and has no button to leave in a hurry."
        fix = "Add the line “exit_this_page: true” to its settings."
        problems.append(Problem(Place(shown, line=2), "exit-this-page", found, fix))
    named = next((topic for topic in SENSITIVE if topic in page.path), "")
    if exits(page) and named:
        found = f"The address of the page holds “{named}”, which browsers keep in their history."
        fix = "Give the file a name that does not say what the page is about. Keep its page_id."
        problems.append(Problem(Place(shown), "exit-address", found, fix))
    return problems
