"""Numbers that an author typed into a page instead of asking for a figure."""

from collections.abc import Iterator
from dataclasses import replace

from safety_plan.checks.foreign_numbers import numbers_on_page
from safety_plan.checks.pages import pages_of
from safety_plan.content.annotations import ANNOTATION, NUMBER_MARK, annotations
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.core.prompts import find_prompts
from safety_plan.models.pages import Page
from safety_plan.models.plan import Plan
from safety_plan.reading.markdown_text import blank_out, without_code
from safety_plan.revisions.bundle import RevisionBundle

#: No reason at all, and the word that stands in our own examples.
_NO_REASON = ("", "reason")


def number_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Numbers typed into pages, and marks that mark nothing or give no reason."""
    for path, page in pages_of(plan):
        # What a prompt asks for is no word of the plan.
        prompts = [prompt.span() for prompt in find_prompts(page.text)]
        for number in numbers_on_page(plan, page):
            if any(start < number.start < end for start, end in prompts):
                continue
            words = " ".join(number.text.split())
            location = _location(page, path, number.start)
            yield replace(problem("hand-typed-number", location, words=words), text=number.text)
        yield from _annotation_problems(page, path)


def _annotation_problems(page: Page, path: str) -> Iterator[Problem]:
    for mark in annotations(page.text, page.path):
        location = _location(page, path, mark.start)
        if not mark.number:
            yield problem("number-mark.lost", location)
        elif mark.reason in _NO_REASON:
            yield problem("number-mark.reason", location, words=mark.number)
    rest = ANNOTATION.sub(blank_out, without_code(page.text))
    for match in NUMBER_MARK.finditer(rest):
        location = _location(page, path, match.start())
        yield problem("number-mark", location, words=match[0][:40])


def _location(page: Page, path: str, offset: int) -> Location:
    line = page.first_line + page.text.count("\n", 0, offset)
    return Location(path, line=line, offset=offset)
