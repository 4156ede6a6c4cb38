"""Contacts that were listed by topic get the columns of today, and kinds of trouble to stand in."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from safety_plan.core.hours import is_day_and_night, read_hours
from safety_plan.core.resources import load_resource
from safety_plan.core.text import NAME
from safety_plan.migrations.hours_in_words import read_hours_in_words
from safety_plan.migrations.outcome import Files, Left, Outcome, sentence
from safety_plan.migrations.rows import read_rows, write_rows
from safety_plan.models.fields import split_cell
from safety_plan.models.registers import register_columns
from safety_plan.models.sensitivity import names_danger

CONTACTS = "data/contacts.csv"
GROUPS = "data/help-groups.csv"
#: The columns of before, and where each of them went.
_MOVED = {"topics": "groups", "checked": "read"}
_DANGER = "emergency"
_EMERGENCY_NUMBERS = ("999", "112")
_TEXT = re.compile(r"Text (?:the word )?[“\"]?([A-Z]{2,15})[”\"]? to (?:this number|%s)\.?\s*")

Row = dict[str, str]


class _Groups(NamedTuple):
    """The kinds of trouble, and the topics that have a new one."""

    rows: list[Row]
    topics: list[str]


def migrate(files: Files) -> Outcome:
    """Moves each topic of a contact to a kind of trouble, and the hours into the form of today."""
    contacts = read_rows(files.get(CONTACTS, "topics"))
    groups = read_rows(files.get(GROUPS, "topics"))
    if contacts is None or groups is None:
        return Outcome(
            left=(Left(CONTACTS if contacts is None else GROUPS, sentence("contacts.unreadable")),)
        )
    if CONTACTS not in files or "topics" not in contacts.headings or "groups" in contacts.headings:
        return Outcome()
    kinds = _make_groups(contacts.rows, groups.rows)
    rows = [_move(row, kinds.rows) for row in contacts.rows]
    extra = [name for name in contacts.headings if name not in {*_columns(CONTACTS), *_MOVED}]
    left = [*_left_of_contacts(contacts.rows, rows), *_left_of_groups(kinds)]
    left += [Left(CONTACTS, sentence("contacts.extra", name=name)) for name in extra]
    return Outcome(
        # In this order: after a stop between the two, the next run finds its topics there.
        changes={
            GROUPS: write_rows(_columns(GROUPS), kinds.rows),
            CONTACTS: write_rows([*_columns(CONTACTS), *extra], rows),
        },
        steps=(
            sentence("contacts.moved_contacts", count=len(rows)),
            *([sentence("contacts.made_groups", count=len(kinds.topics))] if kinds.topics else []),
        ),
        left=tuple(left),
    )


def _columns(path: str) -> list[str]:
    return [*register_columns(path.removeprefix("data/").removesuffix(".csv"))]


def _make_groups(contacts: Sequence[Row], groups: Sequence[Row]) -> _Groups:
    """The kinds of trouble with a new one for each topic that has none, the one of danger first."""
    held = {topic for row in groups for topic in split_cell(row.get("topics", ""))}
    listed = dict.fromkeys(topic for row in contacts for topic in split_cell(row["topics"]))
    topics = [topic for topic in _danger_first(listed, contacts) if topic not in held]
    names = {row.get("id", "") for row in groups}
    rows = [_group(topic, names) for topic in topics]
    if rows and not groups:
        rows[0] |= {"urgent": "yes", "exit": "yes"}
    return _Groups([*groups, *rows], topics)


def _danger_first(topics: Iterable[str], contacts: Sequence[Row]) -> list[str]:
    """The *topics*, first of them the one under which somebody in danger finds whom to call."""
    lines = [row for row in contacts if row.get("phone") in _EMERGENCY_NUMBERS]
    first = [_DANGER, *(topic for row in lines for topic in split_cell(row["topics"]))]
    listed = [*topics]
    return [*dict.fromkeys([topic for topic in first if topic in listed] + listed)][: len(listed)]


def _group(topic: str, names: set[str]) -> Row:
    """A new kind of trouble for *topic*, under a name that is none of *names* yet."""
    slug = "-".join(re.findall("[a-z0-9]+", topic.lower())) or "trouble"
    name = slug
    count = 1
    while name in names:
        count += 1
        name = f"{slug}-{count}"
    names.add(name)
    title = load_resource("migrations/topic-titles.yml").get(topic) or _title_prompt(topic)
    risk = "yes" if names_danger(topic) else "no"
    return {"id": name, "title": title, "topics": topic, "urgent": risk, "exit": risk}


def _title_prompt(topic: str) -> str:
    return f"[Write here: what somebody says who needs help with “{topic}”]"


def _move(row: Row, groups: Sequence[Row]) -> Row:
    """A contact in the columns of today."""
    by_topic = {topic: group["id"] for group in groups for topic in split_cell(group["topics"])}
    names = dict.fromkeys(by_topic[topic] for topic in split_cell(row["topics"]))
    new = {name: text for name, text in row.items() if name not in _MOVED}
    new |= {"groups": ";".join(names), "read": row.get("checked", "")}
    return _move_text_number(_move_hours(new))


def _move_hours(row: Row) -> Row:
    hours = row.get("hours", "")
    if not hours or read_hours(hours):
        return row
    spans = read_hours_in_words(hours)
    if spans and read_hours(spans):
        return {**row, "hours": spans}
    sentence = f"Open: {hours.rstrip('.')}."
    return {**row, "hours": "", "note": " ".join([sentence, row.get("note", "")]).strip()}


def _move_text_number(row: Row) -> Row:
    """A number that its note says is for texts stands under the ways to text, not to call."""
    number, note = row.get("phone", ""), row.get("note", "")
    match = re.search(_TEXT.pattern % re.escape(number or "-"), note)
    if not match or row.get("text_number"):
        return row
    note = (note[: match.start()] + note[match.end() :]).strip()
    return {**row, "phone": "", "text_number": number, "text_word": match[1], "note": note}


def _left_of_contacts(old: Sequence[Row], new: Sequence[Row]) -> Iterable[Left]:
    for number, (before, row) in enumerate(zip(old, new, strict=True), start=2):
        name = row.get("name") or row.get("id", "")
        if not row["groups"]:
            yield Left(
                CONTACTS, f"{name} had no topic. Write a kind of trouble under groups.", number
            )
        if before.get("hours") and not row["hours"]:
            yield Left(
                CONTACTS, sentence("contacts.hours", name=name, hours=before["hours"]), number
            )
        if row.get("text_number") and before.get("phone"):
            yield Left(CONTACTS, sentence("contacts.text_moved", name=name), number)
    lines = [row for row in new if row.get("phone") in _EMERGENCY_NUMBERS]
    if any(is_day_and_night(row["hours"]) for row in new) and lines and not lines[0]["hours"]:
        yield Left(CONTACTS, sentence("contacts.emergency_hours"), [*new].index(lines[0]) + 2)


def _left_of_groups(kinds: _Groups) -> Iterable[Left]:
    first = len(kinds.rows) - len(kinds.topics) + 2
    for number, topic in enumerate(kinds.topics, start=first):
        row = kinds.rows[number - 2]
        if not NAME.fullmatch(topic):
            yield Left(GROUPS, sentence("contacts.odd_topic", topic=topic), number)
        if row["title"] == _title_prompt(topic):
            yield Left(GROUPS, sentence("contacts.title", topic=topic), number)
    if kinds.topics:
        yield Left(GROUPS, sentence("contacts.read_groups"))
