"""Which revision brought in the words of a paragraph.

The name of a paragraph is worked out from its words, so the same words have the same name in each
revision, on whatever page they stand.
"""

from collections.abc import Iterable

from safety_plan.content.site_markup import name_of_words
from safety_plan.models.revision import Revision
from safety_plan.revisions.record import Record


def first_revisions(records: Iterable[Record]) -> dict[str, Revision]:
    """The first of *records*, oldest first, that says what the paragraph of each name says."""
    first: dict[str, Revision] = {}
    for record in records:
        texts = (section["text"] for page in record.pages.values() for section in page.sections)
        for block in (block for text in texts for block in text.split("\n")):
            first.setdefault(name_of_words(block), record.revision)
    return first
