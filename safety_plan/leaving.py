"""Pages that a reader may have to leave in a hurry, because somebody may be watching."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from safety_plan.pages import Page
from safety_plan.problems import Place, Problem
from safety_plan.yaml_files import told

_LIST = Path(__file__).with_name("sensitive-topics.txt")
SENSITIVE = [t for t in _LIST.read_text("utf-8").splitlines() if t and not t.startswith("#")]


def exits(page: Page) -> bool:
    """Whether the page has the button to leave; a sealed one may not have known to ask."""
    return page.exit_this_page or any(topic in SENSITIVE for topic in page.topics)


def shows_such(pages: Iterable[Page]) -> bool:
    """Whether a page that shows words of all *pages* has the button too."""
    return any(exits(page) for page in pages)


def leaving_problems(page: Page, shown: str) -> Iterator[Problem]:
    """A sensitive page that does not ask for the button, or whose address tells on its reader."""
    topic = next((topic for topic in page.topics if topic in SENSITIVE), "")
    if topic and not page.exit_this_page:
        yield told("exit-this-page", Place(shown, line=2), topic=topic)
    named = next((topic for topic in SENSITIVE if topic in page.path), "")
    if exits(page) and named:
        yield told("exit-address", Place(shown), named=named)
