"""The words beside a call, held against what the call answers.

A figure brings its unit and its qualifier, and a change its verb: whoever types them too gets
“63%%”, “over over 60” or “rose by rose by”. Words for a rise or a fall between two figures,
and a year for a figure of another, are held against the numbers.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from safety_plan.checks.call_texts import CallText, call_texts
from safety_plan.checks.sentence_periods import wrong_times
from safety_plan.content.change_phrases import describe_change
from safety_plan.content.macro_calls import Call, calls_in
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.core.resources import load_resource
from safety_plan.models.figures import Figure
from safety_plan.models.plan import Plan
from safety_plan.revisions.bundle import RevisionBundle

_WORDS = load_resource("checks/beside_calls.yml")
_MARKS = r"[\s*_“\"'(]*"
_UP = _WORDS["up"]
_DOWN = _WORDS["down"]
_BETWEEN = rf"(?:\s+{_WORDS['between']})*"
_VERB_BEFORE = re.compile(rf"\b(?P<verb>{_UP}|{_DOWN}){_BETWEEN}{_MARKS}$", re.I)
_QUALIFIER_BEFORE = re.compile(rf"\b(?P<word>{_WORDS['qualifiers']}){_MARKS}$", re.I)
_POUND_BEFORE = re.compile(rf"£{_MARKS}$")
_SIGN_BEFORE = re.compile(r"(?:^|[\s(*_])([-−–+<>~≈≤≥])[*_]*$")
_FROM_BEFORE = re.compile(
    rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN})){_BETWEEN},?\s+from{_MARKS}$", re.I
)
_TO_BETWEEN = re.compile(rf"[\s*_,]*+(?:in [^.;:]{{4,40}}|\([^)]{{4,40}}\))?\s*to{_MARKS}", re.I)
_SENTENCE_BEFORE = re.compile(r"(?:\A|[.!?]\s+|\n\s*\n\s*)[*_“\"']*$")


@dataclass(frozen=True, slots=True)
class Answer:
    """A call for a figure or a change in a text: its span, what it says and of which figures."""

    call: Call
    text: str
    figures: tuple[Figure, ...]

    @property
    def is_change(self) -> bool:
        """True for a call that brings a verb of its own."""
        return self.call.name == "change"


def beside_call_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Words beside calls, on every page and in registers, that their answers contradict."""
    for text in call_texts(plan):
        yield from _text_problems(plan, text)


def _text_problems(plan: Plan, source: CallText) -> Iterator[Problem]:
    text = source.text
    answers = _answers(plan.figures, text, source.start.path)
    spans = [(answer.call.start, answer.call.end, answer.figures) for answer in answers]
    for answer in answers:
        location = source.location(answer.call.start)
        yield from _word_problems(answer, text, location)
    for first, second in pairwise(answers):
        yield from _course_problems(first, second, text, source.location(first.call.start))
    for offset, words, name, period in wrong_times(text, spans):
        location = source.location(offset)
        yield problem("call-year", location, words=words, name=name, period=period)


def _answers(figures: Mapping[str, Figure], text: str, path: str) -> list[Answer]:
    """The calls of *text* for figures and changes that can be answered."""
    calls = calls_in(text, path, ("figure", "change"))
    return [answer for call in calls if (answer := _answer(figures, call))]


def _answer(figures: Mapping[str, Figure], call: Call) -> Answer | None:
    """What *call* says; None where it cannot be answered."""
    if call.name == "figure":
        figure = figures.get(call.argument(0, "name"))
        return Answer(call, figure.text, (figure,)) if figure else None
    old, new = figures.get(call.argument(0, "old")), figures.get(call.argument(1, "new"))
    if old is None or new is None:
        return None
    words = describe_change(old, new, call.argument(2, "show") or "change")
    return Answer(call, words, (old, new)) if words else None


def _word_problems(answer: Answer, text: str, location: Location) -> Iterator[Problem]:
    """Words before and after one call that its answer says already."""
    before = text[max(0, answer.call.start - 60) : answer.call.start]
    after = text[answer.call.end :]
    if double := _unit_after(answer.text, after):
        yield problem("call-beside.after", location, answer=answer.text, words=double)
    if not answer.is_change:
        yield from _before_figure(answer, before, location)
    elif verb := _VERB_BEFORE.search(before):
        words = " ".join(verb[0].split())
        yield problem("call-beside.verb", location, answer=answer.text, words=words)


def _before_figure(answer: Answer, before: str, location: Location) -> Iterator[Problem]:
    qualifier = answer.figures[0].qualifier
    if "£" in answer.text and (pound := _POUND_BEFORE.search(before)):
        yield problem("call-beside", location, answer=answer.text, words=pound[0].strip())
    if sign := _SIGN_BEFORE.search(before):
        yield problem("call-beside.sign", location, answer=answer.text, words=sign[1])
    elif qualifier and (word := _QUALIFIER_BEFORE.search(before)):
        yield problem("call-beside", location, answer=answer.text, words=word["word"])
    elif qualifier and _SENTENCE_BEFORE.search(before):
        yield problem("call-start", location, answer=answer.text)


def _unit_after(answer: str, after: str) -> str:
    """What stands after a call and says again what its *answer* says; empty where nothing does."""
    for ending, words in _WORDS["after"].items():
        says = "£" in answer if ending == "£" else answer.endswith(ending)
        match = (
            re.match(rf"[*_]*(?:[ \t\xa0-]|&nbsp;)*({words}|\({words}\))", after, re.I)
            if says
            else None
        )
        if match:
            return match[1]
    return ""


def _course_problems(
    first: Answer, second: Answer, text: str, location: Location
) -> Iterator[Problem]:
    """“Fell from” one figure “to” another that is larger, and the like."""
    if first.is_change or second.is_change:
        return
    verb = _FROM_BEFORE.search(text[max(0, first.call.start - 60) : first.call.start])
    if not verb or not _TO_BETWEEN.fullmatch(text[first.call.end : second.call.start]):
        return
    (one,), (other,) = first.figures, second.figures
    was, now = one.number, other.number
    if was is None or now is None or one.unit != other.unit:
        return
    if (verb["up"] and now <= was) or (verb["down"] and now >= was):
        params = {"verb": verb["up"] or verb["down"], "was": first.text, "now": second.text}
        yield problem("call-beside.course", location, **params)
