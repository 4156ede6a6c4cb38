"""The button to leave in a hurry, on every page about what can put its reader at risk."""

from collections.abc import Iterator

from safety_plan.checks.pages import pages_of
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.models.pages import SENSITIVE, has_exit_button
from safety_plan.models.plan import Plan
from safety_plan.revisions.bundle import RevisionBundle


def exit_button_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Sensitive pages without the button, and pages whose address tells on their reader."""
    for path, page in pages_of(plan):
        topic = next((topic for topic in page.topics if topic in SENSITIVE), "")
        if topic and not page.exit_this_page:
            yield problem("exit-this-page", Location(path, line=2), topic=topic)
        named = next((topic for topic in SENSITIVE if topic in page.path), "")
        if has_exit_button(page) and named:
            yield problem("exit-address", Location(path), named=named)
