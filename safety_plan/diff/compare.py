"""Two records of one plan compared: a pure function, with no file and no clock.

Start with `compare`. `text` tells blocks and words apart, `figures` is the
ledger, `telling` says it all. A page is the same page where its page_id is,
whatever it is called and wherever it stands.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from safety_plan.content.page_text import CELL
from safety_plan.diff.blocks import Block, Change, compared
from safety_plan.diff.figures import SAID, Entry, chart_change, ledger
from safety_plan.models.revision import Decision, Revision
from safety_plan.models.sources import Source
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
    blocks: tuple[Change, ...]
    details: tuple[Detail, ...]
    reasons: tuple[Mapping[str, str], ...]

    @property
    def place(self) -> str:
        """Its name among the pages; one that is gone may have had the address of another."""
        return f"page-{self.page.place}" if self.new else f"page-gone-{self.page.place}"

    @property
    def page(self) -> RecordedPage:
        """The page as it is, or as it last was."""
        page = self.new or self.old
        assert page
        return page

    @property
    def reworded(self) -> bool:
        """Whether its words, or what they lead to, differ."""
        return bool(self.details) or any(block.kind != "same" for block in self.blocks)

    @property
    def kind(self) -> str:
        """new, taken out, renamed, readdressed, changed or same."""
        if self.old is None or self.new is None:
            return "new" if self.new else "taken out"
        if self.old.title != self.new.title:
            return "renamed"
        readdressed = self.old.address != self.new.address
        return "readdressed" if readdressed else "changed" if self.reworded else "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Everything that differs from *old* to *new*, and every page."""

    old: Revision
    new: Revision
    decisions: tuple[Decision, ...]
    priorities: tuple[tuple[str, str], ...]
    pages: tuple[PageChange, ...]
    figures: tuple[Entry, ...]
    charts: dict[str, tuple[dict[str, Any], dict[str, Any]]]
    sources_new: tuple[str, ...]
    sources_gone: tuple[str, ...]
    sources: dict[str, Source]

    @property
    def title(self) -> str:
        """What the comparison is of."""
        form = "within" if self.old.id == self.new.id else "of"
        return str(SAID["title"][form].format(self.old.title, self.new.title))

    def source(self, name: str, part: str) -> str:
        """Where something is published, in words."""
        title = self.sources[name].title if name in self.sources else name
        return f"{title}, {part}" if part else title


def compare(old: Record, new: Record, between: Sequence[Record] = ()) -> Comparison:
    """What changed from *old* to *new*.

    Reasons and decisions are those of the new record and of the revisions
    *between* the two, oldest first; looking back from a later one there are none.
    """
    since = [*between, new] if old.revision.id <= new.revision.id else []
    rows = [row for record in since for row in record.changes]
    told = old.changes if old.revision.id == new.revision.id else ()
    reasons = [row for row in rows if row["figure"] or row not in told]
    priorities = {k: (old.priorities.get(k, ""), v) for k, v in new.priorities.items()}
    dropped = {k: (v, "") for k, v in old.priorities.items() if k not in priorities}
    charts = {k: (old.charts.get(k, {}), new.charts.get(k, {})) for k in new.charts | old.charts}
    made = dict.fromkeys(d for record in since for d in record.revision.all_decisions)
    return Comparison(
        old=old.revision,
        new=new.revision,
        decisions=tuple(d for d in made if d not in old.revision.all_decisions),
        priorities=tuple(p for p in (priorities | dropped).values() if p[0] != p[1]),
        pages=tuple(_with_moves(list(_pages(old, new, reasons)))),
        figures=ledger(old, new, reasons),
        charts={k: (a, b) for k, (a, b) in charts.items() if chart_change(a, b) != "same"},
        sources_new=tuple(s.title for k, s in new.sources.items() if k not in old.sources),
        sources_gone=tuple(s.title for k, s in old.sources.items() if k not in new.sources),
        sources={k: v for record in (old, *between, new) for k, v in record.sources.items()},
    )


