"""What a page says of a target: sentences with their marks, and a row of the table of all."""

from collections.abc import Callable
from typing import Protocol

from safety_plan.content.links import escape_markdown
from safety_plan.core.dates import format_period, period_end
from safety_plan.core.translation import gettext
from safety_plan.models.observations import Observation
from safety_plan.models.targets import RATINGS, REASONS_UNKNOWN, VERDICTS, Target
from safety_plan.models.verdicts import Verdict


class CitesSources(Protocol):
    """What writes a link to a source; a page word does."""

    def source(self, name: str = "", part: str = "") -> str:
        """A link to the source *name*, and the *part* of it."""


def _sentences(target: Target, words: CitesSources) -> str:
    """The target, the newest number and the verdict, then the rating of a source."""
    source = words.source(target.source, target.part)
    goal = {"what": escape_markdown(target.what), "goal": escape_markdown(target.goal_in_full)}
    who = escape_markdown(sentence_start(target.set_by))
    sentences = [
        gettext("{what}: the target is {goal} by {by}.").format(by=target.by_words, **goal),
        gettext("{who} set it ({source}).").format(who=who, source=source),
        _verdict_sentence(target),
        _rating_sentence(target, words),
    ]
    return " ".join(filter(None, sentences))


def _verdict_only(target: Target, _: CitesSources) -> str:
    return gettext(VERDICTS[target.judgement.verdict]).lower()


#: How a page may show a target, by what it writes for `show`.
TARGET_FORMS: dict[str, Callable[[Target, CitesSources], str]] = {
    "sentences": _sentences,
    "verdict": _verdict_only,
}


def _verdict_sentence(target: Target) -> str:
    verdict, reason = target.judgement
    latest = target.latest
    if verdict is Verdict.UNKNOWN:
        cannot = gettext("Whether it is met cannot be said: {reason}.")
        if not _is_of_its_time(target):
            cannot = gettext("Whether it is on course cannot be said: {reason}.")
        sentence = cannot.format(reason=gettext(REASONS_UNKNOWN[reason]))
        return f"{_number_sentence(latest)} {sentence}".lstrip()
    sentence = {
        Verdict.MET: gettext("The figure is {number}: the target is met."),
        Verdict.MISSED: gettext("The figure is {number}: the target was missed."),
    }.get(verdict, gettext("The latest figure is {number}: {verdict}."))
    words = gettext(VERDICTS[verdict]).lower()
    return sentence.format(number=_dated_mark(latest), verdict=words)


def _is_of_its_time(target: Target) -> bool:
    """Whether the newest number is of the time of the target, or later."""
    end = period_end(target.latest.period) if target.latest else None
    by = period_end(target.by)
    return end is not None and by is not None and end >= by


def _number_sentence(latest: Observation | None) -> str:
    if latest is None:
        return ""
    if latest.number is None:
        sentence = gettext("For {period} there is no figure.")
        return sentence.format(period=latest.period_text)
    return gettext("The latest figure is {number}.").format(number=_dated_mark(latest))


def number_mark(observation: Observation) -> str:
    """A number as a page shows it, linked to its card where it is a figure."""
    text = escape_markdown(observation.text)
    return f"[{text}](figure:{observation.figure})" if observation.figure else text


def _rating_sentence(target: Target, words: CitesSources) -> str:
    """The colour by which a source rates the target, in words; nothing where none does."""
    if not target.rating:
        return ""
    source = words.source(target.rating_source, target.rating_part)
    places = {"source": source + ("," if target.rating_part else "")}
    places["colour"] = gettext(RATINGS[target.rating])
    if target.rating_period:
        sentence = gettext("{source} rates this {colour} for {period}.")
    else:
        sentence = gettext("{source} rates this {colour}.")
    return _with_note(sentence.format(period=format_period(target.rating_period), **places), target)


def _with_note(sentence: str, target: Target) -> str:
    """A *sentence* about a rating, and why it is so."""
    return " ".join(filter(None, [sentence, escape_markdown(target.rating_note)]))


def _rated_by(target: Target, words: CitesSources) -> str:
    if not target.rating:
        return ""
    source = words.source(target.rating_source, target.rating_part)
    sentence = gettext("by {source}.")
    if target.rating_period:
        sentence = gettext("by {source}, for {period}.")
    period = format_period(target.rating_period)
    return _with_note(sentence.format(source=source, period=period), target)


def target_content(target: Target, words: CitesSources) -> dict[str, str]:
    """A row of the table of all targets, as its block holds it."""
    verdict, reason = target.judgement
    return {
        "id": target.id,
        "what": target.what,
        "start": _dated_mark(target.baseline),
        "latest": _dated_mark(target.latest),
        "goal": target.goal,
        "by": target.by_words,
        "verdict": verdict.value,
        "verdict_words": gettext(VERDICTS[verdict]),
        "reason": gettext(REASONS_UNKNOWN[reason]) if reason else "",
        "set_by": sentence_start(target.set_by),
        "source": words.source(target.source, target.part),
        "rating": target.rating,
        "rated_by": _rated_by(target, words),
        "note": target.note,
    }


def sentence_start(words: str) -> str:
    """*words* with a capital letter in front, as the start of a sentence."""
    return words[:1].upper() + words[1:]


def _dated_mark(observation: Observation | None) -> str:
    return f"{number_mark(observation)} ({observation.period_text})" if observation else ""
