"""Why the working revision differs from the last sealed one (`data/changes.csv`)."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from safety_plan.compare import compare
from safety_plan.compare.figures import REASONS, Entry
from safety_plan.csv_files import Row
from safety_plan.editions import sealed_edition
from safety_plan.plan import Plan
from safety_plan.problems import Problem, did_you_mean
from safety_plan.record import Record


def reason_problems(plan: Plan, working: Record) -> Iterator[Problem]:
    """Figures that changed for no stated reason, and reasons for what did not change."""
    earlier = [name for name in plan.sealed if name < working.revision.id]
    try:
        sealed = sealed_edition(plan.root, earlier[-1]).record if earlier else working
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return  # the check of the seals tells it
    c = compare(sealed, working)
    changed = {e.figure.id: e for e in c.figures if e.kind == "changed"}
    pages = {page.page_id: page for page in c.pages if page.kind != "same"}
    lines = {row["id"]: row for row in plan.rows("figures")}
    given = {row["figure"] for row in plan.rows("changes")}
    for name in [name for name in changed if name in lines and name not in given]:
        yield _unexplained(lines[name], changed[name], earlier[-1])
    for row in plan.rows("changes"):
        unread = row["figure"] in lines and row["figure"] not in plan.figures
        if not unread:
            yield from _row_problems(row, plan, changed if row["figure"] else pages)


def _unexplained(row: Row, entry: Entry, sealed: str) -> Problem:
    old, new = entry.old or entry.figure, entry.figure
    was, now = (f.text if old.period == new.period else f"{f.text}, {f.period}" for f in (old, new))
    found = f"The figure “{new.id}” has changed since {sealed}, and no reason is given: "
    found += f"it was “{was}” and is “{now}”."
    fix = f"Add a row for it to data/changes.csv. The reason is one of: {', '.join(REASONS)}."
    return Problem(row.place("id"), "change-reason", found, fix)


def _row_problems(row: Row, plan: Plan, changed: Collection[str]) -> Iterator[Problem]:
    thing = "figure" if row["figure"] else "page_id"
    if bool(row["figure"]) == bool(row["page_id"]):
        found, fix = "The row must name one figure or one page.", "Fill one of the two cells."
        yield Problem(row.place(thing), "change-row", found, fix)
        return
    asked: list[tuple[str, Collection[str]]] = [(thing, changed)]
    asked += [("reason", REASONS)] if row["figure"] else []
    asked += [("source", plan.sources)] if row["source"] else []
    for column, known in asked:
        if row[column] not in known:
            name, found, fix = _SAID.get(column, _SAID["figure"])
            fix = did_you_mean(row[column], known) or fix
            yield Problem(row.place(column), name, found.format(row[column]), fix)


_SAID = {
    "figure": (
        "change-row",
        "“{}” has not changed since the last sealed revision.",
        "Put the name right, or delete the row.",
    ),
    "reason": (
        "change-reason",
        "“{}” is not a reason we know.",
        f"Write one of: {', '.join(REASONS)}.",
    ),
    "source": ("source-unknown", "There is no source “{}”.", "Add it to data/sources.yml first."),
}
