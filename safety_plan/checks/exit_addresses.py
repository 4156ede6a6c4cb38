"""Addresses that tell on whoever reads a page that can be left in a hurry."""

from collections.abc import Iterator

from safety_plan.checks.pages import DOCS, pages_of
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.models.plan import Plan
from safety_plan.models.sensitivity import word_in_address
from safety_plan.reading.docs_files import FILES, list_attachments
from safety_plan.revisions.bundle import RevisionBundle


def exit_address_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Pages and files whose address names what can put their reader at risk."""
    for path, page in pages_of(plan):
        if named := word_in_address(page.address):
            yield problem("exit-address", Location(path), named=named)
    for name in list_attachments(plan.docs):
        if named := word_in_address(name):
            yield problem("exit-address.file", Location(f"{DOCS}/{FILES}/{name}"), named=named)
