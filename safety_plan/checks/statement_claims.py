"""What pages about the site claim of tests that nobody says are made.

An accessibility statement is often copied from another site, with what is tested there.
"""

import re
from collections.abc import Iterator

from safety_plan.checks.pages import SITE_DOCS
from safety_plan.checks.undecided import split_sentences
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.core.text import truncate
from safety_plan.models.plan import Plan
from safety_plan.revisions.bundle import RevisionBundle

_CHANGE = r"(?:change|commit|build|release|update|edit|version|publication)s?"
_TEST = re.compile(
    r"\b(?:re-?)?(?:tests?|tested|testing|checks?|checked|scans?|scanned|axe|axe-core|pa11y"
    r"|lighthouse|wave)\b",
    re.I,
)
#: The claim is about every change to come, not about one test that was made.
_ALWAYS = re.compile(
    rf"\b(?:each|every|any|all)\s+(?:\w+\s+)?{_CHANGE}\b"
    r"|\b(?:automatically|continuously|constantly|continuous integration)\b"
    r"|\b(?:when|whenever|each time|every time)\b[^.]*\b(?:chang|updat|publish|edit|built|build)"
    r"|\b(?:nothing|no \w+)\b[^.]*\b(?:published|public|live)\b[^.]*\b(?:without|until|unless)\b",
    re.I,
)
#: People who read what others wrote make no such test, unless a machine is named as well.
_PEOPLE = re.compile(
    r"\b(?:officers?|editors?|person|people|colleagues?|staff|somebody|someone|team)\b", re.I
)
_MACHINE = re.compile(r"\b(?:machine|automatic\w*|accessib\w*|browser|axe|axe-core|WCAG)\b", re.I)


def statement_claim_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Sentences that say every change is tested, where the plan does not say so."""
    if plan.settings.tested_on_every_change:
        return
    for path, page in plan.site_pages.items():
        if page.page_id != "accessibility":
            continue
        for start, sentence in split_sentences(page.text):
            if _claims_every_change(sentence):
                line = page.first_line + page.text.count("\n", 0, start)
                text = truncate(" ".join(sentence.split()).rstrip("."))
                location = Location(f"{SITE_DOCS}/{path}", line=line)
                yield problem("statement-claim", location, text=text)


def _claims_every_change(sentence: str) -> bool:
    is_by_people = _PEOPLE.search(sentence) and not _MACHINE.search(sentence)
    return bool(_ALWAYS.search(sentence) and _TEST.search(sentence) and not is_by_people)
