"""Terms in full, as they stand in a sentence: with a capital only where they are names."""

import re
from collections.abc import Iterator

from safety_plan.checks.pages import pages_of
from safety_plan.content.macro_calls import calls_in
from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem
from safety_plan.models.plan import Plan
from safety_plan.revisions.bundle import RevisionBundle

#: A capital at the start and none after it, in several words: no name is written so.
_CAPITAL_FIRST = re.compile(r"[A-Z][a-z]+(?:-[a-z]+)?(?: [a-z]+(?:-[a-z]+)?)+")
#: What stands before a call in the middle of a sentence.
_WITHIN_A_SENTENCE = re.compile(r"[a-z0-9,;’]['’]?[ \n]\Z")


def capital_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Terms in full with a capital that stand in the middle of a sentence of a page."""
    rows = {
        row["term"]: row
        for row in plan.rows("glossary")
        if _CAPITAL_FIRST.fullmatch(row["expansion"])
    }
    for path, page in pages_of(plan) if rows else ():
        for call in calls_in(page.text, path, ("glossary",)):
            row = rows.get(call.argument(0, "term"))
            if row and _WITHIN_A_SENTENCE.search(page.text[max(0, call.start - 3) : call.start]):
                words = row["expansion"]
                small = f"{words[0].lower()}{words[1:]}"
                location = row.location("expansion")
                yield problem("glossary-capital", location, words=words, small=small, path=path)
                del rows[row["term"]]
