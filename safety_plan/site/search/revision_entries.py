"""What is found in one revision: its pages and parts, and what stands on them by itself."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from safety_plan.content.links import without_marks
from safety_plan.content.markdown_ext import find_blocks
from safety_plan.content.word_answers import term_anchor
from safety_plan.core.dates import format_date, format_period
from safety_plan.core.sentences import split_first_sentence
from safety_plan.core.translation import gettext
from safety_plan.models.actions import STATES, shown_state
from safety_plan.models.cycle_rows import LIST_WORDS
from safety_plan.models.figures import Figure
from safety_plan.models.file_rows import describe_row
from safety_plan.models.registers import register_columns
from safety_plan.models.sensitivity import neutral_anchor
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.record import CARD, RecordedPage, is_listed
from safety_plan.site.search.entries import Entry, Kind

#: What is mostly said of papers and plans, where it stands in no table and is not large.
_UNITS_OF_PAPERS = ("count", "months", "years")
_DIGITS_OF_PAPERS = 2
#: What the anchors of the parts of a list of all actions start with.
ACTION_LISTS = "actions-"
#: The part at the end of a page that only leads on.
LINKS_ONLY = "next"
#: What the cells of lists are called that hold sentences, and no names of bodies and pages.
_SENTENCES = {
    words
    for name, words_of_list in LIST_WORDS.items()
    for column, words in words_of_list["facts"].items()
    if register_columns(name)[column].calls
}


def revision_entries(
    bundle: RevisionBundle, tables: Collection[str], exits: Collection[str]
) -> list[Entry]:
    """Every entry of *bundle*; of each of *tables* every row is one.

    *exits* are the paths of the pages with the button to leave: to those a search leads only
    as a whole, so that no address says what was read there.
    """
    entries: list[Entry] = []
    for page in bundle.record.pages.values():
        entries += _page_entries(bundle, page, is_whole=page.path in exits)
        entries += _row_entries(bundle, page, tables)
    entries = _once(entries)
    actions = _action_entries(bundle, exits)
    files = _file_entries(bundle, exits)
    rows = (*actions, *_term_entries(bundle), *_target_entries(bundle), *_decision_entries(bundle))
    return [*entries, *_figure_entries(bundle), *rows, *files]


def _once(entries: Sequence[Entry]) -> list[Entry]:
    """The *entries*, of which a part that says the same on several pages is found once.

    It stays where it has a place of its own, and else on the last page that shows it: what
    the list of all gathers is found beside what it is about.
    """
    best: dict[object, Entry] = {}
    for entry in entries:
        is_part = entry.kind is Kind.SECTION
        key: object = (entry.title, entry.text) if is_part else entry
        if key not in best or "#" not in best[key].address:
            best[key] = entry
    stays = {id(entry) for entry in best.values()}
    return [entry for entry in entries if id(entry) in stays]


def _page_entries(bundle: RevisionBundle, page: RecordedPage, *, is_whole: bool) -> Iterator[Entry]:
    """A page and its parts; where it *is_whole* they all lead to its beginning."""
    page_charts = [bundle.record.charts[name] for name in page.charts]
    # What its charts are about: their titles, and what each of their rows is called.
    # The areas of a map stand in the table beside it.
    named = [(c["title"], () if c.get("places") else c["labels"]) for c in page_charts]
    charts = ". ".join(" ".join([title, *labels]) for title, labels in named)
    card = _card_of(bundle, page)
    description = bundle.pages[page.path].description
    sections = (_section_entry(bundle, page, one, is_whole=is_whole) for one in page.sections)
    parts = [entry for entry in sections if entry is not None]
    yield Entry(
        address=page.address,
        title=page.title,
        kind=Kind.PAGE,
        text=" ".join(" ".join(filter(None, (description, card.get("text"), charts))).split()),
        names=card.get("heading", ""),
        mark=f"page:{page.page_id}",
        # What stands under its own title is found as the page itself.
        words=" ".join(
            [
                *(part.text for part in parts if part.title == page.title),
                *(_promises(bundle, page) if is_whole else ()),
            ]
        ),
    )
    yield from (part for part in parts if part.title != page.title)


def _promises(bundle: RevisionBundle, page: RecordedPage) -> Iterator[str]:
    """What was promised, where *page* lists all actions and none of them is found by itself.

    That is the first sentence of each, which the list sets in bold.
    """
    if find_blocks(bundle.pages[page.path].text, "promises"):
        for row in bundle.record.registers.get("actions", ()):
            yield split_first_sentence(row["promise"])[0]


def _card_of(bundle: RevisionBundle, page: RecordedPage) -> dict[str, Any]:
    """The card of a priority, which stands on another page than the priority's own."""
    name = f"{CARD}{page.page_id}"
    cards = (s for other in bundle.record.pages.values() for s in other.sections)
    return next((section for section in cards if section["anchor"] == name), {})


