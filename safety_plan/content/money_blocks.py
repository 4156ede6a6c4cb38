"""What a block of money holds: each amount in words, and what is known of the totals."""

from collections.abc import Sequence
from typing import Any

from safety_plan.content.action_blocks import AnswerCell, LinkSource
from safety_plan.content.links import escape_markdown
from safety_plan.core.dates import format_period
from safety_plan.core.translation import gettext
from safety_plan.models.money import add_up, read_amount
from safety_plan.models.plan import Plan
from safety_plan.reading.csv_files import Row

_COLUMNS = ("planned", "spent")


def money_block(
    plan: Plan, rows: Sequence[Row], answer: AnswerCell, link_source: LinkSource
) -> dict[str, Any]:
    """The content of a block that shows the amounts *rows*, those of each priority together."""
    pages = {page.page_id: page.title for page in plan.pages.values()}
    names = dict.fromkeys(page_of_amount(plan, row) for row in rows)
    groups = {name: [row for row in rows if page_of_amount(plan, row) == name] for name in names}
    # The amounts that are for no priority alone.
    titles = {**pages, "": gettext("For the plan as a whole")}
    return {
        "groups": [
            {
                "title": titles.get(name, name),
                "rows": [_amount(plan, row, answer, link_source) for row in group],
                **_totals(plan, group),
            }
            for name, group in groups.items()
        ]
    }


def page_of_amount(plan: Plan, row: Row) -> str:
    """The page of an amount: its own, or that of its action; empty for the plan as a whole."""
    pages = {action["id"]: action["page_id"] for action in plan.rows("actions")}
    return row["page_id"] or pages.get(row["action"], "")


def _amount(plan: Plan, row: Row, answer: AnswerCell, link_source: LinkSource) -> dict[str, str]:
    wholes = {other["id"]: other["what"] for other in plan.rows("money")}
    return {
        "id": row["id"],
        "what": row["what"],
        "within": wholes.get(row["within"], ""),
        **{column: _link_to_card(plan, row[column]) for column in _COLUMNS},
        "who_pays": row["who_pays"],
        "period": format_period(row["period"]) or row["period"],
        "note": answer(row, "note"),
        "source": link_source(row["source"], row["part"]) if row["source"] in plan.sources else "",
    }


def _link_to_card(plan: Plan, cell: str) -> str:
    """An amount as Markdown, which leads to the card of its figure where it is one."""
    amount = read_amount(cell, plan.figures)
    text = escape_markdown(amount.text)
    return f"[{text}](figure:{amount.figure})" if amount.figure else text


def _totals(plan: Plan, rows: Sequence[Row]) -> dict[str, str]:
    cells = [row.cells for row in rows]
    wholes = {row["id"]: row["within"] for row in plan.rows("money")}
    totals = {name: add_up(cells, name, plan.figures, wholes) for name in _COLUMNS}
    return {
        **{f"total_{name}": total.sentence for name, total in totals.items()},
        "times": _times(plan, rows),
    }


def _times(plan: Plan, rows: Sequence[Row]) -> str:
    """For when the amounts are that a total adds up, where that is not for all the same time."""
    counted_rows = [
        row
        for row in rows
        if not row["within"]
        and any(read_amount(row[name], plan.figures).value is not None for name in _COLUMNS)
    ]
    times = dict.fromkeys(format_period(row["period"]) or row["period"] for row in counted_rows)
    return "; ".join(times) if len(times) > 1 else ""
