"""Which revision was in force on which day, as far as it is known: the one place that says so.

A revision is in force from its adoption, or from the start of its term if that is later,
until the next one is, or until its term ends. What is not known is said to be not known.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from safety_plan.core.dates import YEAR_LENGTH, format_date
from safety_plan.core.translation import gettext
from safety_plan.models.next_plan import NextPlan
from safety_plan.models.revision import Revision
from safety_plan.models.terms import Term, date_bounds, read_term

InForcePeriod = dict[str, str | None]
#: Where the first period begins: no day is before it.
FIRST_DAY = "0001-01-01"


class State(StrEnum):
    """What is known of a period. The values are published in `revisions.json`."""

    BEFORE = "before"
    IN_FORCE = "in force"
    NOT_KNOWN = "not known"
    OVER = "over"


class _Turn(NamedTuple):
    """From which day on something else is in force, or nothing, or it is not known what."""

    since: str
    state: State
    note: str
    revision: str | None = None


def in_force_periods(
    revisions: Iterable[Revision], next_plan: NextPlan | None = None, *, compiled: bool = True
) -> list[InForcePeriod]:
    """Every day there is, oldest first; none where nothing is known to have been adopted.

    Each period holds the days from `since` up to, but not on, `until`, which the last
    one lacks. The first is before any plan that is known, the last after the term.
    *next_plan* is the plan that followed all of these. Who *compiled* a plan may not know what
    was decided on a proposal; who publishes their own does: until then nothing takes over.
    """
    turns = _turns([*revisions], compiled=compiled)
    if not turns:
        return []
    if next_plan:
        turns = _with_next_plan(turns, next_plan)
    before = _Turn(FIRST_DAY, State.BEFORE, gettext("No earlier plan is published here."))
    turns = [before, *turns]
    ends = [*(turn.since for turn in turns[1:]), None]
    return [_period(turn, end) for turn, end in zip(turns, ends, strict=True) if turn.since != end]


def last_in_force(periods: Sequence[Mapping[str, str | None]]) -> str | None:
    """The id of the last revision that is known to have been in force; None if none was."""
    names = [period["revision"] for period in periods if period["revision"]]
    return names[-1] if names else None


def _period(turn: _Turn, end: str | None) -> InForcePeriod:
    return {
        "since": turn.since,
        "until": end,
        "state": turn.state.value,
        "revision": turn.revision,
        "note": turn.note,
    }


def _turns(revisions: Sequence[Revision], *, compiled: bool) -> list[_Turn]:
    """The turns of all revisions: each replaces what those before it would still have been."""
    adoptions = [turns for revision in revisions if (turns := _adoption(revision))]
    doubtful = [one for one in revisions if compiled or one.status == "unknown"]
    proposals = [turns for revision in doubtful if (turns := _proposal(revision))]
    if not adoptions:
        return []
    first = min(turns[0].since for turns in adoptions)
    later = [turns for turns in proposals if turns[0].since >= first]
    timeline: list[_Turn] = []
    for turns in sorted([*adoptions, *later], key=lambda turns: turns[0].since):
        timeline = [*(turn for turn in timeline if turn.since < turns[0].since), *turns]
    return timeline


def _adoption(revision: Revision) -> list[_Turn]:
    """The turns of a revision that was adopted, on a day that may not be known exactly."""
    adopted = revision.adopted
    if revision.status != "adopted" or not adopted or not format_date(adopted.date):
        return []
    first_day, start = date_bounds(adopted.date)
    day = format_date(adopted.date)
    note = gettext("Adopted by {body}, {day}.").format(body=adopted.body, day=day)
    unsure = gettext("The day is not stated, so it is not known from which day on.")
    unsure = f"{note} {unsure}"
    if term := read_term(revision.life):
        if len(adopted.date) == YEAR_LENGTH and first_day <= term.first < start:
            began = gettext("The day is not stated; its own term began on {day}.")
            note += f" {began.format(day=format_date(term.first))}"
            first_day = start = term.first
        first_day, start = max(first_day, term.first), max(start, term.first)
    turns = [_Turn(start, State.IN_FORCE, note, revision.id)]
    if first_day < start:
        turns.insert(0, _Turn(first_day, State.NOT_KNOWN, unsure))
    return [*turns, *_end_of_term(revision, start)]


def _proposal(revision: Revision) -> list[_Turn]:
    """The turns to not knowing, where a revision was decided about and not adopted as we know.

    One that is known never to have been decided (it lapsed) put nothing out of force.
    """
    days = [date_bounds(d.date)[0] for d in revision.decisions if format_date(d.date)]
    if revision.status not in ("proposed", "unknown") or not days:
        return []
    term = read_term(revision.life)
    start = max(*days, term.first) if term else max(days)
    note = gettext("It is not known whether the {title} had taken over.")
    note = f"{note.format(title=revision.title)} {revision.status_note}"
    return [_Turn(start, State.NOT_KNOWN, note), *_end_of_term(revision, start)]


def _end_of_term(revision: Revision, start: str) -> list[_Turn]:
    """The turn to nothing once the term of a revision, begun by the day *start*, is over."""
    term = read_term(revision.life)
    if not term or not term.last:
        return []
    words = term_words(revision.life, term)
    note = gettext("The term of this plan, {term}, is over.").format(term=words)
    if revision.plan:
        sentence = gettext("The term of “{plan}”, {term}, is over.")
        note = sentence.format(plan=revision.plan.title, term=words)
    if term.in_years:
        note += " " + gettext("The last day is worked out from the years of the plan.")
    return [_Turn(max(start, _day_after(term.last)), State.OVER, note)]


def term_words(text: str, term: Term) -> str:
    """A term in words, with what its years are taken to be."""
    if term.in_years:
        return gettext("{term} (from April to March)").format(term=text)
    first, last = (format_date(day) or day for day in (term.first, term.last))
    return gettext("{first} to {last}").format(first=first, last=last)


def last_day_in_force(
    periods: Sequence[Mapping[str, str | None]], revision: Revision
) -> str | None:
    """The last day on which *revision*, the last known to be in force, can have been.

    That is the end of its term, or the day before the plan that followed began. None where
    it has no end.
    """
    term = read_term(revision.life)
    last = term.last if term else ""
    index = next((i for i, one in enumerate(periods) if one["revision"] == revision.id), -1)
    over = [one["since"] or "" for one in periods[index:] if one["state"] == State.OVER]
    days = [*([last] if last else []), *map(day_before, over)]
    return min(days, default=None)


def unsure_since(periods: Sequence[Mapping[str, str | None]], revision: Revision) -> str | None:
    """From which day on it is not known whether *revision*, last known to be in force, still was.

    None where that is known of every day up to the last.
    """
    names = [one["revision"] for one in periods]
    later = periods[names.index(revision.id) + 1 :] if revision.id in names else ()
    return next((one["since"] for one in later if one["state"] == State.NOT_KNOWN), None)


def is_worked_out(day: str, revision: Revision) -> bool:
    """Whether *day* ends the term of *revision* only because of the years that it names."""
    term = read_term(revision.life)
    return bool(term and term.in_years and day and day == term.last)


def _with_next_plan(turns: list[_Turn], next_plan: NextPlan) -> list[_Turn]:
    """The turns up to the day on which the plan that followed begins, if that is known."""
    sentence = gettext("The plan that followed is “{title}”.").format(title=next_plan.title)
    if format_date(next_plan.begins):
        first_day, start = date_bounds(next_plan.begins)
        unsure = gettext("It began in {date}; the day is not stated.")
        unsure = unsure.format(date=format_date(next_plan.begins))
        turns = [turn for turn in turns if turn.since < first_day]
        if first_day < start:
            turns.append(_Turn(first_day, State.NOT_KNOWN, f"{sentence} {unsure}"))
        return [*turns, _Turn(start, State.OVER, sentence)]
    return [
        _Turn(turn.since, turn.state, f"{turn.note} {sentence}")
        if turn.state is State.OVER
        else turn
        for turn in turns
    ]


def first_day_in_force(
    periods: Sequence[Mapping[str, str | None]], revision: Revision
) -> str | None:
    """The day on which *revision* came into force, where that is after its adoption.

    None where it was in force from its adoption on, which its status tells already.
    """
    first = next((one["since"] for one in periods if one["revision"] == revision.id), None)
    adopted = date_bounds(revision.adopted.date)[1] if revision.adopted else ""
    return first if first and first > adopted else None


def days_in_force(
    periods: Sequence[Mapping[str, str | None]], revision: Revision
) -> dict[str, str | bool]:
    """How long *revision*, last known to be in force, may have been, in words or empty.

    With the *days* as words that end a sentence, and the *first_day* by itself where it is told.
    """
    first_day = first_day_in_force(periods, revision)
    last_day = last_day_in_force(periods, revision)
    return {
        "days": _days_in_words(first_day, last_day),
        "first_day": format_date(first_day or "") or "",
        "is_worked_out": is_worked_out(last_day or "", revision),
        "unsure_since": format_date(unsure_since(periods, revision) or "") or "",
    }


def _days_in_words(first_day: str | None, last_day: str | None) -> str:
    first, last = (format_date(day or "") or "" for day in (first_day, last_day))
    if first and last:
        return gettext("from {first} until {last} at the latest").format(first=first, last=last)
    if first:
        return gettext("from {first} on").format(first=first)
    return gettext("until {last} at the latest").format(last=last) if last else ""


def period_in_words(period: Mapping[str, str | None]) -> str:
    """The days of a period of `in_force_periods`: `From 9 April 2019 to 31 March 2022`."""
    since, until = period["since"] or "", period["until"]
    first = format_date(since) or ""
    last = format_date(day_before(until)) or "" if until else ""
    if period["state"] == State.BEFORE:
        return gettext("Until {until}").format(until=last)
    if not last:
        return gettext("From {since} on").format(since=first)
    if first == last:
        return gettext("On {day}").format(day=first)
    return gettext("From {since} to {until}").format(since=first, until=last)


def day_before(day: str) -> str:
    """The day before *day*, both as dates of ISO 8601."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
