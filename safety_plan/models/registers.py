"""Registers: the CSV files of `data/` whose columns are the same in every plan.

Each is declared as a class: its columns in their order, and what each cell must be.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem, Read
from safety_plan.core.resources import load_resource
from safety_plan.models.fields import FieldRules, cell, rules_of
from safety_plan.models.search_words import SearchWordsRow
from safety_plan.reading.csv_files import Row, read_csv


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """A figure: a literal, or the look-up of a cell of a table."""

    id: str = field(metadata=cell("The name by which pages ask for it.", required=True))
    label: str = field(metadata=cell("What it counts, in words.", required=True))
    value: str = field(metadata=cell("The number, unless it is looked up."))
    qualifier: str = field(metadata=cell("A word before the number, such as over."))
    unit: str = field(metadata=cell("What the number is of."))
    period: str = field(metadata=cell("When it holds.", required=True))
    place: str = field(metadata=cell("Where it holds."))
    source: str = field(metadata=cell("The id of its source, unless its table names one."))
    part: str = field(metadata=cell("Where in the source."))
    table: str = field(metadata=cell("The table it is looked up in."))
    row: str = field(metadata=cell("Which row: column=cell; column=cell."))
    column: str = field(metadata=cell("Which column of the table."))
    note: str = field(metadata=cell("What to know about it."))


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressRow:
    """Something that was reported for a priority."""

    page_id: str = field(metadata=cell("The priority.", required=True, listed_in="page_id"))
    text: str = field(metadata=cell("What was reported.", required=True))
    state: str = field(metadata=cell("How far it is.", required=True, listed_in="state"))
    part: str = field(metadata=cell("Where in the source."))
    source: str = field(metadata=cell("Who reported it.", required=True, listed_in="source"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityRow:
    """A priority, as a card of the front page."""

    page_id: str = field(
        metadata=cell("Its page.", required=True, unique=True, listed_in="page_id")
    )
    title: str = field(metadata=cell("What it is called.", required=True))
    sentence: str = field(metadata=cell("Why it is one, in a sentence.", required=True))
    figure: str = field(metadata=cell("A figure to show on the card.", listed_in="figure"))
    figure_words: str = field(metadata=cell("What follows the figure."))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """Why a figure or a page is not as it was in the last sealed revision."""

    figure: str = field(metadata=cell("The figure that changed.", unique=True))
    page_id: str = field(metadata=cell("Or the page that changed.", unique=True))
    reason: str = field(
        metadata=cell(
            "The kind of reason, or two with ; between.", listed_in="reason", separator=";"
        )
    )
    why: str = field(metadata=cell("The reason in a sentence.", required=True))
    part: str = field(metadata=cell("Where in the source."))
    source: str = field(metadata=cell("Where the reason is published.", listed_in="source"))


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRow:
    """A term of the glossary."""

    term: str = field(metadata=cell("The term or abbreviation.", required=True, unique=True))
    expansion: str = field(metadata=cell("What the letters stand for."))
    meaning: str = field(metadata=cell("What it means.", required=True))
    source: str = field(metadata=cell("Who defined it.", listed_in="source"))


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpGroupRow:
    """A kind of trouble, under which a reader finds whom to call."""

    id: str = field(metadata=cell("Its name.", required=True, unique=True, format="id"))
    title: str = field(metadata=cell("The trouble, in a reader's words.", required=True))
    topics: str = field(metadata=cell("The topics that pages ask for.", required=True))
    urgent: str = field(
        metadata=cell("Whether lines for danger stand in it.", required=True, format="yes-no")
    )
    exit: str = field(
        metadata=cell("Whether its readers may be watched.", required=True, format="yes-no")
    )
    note: str = field(metadata=cell("What to say to everybody in this trouble."))


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRow:
    """Somebody who helps, and each way to reach them."""

    id: str = field(metadata=cell("Its name.", required=True, unique=True, format="id"))
    need: str = field(metadata=cell("For whom, in their words.", required=True))
    groups: str = field(
        metadata=cell("Under which trouble.", required=True, listed_in="group", separator=";")
    )
    name: str = field(metadata=cell("Who they are.", required=True))
    phone: str = field(metadata=cell("The telephone number.", format="phone"))
    text_number: str = field(metadata=cell("The number for text messages.", format="phone"))
    text_word: str = field(metadata=cell("What to write in the text message."))
    web: str = field(metadata=cell("Their website.", format="address"))
    chat: str = field(metadata=cell("Where to chat with them.", format="address"))
    form: str = field(metadata=cell("Where to write to them.", format="address"))
    address: str = field(metadata=cell("Where to go to them."))
    hours: str = field(metadata=cell("When they answer.", format="hours"))
    cost: str = field(metadata=cell("What it costs."))
    audience: str = field(metadata=cell("Who may ask them, such as For men."))
    access: str = field(metadata=cell("Other languages, and ways for deaf people."))
    note: str = field(metadata=cell("What else to know."))
    source: str = field(metadata=cell("Where it says so.", required=True, listed_in="source"))
    read: str = field(metadata=cell("When that was read.", required=True, format="date"))
    checked: str = field(metadata=cell("When somebody tried it.", format="day"))
    checked_by: str = field(metadata=cell("Who tried it."))


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A document that is known of and not published here."""

    date: str = field(metadata=cell("When it was published.", required=True, format="date"))
    title: str = field(metadata=cell("What it is called.", required=True))
    what: str = field(metadata=cell("What it is.", required=True))
    source: str = field(metadata=cell("How it is known.", listed_in="source"))


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionRow:
    """A mistake in a sealed revision, and what is right."""

    date: str = field(metadata=cell("When it was put right.", required=True, format="date"))
    revision: str = field(
        metadata=cell("The sealed revision.", required=True, listed_in="revision")
    )
    page_id: str = field(metadata=cell("The page in it.", required=True))
    was: str = field(metadata=cell("The words as they stand.", required=True))
    is_: str = field(metadata=cell("What is right.", required=True, name="is"))
    approved: str = field(metadata=cell("Who approved it.", required=True))
    source: str = field(metadata=cell("Where it says so.", listed_in="source"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalRow:
    """A proposed revision that was put before the public, and a figure as it was then."""

    revision: str = field(metadata=cell("The proposed revision.", required=True))
    figure: str = field(metadata=cell("A figure of it; empty in its first row."))
    qualifier: str = field(metadata=cell("The word before the number."))
    value: str = field(metadata=cell("The number that the public read."))
    unit: str = field(metadata=cell("What it was of."))
    period: str = field(metadata=cell("When it held."))
    source: str = field(metadata=cell("Its source."))
    part: str = field(metadata=cell("Where in the source."))
    why: str = field(metadata=cell("The reason that stood in changes.csv for it."))


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationRow:
    """A sentence that sounds as if the revision were not decided on, and is true all the same."""

    file: str = field(metadata=cell("The file it stands in.", required=True))
    words: str = field(metadata=cell("The whole sentence.", required=True))
    why: str = field(metadata=cell("Why it is still true.", required=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultRow:
    """Something that is known not to be accessible."""

    rule: str = field(
        metadata=cell("The rule by which the audit finds it, if it does.", unique=True)
    )
    criterion: str = field(metadata=cell("The criterion that is not met.", required=True))
    what: str = field(metadata=cell("What is wrong.", required=True))
    why: str = field(metadata=cell("Why it is so.", required=True))
    instead: str = field(metadata=cell("What a reader can do instead."))


#: The class of the rows of each register, by the name of its file.
REGISTERS: dict[str, type[Any]] = {
    "figures": FigureRow,
    "progress": ProgressRow,
    "priorities": PriorityRow,
    "changes": ChangeRow,
    "glossary": TermRow,
    "help-groups": HelpGroupRow,
    "contacts": ContactRow,
    "documents": DocumentRow,
    "corrections": CorrectionRow,
    "faults": FaultRow,
    "search-words": SearchWordsRow,
    "proposals": ProposalRow,
    "confirmed": ConfirmationRow,
}
#: Registers that live on: never sealed with a revision, always shown as today.
UNSEALED_REGISTERS = (
    *("help-groups", "contacts", "corrections", "documents", "faults"),
    *("search-words", "proposals", "confirmed"),
)

#: Why a figure changed; redefined, it is another figure, and is not subtracted.
REDEFINED = "definition changed"
#: Somebody decided so: nothing rose or fell, and no share of it is worked out.
DECIDED = ("decision taken", "target changed")
REASONS = (
    *("new year added", "source revised", "source replaced", REDEFINED, "correction"),
    *("budget changed", *DECIDED),
)

STATES: dict[str, str] = load_resource("core/labels.yml")["states"]

#: The rule that a cell breaks which is not in the list where it must be found.
UNKNOWN_RULES = {
    "figure": "figure-unknown",
    "group": "group-unknown",
    "page_id": "page_id-unknown",
    "reason": "reason-unknown",
    "revision": "revision-unknown",
    "source": "source-unknown",
    "state": "state-unknown",
}


def register_columns(name: str) -> Mapping[str, FieldRules]:
    """The columns of the register *name*, in order, and what their cells must be."""
    return rules_of(REGISTERS[name])


def read_register(data: Path, name: str) -> Read[list[Row]]:
    """The rows of one register; a register that is not there has no rows."""
    file = data / f"{name}.csv"
    if not file.exists() and not file.is_symlink():
        return [], []
    return read_csv(file, f"data/{name}.csv", list(register_columns(name)))


def register_problems(
    name: str, rows: Iterable[Row], lists: Mapping[str, Collection[str]]
) -> Iterator[Problem]:
    """Cells that are not what they must be.

    *lists* gives the names that there are of figures, sources and the like; a list that is
    not among them is not known, and nothing is held against it.
    """
    columns = register_columns(name)
    first_rows: dict[tuple[str, str], int] = {}
    for row in rows:
        for column_name, rules in columns.items():
            text = row[column_name]
            if text:
                first = first_rows.setdefault((column_name, text), row.number)
                yield from _cell_problems(row, column_name, rules, first, lists)
            elif rules.required:
                yield problem("cell-empty", row.location(column_name), column=column_name)


def _cell_problems(
    row: Row, column_name: str, rules: FieldRules, first: int, lists: Mapping[str, Collection[str]]
) -> Iterator[Problem]:
    """What is wrong with a cell that is not empty and that stood on row *first* before."""
    text, location = row[column_name], row.location(column_name)
    if rules.unique and first != row.number:
        yield problem("name-twice", location, kind=column_name, name=text, number=first)
    if format_rule := rules.format_rule(text):
        yield problem(format_rule, location, cell=text)
    for name in rules.parts(text):
        choices = lists.get(rules.listed_in, (name,))
        if name not in choices:
            yield problem(UNKNOWN_RULES[rules.listed_in], location, name=name, choices=choices)
