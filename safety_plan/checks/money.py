"""Amounts of money: each is digits, a figure in pounds, or not known."""

from collections.abc import Iterator

from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem
from safety_plan.core.quantities import read_decimal
from safety_plan.core.suggestions import did_you_mean
from safety_plan.models.cell_advice import amount_fix, id_meant
from safety_plan.models.money import NOT_KNOWN, POUNDS, larger_amounts
from safety_plan.models.plan import Plan
from safety_plan.reading.csv_files import Row
from safety_plan.revisions.bundle import RevisionBundle


def money_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Amounts that cannot be read, and parts of amounts that are not there."""
    rows = {row["id"]: row for row in plan.rows("money")}
    wholes = {name: row["within"] for name, row in rows.items()}
    for row in plan.rows("money"):
        for column in ("planned", "spent"):
            yield from _cell_problems(plan, row, column)
        name = row["within"]
        if name and name not in {id_meant(other) for other in rows}:
            yield problem("money-within", row.location("within"), name=name, choices=rows)
        elif row["id"] in larger_amounts(row["id"], wholes):
            yield problem("money-within.loop", row.location("within"), name=row["id"])


def _cell_problems(plan: Plan, row: Row, column: str) -> Iterator[Problem]:
    cell = row[column]
    location = row.location(column)
    lines = [line["id"] for line in plan.rows("figures")]
    if cell in plan.figures:
        if plan.figures[cell].unit != POUNDS:
            yield problem("money-form.unit", location, cell=cell)
    elif read_decimal(cell) or cell in ("", "0", NOT_KNOWN):
        if cell.startswith("-"):
            yield problem("money-form", location, cell=cell, fix=amount_fix(cell))
    elif cell not in lines:
        key = "figure-unknown" if did_you_mean(cell, lines) else "money-form"
        yield problem(key, location, name=cell, cell=cell, choices=lines, fix=amount_fix(cell))
