"""The topics of pages, for each of which the help box needs a kind of trouble."""

from collections.abc import Iterator

from safety_plan.checks.pages import pages_of
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.models.help import topics_of
from safety_plan.models.plan import Plan
from safety_plan.models.sensitivity import names_danger
from safety_plan.revisions.bundle import RevisionBundle


def topic_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Topics of a page that no kind of trouble has."""
    topics = topics_of(plan)
    if not topics:
        return
    for path, page in pages_of(plan):
        for topic in page.topics:
            # What a twin has from its original is told there.
            if topic not in topics and page.topics_line:
                location = Location(path, line=page.topics_line)
                key = "topic-unknown.sensitive" if names_danger(topic) else "topic-unknown"
                yield problem(key, location, name=topic, choices=sorted(topics))
