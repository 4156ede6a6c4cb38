"""Why the working revision differs from the last sealed one (`data/changes.csv`)."""

from collections.abc import Collection, Iterator

from safety_plan.compare import compare
from safety_plan.compare.figures import Entry
from safety_plan.csv_files import Row
from safety_plan.editions import sealed_edition
from safety_plan.plan import Plan
from safety_plan.problems import Problem
from safety_plan.record import Record
from safety_plan.registers import REASONS
from safety_plan.yaml_files import told


def reason_problems(plan: Plan, working: Record) -> Iterator[Problem]:
    """Figures that changed for no stated reason, and reasons for what did not change.

    The seals must be whole. A figure that could not be read is not told twice.
    """
    earlier = [name for name in plan.sealed if name < working.revision.id]
    c = compare(sealed_edition(plan.root, earlier[-1]).record if earlier else working, working)
    changed = {entry.figure.id: entry for entry in c.figures if entry.kind == "changed"}
    pages = {page.page_id for page in c.pages if page.kind != "same"}
    lines = {row["id"]: row for row in plan.rows("figures")}
    given = {row["figure"] for row in plan.rows("changes") if row["reason"]}
    for name in [name for name in changed if name in lines and name not in given]:
        facts = _sides(changed[name]) | {"name": name, "since": earlier[-1]}
        yield told("change-reason", lines[name].place("id"), reasons=", ".join(REASONS), **facts)
    for row in plan.rows("changes"):
        if row["figure"] not in lines or row["figure"] in plan.figures:
            yield from _row_problems(row, changed, pages)


def _sides(entry: Entry) -> dict[str, str]:
    sides = {"was": entry.old or entry.figure, "now": entry.figure}
    same = sides["was"].period == sides["now"].period
    return {k: f.text if same else f"{f.text}, {f.period}" for k, f in sides.items()}


def _row_problems(row: Row, changed: Collection[str], pages: Collection[str]) -> Iterator[Problem]:
    column, known = ("figure", changed) if row["figure"] else ("page_id", pages)
    leans = "data/figures.csv" if row["figure"] else ""
    if bool(row["figure"]) == bool(row["page_id"]):
        yield told("change-row.which", row.place(column))
    elif row[column] not in known:
        yield told("change-row", row.place(column), name=row[column], among=known, leans=leans)
