"""What was reported moves from `data/progress.csv` to the register of actions."""

import re
from collections.abc import Iterable, Mapping, Sequence

from safety_plan.core.dates import format_date
from safety_plan.migrations.outcome import Files, Left, Outcome, sentence
from safety_plan.migrations.rows import Rows, read_rows, write_rows
from safety_plan.models.actions import NOT_REPORTED, STATES, name_rows, same_words
from safety_plan.models.registers import register_columns
from safety_plan.reading.yaml_files import as_mapping, as_text, read_yaml_text

PROGRESS = "data/progress.csv"
ACTIONS = "data/actions.csv"
SOURCES = "data/sources.yml"
#: The columns of before by those of today.
_MOVED = {"page_id": "page_id", "text": "promise", "part": "part", "source": "source"}
_STATES = {"planned": NOT_REPORTED}
_CALL = re.compile(r"\{\{[^{}]*\}\}")
#: What was only found: a share of something, or what people think.
_SHARE = re.compile(
    r"(?:in |about |around |over |nearly |more than )*"
    r"(?:\{\{[^{}]*\}\}|[0-9][0-9.,]* ?(?:%|per cent|percent)) of [^.]*"
    r"\b(?:is|are|was|were|has|have|feel|felt|say|said|think)\b(?! (?:given|trained|visited|asked"
    r"|offered|sent|told|helped|taught|shown|seen|marked|fitted|checked|inspected))",
    re.I,
)
_BELIEF = re.compile(r"\b(?:is|are|was|were) (?:believed|thought|said) to be\b", re.I)

Row = dict[str, str]


def migrate(files: Files) -> Outcome:
    """Makes an action of each row that was one; leaves what was only found, and says so."""
    if PROGRESS not in files:
        return Outcome()
    progress = read_rows(files[PROGRESS])
    actions = read_rows(files[ACTIONS]) if ACTIONS in files else Rows([*_columns()], [])
    if progress is None or actions is None or not {*_MOVED, "state"} <= {*progress.headings}:
        return Outcome(left=(Left(PROGRESS, sentence("actions.unreadable")),))
    findings = [row for row in progress.rows if _is_finding(row)]
    moved = [row for row in progress.rows if row not in findings]
    dates = _dates_of_sources(files.get(SOURCES, ""))
    new = [_action(row, dates) for row in moved]
    rows = _name([*actions.rows, *(row for row in new if not _is_listed(row, actions.rows))])
    extra = [name for name in progress.headings if name not in {*_MOVED, "state"}]
    columns = [*dict.fromkeys([*_columns(), *actions.headings, *extra])]
    rest = write_rows(progress.headings, findings) if findings else None
    if not moved and findings:
        return Outcome(left=tuple(_left_of_findings(findings)))
    return Outcome(
        changes={ACTIONS: write_rows(columns, rows), PROGRESS: rest},
        steps=(
            sentence("actions.step", count=len(moved)),
            *([] if findings else [sentence("actions.gone")]),
        ),
        left=(*_left_of_actions(moved, rows, extra), *_left_of_findings(findings)),
    )


def _columns() -> Iterable[str]:
    return register_columns("actions")


def _is_finding(row: Row) -> bool:
    return bool(_SHARE.match(row["text"]) or _BELIEF.search(row["text"]))


def _dates_of_sources(text: str) -> Mapping[str, str]:
    """The date of each source that has one."""
    entries = read_yaml_text(text, SOURCES)[0].value
    dates = {name: as_text(as_mapping(entry).get("date")) for name, entry in entries.items()}
    return {name: date for name, date in dates.items() if format_date(date)}


def _action(row: Row, dates: Mapping[str, str]) -> Row:
    """The row of today; what has no column of today stays under its own heading."""
    rest = {name: text for name, text in row.items() if name not in {*_MOVED, "state"}}
    moved = {new: row[old] for old, new in _MOVED.items()}
    state = _STATES.get(row["state"], row["state"])
    return {**rest, **moved, "state": state, "state_as_of": dates.get(row["source"], "")}


def _is_listed(row: Row, actions: Sequence[Row]) -> bool:
    """Whether *row* stands among *actions* already, as after a run that was stopped."""
    return any(
        action.get("page_id") == row["page_id"] and same_words(action["promise"], row["promise"])
        for action in actions
    )


def _name(rows: Sequence[Row]) -> list[Row]:
    """The *rows*, each with an id; of the words of a promise, without its calls."""
    plain = [{"id": "", **row, "promise": _CALL.sub(" ", row["promise"])} for row in rows]
    return [{**row, "id": named["id"]} for row, named in zip(rows, name_rows(plain), strict=True)]


def _left_of_actions(
    progress: Sequence[Row], rows: Sequence[Row], extra: Sequence[str]
) -> Iterable[Left]:
    first = len(rows) - len(progress) + 2
    for number, row in enumerate(rows[first - 2 :], start=first):
        if row["state"] not in STATES:
            words = sentence("actions.state", state=row["state"], choices=", ".join(STATES))
            yield Left(ACTIONS, words, number)
    yield from (Left(ACTIONS, sentence("actions.extra", name=name)) for name in extra)
    if progress:
        yield Left(ACTIONS, sentence("actions.ids"))


def _left_of_findings(findings: Sequence[Row]) -> Iterable[Left]:
    for number, row in enumerate(findings, start=2):
        yield Left(
            PROGRESS, sentence("actions.found", text=row["text"], page=row["page_id"]), number
        )
