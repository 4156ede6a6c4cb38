"""Help: the kinds of trouble, and who can be reached in each.

In danger whoever never closes stands first.
"""

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import quote

from safety_plan.core.hours import is_day_and_night
from safety_plan.core.prompts import is_prompt
from safety_plan.core.text import read_switch
from safety_plan.core.translation import gettext, gettext_noop
from safety_plan.models.fields import split_cell
from safety_plan.models.plan import Plan
from safety_plan.reading.csv_files import Row

#: The ways that lead to a page, by their columns, and the words on the link.
_PAGES = {
    "chat": gettext_noop("Chat online"),
    "form": gettext_noop("Write online"),
    "web": gettext_noop("Website"),
}
_YEAR = len("2026")


class Way(NamedTuple):
    """One way to reach somebody: its kind, where its link leads, and the words on it."""

    kind: str
    href: str
    words: str


def ways_of(contact: Row) -> list[Way]:
    """Every way to reach *contact*, those that answer at once first.

    One that is not written yet is no way: nothing could be pressed.
    """
    ways = []
    if phone := _without_prompt(contact["phone"]):
        ways.append(
            Way("call", f"tel:{_digits(phone)}", gettext("Call {number}").format(number=phone))
        )
    if number := _without_prompt(contact["text_number"]):
        ways.append(_text_way(number, contact["text_word"]))
    pages: dict[str, Way] = {}
    for kind, words in _PAGES.items():
        if address := _without_prompt(contact[kind]):
            pages.setdefault(address, Way(kind, address, gettext(words)))
    return [*ways, *pages.values()]


def _without_prompt(cell: str) -> str:
    return "" if is_prompt(cell) else cell


def _text_way(number: str, word: str) -> Way:
    """The link that starts a text message, after RFC 5724, with *word* in it."""
    if not word:
        return Way("text", f"sms:{_digits(number)}", gettext("Text {number}").format(number=number))
    href = f"sms:{_digits(number)}?body={quote(word)}"
    return Way("text", href, gettext("Text {word} to {number}").format(word=word, number=number))


def _digits(number: str) -> str:
    return "".join(character for character in number if character.isdigit())


def topics_of(plan: Plan) -> list[str]:
    """Every topic that a page may ask help for."""
    return [topic for row in plan.rows("help-groups") for topic in split_cell(row["topics"])]


def groups_of(plan: Plan, topics: Iterable[str]) -> list[Row]:
    """The kinds of trouble that have one of *topics*, in the order of the register."""
    names = set(topics)
    return [row for row in plan.rows("help-groups") if names & {*split_cell(row["topics"])}]


def with_somebody(plan: Plan, groups: Iterable[Row]) -> list[Row]:
    """Those of *groups* in which somebody can be reached: the others are shown nowhere."""
    reached = {name for row in plan.rows("contacts") for name in split_cell(row["groups"])}
    return [group for group in groups if group["id"] in reached]


def contacts_of(plan: Plan, group: str) -> list[Row]:
    """Who can be reached in the trouble *group*, as listed; in danger whoever never closes first.

    What is no danger can wait for whoever deals with it. Before all others stands who is there
    for just this trouble, where no line is.
    """
    rows = [row for row in plan.rows("contacts") if group in split_cell(row["groups"])]
    first = {row["id"] for row in services_without_line(plan, group)}
    in_danger = _has_lines_for_danger(plan, group)

    def place(row: Row) -> tuple[bool, bool]:
        return row["id"] not in first, in_danger and not never_closes(row)

    return sorted(rows, key=place)


def _has_lines_for_danger(plan: Plan, group: str) -> bool:
    return any(is_urgent(row) for row in plan.rows("help-groups") if row["id"] == group)


def services_without_line(plan: Plan, group: str) -> list[Row]:
    """Who is there for just this trouble, where nobody who is can be called.

    Whoever else is listed there listens to anybody, and a reader should know that. A trouble
    with lines for danger has none: there a voice comes first, whosever it is.
    """
    if _has_lines_for_danger(plan, group):
        return []
    own = [row for row in plan.rows("contacts") if split_cell(row["groups"])[:1] == [group]]
    return [] if any(row["phone"] for row in own) else [row for row in own if ways_of(row)]


def emergency_of(plan: Plan) -> Row | None:
    """Whom to call in danger: the first contact of the first kind of trouble."""
    groups = plan.rows("help-groups")
    rows = contacts_of(plan, groups[0]["id"]) if groups else []
    return rows[0] if rows else None


def first_lines(plan: Plan, group: str) -> list[Row]:
    """Who stands above everything in the trouble *group*: somebody to call and somebody to text.

    They come in the order of `contacts_of`. A text goes to whoever takes nothing else: anybody
    else is called. A trouble in which nobody can be called or sent a text has whoever is first. A
    service for just this trouble stands before them, where it has no line itself.
    """
    rows = contacts_of(plan, group)
    called = [row for row in rows if row["phone"]][:1]
    sent_texts = [row for row in rows if row["text_number"] and not row["phone"]][:1]
    lines = [*called, *sent_texts] or rows[:1]
    services = services_without_line(plan, group)[:1]
    return list({row["id"]: row for row in (*services, *lines)}.values())


def is_from_old_page(plan: Plan, contact: Row) -> bool:
    """Whether the page of *contact* was old when it was read: of two calendar years before."""
    published = date_of_page(plan, contact)[:_YEAR]
    read = contact["read"][:_YEAR]
    return published.isdecimal() and read.isdecimal() and int(read) - int(published) > 1


def may_be_old(plan: Plan, contact: Row) -> bool:
    """Whether that page is old, or bears no date that would show that it is not."""
    return not date_of_page(plan, contact) or is_from_old_page(plan, contact)


def date_of_page(plan: Plan, contact: Row) -> str:
    """When the page was published that *contact* was read from; empty where it does not say."""
    source = plan.sources.get(contact["source"])
    return source.date if source else ""


def group_anchor(group: Row) -> str:
    """Where *group* stands on the page of help; the address does not name the trouble."""
    return f"help-{group.number - 1}"


def contact_anchor(group: Row, contact: Row) -> str:
    """Where *contact* stands below *group* on the page of help."""
    return f"{group_anchor(group)}-{contact.number - 1}"


def is_urgent(group: Row) -> bool:
    """Whether lines for danger stand in *group*."""
    return bool(read_switch(group["urgent"]))


def may_be_watched(group: Row) -> bool:
    """Whether the readers of *group* need the button to leave in a hurry."""
    return bool(read_switch(group["exit"]))


def is_watched(plan: Plan, topics: Iterable[str]) -> bool:
    """Whether readers of a page about *topics* need that button."""
    return any(may_be_watched(group) for group in groups_of(plan, topics))


def never_closes(row: Row) -> bool:
    """Whether *row* is somebody who answers day and night, every day."""
    return is_day_and_night(row["hours"])
