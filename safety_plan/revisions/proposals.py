"""What was put before the public as proposed (`data/proposals.csv`), until it is sealed.

The register names the revision, so that its addresses cannot vanish, and each of its figures
as the public reads it, so that a change of one asks for a reason.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from safety_plan.core.dates import format_date
from safety_plan.core.files import replace_file
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.core.quantities import UNIT_WORDS, read_decimal
from safety_plan.models.figures import Figure
from safety_plan.models.plan import Plan
from safety_plan.models.registers import register_columns
from safety_plan.models.revision import ID, UNNAMED
from safety_plan.models.tables import as_csv
from safety_plan.reading.csv_files import Row

_REVISION = "data/revision.yml"
#: What a row says of its figure.
_OF_FIGURE = ("qualifier", "value", "unit", "period", "source", "part")
#: So many figures are named; of more only the number is told.
_MOST_NAMES = 5


def write_proposals(plan: Plan, rows: Sequence[Sequence[str]]) -> None:
    """Writes *rows* of the working revision into the register; other revisions keep theirs."""
    columns = list(register_columns("proposals"))
    others = [
        [row[column] for column in columns]
        for row in plan.rows("proposals")
        if row["revision"] != plan.revision.id
    ]
    text = as_csv(columns, [*others, *map(list, rows)])
    replace_file(plan.data / "proposals.csv", text.encode())


def proposal_rows(plan: Plan) -> list[list[str]]:
    """The rows of the register for the working revision: its own, and one for each figure."""
    name = plan.revision.id
    reasons = _reasons(plan)
    columns = list(register_columns("proposals"))
    rows = [{"revision": name}]
    for one in plan.figures.values():
        own = {column: getattr(one, column) for column in _OF_FIGURE}
        why = reasons.get(one.id, "")
        rows.append({"revision": name, "figure": one.id, **own, "why": why})
    return [[row.get(column, "") for column in columns] for row in rows]


def _reasons(plan: Plan) -> dict[str, str]:
    """The reason that stands in `data/changes.csv` for each figure."""
    return {row["figure"]: row["why"] for row in plan.rows("changes") if row["figure"]}


def lost_proposals(plan: Plan) -> Iterator[Problem]:
    """Revisions that were put before the public, and that would vanish or have no note."""
    working, status = plan.revision.id, plan.revision.status
    first_rows = {row["revision"]: row for row in reversed(plan.rows("proposals"))}
    if working == UNNAMED or "data/proposals.csv" in plan.unread:
        return
    for name, row in first_rows.items():
        location = row.location("revision")
        if not ID.fullmatch(name):
            yield problem("revision-id", location, name=name)
        elif name == working and status == "draft":
            yield problem("proposal-lost.draft", location, name=name)
        elif name != working and name not in plan.sealed:
            params = {"working": working, "depends_on": _REVISION}
            yield problem("proposal-lost", location, **params, name=name)
    is_another = {name for name in first_rows if ID.fullmatch(name)}.difference(plan.sealed)
    if status == "proposed" and working not in first_rows and not is_another:
        row_text = working + "," * (len(register_columns("proposals")) - 1)
        yield problem("proposal-unlisted", Location(_REVISION), name=working, row=row_text)


def unnoted_figures(plan: Plan) -> Iterator[Problem]:
    """Figures of a proposed revision that the register does not hold as they are."""
    if plan.revision.status != "proposed":
        return
    rows = {row["figure"]: list(row.cells.values()) for row in _rows(plan)}
    names = [row[1] for row in proposal_rows(plan) if row[1] and rows.get(row[1]) != row]
    if names:
        more = [f"and {len(names) - _MOST_NAMES} more"] if len(names) > _MOST_NAMES else []
        text = ", ".join([*names[:_MOST_NAMES], *more])
        yield problem("proposal-behind", Location("data/proposals.csv"), names=text)


def figures_changed_in_public(plan: Plan) -> dict[str, Row]:
    """The rows of figures that the public read otherwise under the same citation, by their id.

    Those are left out for which `data/changes.csv` has a reason that was not there before.
    """
    if plan.revision.id in plan.sealed:
        return {}
    reasons = _reasons(plan)
    return {
        row["figure"]: row
        for row in _rows(plan)
        if row["figure"] in plan.figures
        and differs(plan.figures[row["figure"]], row)
        and reasons.get(row["figure"], "") == row["why"]
    }


def figures_with_reasons(plan: Plan) -> set[str]:
    """The ids of figures that a reason may be about: the public read, or reads, them otherwise."""
    return {
        row["figure"]
        for row in _rows(plan)
        if row["why"]
        or (row["figure"] in plan.figures and differs(plan.figures[row["figure"]], row))
    }


def differs(figure: Figure, row: Row) -> bool:
    """Whether a *figure* says another number or period than its *row*, and cites the same."""
    has_same_citation = (figure.source, figure.part) == (row["source"], row["part"])
    before = (row["qualifier"], _exact(row["value"]), row["unit"], row["period"])
    after = (figure.qualifier, _exact(figure.value), figure.unit, figure.period)
    return has_same_citation and before != after


def text_of(row: Row, figure: Figure) -> str:
    """The number of a *row* as a page would show it, with its period where *figure* has another."""
    was = replace(figure, qualifier=row["qualifier"], value=row["value"], unit=row["unit"])
    return was.text if row["period"] == figure.period else f"{was.text}, {row['period']}"


def _exact(value: str) -> Decimal | str:
    """The number, however many zeros it ends with; a date stays a text."""
    number = read_decimal(value)
    return value if number is None else number


def _rows(plan: Plan) -> list[Row]:
    """The rows of figures of the working revision that can be read."""
    name = plan.revision.id
    return [row for row in plan.rows("proposals") if row["revision"] == name and _is_whole(row)]


def _is_whole(row: Row) -> bool:
    if row["unit"] == "date":
        return bool(format_date(row["value"]))
    return row["unit"] in UNIT_WORDS and read_decimal(row["value"]) is not None
