"""Corrections of sealed revisions (`data/corrections.csv`): never an edit, always a dated row."""

from collections.abc import Iterator, Sequence

from safety_plan.csv_files import shortened
from safety_plan.editions import Edition
from safety_plan.plan import Plan
from safety_plan.problems import Problem
from safety_plan.record import Record
from safety_plan.words import normalised
from safety_plan.yaml_files import told


def place_of(record: Record, page_id: str, was: str) -> str | None:
    """The anchor of the part of the page that says *was*; None where no part does.

    Words of a chart stand for its page, whose first heading is the place.
    """
    page = record.page(page_id)
    if page is None:
        return None
    for section in page.sections:
        if normalised(was) in normalised(f"{section['heading']} {section['text']}"):
            return section["anchor"]
    charts = normalised(" ".join(str(record.charts[name]) for name in page.charts))
    return page.sections[0]["anchor"] if normalised(was) in charts else None


def correction_problems(plan: Plan, sealed: Sequence[Edition]) -> Iterator[Problem]:
    """Rows about words that no such sealed page says, and rows out of order."""
    records = {edition.id: edition.record for edition in sealed}
    rows = plan.rows("corrections")
    for row, above in zip(rows, [None, *rows], strict=False):
        record, known = records.get(row["revision"]), {plan.revision.id, *records}
        # A revision that is not known is told of by the register's own rules.
        told_of = row["revision"] not in known
        if not told_of and (record is None or place_of(record, row["page_id"], row["was"]) is None):
            facts = row.cells | {"was": shortened(row["was"])}
            yield told("correction-place", row.place("was"), **facts)
        if above and row["date"] < above["date"]:
            yield told("correction-order", row.place("date"), date=row["date"])