def _pages(old: Record, new: Record, reasons: Sequence[Mapping[str, str]]) -> Iterator[PageChange]:
    form = min(old.format, new.format)
    before, after = _in_order(old, form), _in_order(new, form)
    titles = {f"page:{page.page_id}": page.title for page in (*before.values(), *after.values())}
    for name in dict.fromkeys([*after, *before]):
        was, now = before.get(name), after.get(name)
        yield PageChange(
            page_id=name,
            old=was,
            new=now,
            blocks=compared(blocks_of(was), blocks_of(now)),
            details=tuple(_details(was, now, titles)) if was and now else (),
            reasons=tuple(row for row in reasons if row["page_id"] == name),
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
    sections = page.sections if page else ()
    for section in (s for s in sections if not is_listed(s)):
        blocks += [Block("heading", section["heading"])] if section["heading"] else []
        headings = ""
        for text in filter(_told, section["text"].split("\n")):
            headings = (headings or text) if CELL in text else ""
            blocks.append(Block("row" if headings else "text", text, headings))
    return tuple(blocks)


def _told(text: str) -> bool:
    """Whether a block is for readers: not empty, and not the rows that a number comes from."""
    return bool(text) and not _ROWS.fullmatch(text)


def _details(old: RecordedPage, new: RecordedPage, titles: Mapping[str, str]) -> Iterator[Detail]:
    """Links of the same words that lead elsewhere, or went; pictures described otherwise."""
    was, now = (_leads(page, titles) for page in (old, new))
    gone = {(kind, name): value for kind, name, value in was - now}
    for kind, name, value in now - was:
        if (kind, name) in gone:
            yield kind, name, gone.pop((kind, name)), value
    still = {value for _, _, value in now}
    for (kind, name), value in gone.items():
        if kind == "link" and value not in still:
            yield "gone", name, value, ""


def _leads(page: RecordedPage, titles: Mapping[str, str]) -> Counter[tuple[str, str, str]]:
    """What leads to a list of the plan is told where that list changed."""
    lists = ("figure:", "change:", "source:", "term:", "download:")
    details = [d for section in page.sections for d in section.get("details", ())]
    return Counter(
        (k, name, _led_to(v, titles)) for k, name, v in details if not v.startswith(lists)
    )


def _led_to(target: str, titles: Mapping[str, str]) -> str:
    """A page by its title, and the part of it; any other address as it is."""
    page, mark, anchor = target.partition("#")
    part = f" ({mark}{anchor})" if mark else ""
    return f"“{titles[page]}”{part}" if page in titles else target.removeprefix("site:")


def _with_moves(pages: Sequence[PageChange]) -> Iterator[PageChange]:
    """The pages, with each whole paragraph that only went elsewhere told as moved."""
    ends: defaultdict[str, list[tuple[str, PageChange]]] = defaultdict(list)
    for page in pages:
        for block in page.blocks:
            ends[_whole(block)].append((block.kind, page))
    for page in pages:
        blocks = (_moved(block, page, ends[_whole(block)]) for block in page.blocks)
        yield replace(page, blocks=tuple(blocks))


def _whole(block: Change) -> str:
    """The words of a paragraph that is on one side only, and long enough to be known again."""
    alone = block.role == "text" and block.kind in ("added", "removed")
    text = "".join(block.parts[0]) if alone else ""
    return text if len(text.split()) >= _LEAST else ""


def _moved(block: Change, page: PageChange, ends: Sequence[tuple[str, PageChange]]) -> Change:
    if not _whole(block) or len(ends) != 2:
        return block
    others = [there for kind, there in ends if kind != block.kind]
    if len(others) != 1:
        return block
    here = others[0].page_id == page.page_id
    place = "another place on this page" if here else f"the page “{others[0].page.title}”"
    return replace(block, kind="moved", place=place)
