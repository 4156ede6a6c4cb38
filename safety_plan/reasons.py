"""Why the working revision differs from the last sealed one (`data/changes.csv`)."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from safety_plan.compare import compare
from safety_plan.compare.figures import REASONS, SAID, Entry
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
    pages = {page.page_id for page in c.pages if page.kind != "same"}
    lines = {row["id"]: row for row in plan.rows("figures")}
    given = {row["figure"] for row in plan.rows("changes")}
    for name in [name for name in changed if name in lines and name not in given]:
        yield _problem(lines[name], "unexplained", "id", name, earlier[-1], *_sides(changed[name]))
    for row in plan.rows("changes"):
        if row["figure"] not in lines or row["figure"] in plan.figures:
            yield from _row_problems(row, plan, changed if row["figure"] else pages)


def _sides(entry: Entry) -> Iterator[str]:
    old, new = entry.old or entry.figure, entry.figure
    for figure in (old, new):
        yield figure.text if old.period == new.period else f"{figure.text}, {figure.period}"


def _row_problems(row: Row, plan: Plan, changed: Collection[str]) -> Iterator[Problem]:
    thing = "figure" if row["figure"] else "page_id"
    if bool(row["figure"]) == bool(row["page_id"]):
        yield _problem(row, "which", thing)
        return
    asked: list[tuple[str, Collection[str]]] = [(thing, changed)]
    asked += [("reason", REASONS)] if row["figure"] else []
    asked += [("source", plan.sources)] if row["source"] else []
    for column, known in asked:
        if row[column] not in known:
            hint = did_you_mean(row[column], known)
            yield _problem(row, column, column, row[column], hint=hint)


def _problem(row: Row, rule: str, column: str, *words: str, hint: str = "") -> Problem:
    name, found, fix = SAID["problems"][rule]
    fix = hint or fix.format(reasons=", ".join(REASONS))
    return Problem(row.place(column), name, found.format(*words), fix)
