"""Numbers in sentences whose unit is said nowhere near: so many of what, for how many?

A call brings a sign such as % or £. For a rate, or a length of time, it brings the number alone,
so that a sentence can say the rest in its own words.
"""

import re
from collections.abc import Iterator, Mapping

from safety_plan.checks.call_texts import CallText, call_texts
from safety_plan.content.macro_calls import Call, calls_in
from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem
from safety_plan.core.quantities import unit_words
from safety_plan.core.resources import load_resource
from safety_plan.models.plan import Plan
from safety_plan.revisions.bundle import RevisionBundle

_UNIT_WORDS: Mapping[str, re.Pattern[str]] = {
    unit: re.compile(words, re.I) for unit, words in load_resource("checks/call_units.yml").items()
}
#: Where a paragraph, an item of a list or a row of a table begins.
_BREAK = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+>]|\d+[.)])\s)")


def call_unit_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Calls for a rate or a length of time in a paragraph that never says what it is of."""
    for text in call_texts(plan):
        yield from _text_problems(plan, text)


def _text_problems(plan: Plan, text: CallText) -> Iterator[Problem]:
    for call in calls_in(text.text, text.start.path, ("figure",)):
        figure = plan.figures.get(call.argument(0, "name"))
        pattern = _UNIT_WORDS.get(figure.unit) if figure else None
        if not figure or pattern is None:
            continue
        if not pattern.search(_paragraph(text.text, call)):
            location = text.location(call.start)
            words = unit_words(figure.unit)
            yield problem("call-unit", location, name=figure.id, answer=figure.text, words=words)


def _paragraph(text: str, call: Call) -> str:
    """The paragraph, or the item of a list, that *call* stands in."""
    ends = [(found.start(), found.end()) for found in _BREAK.finditer(text)]
    first = max((end for _, end in ends if end <= call.start), default=0)
    last = min((start for start, _ in ends if start >= call.end), default=len(text))
    return text[first:last]
