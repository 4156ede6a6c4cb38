"""Sentences that begin with the short name of a source, which has a small letter at its start."""

import re
from collections.abc import Iterator

from safety_plan.checks.pages import pages_of
from safety_plan.content.macro_calls import calls_in
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.models.plan import Plan
from safety_plan.revisions.bundle import RevisionBundle

_SENTENCE_BEFORE = re.compile(r"(?:\A|[.!?]\s|\n\n)[\s*_“\"'(]{0,9}\Z")
#: The sentence goes on: the source is no entry of a list or a table by itself.
_GOES_ON = re.compile(r",?\s{1,9}[a-z]")


def small_start_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Sentences that begin with a source whose short name begins with a small letter."""
    for path, page in pages_of(plan):
        for call in calls_in(page.text, path, ("source",), page.first_line):
            source = plan.sources.get(call.argument(0, "name"))
            before = page.text[: call.start]
            after = page.text[call.end :]
            begins = _SENTENCE_BEFORE.search(before) and _GOES_ON.match(after)
            if source and source.short[:1].islower() and begins:
                yield problem("source-start", Location(path, line=call.line), short=source.short)
