"""Pages of two records compared: their blocks, links and pictures, and what moved between them."""

import posixpath
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from safety_plan.diff.blocks import BlockChange, diff_blocks
from safety_plan.diff.charts import chart_change_kind
from safety_plan.diff.kinds import BlockChangeKind, ChartChangeKind, PageChangeKind
from safety_plan.diff.moves import moved_along
from safety_plan.diff.page_blocks import blocks_of
from safety_plan.diff.phrases import PHRASES
from safety_plan.diff.source_cards import without_changed_cards
from safety_plan.diff.source_names import with_later_names
from safety_plan.diff.tables import with_titles
from safety_plan.revisions.record import Record, RecordedPage
from safety_plan.revisions.record_formats import first_format

#: A link, picture, chart or description that differs: kind, name, what it was and what it is.
Detail = tuple[str, str, str, str]
#: Kinds of details that no word of the page says.
UNSAID = ("description", "replaced")
#: A paragraph of fewer words may stand in two places without having moved.
_LEAST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class PageChange:
    """One page on both sides, and what differs."""

    page_id: str
    old: RecordedPage | None
    new: RecordedPage | None
    blocks: tuple[BlockChange, ...]
    details: tuple[Detail, ...]
    reasons: tuple[Mapping[str, str], ...]
    #: The titles of charts on it that are not as they were.
    charts: tuple[str, ...] = ()
    #: What became of a page that is gone, in a sentence.
    fate: str = ""

    @property
    def anchor(self) -> str:
        """Its anchor among the pages; one that is gone may have had the address of another."""
        return f"page-{self.page.anchor}" if self.new else f"page-gone-{self.page.anchor}"

    @property
    def page(self) -> RecordedPage:
        """The page as it is, or as it last was."""
        page = self.new or self.old
        assert page
        return page

    @property
    def count(self) -> int:
        """How many changes its words, links, pictures and charts have."""
        changed = sum(block.kind != BlockChangeKind.SAME for block in self.blocks)
        return changed + len(self.details) + len(self.charts)

    @property
    def is_reworded(self) -> bool:
        """Whether its words, or where its links lead, differ."""
        is_other = any(kind not in UNSAID for kind, *_ in self.details)
        return is_other or any(block.kind != BlockChangeKind.SAME for block in self.blocks)

    def has(self, kind: str) -> bool:
        """Whether a detail of the *kind* differs, such as a picture that was replaced."""
        return any(detail[0] == kind for detail in self.details)

    @property
    def kind(self) -> PageChangeKind:
        """What happened to it."""
        if self.old is None:
            return PageChangeKind.NEW
        if self.new is None:
            return PageChangeKind.REMOVED
        if self.old.title != self.new.title:
            return PageChangeKind.RENAMED
        if self.old.address != self.new.address:
            return PageChangeKind.MOVED
        is_changed = self.is_reworded or self.details or self.charts
        return PageChangeKind.CHANGED if is_changed else PageChangeKind.SAME


def page_changes(
    old: Record, new: Record, reasons: Sequence[Mapping[str, str]], since: Sequence[Record] = ()
) -> tuple[PageChange, ...]:
    """Every page of both sides, in the order of the new record, those that are gone last.

    *reasons* are rows of `data/changes.csv`; the records *since* the old one say where pages went.
    """
    return tuple(_with_moves([*_pages(old, new, reasons, since)]))


def _pages(
    old: Record, new: Record, reasons: Sequence[Mapping[str, str]], since: Sequence[Record]
) -> Iterator[PageChange]:
    form = min(old.format, new.format)
    before, after = _in_order(old, form), _in_order(new, form)
    keys = {**old.table_keys, **new.table_keys}
    titles = {f"page:{page.page_id}": page.title for page in (*before.values(), *after.values())}
    sources = [*old.sources.values(), *new.sources.values()]
    for page_id in dict.fromkeys([*after, *before]):
        was, now = before.get(page_id), after.get(page_id)
        sides = blocks_of(was, keys), blocks_of(now, keys)
        if was and now:
            before_words, now_words = without_changed_cards(*sides, sources)
            sides = with_later_names(before_words, now_words, was, now), now_words
        yield PageChange(
            page_id=page_id,
            old=was,
            new=now,
            blocks=tuple(with_titles(diff_blocks(*sides))),
            details=(
                tuple(_details(was, now, titles, old, new)) + tuple(_unsaid(was, now, old, new))
                if was and now
                else ()
            ),
            reasons=tuple(row for row in reasons if row["page_id"] == page_id),
            charts=tuple(_charts(was, now, old, new)) if was and now else (),
            fate=_fate(page_id, since, new) if was and not now else "",
        )


def _charts(was: RecordedPage, now: RecordedPage, old: Record, new: Record) -> Iterator[str]:
    """The titles of the charts on a page that are not as they were."""
    for name in dict.fromkeys([*now.charts, *was.charts]):
        before = old.charts[name] if name in was.charts else {}
        after = new.charts[name] if name in now.charts else {}
        if chart_change_kind(before, after) != ChartChangeKind.SAME:
            yield str((after or before)["title"])


