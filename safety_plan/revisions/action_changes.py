"""Actions of the working revision held against those of the last sealed one."""

from collections.abc import Iterator, Mapping

from safety_plan.core.dates import format_period
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.models.actions import ENDED, carry_ids, same_words
from safety_plan.models.plan import Plan
from safety_plan.reading.csv_files import Row
from safety_plan.revisions.record import Record

Cells = Mapping[str, str]


def action_change_problems(plan: Plan, working: Record, last: Record) -> Iterator[Problem]:
    """Promises of *last* that are gone, and those that were changed and nobody says why."""
    if "data/actions.csv" in plan.unread:
        return
    rows = plan.rows("actions")
    now = {cells["id"]: cells for cells in working.registers.get("actions", ())}
    before = carry_ids(last.registers.get("actions", ()), [*now.values()])
    named = {row["id"] for row in last.registers.get("actions", ())}
    since = last.revision.id
    by_id = {cells["id"]: cells for cells in before}
    for row in rows:
        old = by_id.get(row["id"])
        if old is not None and not _says_why(row, old):
            yield from _state_problems(row, old, now[row["id"]], since)
        elif old is None and row["was"]:
            yield problem("action-was", row.location("was"), name=row["was"], since=since)
    for old in before:
        if old["id"] not in now and old["state"] not in ENDED:
            yield _unnamed_problem(old, since, had_id=old["id"] in named)


def _says_why(row: Row, old: Cells) -> bool:
    """Whether *row* gives a reason, and not only the one that was sealed already."""
    return bool(row["why"]) and row["why"] != old["why"]


def _state_problems(row: Row, old: Cells, new: Cells, since: str) -> Iterator[Problem]:
    params = {"name": row["id"], "since": since}
    if not _says_the_same(row, old, new):
        was = old["promise"]
        yield problem("action-changed.promise", row.location("promise"), was=was, **params)
    if old["due"] and row["due"] != old["due"]:
        due = format_period(old["due"]) or old["due"]
        yield problem("action-changed.due", row.location("due"), was=due, **params)
    if old["state"] in ENDED and row["state"] != old["state"]:
        states = {"was": old["state"], "now": row["state"]}
        yield problem("action-changed.undone", row.location("state"), **states, **params)
    elif row["why"] and row["state"] == "stopped" != old["state"]:
        yield problem("action-changed.stopped", row.location("why"), **params)


def _says_the_same(row: Row, old: Cells, new: Cells) -> bool:
    """Whether a promise is what it was; a number in it may change with its figure."""
    if "{{" in row["promise"]:
        return same_words(old["promise"], new["promise"])
    return " ".join(old["promise"].split()) == " ".join(new["promise"].split())


def _unnamed_problem(old: Cells, since: str, *, had_id: bool) -> Problem:
    location = Location("data/actions.csv")
    was = old["promise"]
    if had_id:
        return problem("action-changed.gone", location, name=old["id"], since=since, was=was)
    return problem("action-changed.unnamed", location, since=since, was=was)
