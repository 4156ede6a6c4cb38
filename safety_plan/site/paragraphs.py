"""Which revision brought in the words of a paragraph, or a row of a list.

The name of a paragraph is worked out from its words, so the same words have the same name in each
revision, on whatever page they stand. A row with a heading goes by the place of that, which it
keeps while it has its key.
"""

from collections.abc import Iterable

from safety_plan.content.site_markup import name_of_words
from safety_plan.models.revision import Revision
from safety_plan.revisions.record import Record


def first_revisions(records: Iterable[Record]) -> dict[str, Revision]:
    """The first of *records*, oldest first, that has each paragraph and each heading.

    A paragraph goes by the name that its words give, a heading by `#` and its place.
    """
    first: dict[str, Revision] = {}
    for record in records:
        for section in (one for page in record.pages.values() for one in page.sections):
            names = [name_of_words(block) for block in section["text"].split("\n")]
            for name in (f"#{section['anchor']}", *names):
                first.setdefault(name, record.revision)
    return first