def _section_entry(
    bundle: RevisionBundle, page: RecordedPage, section: Mapping[str, Any], *, is_whole: bool
) -> Entry | None:
    """One part of *page*; None where it says nothing, or is found as something else."""
    anchor, heading = section["anchor"], section["heading"]
    if is_listed(section):
        return _listed_entry(bundle, page, anchor, heading)
    text = _list_text(bundle, page, anchor) or " ".join(section["text"].split())
    is_glossary = find_blocks(bundle.pages[page.path].text, "glossary") and len(text) > 1000
    is_list = anchor.startswith((CARD, ACTION_LISTS)) or anchor == LINKS_ONLY or is_glossary
    if not text or is_list:
        return None
    return Entry(
        address=page.address if is_whole else f"{page.address}#{anchor}",
        title=heading,
        kind=Kind.SECTION,
        text=text,
        page=page.title,
    )


def _list_text(bundle: RevisionBundle, page: RecordedPage, anchor: str) -> str:
    """What an entry of a list says in sentences, without whom, when and where."""
    if not anchor.startswith(tuple(f"{name}-" for name in LIST_WORDS)):
        return ""
    blocks = find_blocks(bundle.pages[page.path].text, "entries")
    entries = [one for block in blocks for one in block["entries"] if one["anchor"] == anchor]
    facts = [fact for one in entries for fact in one["facts"]]
    facts += [fact for one in entries for part in one["parts"] for fact in part["facts"]]
    return " ".join(without_marks(text) for words, text in facts if words in _SENTENCES)


def _listed_entry(
    bundle: RevisionBundle, page: RecordedPage, anchor: str, heading: str
) -> Entry | None:
    """The card of a source, with its publisher; a figure has a page of its own."""
    kind, _, name = anchor.removesuffix("-name").partition("-")
    source = bundle.record.sources.get(name) if kind == "source" else None
    if source is None:
        return None
    return Entry(
        address=f"{page.address}#{anchor}",
        title=heading,
        kind=Kind.SOURCE,
        text=source.publisher,
        page=page.title,
    )


def _figure_entries(bundle: RevisionBundle) -> Iterator[Entry]:
    """Figures with their values and periods, each on its page below the list of all."""
    page = bundle.record.page_with("figures")
    if page is None:
        return
    for figure in filter(_is_looked_for, bundle.record.figures.values()):
        facts = (figure.text, format_period(figure.period), figure.place)
        yield Entry(
            address=page.address,
            title=figure.label,
            kind=Kind.FIGURE,
            text=", ".join(filter(None, facts)),
            page=page.title,
            below=f"{neutral_anchor(figure.id)}/",
        )


def _is_looked_for(figure: Figure) -> bool:
    """Whether readers may look for it: not for how many papers, parts or months there are.

    Such a number stands alone and is small. It is found where the page speaks of it.
    """
    is_of_papers = not figure.table and figure.unit in _UNITS_OF_PAPERS
    return not is_of_papers or len(figure.value.partition(".")[0]) > _DIGITS_OF_PAPERS


