"""Contacts and kinds of trouble: can each be reached, and when did somebody last try?"""

from collections.abc import Iterator
from datetime import date, timedelta

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.models.fields import split_cell
from safety_plan.models.help import emergency_of, is_urgent, ways_of, with_somebody
from safety_plan.models.plan import Plan
from safety_plan.reading.csv_files import Row
from safety_plan.revisions.bundle import RevisionBundle

FILE = "data/contacts.csv"
#: Where it says for how long a check counts.
SETTINGS = "data/plan.yml"
#: Columns that can hold a way to reach somebody, or the prompt to write one.
_WAYS = ("phone", "text_number", "web", "chat", "form", "address")


def contact_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Contacts that nobody can reach, and troubles in which there is nobody."""
    for row in plan.rows("contacts"):
        if not ways_of(row) and not any(row[column] for column in _WAYS):
            yield problem("contact-way", row.location("phone"), name=row["name"])
        if row["text_word"] and not row["text_number"]:
            yield problem("contact-way.word", row.location("text_number"), word=row["text_word"])
        if bool(row["checked"]) != bool(row["checked_by"]):
            empty = "checked_by" if row["checked"] else "checked"
            yield problem("contact-checked", row.location(empty), column=empty)
    yield from _empty_group_problems(plan)


def _empty_group_problems(plan: Plan) -> Iterator[Problem]:
    """Troubles in which there is nobody: the first is danger, which every page leads to."""
    groups = plan.rows("help-groups") if plan.rows("contacts") else []
    open_groups = with_somebody(plan, groups)
    empty = [group for group in groups if group not in open_groups]
    if empty and empty[0] is groups[0]:
        yield problem("group-empty", empty.pop(0).location("id"), name=groups[0]["id"])
    if empty:
        names = ", ".join(group["id"] for group in empty)
        yield problem("group-empty.left-out", Location(empty[0].path), names=names)


def unchecked_contact_problems(plan: Plan, today: date) -> Iterator[Problem]:
    """Lines for danger that nobody tried for longer than the plan allows."""
    if SETTINGS in plan.unread:
        return
    urgent = {group["id"] for group in plan.rows("help-groups") if is_urgent(group)}
    days = plan.settings.check_days
    first_day = (today - timedelta(days=days)).isoformat()
    lines = [row for row in plan.rows("contacts") if urgent & {*split_cell(row["groups"])}]
    for row in lines:
        if row["checked"] > today.isoformat():
            location = row.location("checked")
            yield problem("contact-unchecked.later", location, cell=row["checked"])
    emergency = emergency_of(plan)
    overdue = [_describe(row, emergency) for row in lines if row["checked"] < first_day]
    if overdue:
        yield problem(
            "contact-unchecked",
            Location(FILE),
            days=days,
            lines="".join(f"\n    {line}" for line in overdue),
        )


def _describe(row: Row, emergency: Row | None) -> str:
    """The row of a contact, who it is, and what to try: never the line for an *emergency*."""
    if row is emergency:
        return f"row {row.number}, {row['name']}: read its page, and do not ring it to try"
    ways = [way.words if way.kind in ("call", "text") else way.href for way in ways_of(row)]
    return f"row {row.number}, {row['name']}: {', '.join(ways) or row['address']}"
