"""What stands above the words of a page: whom to call first, before anything is read."""

from collections.abc import Iterable
from dataclasses import dataclass

from safety_plan.core.hours import format_hours
from safety_plan.models.help import (
    Way,
    emergency_of,
    first_lines,
    group_anchor,
    groups_of,
    services_without_line,
    ways_of,
    with_somebody,
)
from safety_plan.models.plan import Plan
from safety_plan.reading.csv_files import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstLine:
    """One link to press: the way to reach somebody, who they are and when they answer."""

    way: Way
    name: str
    hours: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstHelp:
    """Whom to call first on a page.

    *emergency* is whom to call in danger, *lines* are those for the trouble that the page is
    about, *anchor* is where that trouble stands on the page of help. *note* says what is known of
    help with it, where nobody who is there for just this trouble can be called.
    """

    emergency: FirstLine | None
    lines: tuple[FirstLine, ...] = ()
    anchor: str = ""
    note: str = ""


def first_help(plan: Plan, topics: Iterable[str]) -> FirstHelp:
    """Whom to call first on a page about *topics*, which may be none."""
    emergency = emergency_of(plan)
    emergency_line = _first_line(emergency) if emergency else None
    groups = with_somebody(plan, groups_of(plan, topics))
    if not groups:
        return FirstHelp(emergency=emergency_line)
    group = groups[0]
    rows = [row for row in first_lines(plan, group["id"]) if row is not emergency]
    return FirstHelp(
        emergency=emergency_line,
        lines=tuple(line for row in rows if (line := _first_line(row))),
        anchor=group_anchor(group),
        note=group["note"] if services_without_line(plan, group["id"]) else "",
    )


def _first_line(contact: Row) -> FirstLine | None:
    """The first way to reach *contact*, or None where there is only a place to go to."""
    ways = ways_of(contact)
    if not ways:
        return None
    return FirstLine(way=ways[0], name=contact["name"], hours=format_hours(contact["hours"]))
