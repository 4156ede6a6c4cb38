"""What is said of sealed revisions afterwards, held against them.

Corrections of one (`data/corrections.csv`) are never an edit, always a dated row; why the
working revision differs from the last (`data/changes.csv`).
"""

from collections.abc import Collection, Iterator, Sequence

from safety_plan.content.page_text import normalise
from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem
from safety_plan.core.text import truncate
from safety_plan.diff.compare import compare
from safety_plan.diff.figures import FigureChange
from safety_plan.models.plan import Plan
from safety_plan.models.registers import REASONS
from safety_plan.reading.csv_files import Row
from safety_plan.revisions.bundle import RevisionBundle, sealed_bundle
from safety_plan.revisions.record import Record


def place_of(record: Record, page_id: str, was: str) -> str | None:
    """The anchor of the part of the page that says *was*; None where no part does.

    Words of a chart stand for its page, whose first heading is the place.
    """
    page = record.page(page_id)
    if page is None:
        return None
    for section in page.sections:
        if normalise(was) in normalise(f"{section['heading']} {section['text']}"):
            return str(section["anchor"])
    charts = normalise(" ".join(str(record.charts[name]) for name in page.charts))
    return str(page.sections[0]["anchor"]) if normalise(was) in charts else None


def correction_problems(plan: Plan, sealed: Sequence[RevisionBundle]) -> Iterator[Problem]:
    """Rows about words that no such sealed page says, and rows out of order."""
    records = {bundle.id: bundle.record for bundle in sealed}
    rows = plan.rows("corrections")
    for row, above in zip(rows, [None, *rows], strict=False):
        record, known = records.get(row["revision"]), {plan.revision.id, *records}
        # A revision that is not known is told of by the register's own rules.
        told_of = row["revision"] not in known
        if not told_of and (record is None or place_of(record, row["page_id"], row["was"]) is None):
            facts = row.cells | {"was": truncate(row["was"])}
            yield problem("correction-place", row.location("was"), **facts)
        if above and row["date"] < above["date"]:
            yield problem("correction-order", row.location("date"), date=row["date"])


def reason_problems(plan: Plan, working: Record) -> Iterator[Problem]:
    """Figures that changed for no stated reason, and reasons for what did not change.

    The seals must be whole. A figure that could not be read is not told twice.
    """
    earlier = [name for name in plan.sealed if name < working.revision.id]
    c = compare(sealed_bundle(plan.root, earlier[-1]).record if earlier else working, working)
    changed = {entry.figure.id: entry for entry in c.figures if entry.kind == "changed"}
    pages = {page.page_id for page in c.pages if page.kind != "same"}
    lines = {row["id"]: row for row in plan.rows("figures")}
    given = {row["figure"] for row in plan.rows("changes") if row["reason"]}
    for name in [name for name in changed if name in lines and name not in given]:
        facts = _sides(changed[name]) | {"name": name, "since": earlier[-1]}
        yield problem(
            "change-reason", lines[name].location("id"), reasons=", ".join(REASONS), **facts
        )
    for row in plan.rows("changes"):
        if row["figure"] not in lines or row["figure"] in plan.figures:
            yield from _row_problems(row, changed, pages)


def _sides(entry: FigureChange) -> dict[str, str]:
    sides = {"was": entry.old or entry.figure, "now": entry.figure}
    same = sides["was"].period == sides["now"].period
    return {k: f.text if same else f"{f.text}, {f.period}" for k, f in sides.items()}


def _row_problems(row: Row, changed: Collection[str], pages: Collection[str]) -> Iterator[Problem]:
    column, known = ("figure", changed) if row["figure"] else ("page_id", pages)
    leans = "data/figures.csv" if row["figure"] else ""
    if bool(row["figure"]) == bool(row["page_id"]):
        yield problem("change-row.which", row.location(column))
    elif row[column] not in known:
        yield problem(
            "change-row", row.location(column), name=row[column], among=known, leans=leans
        )
