"""A revision: one dated edition of the plan, its status, its decisions, and when it was in force.

That is said by what is known and no further.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from safety_plan.core.dates import format_date
from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem, Read
from safety_plan.core.resources import load_resource
from safety_plan.models.fields import rules_of, setting
from safety_plan.models.settings import validate_mapping
from safety_plan.reading.yaml_files import Document, Value, as_list, as_mapping, as_text, as_texts

#: Status by name, and what a reader is told.
STATUSES: dict[str, str] = load_resource("core/labels.yml")["statuses"]
ID = re.compile(r"[0-9]{4}-[0-9]{2}")
TEXT_FIELDS = ("title", "status", "status_note", "summary", "life")
#: Stands for an id that cannot be one: the id is also the name of a folder.
UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a body did about the plan, when, and where that is published."""

    body: str = field(metadata=setting("Who decided.", required=True))
    date: str = field(metadata=setting("When.", required=True, format="date"))
    what: str = field(metadata=setting("What was decided, or done.", required=True))
    source: str = field(metadata=setting("The id of the source that says so.", required=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class NavSection:
    """A heading of the contents and the files under it; no heading for the top."""

    title: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """Which revision this is; *adopted* is None until it is known to be."""

    id: str = field(metadata=setting("Year and month, such as 2020-04; also its folder's name."))
    title: str = field(metadata=setting("What it is called.", required=True))
    life: str = field(metadata=setting("The years it is for."))
    status: str = field(metadata=setting("How far it is.", choices=tuple(STATUSES)))
    status_note: str = field(
        metadata=setting("What is known of its status, and what is not.", required=True)
    )
    summary: str = field(metadata=setting("What is new in it, in a sentence.", required=True))
    decisions: tuple[Decision, ...] = field(
        default=(),
        metadata=setting("What bodies did about it, oldest first.", kind="entries", entry=Decision),
    )
    adopted: Decision | None = field(
        default=None, metadata=setting("Who adopted it, when, and who says so.", kind="any")
    )
    contents: tuple[NavSection, ...] = field(
        default=(), metadata=setting("Its pages in reading order, under headings.", kind="any")
    )

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


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMoves:
    """What else `data/revision.yml` says: where pages of the revision before it went."""

    moved: Mapping[str, Sequence[str]] = field(
        metadata=setting("By the page_id that is gone, those that took it over.", kind="any")
    )
    dropped: Mapping[str, str] = field(
        metadata=setting("By the page_id that is gone, why.", kind="named texts")
    )


#: The settings of `data/revision.yml`.
REVISION_SETTINGS = {**rules_of(Revision), **rules_of(PageMoves)}


def read_revision(document: Document) -> Read[Revision]:
    """The revision that `data/revision.yml` describes."""
    value = document.value
    adopted = as_mapping(value.get("adopted"))
    name = as_text(value.get("id"))
    revision = Revision(
        id=name if _is_id(name) else UNNAMED,
        decisions=tuple(_decision(as_mapping(d)) for d in as_list(value.get("decisions"))),
        adopted=_decision(adopted, what="Adopted") if adopted else None,
        contents=tuple(_contents(value.get("contents"))),
        **as_texts(value, TEXT_FIELDS),
    )
    return revision, [*_problems(revision, document)]


def _is_id(name: str) -> bool:
    return ID.fullmatch(name) is not None and format_date(name) is not None


def _decision(entry: dict[str, Value], what: str = "") -> Decision:
    said = as_texts(entry, rules_of(Decision))
    return Decision(**said | {"what": said["what"] or as_text(entry.get("note")) or what})


def _contents(value: Value | None) -> Iterator[NavSection]:
    for item in as_list(value):
        if isinstance(item, str):
            yield NavSection(title="", files=(item,))
        for title, files in as_mapping(item).items():
            yield NavSection(title=title, files=tuple(as_text(f) for f in as_list(files)))


def _problems(revision: Revision, document: Document) -> Iterator[Problem]:
    yield from validate_mapping(document, (), "The revision", "revision-told", REVISION_SETTINGS)
    if revision.id == UNNAMED:
        yield problem(
            "revision-id", document.location("id"), name=as_text(document.value.get("id"))
        )
    if revision.status not in STATUSES:
        yield problem("revision-status", document.location("status"), cell=revision.status)
    if not revision.files:
        yield problem("contents.none", document.location("id"))
    earlier = ""
    for index, decision in enumerate(revision.decisions):
        keys, thing = ("decisions", str(index)), f"The decision of “{decision.body}”"
        yield from validate_mapping(document, keys, thing, "decision-complete", rules_of(Decision))
        place = document.location(*keys, "date")
        if earlier > decision.date:
            yield problem("date-order", place, cell=decision.date, other=earlier)
        earlier = decision.date
    adopted = revision.adopted
    known = adopted and adopted.body and adopted.source and format_date(adopted.date)
    if revision.status == "adopted" and not known:
        yield problem("adopted-by-whom", document.location("adopted" if adopted else "status"))


InForcePeriod = dict[str, str | None]


def in_force_periods(revisions: Iterable[Revision]) -> list[InForcePeriod]:
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
    if revision.status != "adopted" or not adopted or not format_date(adopted.date):
        return []
    first, after = date_bounds(adopted.date)
    said = f"Adopted by {adopted.body}, {format_date(adopted.date)}."
    unsure = f"{said} The day is not stated, so it is not known from which day on."
    return [*([(first, None, unsure)] if after != first else []), (after, revision.id, said)]


def _proposal(revision: Revision) -> list[tuple[str, str | None, str]]:
    known = [date_bounds(d.date)[0] for d in revision.decisions if format_date(d.date)]
    said = f"It is not known whether the {revision.title} had taken over. {revision.status_note}"
    return [(max(known), None, said)] if known else []


def date_bounds(date: str) -> tuple[str, str]:
    """The first day that *date* may mean, and the day on which it is over: both, of a day."""
    year, month, day = (*date.split("-"), "", "")[:3]
    if day:
        return date, date
    count = int(year) * 12 + (int(month) if month else 12)
    return f"{year}-{month or '01'}-01", f"{count // 12:04}-{count % 12 + 1:02}-01"
