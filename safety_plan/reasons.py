"""Why the working revision differs from the last sealed one (`data/changes.csv`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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
    was = f"“{old.text}, {old.period}” became “{new.text}, {new.period}”"
    found = f"The figure “{new.id}” has changed since {sealed}, and no reason is given: {was}."
    fix = f"Add a row for it to data/changes.csv. The reason is one of: {', '.join(REASONS)}."
    return Problem(row.place("id"), "change-reason", found, fix)


def _row_problems(row: Row, plan: Plan, changed: Mapping[str, object]) -> Iterator[Problem]:
    thing = "figure" if row["figure"] else "page_id"
    if bool(row["figure"]) == bool(row["page_id"]):
        found, fix = "The row must name one figure or one page.", "Fill one of the two cells."
        yield Problem(row.place(thing), "change-row", found, fix)
    elif row[thing] not in changed:
        found = f"“{row[thing]}” has not changed since the last sealed revision."
        fix = did_you_mean(row[thing], changed) or "Put the name right, or delete the row."
        yield Problem(row.place(thing), "change-row", found, fix)
    for column, known, name in (
        ("reason", REASONS if row["figure"] else ("",), "change-reason"),
        ("source", ("", *plan.sources), "source-unknown"),
    ):
        if row[column] not in known:
            found = f"“{row[column]}” is not a {column} we know."
            fix = did_you_mean(row[column], known) or f"Write one of: {', '.join(known)}."
            yield Problem(row.place(column), name, found, fix)