def _unsaid(was: RecordedPage, now: RecordedPage, old: Record, new: Record) -> Iterator[Detail]:
    """What no word of the page says: another description, and pictures that were replaced."""
    before, after = old.descriptions.get(was.path), new.descriptions.get(now.path)
    if before and after and before != after:
        yield "description", now.title, before, after
    earlier, later = _pictures(was, old), _pictures(now, new)
    for name in later:
        if name in earlier and earlier[name] != later[name]:
            yield "replaced", name, earlier[name], later[name]


def _pictures(page: RecordedPage, record: Record) -> dict[str, str]:
    """The digest of each picture on a page by its description; without one, by its file."""
    pictures: dict[str, str] = {}
    for section in page.sections:
        for kind, file, words in section.get("details", ()):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), file))
            if kind == "picture" and path in record.pictures:
                pictures[words or path] = record.pictures[path]
    return pictures


def _fate(page_id: str, since: Sequence[Record], new: Record) -> str:
    """What became of a page that is gone, as the records *since* say; empty if they do not."""
    for record in reversed(since):
        if record.dropped.get(page_id):
            return str(PHRASES["fate"]["why"].format(record.dropped[page_id]))
        if ids := record.moved.get(page_id):
            pages = [new.page(name) or record.page(name) for name in ids]
            quotes = ", ".join(f"“{page.title}”" for page in pages if page)
            return str(PHRASES["fate"]["moved"].format(quotes)) if quotes else ""
    return ""


def _in_order(record: Record, form: int) -> dict[str, RecordedPage]:
    """The pages by page_id in the order of the contents, as far as format *form* goes."""
    order = dict.fromkeys([*record.revision.files, *record.pages])
    pages = [record.pages[path] for path in order if path in record.pages]
    if form == 1:
        pages = [replace(page, sections=first_format(page.sections)) for page in pages]
    return {page.page_id: page for page in pages}


def _details(
    was: RecordedPage, now: RecordedPage, titles: Mapping[str, str], old: Record, new: Record
) -> Iterator[Detail]:
    """Links of the same words that lead elsewhere, or went; pictures described otherwise."""
    before = _targets(was, titles, _listed_addresses(was, old))
    after = _targets(now, titles, _listed_addresses(now, new))
    gone = {(kind, name): value for kind, name, value in before - after}
    for kind, name, value in after - before:
        if (kind, name) in gone:
            yield kind, name, gone.pop((kind, name)), value
    remaining = {value for _, _, value in after}
    for (kind, name), value in gone.items():
        if kind == "link" and value not in remaining:
            yield "gone", name, value, ""


#: Links to lists of the plan; what changed there is told where the list changed.
_TO_LISTS = ("figure:", "change:", "source:", "term:", "download:")


def _listed_addresses(page: RecordedPage, record: Record) -> set[str]:
    """The addresses in a list of sources on the page: what changed there is told of the source."""
    return {s.address for s in record.sources.values()} if "sources" in page.blocks else set()


def _targets(
    page: RecordedPage, titles: Mapping[str, str], listed: Collection[str]
) -> Counter[tuple[str, str, str]]:
    """The links and pictures of a page: kind, words, and where it leads or what it shows."""
    details = [detail for section in page.sections for detail in section.get("details", ())]
    return Counter(
        (kind, words, _target(value, titles))
        for kind, words, value in details
        if not value.startswith(_TO_LISTS) and value not in listed
    )


def _target(value: str, titles: Mapping[str, str]) -> str:
    """A page by its title, and the part of it; any other address as it is."""
    page, mark, anchor = value.partition("#")
    if page not in titles:
        return value.removeprefix("site:")
    part = f" ({mark}{anchor})" if mark else ""
    return f"“{titles[page]}”{part}"


def _with_moves(pages: Sequence[PageChange]) -> Iterator[PageChange]:
    """The pages, with each whole paragraph that only went elsewhere told as moved."""
    ends: defaultdict[str, list[tuple[BlockChangeKind, PageChange]]] = defaultdict(list)
    for page in pages:
        for block in page.blocks:
            ends[_whole_paragraph(block)].append((block.kind, page))
    moved = [
        tuple(_as_move(block, page, ends[_whole_paragraph(block)]) for block in page.blocks)
        for page in pages
    ]
    for page, blocks in zip(pages, moved_along(moved), strict=True):
        yield replace(page, blocks=blocks)


def _whole_paragraph(block: BlockChange) -> str:
    """The words of a paragraph that is on one side only, and long enough to be known again."""
    one_sided = block.kind in (BlockChangeKind.ADDED, BlockChangeKind.REMOVED)
    if block.role != "text" or not one_sided:
        return ""
    text = "".join(block.parts[0])
    return text if len(text.split()) >= _LEAST else ""


def _as_move(
    block: BlockChange, page: PageChange, ends: Sequence[tuple[BlockChangeKind, PageChange]]
) -> BlockChange:
    """The block as moved where its words went at one end and came at just one other."""
    if not _whole_paragraph(block) or len(ends) != 2:
        return block
    others = [other for kind, other in ends if kind != block.kind]
    if len(others) != 1:
        return block
    title = "" if others[0].page_id == page.page_id else others[0].page.title
    return replace(block, kind=BlockChangeKind.MOVED, other_page=title)
