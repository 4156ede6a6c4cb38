"""Where a source is told of, for pages that stand beside all revisions."""

from collections.abc import Iterable

from safety_plan.revisions.record import Record


def source_target(records: Iterable[Record], source: str) -> str:
    """What a link to *source* leads to: its card in the first of *records* that has it, if any."""
    for record in records:
        page = record.page_with("sources")
        if page and source in record.sources:
            return f"revision:{record.revision.id}/{page.page_id}#source-{source}"
    return ""
