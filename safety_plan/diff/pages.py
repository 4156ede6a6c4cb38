"""Pages of two records compared: their blocks, links and pictures, and what moved between them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from safety_plan.content.page_text import CELL
from safety_plan.diff.blocks import Block, BlockChange, diff_blocks
from safety_plan.diff.kinds import BlockChangeKind, PageChangeKind
from safety_plan.revisions.record import Record, RecordedPage, first_format, is_listed

#: Where numbers stand in their file; the numbers themselves are told.
_ROWS = re.compile(r"data/[a-z0-9-]+\.csv, rows?[\d, to]*")
#: A link or picture that differs: kind, name, what it was and what it is.
Detail = tuple[str, str, str, str]
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
    def reworded(self) -> bool:
        """Whether its words, or where its links lead, differ."""
        return bool(self.details) or any(
            block.kind != BlockChangeKind.SAME for block in self.blocks
        )

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
        return PageChangeKind.CHANGED if self.reworded else PageChangeKind.SAME


def page_changes(
    old: Record, new: Record, reasons: Sequence[Mapping[str, str]]
) -> tuple[PageChange, ...]:
    """Every page of both sides, in the order of the new record, those that are gone last.

    *reasons* are rows of `data/changes.csv`.
    """
    return tuple(_with_moves([*_pages(old, new, reasons)]))


def _pages(old: Record, new: Record, reasons: Sequence[Mapping[str, str]]) -> Iterator[PageChange]:
    form = min(old.format, new.format)
    before, after = _in_order(old, form), _in_order(new, form)
    titles = {f"page:{page.page_id}": page.title for page in (*before.values(), *after.values())}
    for page_id in dict.fromkeys([*after, *before]):
        was, now = before.get(page_id), after.get(page_id)
        yield PageChange(
            page_id=page_id,
            old=was,
            new=now,
            blocks=diff_blocks(blocks_of(was), blocks_of(now)),
            details=tuple(_details(was, now, titles)) if was and now else (),
            reasons=tuple(row for row in reasons if row["page_id"] == page_id),
        )


def _in_order(record: Record, form: int) -> dict[str, RecordedPage]:
    """The pages by page_id in the order of the contents, as far as format *form* goes."""
    order = dict.fromkeys([*record.revision.files, *record.pages])
    pages = [record.pages[path] for path in order if path in record.pages]
    if form == 1:
        pages = [replace(page, sections=first_format(page.sections)) for page in pages]
    return {page.page_id: page for page in pages}


def blocks_of(page: RecordedPage | None) -> tuple[Block, ...]:
    """A page of the record as blocks; cards of figures and sources are told apart from it."""
    blocks: list[Block] = []
    for section in page.sections if page else ():
        if is_listed(section):
            continue
        if section["heading"]:
            blocks.append(Block("heading", section["heading"]))
        blocks += _text_blocks(section["text"])
    return tuple(blocks)


def _text_blocks(text: str) -> Iterator[Block]:
    """The paragraphs and rows of a section; the first row of a table holds its headings."""
    headings = ""
    for line in text.split("\n"):
        if not _is_for_readers(line):
            continue
        if CELL not in line:
            headings = ""
        elif not headings:
            headings = line
        yield Block("row" if headings else "text", line, headings)


def _is_for_readers(line: str) -> bool:
    """Whether a line is neither empty nor only the rows of the data that a number comes from."""
    return bool(line) and not _ROWS.fullmatch(line)


def _details(old: RecordedPage, new: RecordedPage, titles: Mapping[str, str]) -> Iterator[Detail]:
    """Links of the same words that lead elsewhere, or went; pictures described otherwise."""
    before, after = _targets(old, titles), _targets(new, titles)
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


def _targets(page: RecordedPage, titles: Mapping[str, str]) -> Counter[tuple[str, str, str]]:
    """The links and pictures of a page: kind, words, and where it leads or what it shows."""
    details = [detail for section in page.sections for detail in section.get("details", ())]
    return Counter(
        (kind, words, _target(value, titles))
        for kind, words, value in details
        if not value.startswith(_TO_LISTS)
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
    for page in pages:
        blocks = (_moved(block, page, ends[_whole_paragraph(block)]) for block in page.blocks)
        yield replace(page, blocks=tuple(blocks))


def _whole_paragraph(block: BlockChange) -> str:
    """The words of a paragraph that is on one side only, and long enough to be known again."""
    one_sided = block.kind in (BlockChangeKind.ADDED, BlockChangeKind.REMOVED)
    if block.role != "text" or not one_sided:
        return ""
    text = "".join(block.parts[0])
    return text if len(text.split()) >= _LEAST else ""


def _moved(
    block: BlockChange, page: PageChange, ends: Sequence[tuple[BlockChangeKind, PageChange]]
) -> BlockChange:
    """The block as moved where its words went at one end and came at just one other."""
    if not _whole_paragraph(block) or len(ends) != 2:
        return block
    others = [other for kind, other in ends if kind != block.kind]
    if len(others) != 1:
        return block
    on_this_page = others[0].page_id == page.page_id
    place = "another place on this page" if on_this_page else f"the page “{others[0].page.title}”"
    return replace(block, kind=BlockChangeKind.MOVED, place=place)