def _row_entries(
    bundle: RevisionBundle, page: RecordedPage, tables: Collection[str]
) -> Iterator[Entry]:
    """Each row of the tables that ask for it, where one is shown on *page*."""
    on_page = find_blocks(bundle.pages[page.path].text, "table")
    for table in [block for block in on_page if block.get("name") in tables]:
        titles = [column["title"] or column["name"] for column in table["columns"]]
        for row in table["rows"]:
            cells = [f"{title}: {cell}" for title, cell in zip(titles, row, strict=False)]
            yield Entry(
                address=f"{page.address}#{table['anchor']}",
                title=row[0],
                kind=Kind.ROW,
                text=". ".join(cells[1:]),
                page=page.title,
                words=titles[0],
            )


def _term_entries(bundle: RevisionBundle) -> Iterator[Entry]:
    """Each term of the glossary, found by its letters and by what they stand for."""
    page = bundle.record.page_with("glossary")
    if page is None:
        return
    for block in find_blocks(bundle.pages[page.path].text, "glossary"):
        for row in block:
            yield Entry(
                address=f"{page.address}#term-{term_anchor(row['term'])}",
                title=": ".join(filter(None, (row["term"], row["expansion"]))),
                kind=Kind.TERM,
                text=row["meaning"],
                page=page.title,
            )


def _target_entries(bundle: RevisionBundle) -> Iterator[Entry]:
    """Each target, in the table of all, with what is asked and what becomes of it."""
    page = bundle.record.page_with("targets")
    if page is None:
        return
    for target in bundle.record.targets:
        by = format_period(target["by"]) or target["by"]
        words = {"goal": target["goal"], "verdict": target["verdict"]}
        yield Entry(
            address=f"{page.address}#target-{target['id']}",
            title=gettext("Target: %(what)s") % {"what": target["what"]},
            kind=Kind.FIGURE,
            text=gettext("%(goal)s by %(day)s. %(verdict)s.") % {**words, "day": by},
            page=page.title,
        )


def _action_entries(bundle: RevisionBundle, exits: Collection[str]) -> Iterator[Entry]:
    """Each action on the page that lists all of them, found by what was promised.

    None where that page can be left in a hurry: every one would lead to its beginning, which is
    found by the same words.
    """
    pages = [
        page
        for page in bundle.record.pages.values()
        if page.path not in exits and find_blocks(bundle.pages[page.path].text, "promises")
    ]
    for page in pages[:1]:
        for row in bundle.record.registers.get("actions", ()):
            state = STATES.get(shown_state(row))
            facts = (gettext(state) if state else "", row["lead"], format_period(row["due"]))
            yield Entry(
                address=f"{page.address}#action-{row['id']}",
                title=row["promise"],
                kind=Kind.ACTION,
                text=". ".join(filter(None, facts)),
                page=page.title,
            )


def _file_entries(bundle: RevisionBundle, exits: Collection[str]) -> Iterator[Entry]:
    """Each file to download, on the first page that lists it and cannot be left in a hurry."""
    places: dict[str, RecordedPage] = {}
    for page in bundle.record.pages.values():
        blocks = find_blocks(bundle.pages[page.path].text, "files")
        for entry in (entry for block in blocks for entry in block if page.path not in exits):
            places.setdefault(entry["id"], page)
    for row in bundle.record.registers.get("files", ()):
        if row["id"] in places:
            yield Entry(
                address=f"{places[row['id']].address}#file-{row['id']}",
                title=f"{row['title']} ({describe_row(row)})",
                kind=Kind.DOCUMENT,
                text=row["what"],
                page=places[row["id"]].title,
            )


def _decision_entries(bundle: RevisionBundle) -> Iterator[Entry]:
    """Each decision about the revision, on its page about decisions if it has one."""
    page = bundle.record.page("decision")
    for decision in bundle.record.revision.decisions:
        yield Entry(
            address=page.address if page else "",
            title=f"{format_date(decision.date)}: {decision.body}",
            kind=Kind.DECISION,
            text=decision.what,
            page=page.title if page else bundle.record.revision.title,
        )
