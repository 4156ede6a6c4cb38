"""What the words beside a target say became of it, held against its verdict.

Looked at are the sentences of the paragraph in which `{{ target("name") }}` stands, of the one
before and after, and the heading above. What the words leave open is left alone.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from safety_plan.checks.call_texts import call_texts
from safety_plan.content.macro_calls import Call, calls_in
from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem
from safety_plan.core.resources import load_resource
from safety_plan.models.chart_targets import targets_of_charts
from safety_plan.models.plan import Plan
from safety_plan.models.targets import Target
from safety_plan.revisions.bundle import RevisionBundle

_RULES = load_resource("checks/target_claims.yml")
_PARTS = {name: _RULES[name] for name in ("which", "are", "by", "of", "not_of")}
#: The words of each claim, and the verdicts that bear it out.
_CLAIMS = [
    (re.compile(rf"\b(?:{claim['words'].format(**_PARTS)})\b", re.I), claim["verdicts"])
    for claim in _RULES["claims"].values()
]
_OPEN = re.compile(rf"\b(?:{_RULES['open']})\b|\?", re.I)
_EVERY = re.compile(rf"\b(?:{_RULES['every']})\b", re.I)
_ABOUT = re.compile(_RULES["about"], re.I)
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
#: What a target is for, as a sentence says it, and the words in that.
_FOR = re.compile(r"\btargets? (?:for|on|to) ([^.,;:!?]{1,60})", re.I)
_WORD = re.compile(r"[a-z]{4,30}", re.I)
_SMALL_WORDS = set(_RULES["small_words"])
#: Paragraphs and headings; a list item is a part of its list.
_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?![ \t]*\n|#))+")
_SENTENCE = re.compile(r"[^.!?]+[.!?]?")


@dataclass(frozen=True, slots=True)
class _Part:
    """A paragraph or a heading, and the targets that are called in it."""

    start: int
    text: str
    targets: tuple[Target, ...]

    @property
    def is_heading(self) -> bool:
        """True for a heading, above which nothing is of the same subject."""
        return self.text.lstrip().startswith("#")


def target_claim_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Words beside a target, on every page and in registers, that its verdict contradicts."""
    if not plan.targets:
        return
    for text in call_texts(plan):
        for offset, found in _claims(text.text, text.start.path, plan.targets):
            yield problem("target-claim", text.location(offset), **found)
    yield from _chart_titles(plan)


def _chart_titles(plan: Plan) -> Iterator[Problem]:
    """Titles of charts that say of their target what its verdict contradicts."""
    document = plan.chart_specifications
    for chart_id, name in targets_of_charts(document).items():
        if chart_id in plan.charts and name in plan.targets:
            title = plan.charts[chart_id].title
            target = plan.targets[name]
            if found := false_claim(title, [target], is_about=True):
                yield problem("target-claim", document.location(chart_id, "title"), **found)


def _claims(
    text: str, path: str, targets: Mapping[str, Target]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Where a claim stands that is not borne out, and what its problem has to say."""
    parts = _parts(text, path, targets)
    for index, part in enumerate(parts):
        beside = _targets_beside(parts, index)
        for sentence in _SENTENCE.finditer(part.text) if beside else ():
            if found := false_claim(sentence[0], beside):
                yield part.start + sentence.start(), found


def _parts(text: str, path: str, targets: Mapping[str, Target]) -> list[_Part]:
    """The paragraphs and headings of *text*, without the calls in them."""
    calls = calls_in(text, path, ("target",))
    parts = []
    for match in _PARAGRAPH.finditer(_without(text, calls)):
        inside = [call for call in calls if match.start() <= call.start < match.end()]
        named = [targets[name] for call in inside for name in _names(call, targets)]
        parts.append(_Part(match.start(), match[0], tuple(named)))
    return parts


def _without(text: str, calls: Sequence[Call]) -> str:
    """*text* with a full stop in place of each call, and as long as before."""
    for call in calls:
        blank = ".".ljust(call.end - call.start)
        text = text[: call.start] + blank + text[call.end :]
    return text


def _names(call: Call, targets: Mapping[str, Target]) -> list[str]:
    """The targets that *call* shows, all of them where it names none."""
    name = call.argument(0, "name")
    if not name:
        return [*targets]
    return [name] if name in targets else []


def _targets_beside(parts: Sequence[_Part], index: int) -> list[Target]:
    """The targets in a part and in those next to it, as far as the same heading goes."""
    part = parts[index]
    near = [part]
    if index + 1 < len(parts) and not parts[index + 1].is_heading:
        near.append(parts[index + 1])
    if index and not part.is_heading and not parts[index - 1].is_heading:
        near.append(parts[index - 1])
    return list({target.id: target for one in near for target in one.targets}.values())


def false_claim(
    sentence: str, targets: Collection[Target], *, is_about: bool = False
) -> dict[str, str]:
    """What *sentence* says of *targets* that none of them bears out; empty where nothing is.

    *is_about* where it is of the targets whatever its words.
    """
    is_open = _OPEN.search(sentence) or not (is_about or _ABOUT.search(sentence))
    if is_open or _is_of_other_years(sentence, targets) or _is_of_another(sentence, targets):
        return {}
    for pattern, verdicts in _CLAIMS:
        match = pattern.search(sentence)
        false = [one for one in targets if one.judgement.verdict not in verdicts]
        is_false = bool(false) if _EVERY.search(sentence) else len(false) == len(targets)
        if match and is_false:
            first = false[0]
            return {"words": match[0], "name": first.id, "verdict": first.verdict_words.lower()}
    return {}


def _is_of_other_years(sentence: str, targets: Collection[Target]) -> bool:
    """Whether *sentence* names years that are none of those of *targets*."""
    years = set(_YEAR.findall(sentence))
    own = {year for one in targets for year in _YEAR.findall(_times(one))}
    return bool(years) and not years & own


def _is_of_another(sentence: str, targets: Collection[Target]) -> bool:
    """Whether *sentence* says what its target is for, and none of *targets* is for that."""
    subject = _FOR.search(sentence)
    words = _subject_words(subject[1]) if subject else set()
    own = {word for one in targets for word in _subject_words(one.what)}
    return bool(words) and not words & own


def _subject_words(text: str) -> set[str]:
    """The words of *text* that say what it is about, singular and plural alike."""
    words = (word.lower().removesuffix("s") for word in _WORD.findall(text))
    return {word for word in words if word not in _SMALL_WORDS}


def _times(target: Target) -> str:
    return f"{target.by} {target.latest.period if target.latest else ''}"
