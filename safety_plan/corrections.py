"""Corrections of sealed revisions (`data/corrections.csv`): never an edit, always a dated row."""

from __future__ import annotations

from collections.abc import Sequence

from safety_plan.csv_files import shortened
from safety_plan.editions import Edition
from safety_plan.plan import Plan
from safety_plan.problems import Problem
from safety_plan.record import Record
from safety_plan.words import normalised


def place_of(record: Record, page_id: str, was: str) -> str | None:
    """The anchor of the part of the page that says *was*; None where no part does.

    Words of a chart stand for its page, whose first heading is the place.
    """
    page = record.page(page_id)
    if page is None:
        return None
    for section in page.sections:
        if normalised(was) in normalised(f"{section['heading']} {section['text']}"):
            return str(section["anchor"])
    charts = normalised(" ".join(str(record.charts[name]) for name in page.charts))
    return str(page.sections[0]["anchor"]) if normalised(was) in charts else None


def correction_problems(plan: Plan, sealed: Sequence[Edition]) -> list[Problem]:
    """Rows about words that no such sealed page says, and rows out of order."""
    records = {edition.id: edition.record for edition in sealed}
    rows = plan.rows("corrections")
    problems = []
    for row, above in zip(rows, [None, *rows], strict=False):
        record, known = records.get(row["revision"]), {plan.revision.id, *records}
        told = row["revision"] not in known  # by the register's own rules
        if not told and (record is None or place_of(record, row["page_id"], row["was"]) is None):
            page = f"page “{row['page_id']}” of the sealed revision “{row['revision']}”"
            found = f"There is no {page} that says “{shortened(row['was'])}”."
            fix = "Copy revision, page_id and the wrong words exactly from the sealed page."
            problems.append(Problem(row.place("was"), "correction-place", found, fix))
        if above and row["date"] < above["date"]:
            found = f"The row is dated {row['date']}, before the row above it."
            fix = "Add a new correction at the end, and leave the rows above as they are."
            problems.append(Problem(row.place("date"), "correction-order", found, fix))
    return problems
