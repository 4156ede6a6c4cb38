"""Which revision was in force on a day, said by what is known and no further."""

from collections.abc import Iterable

from safety_plan.dates import shown_date
from safety_plan.revision import Revision

Stretch = dict[str, str | None]


def stretches(revisions: Iterable[Revision]) -> list[Stretch]:
    """Every day since the first adoption, oldest first.

    Each stretch holds the days from `since` up to, but not on, `until`, which the last
    one lacks; `revision` is None where it is not known which was in force.
    """
    turns: list[tuple[str, str | None, str]] = []
    for revision in revisions:
        turns += _adoption(revision) or (_proposal(revision) if turns else [])
    turns.sort(key=lambda turn: turn[0])
    ends = [*(turn[0] for turn in turns[1:]), None]
    return [
        {"since": since, "until": end, "revision": revision, "note": note}
        for (since, revision, note), end in zip(turns, ends, strict=False)
        if since != end
    ]


def _adoption(revision: Revision) -> list[tuple[str, str | None, str]]:
    adopted = revision.adopted
    if revision.status != "adopted" or not adopted or not shown_date(adopted.date):
        return []
    first, after = days(adopted.date)
    said = f"Adopted by {adopted.body}, {shown_date(adopted.date)}."
    unsure = f"{said} The day is not stated, so it is not known from which day on."
    return [*([(first, None, unsure)] if after != first else []), (after, revision.id, said)]


def _proposal(revision: Revision) -> list[tuple[str, str | None, str]]:
    known = [days(d.date)[0] for d in revision.decisions if shown_date(d.date)]
    said = f"It is not known whether the {revision.title} had taken over. {revision.status_note}"
    return [(max(known), None, said)] if known else []


def days(date: str) -> tuple[str, str]:
    """The first day that *date* may mean, and the day on which it is over: both, of a day."""
    year, month, day = (*date.split("-"), "", "")[:3]
    if day:
        return date, date
    count = int(year) * 12 + (int(month) if month else 12)
    return f"{year}-{month or '01'}-01", f"{count // 12:04}-{count % 12 + 1:02}-01"
