"""The table of the parts of a source: what each says, and which pages tell it."""

from collections.abc import Callable, Sequence
from typing import Any

from safety_plan.content.word_answers import page_link
from safety_plan.models.fields import split_cell
from safety_plan.models.plan import Plan
from safety_plan.models.sources import Source
from safety_plan.reading.csv_files import Row


def part_block(
    plan: Plan, source: Source, rows: Sequence[Row], answer: Callable[[Row, str], str]
) -> dict[str, Any]:
    """The content of the block that lists the parts *rows* of *source*."""
    return {
        "source": source.id,
        "title": source.title,
        "rows": [
            {
                "part": row["part"],
                "subject": answer(row, "subject"),
                "pages": [
                    link for name in split_cell(row["page_id"]) if (link := page_link(plan, name))
                ],
                "why": answer(row, "why"),
            }
            for row in rows
        ],
    }
