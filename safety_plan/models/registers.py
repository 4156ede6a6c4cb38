"""Registers: the CSV files of `data/` whose columns are the same in every plan.

The class of the rows of each declares its columns in their order, and what each cell must be.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem, Read
from safety_plan.models.action_rows import ActionRow
from safety_plan.models.actions import COLOURS, STATE_HINTS, as_readers_meet, carry_ids
from safety_plan.models.cell_advice import format_fix
from safety_plan.models.cycle_rows import (
    LIST_WORDS,
    ConsultationRow,
    DateRow,
    GapRow,
    RecommendationRow,
    ResponseRow,
    RiskRow,
)
from safety_plan.models.fields import FieldRules, rules_of
from safety_plan.models.file_rows import FILE_FACTS, FileRow
from safety_plan.models.file_rows import as_readers_meet as file_as_readers_meet
from safety_plan.models.headline_rows import HeadlineRow
from safety_plan.models.money_rows import MoneyRow
from safety_plan.models.register_rows import (
    ChangeRow,
    ConfirmationRow,
    ContactRow,
    CorrectionRow,
    DocumentRow,
    FaultRow,
    FigureRow,
    HelpGroupRow,
    PriorityRow,
    ProposalRow,
    ReadingAgeRow,
    TermRow,
)
from safety_plan.models.search_words import SearchWordsRow
from safety_plan.models.source_parts import SourcePartRow
from safety_plan.models.target_rows import TargetRow
from safety_plan.reading.csv_files import Row, read_csv

#: A row as its file or its record holds it.
Cells = Mapping[str, str]


def _keep_as_they_are(old: Sequence[Cells], _: Sequence[Cells]) -> Sequence[Cells]:
    return old


@dataclass(frozen=True, slots=True)
class Register:
    """A register: the class of its rows, and what becomes of them.

    *key* names the columns that tell its rows apart; the first column where it is empty. *title*
    is the column whose words a reader knows a row by; else the first of the key. One
    that is *living* is about today: it is never sealed with a revision, and always shown as
    it is now. Which registers are in the record, and so compared, stands in
    `safety_plan.revisions.record_formats`. *derived* names what is worked out from a row: a
    record keeps it beside the columns, and no file holds it. *reason* is the column that says why
    a row is not as it was in the revision before. *happened* is the column with the day on which
    what a row tells of was over: a row can be written long after it.
    """

    rows: type[Any]
    key: tuple[str, ...] = ()
    title: str = ""
    derived: tuple[str, ...] = ()
    reason: str = ""
    happened: str = ""
    living: bool = False
    #: A row as readers meet it, where that is not all as it is written.
    as_readers_meet: Callable[[Cells], Mapping[str, str]] = dict
    #: The rows of an earlier revision under the names by which those of a later one carry them on.
    carry_names: Callable[[Sequence[Cells], Sequence[Cells]], Sequence[Cells]] = _keep_as_they_are


#: What the record says of a target besides its row: what is asked, where it started, the newest
#: number, and the verdict.
TARGET_WORDS = ("goal", "start", "latest", "verdict")

#: Each register by the name of its file.
REGISTERS: dict[str, Register] = {
    "figures": Register(FigureRow),
    "actions": Register(
        ActionRow,
        title="promise",
        reason="why",
        as_readers_meet=as_readers_meet,
        carry_names=carry_ids,
    ),
    "money": Register(MoneyRow, title="what"),
    "priorities": Register(PriorityRow),
    "targets": Register(TargetRow, title="what", derived=TARGET_WORDS),
    "changes": Register(ChangeRow, key=("figure", "page_id")),
    "glossary": Register(TermRow),
    "consultations": Register(ConsultationRow, title="what", happened="closes"),
    "responses": Register(ResponseRow, title="said"),
    "recommendations": Register(RecommendationRow, title="what", happened="date"),
    "gaps": Register(GapRow, title="measure"),
    "risks": Register(RiskRow, title="risk"),
    "headlines": Register(HeadlineRow, key=("page_id", "figure"), title="title"),
    "files": Register(
        FileRow, title="title", derived=FILE_FACTS, as_readers_meet=file_as_readers_meet
    ),
    "source-parts": Register(SourcePartRow, key=("source", "part"), title="part"),
    "dates": Register(DateRow, key=("date", "what"), living=True),
    "help-groups": Register(HelpGroupRow, living=True),
    "contacts": Register(ContactRow, living=True),
    "documents": Register(DocumentRow, living=True),
    "corrections": Register(CorrectionRow, living=True),
    "faults": Register(FaultRow, living=True),
    "search-words": Register(SearchWordsRow, living=True),
    "proposals": Register(ProposalRow, living=True),
    "confirmed": Register(ConfirmationRow, living=True),
    "reading-ages": Register(ReadingAgeRow, living=True),
}
#: Registers that live on: never sealed with a revision, always shown as today.
UNSEALED_REGISTERS = tuple(name for name, register in REGISTERS.items() if register.living)

#: Registers of before, which only sealed folders hold: their columns, and those of their key.
RETIRED_REGISTERS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "progress": (("page_id", "text", "state", "part", "source"), ("page_id", "text"))
}

#: Why a figure changed; redefined, it is another figure, and is not subtracted.
REDEFINED = "definition changed"
#: Somebody decided so: nothing rose or fell, and no share of it is worked out.
DECIDED = ("decision taken", "target changed")
#: This site says it otherwise, or shows other numbers; the plan itself did not change by that.
SITE_REWRITTEN = "site rewritten"
#: The plan itself changed, as a page tells: a reason of a page, with which a comparison begins.
PLAN_CHANGED = "plan changed"
#: Only numbers changed so, and never how a plan words what matters to it.
NUMBER_REASONS = ("new year added", "source revised", "source replaced", REDEFINED)
#: Why a figure or a target changed.
FIGURE_REASONS = (*NUMBER_REASONS, "correction", "budget changed", *DECIDED, SITE_REWRITTEN)
REASONS = (*FIGURE_REASONS, PLAN_CHANGED)

#: States that belong to one register alone, by the list in which a cell must be found.
OWN_STATES: dict[str, list[str]] = {
    "gap state": [*LIST_WORDS["gaps"]["states"]],
    "recommendation state": [*LIST_WORDS["recommendations"]["states"]],
}

#: What people write instead of a state, and the state that it means, by the list of states.
STATES_MEANT: dict[str, dict[str, str]] = {
    "state": STATE_HINTS,
    "gap state": LIST_WORDS["gaps"]["meant"],
    "recommendation state": LIST_WORDS["recommendations"]["meant"],
}

#: The rule that a cell breaks which is not in the list where it must be found.
UNKNOWN_RULES = {
    "action": "action-unknown",
    "consultation": "consultation-unknown",
    "figure": "figure-unknown",
    "gap state": "state-unknown",
    "group": "group-unknown",
    "page_id": "page_id-unknown",
    "reason": "reason-unknown",
    "recommendation state": "state-unknown",
    "revision": "revision-unknown",
    "source": "source-unknown",
    "state": "state-unknown",
}


def register_columns(name: str) -> Mapping[str, FieldRules]:
    """The columns of the register *name*, in order, and what their cells must be."""
    return rules_of(REGISTERS[name].rows)


def key_columns(name: str) -> tuple[str, ...]:
    """The columns that tell the rows of the register *name* apart."""
    return REGISTERS[name].key or tuple(register_columns(name))[:1]


def columns_with_calls() -> dict[str, list[str]]:
    """The columns in which a call may stand, by the name of their register."""
    columns = {
        name: [column for column, rules in register_columns(name).items() if rules.calls]
        for name in REGISTERS
    }
    return {name: names for name, names in columns.items() if names}


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
                key = "cell-empty.unsaid" if rules.unsaid else "cell-empty"
                params = {"column": column_name, "unsaid": rules.unsaid}
                yield problem(key, row.location(column_name), **params)


def _cell_problems(
    row: Row, column_name: str, rules: FieldRules, first: int, lists: Mapping[str, Collection[str]]
) -> Iterator[Problem]:
    """What is wrong with a cell that is not empty and that stood on row *first* before."""
    text = row[column_name]
    location = row.location(column_name)
    if rules.unique and first != row.number:
        yield problem("name-twice", location, kind=column_name, name=text, number=first)
    if format_rule := rules.format_rule(text):
        fix = format_fix(rules.format, text)
        yield problem(format_rule, location, cell=text, fix=fix)
    for name in rules.parts(text):
        choices = lists.get(rules.listed_in, (name,))
        if name not in choices:
            yield _unknown_name(rules.listed_in, name, location, choices)


def _unknown_name(
    listed_in: str, name: str, location: Location, choices: Collection[str]
) -> Problem:
    """A *name* that is not among the *choices* of its list; of a state, the one that is meant."""
    word = name.lower()
    if word in (meant := STATES_MEANT.get(listed_in, {})):
        return problem("state-unknown.meant", location, word=name, state=meant[word])
    if listed_in == "state" and word in COLOURS:
        return problem("state-unknown.colour", location, word=name, states=", ".join(choices))
    return problem(UNKNOWN_RULES[listed_in], location, name=name, choices=choices)
