"""What became of the rows of registers, such as actions: each that is new, gone or not the same."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from safety_plan.core.dates import format_date, format_period
from safety_plan.core.translation import gettext
from safety_plan.diff.kinds import RowChangeKind
from safety_plan.diff.outline import TextChange
from safety_plan.diff.phrases import (
    PHRASES,
    Phrases,
    reason_in_words,
    register_phrases,
    within_quotes,
)
from safety_plan.models.actions import STATES
from safety_plan.models.cycle_rows import LIST_WORDS
from safety_plan.models.money import read_amount
from safety_plan.models.registers import REGISTERS, key_columns, register_columns
from safety_plan.revisions.record import Record

#: The columns of amounts of money.
_AMOUNTS = ("planned", "spent")
#: The columns of times that say so nowhere, because targets read them by rules of their own.
_TIMES = ("by", "rating_period")
#: What is so of whatever stands in a register says nothing of one row.
_USUAL_STATES = {("gaps", "none")}
#: A row as its record holds it: a text by the name of its column.
Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """One row that differs: both sides, and each cell that is not the same, in words.

    *old* and *new* are the rows as their records hold them, None where there is none. *why*
    is the reason that the row, or `data/changes.csv`, gives for it. *compiled* where the plan
    is told by somebody who put together what others published.
    """

    register: str
    kind: RowChangeKind
    key: str
    old: Cells | None
    new: Cells | None
    cells: tuple[TextChange, ...] = ()
    why: str = ""
    #: The title of the page that leads to it, where it is no part of a page itself.
    page: str = ""
    compiled: bool = False

    @property
    def phrases(self) -> Phrases:
        """The phrases of its register, for a plan like this."""
        return register_phrases(self.register, compiled=self.compiled)

    @property
    def title(self) -> str:
        """What a reader knows the row by: of the newer side, unless the row is gone."""
        row = self.new or self.old or {}
        return row[REGISTERS[self.register].title or key_columns(self.register)[0]]

    @property
    def title_within_quotes(self) -> str:
        """The title as it stands in quotation marks."""
        return within_quotes(self.title)

    @property
    def sentence(self) -> str:
        """The row in quotation marks, then what became of it, cell by cell, and why."""
        quoted = self.phrases["row"][self.kind].format(self.title_within_quotes)
        why = [PHRASES["row"]["why"].format(self.why)] if self.why else []
        cells = [_cell_sentence(change, self.kind) for change in self.cells]
        page = [PHRASES["row"]["page"].format(self.page)] if self.page else []
        return " ".join([quoted, *page, *cells, *why])


def _cell_sentence(change: TextChange, kind: RowChangeKind) -> str:
    if change.old and change.new:
        phrase = "cell"
    elif change.new:
        phrase = "filled"
    else:
        phrase = "emptied"
    phrase = {RowChangeKind.NEW: "first", RowChangeKind.REMOVED: "last"}.get(kind, phrase)
    # A sentence that is quoted brings its own stop.
    return str(PHRASES["row"][phrase].format(*map(within_quotes, change))).replace(".”.", ".”")


def register_changes(
    old: Record, new: Record, reasons: Iterable[Cells] = (), *, compiled: bool = False
) -> tuple[RowChange, ...]:
    """Each row that differs, by register; new and changed ones in the order of the new record.

    A register that one of the two records does not keep is left out: nothing is known of it.
    *reasons* are rows of `data/changes.csv`, oldest first.
    """
    names = [name for name in new.registers if name in old.registers]
    rows = [*reasons]
    changes = (change for name in names for change in _changes_of(name, old, new))
    return tuple(
        replace(change, why=_why(change, rows), page=_page_of(change, old, new), compiled=compiled)
        for change in changes
        if not _was_over_before(change, old, new)
    )


def _was_over_before(change: RowChange, old: Record, new: Record) -> bool:
    """Whether a row that is new tells of what was over when the earlier revision was adopted.

    It came to this list later, and did not happen since. Between two states of one revision,
    whoever checks the change is told of it all the same.
    """
    column = REGISTERS[change.register].happened
    adopted = old.revision.adopted
    if not column or not adopted or old.revision.id == new.revision.id:
        return False
    happened = (change.new or {}).get(column, "") if change.kind == RowChangeKind.NEW else ""
    if not format_date(happened) or not format_date(adopted.date):
        return False
    shared = min(len(happened), len(adopted.date))
    return happened[:shared] < adopted.date[:shared]


def _page_of(change: RowChange, old: Record, new: Record) -> str:
    """The title of the page where a file to download belongs, or last belonged."""
    if change.register != "files":
        return ""
    record, row = (new, change.new) if change.new else (old, change.old or {})
    page = record.page(row["page_id"])
    return page.title if page else ""


def _why(change: RowChange, reasons: Sequence[Cells]) -> str:
    """Why a row is not as it was: as it says itself, or as the *reasons* of a target say.

    What the older side gave as its reason already is none for the newer.
    """
    before, after = change.old or {}, change.new or {}
    if column := REGISTERS[change.register].reason:
        return "" if after.get(column) == before.get(column) else after.get(column, "")
    if change.register != "targets":
        return ""
    rows = [row for row in reasons if row["figure"] == change.key]
    words = (f"{reason_in_words(row['reason'])}. {row['why']}".removeprefix(". ") for row in rows)
    return " ".join(dict.fromkeys(words))


def _changes_of(name: str, old: Record, new: Record) -> Iterator[RowChange]:
    rows = REGISTERS[name].carry_names(new.registers[name], ())
    before = _by_key(name, REGISTERS[name].carry_names(old.registers[name], rows))
    after = _by_key(name, rows)
    change = partial(RowChange, register=name)
    for key, row in after.items():
        if key not in before:
            cells = [TextChange(words, "", text) for words, text in _amounts(name, new, row)]
            yield change(kind=RowChangeKind.NEW, key=key, old=None, new=row, cells=tuple(cells))
        elif changed := tuple(_changed_cells(name, (old, before[key]), (new, row))):
            kind = RowChangeKind.CHANGED
            earlier = before[key]
            yield change(kind=kind, key=key, old=earlier, new=row, cells=changed)
    for key, row in before.items():
        if key not in after:
            amounts = (TextChange(words, text, "") for words, text in _amounts(name, old, row))
            last = (*_last_state(name, old, row), *amounts)
            yield change(kind=RowChangeKind.REMOVED, key=key, old=row, new=None, cells=last)


def _by_key(name: str, rows: Iterable[Cells]) -> dict[str, Cells]:
    columns = key_columns(name)
    return {"/".join(row[column] for column in columns): row for row in rows}


def _changed_cells(
    name: str, before: tuple[Record, Cells], after: tuple[Record, Cells]
) -> Iterator[TextChange]:
    """The cells that differ, as readers meet them, in the order of the columns."""
    (old, old_row), (new, new_row) = before, after
    old_row, new_row = (REGISTERS[name].as_readers_meet(row) for row in (old_row, new_row))
    for column, words in PHRASES["registers"][name]["columns"].items():
        was, now = old_row.get(column, ""), new_row.get(column, "")
        before_and_after = cell_words(old, name, column, was), cell_words(new, name, column, now)
        # What differs for programs only, such as the name of a figure, is no change to a reader.
        if was != now and before_and_after[0] != before_and_after[1]:
            yield TextChange(words, *before_and_after)


def _last_state(name: str, old: Record, row: Cells) -> Iterator[TextChange]:
    """How far it was with what is gone, where that is more than that it stood in the register."""
    state = REGISTERS[name].as_readers_meet(row).get("state", "")
    if state and (name, state) not in _USUAL_STATES:
        words = PHRASES["registers"][name]["columns"]["state"]
        yield TextChange(words, cell_words(old, name, "state", state), "")


def _amounts(name: str, record: Record, row: Cells) -> Iterator[tuple[str, str]]:
    """What each column of money is called and the amount in it, where that is known."""
    for column in _AMOUNTS:
        amount = read_amount(row.get(column, ""), record.figures)
        if amount.figure or amount.value is not None:
            yield PHRASES["registers"][name]["columns"][column], amount.text


def cell_words(record: Record, register: str, column: str, text: str) -> str:
    """A cell of the *register* as a reader meets it: dates and names in words."""
    rules = register_columns(register).get(column)
    if rules is None:  # worked out, and in words already
        return text
    if rules.listed_in == "state":
        return gettext(STATES[text]) if text in STATES else text
    if column in _AMOUNTS and text:
        return read_amount(text, record.figures).text
    titles = {
        "figure": {name: figure.label for name, figure in record.figures.items()},
        "page_id": {page.page_id: page.title for page in record.pages.values()},
        "consultation": {r["id"]: r["what"] for r in record.registers.get("consultations", ())},
        "source": {name: source.title for name, source in record.sources.items()},
    }
    if rules.listed_in in titles:
        names = rules.parts(text)
        return "; ".join(titles[rules.listed_in].get(one, one) for one in names)
    if column == "state" and register in LIST_WORDS:
        state = LIST_WORDS[register]["states"].get(text)
        return gettext(str(state)) if state else text
    if rules.format in ("date", "day", "period") or column in _TIMES:
        return format_date(text) or format_period(text) or text
    return text
