"""A revision: one dated edition of the plan, its status, its decisions, and when it was in force.

That is said by what is known and no further.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from safety_plan.core.dates import shown_date
from safety_plan.core.messages import told
from safety_plan.core.problems import Problem, Read
from safety_plan.core.resources import load_resource
from safety_plan.models.settings import setting_problems
from safety_plan.reading.yaml_files import Document, Value, items, mapping, texts, words

#: Status by name, and what a reader is told.
STATUSES: dict[str, str] = load_resource("core/labels.yml")["statuses"]
ID = re.compile(r"[0-9]{4}-[0-9]{2}")
TOLD = ("title", "status", "status_note", "summary", "life")
#: Stands for an id that cannot be one: the id is also the name of a folder.
UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a body did about the plan, when, and where that is published."""

    body: str
    date: str
    what: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A heading of the contents and the files under it; no heading for the top."""

    title: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """Which revision this is; *adopted* is None until it is known to be."""

    id: str
    title: str
    status: str
    status_note: str
    summary: str
    life: str
    decisions: tuple[Decision, ...] = ()
    adopted: Decision | None = None
    contents: tuple[Group, ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """Every file of the contents, in reading order."""
        return tuple(file for group in self.contents for file in group.files)

    @property
    def all_decisions(self) -> tuple[Decision, ...]:
        """Every decision, with the one that adopted the revision."""
        told_of = {(decision.date, decision.body) for decision in self.decisions}
        adopted = self.adopted
        left = [adopted] if adopted and (adopted.date, adopted.body) not in told_of else []
        return tuple(dict.fromkeys([*self.decisions, *left]))


def read_revision(document: Document) -> Read[Revision]:
    """The revision that `data/revision.yml` describes."""
    value = document.value
    adopted = mapping(value.get("adopted"))
    name = words(value.get("id"))
    revision = Revision(
        id=name if _is_id(name) else UNNAMED,
        decisions=tuple(_decision(mapping(d)) for d in items(value.get("decisions"))),
        adopted=_decision(adopted, what="Adopted") if adopted else None,
        contents=tuple(_contents(value.get("contents"))),
        **texts(value, TOLD),
    )
    return revision, [*_problems(revision, document)]


def _is_id(name: str) -> bool:
    return ID.fullmatch(name) is not None and shown_date(name) is not None


def _decision(entry: dict[str, Value], what: str = "") -> Decision:
    said = texts(entry, Decision.__dataclass_fields__)
    return Decision(**said | {"what": said["what"] or words(entry.get("note")) or what})


def _contents(value: Value | None) -> Iterator[Group]:
    for item in items(value):
        if isinstance(item, str):
            yield Group(title="", files=(item,))
        for title, files in mapping(item).items():
            yield Group(title=title, files=tuple(words(f) for f in items(files)))


def _problems(revision: Revision, document: Document) -> Iterator[Problem]:
    yield from setting_problems(document, (), "The revision", "revision-told")
    if revision.id == UNNAMED:
        yield told("revision-id", document.place("id"), name=words(document.value.get("id")))
    if revision.status not in STATUSES:
        yield told("revision-status", document.place("status"), cell=revision.status)
    if not revision.files:
        yield told("contents.none", document.place("id"))
    earlier = ""
    for index, decision in enumerate(revision.decisions):
        keys, thing = ("decisions", str(index)), f"The decision of “{decision.body}”"
        yield from setting_problems(document, keys, thing, "decision-complete")
        place = document.place(*keys, "date")
        if earlier > decision.date:
            yield told("date-order", place, cell=decision.date, other=earlier)
        earlier = decision.date
    adopted = revision.adopted
    known = adopted and adopted.body and adopted.source and shown_date(adopted.date)
    if revision.status == "adopted" and not known:
        yield told("adopted-by-whom", document.place("adopted" if adopted else "status"))


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
