"""A revision: one dated edition of the plan, its status and its decisions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from safety_plan.dates import shown_date
from safety_plan.problems import Problem
from safety_plan.yaml_files import Document, Value, mapping, words

#: Status by name, and what a reader is told.
STATUSES = {"draft": "Draft", "proposed": "Proposed", "adopted": "Adopted"}
ID = re.compile(r"[0-9]{4}-[0-9]{2}")
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
        made = (*self.decisions, self.adopted) if self.adopted else self.decisions
        return tuple(dict.fromkeys(made))


def read_revision(document: Document) -> tuple[Revision, list[Problem]]:
    """The revision that `data/revision.yml` describes."""
    value = document.value
    adopted = mapping(value.get("adopted"))
    decisions = value.get("decisions", [])
    name = words(value.get("id"))
    revision = Revision(
        id=name if _is_id(name) else UNNAMED,
        title=words(value.get("title")),
        status=words(value.get("status")),
        status_note=words(value.get("status_note")),
        summary=words(value.get("summary")),
        life=words(value.get("life")),
        decisions=tuple(_decision(mapping(d)) for d in decisions if isinstance(decisions, list)),
        adopted=_decision(adopted, what="Adopted") if adopted else None,
        contents=_contents(value.get("contents")),
    )
    return revision, _problems(revision, document)


def _is_id(name: str) -> bool:
    return ID.fullmatch(name) is not None and shown_date(name) is not None


def _decision(entry: dict[str, Value], what: str = "") -> Decision:
    return Decision(
        body=words(entry.get("body")),
        date=words(entry.get("date")),
        what=words(entry.get("what")) or words(entry.get("note")) or what,
        source=words(entry.get("source")),
    )


def _contents(value: Value | None) -> tuple[Group, ...]:
    groups: list[Group] = []
    for item in value if isinstance(value, list) else []:
        if isinstance(item, str):
            groups.append(Group(title="", files=(item,)))
            continue
        for title, files in mapping(item).items():
            listed = [words(f) for f in files] if isinstance(files, list) else []
            groups.append(Group(title=title, files=tuple(listed)))
    return tuple(groups)


def _problems(revision: Revision, document: Document) -> list[Problem]:
    problems = []
    if revision.id == UNNAMED:
        found = f"“{words(document.value.get('id'))}” cannot be the id of a revision."
        fix = "Write its year and month, such as 2020-04."
        problems.append(Problem(document.place("id"), "revision-id", found, fix))
    if revision.status not in STATUSES:
        found = f"“{revision.status}” is not a status."
        fix = f"Write one of: {', '.join(STATUSES)}."
        problems.append(Problem(document.place("status"), "revision-status", found, fix))
    for key in ("title", "status_note", "summary"):
        if not words(document.value.get(key)):
            fix = f"Add a line “{key}: …”."
            found = f"The revision has no {key}."
            problems.append(Problem(document.place("id"), "revision-told", found, fix))
    if not revision.files:
        found = "The revision lists no pages."
        fix = "List its pages under contents:, in reading order."
        problems.append(Problem(document.place("id"), "contents", found, fix))
    return problems + _adoption_problems(revision, document)


def _adoption_problems(revision: Revision, document: Document) -> list[Problem]:
    if revision.status != "adopted":
        return []
    place = document.place("adopted") if revision.adopted else document.place("status")
    adopted = revision.adopted
    known = adopted and adopted.body and adopted.source and shown_date(adopted.date)
    if known:
        return []
    found = "The revision is adopted, but not all of body, date and source are given."
    fix = "Add adopted: with body, date (2020-07-15, or 2020-07) and source."
    return [Problem(place, "adopted-by-whom", found, fix)]
