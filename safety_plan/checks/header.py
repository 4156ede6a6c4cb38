"""The links at the top of every page, held against the pages that are there."""

from collections.abc import Iterator

from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem
from safety_plan.models.plan import Plan
from safety_plan.revisions.bundle import RevisionBundle


def header_problems(plan: Plan, bundle: RevisionBundle) -> Iterator[Problem]:
    """Links of the header to a page, or to a heading on it, that is not there."""
    for index, link in enumerate(plan.settings.header):
        page = bundle.record.page(link.page)
        if page is None:
            location = plan.settings_document.location("header", str(index), "page")
            yield problem("page_id-unknown", location, name=link.page)
            continue
        anchors = [section["anchor"] for section in page.sections]
        if link.part and link.part not in anchors:
            location = plan.settings_document.location("header", str(index), "part")
            names = {"name": link.part, "path": page.path, "choices": anchors}
            yield problem("link-heading", location, **names)
