"""What two records say of the revision itself: its note, its contents, and its sources."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from safety_plan.core.dates import format_date
from safety_plan.core.translation import gettext
from safety_plan.diff.phrases import PHRASES
from safety_plan.models.revision import STATUSES
from safety_plan.models.sources import Source
from safety_plan.revisions.record import Record

#: What is told of a revision, beside its status.
_OF_REVISION = ("life", "summary", "status_note")


class TextChange(NamedTuple):
    """Something that has a name, as it was and as it is; either may be empty."""

    name: str
    old: str
    new: str


def revision_changes(old: Record, new: Record) -> tuple[TextChange, ...]:
    """What is said of the revision itself, where that differs."""
    before, after = old.revision, new.revision
    names = PHRASES["revision"]
    changes = [
        TextChange(names[key], getattr(before, key), getattr(after, key)) for key in _OF_REVISION
    ]
    statuses = [gettext(STATUSES.get(one.status, one.status)) for one in (before, after)]
    changes.append(TextChange(names["status"], *statuses))
    return tuple(change for change in changes if change.old != change.new)


def source_changes(old: Record, new: Record) -> tuple[TextChange, ...]:
    """What is known of each source that both name, where that differs."""
    both = [(old.sources[name], new.sources[name]) for name in new.sources if name in old.sources]
    changes = [
        TextChange(f"{after.title}: {words}", _words(before, key), _words(after, key))
        for before, after in both
        for key, words in PHRASES["source"].items()
    ]
    return tuple(change for change in changes if change.old != change.new)


def _words(source: Source, key: str) -> str:
    value = getattr(source, key)
    text = value if isinstance(value, str) else " ".join(value)
    return format_date(text) or text


def contents_changes(old: Record, new: Record) -> tuple[str, ...]:
    """Pages that stand elsewhere in the contents, and headings of it that changed: sentences.

    Pages that are new or gone are told of elsewhere.
    """
    before, after = _sections(old), _sections(new)
    shared = before.keys() & after.keys()
    order = [page for page in after if page in shared]
    renamed = {*_renamed_sections(before, after, shared)}
    sentences = [str(PHRASES["contents"]["heading"].format(*pair)) for pair in sorted(renamed)]
    moved = _moved_pages([page for page in before if page in shared], order)
    for page in order:
        was, now = before[page], after[page]
        other_section = was != now and (was, now) not in renamed
        if page in moved or other_section:
            index = order.index(page)
            before_it = _title(new, order[index - 1]) if index else ""
            sentences.append(_place_sentence(_title(new, page), before_it, now))
    return tuple(sentences)


def _place_sentence(title: str, before_it: str, section: str) -> str:
    """Where a page stands now: after the page *before_it*, if any, and under which heading."""
    name = ("after" if before_it else "first") + ("_under" if section else "")
    return str(PHRASES["contents"][name].format(title, before_it, section))


def _sections(record: Record) -> dict[str, str]:
    """The heading of the contents under which each page stands, in the order of the contents."""
    return {
        record.pages[file].page_id: section.title
        for section in record.revision.contents
        for file in section.files
        if file in record.pages
    }


def _renamed_sections(
    old: dict[str, str], new: dict[str, str], shared: set[str]
) -> Iterator[tuple[str, str]]:
    """Headings under which all the same pages stand as under another one before."""
    for was in {old[page] for page in shared} - {*new.values(), ""}:
        pages = {page for page in shared if old[page] == was}
        headings = {new[page] for page in pages}
        now = next(iter(headings))
        if len(headings) == 1 and now and now not in old.values():
            yield was, now


def _moved_pages(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """The pages that stand elsewhere among the others: as few as explain the order."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {*new}.difference(*(new[block.b : block.b + block.size] for block in blocks))


def _title(record: Record, page_id: str) -> str:
    page = record.page(page_id)
    return page.title if page else page_id
