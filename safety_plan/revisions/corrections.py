"""Corrections of sealed revisions (`data/corrections.csv`): never an edit, always a dated row."""

from collections.abc import Iterator, Sequence

from safety_plan.content.page_text import normalise
from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem
from safety_plan.core.text import truncate
from safety_plan.models.plan import Plan
from safety_plan.reading.csv_files import Row
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.record import Record


def anchor_of(record: Record, page_id: str, was: str) -> str | None:
    """The anchor of the part of the page that says *was*; None where no part does.

    Words of a chart stand for its page, whose first heading is the anchor.
    """
    page = record.page(page_id)
    if page is None:
        return None
    words = normalise(was)
    for section in page.sections:
        if words in normalise(f"{section['heading']} {section['text']}"):
            return str(section["anchor"])
    charts = normalise(" ".join(str(record.charts[name]) for name in page.charts))
    return str(page.sections[0]["anchor"]) if words in charts else None


def correction_problems(plan: Plan, sealed: Sequence[RevisionBundle]) -> Iterator[Problem]:
    """Rows about words that no such sealed page says, and rows out of order."""
    records = {bundle.id: bundle.record for bundle in sealed}
    earlier = ""
    for row in plan.rows("corrections"):
        # The register's own rules tell of a revision that is not known.
        is_known = row["revision"] in {plan.revision.id, *records}
        if is_known and not _is_said(row, records.get(row["revision"])):
            params = row.cells | {"was": truncate(row["was"])}
            yield problem("correction-place", row.location("was"), **params)
        if row["date"] < earlier:
            yield problem("correction-order", row.location("date"), date=row["date"])
        earlier = row["date"]


def _is_said(row: Row, record: Record | None) -> bool:
    """Whether the sealed *record* says on its page what the *row* corrects."""
    return record is not None and anchor_of(record, row["page_id"], row["was"]) is not None
