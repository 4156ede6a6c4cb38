"""What a block of actions holds: each action in words, and how many there are of each state."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from safety_plan.content.links import escape_markdown
from safety_plan.core.dates import format_date, format_period, period_bounds
from safety_plan.core.translation import gettext, ngettext
from safety_plan.models.actions import ENDED, NOT_REPORTED, STATES, count_states, shown_state
from safety_plan.models.fields import split_cell
from safety_plan.models.money import read_amount
from safety_plan.models.plan import Plan
from safety_plan.reading.csv_files import Row

#: Answers the calls in the cell of a column of a row.
AnswerCell = Callable[[Row, str], str]
#: Gives the Markdown that leads to a source, and its part.
LinkSource = Callable[[str, str], str]


def action_block(
    plan: Plan, rows: Sequence[Row], answer: AnswerCell, link_source: LinkSource
) -> dict[str, Any]:
    """The content of a block that lists the actions *rows*."""
    return {
        "items": [_item(plan, row, answer, link_source) for row in rows],
        "missing": _missing(plan, rows),
        "states": _states(rows),
        "totals": _totals(plan, rows),
    }


def counts_in_words(rows: Sequence[Row]) -> str:
    """How many actions there are, and how many of each state: `3 actions: 2 done, 1 late`."""
    return counts_of([row.cells for row in rows])


def counts_of(actions: Sequence[Mapping[str, str]]) -> str:
    """The same of *actions* by the cells of each.

    Where no report says what became of some, the counts are of what reports say, and no score:
    `3 actions: 2 reported done, no report on 1`.
    """
    counts = count_states(actions)
    unreported = counts.pop(NOT_REPORTED, 0)
    form = gettext("{count} reported {state}") if unreported else gettext("{count} {state}")
    parts = [
        form.format(count=count, state=gettext(STATES[state]).lower())
        for state, count in counts.items()
    ]
    if unreported and parts:
        parts.append(gettext("no report on {count}").format(count=unreported))
    elif unreported:
        parts.append(ngettext("no report on it", "no report on them", unreported))
    sentence = ngettext("{number} action: {counts}", "{number} actions: {counts}", len(actions))
    return sentence.format(number=len(actions), counts=", ".join(parts))


def _item(plan: Plan, row: Row, answer: AnswerCell, link_source: LinkSource) -> dict[str, Any]:
    """One action as a reader meets it; what is not known is empty."""
    state = shown_state(row.cells)
    has_source = row["source"] in plan.sources
    return {
        "id": row["id"],
        "page_id": row["page_id"],
        "promise": answer(row, "promise"),
        "state": state,
        "state_words": _state_words(state),
        "as_written": "" if state == row["state"] else _state_words(row["state"]),
        "as_of": format_date(row["state_as_of"]) or row["state_as_of"],
        "lead": row["lead"],
        "helpers": "; ".join(split_cell(row["helpers"])),
        "due": format_period(row["due"]) or row["due"],
        "source": link_source(row["source"], row["part"]) if has_source else "",
        "shown_by": _shown_by(plan, row["figure"]),
        "note": answer(row, "note"),
        "why": answer(row, "why"),
        "money": [_money_of(plan, amount) for amount in plan.rows("money")
                  if amount["action"] == row["id"]],
    }  # fmt: skip


def _state_words(state: str) -> str:
    """How far an action is, in words; the *state* itself where it is none of ours."""
    return gettext(STATES[state]) if state in STATES else state


def _shown_by(plan: Plan, name: str) -> str:
    """What the figure *name* counts, and its number as a mark; nothing where there is none."""
    figure = plan.figures.get(name)
    return (
        f"{escape_markdown(figure.label)}: [{escape_markdown(figure.text)}](figure:{name})"
        if figure
        else ""
    )


def _money_of(plan: Plan, row: Row) -> str:
    planned, spent = (read_amount(row[name], plan.figures).text for name in ("planned", "spent"))
    sentence = gettext("{what}: planned {planned}, spent {spent}")
    return sentence.format(what=row["what"], planned=planned, spent=spent)


def _missing(plan: Plan, rows: Sequence[Row]) -> list[str]:
    """What is not known of some or all of the actions: said once, and not at each."""
    open_rows = [row for row in rows if row["state"] not in ENDED]
    no_lead = sum(not row["lead"] for row in rows)
    no_due = sum(not period_bounds(row["due"]) for row in open_rows)
    sentences = [
        _no_lead(plan, no_lead, len(rows)) if no_lead else "",
        _no_due(plan, no_due, len(open_rows)) if no_due else "",
    ]
    return [sentence for sentence in sentences if sentence]


def _no_lead(plan: Plan, count: int, total: int) -> str:
    is_all = count == total
    if plan.settings.compiled and not is_all:
        sentence = gettext("The sources do not say who leads {count} of the {total} actions.")
    elif plan.settings.compiled:
        sentence = ngettext(
            "The sources do not say who leads the action.",
            "The sources do not say who leads any of the {total} actions.",
            total,
        )
    elif not is_all:
        sentence = gettext("This plan does not say who leads {count} of the {total} actions.")
    else:
        sentence = ngettext(
            "This plan does not say who leads the action.",
            "This plan does not say who leads any of the {total} actions.",
            total,
        )
    return sentence.format(count=count, total=total)


def _no_due(plan: Plan, count: int, total: int) -> str:
    is_all = count == total
    if plan.settings.compiled and not is_all:
        sentence = ngettext(
            "{count} of the {total} actions not reported as ended has no date in the sources.",
            "{count} of the {total} actions not reported as ended have no date in the sources.",
            count,
        )
    elif plan.settings.compiled:
        sentence = ngettext(
            "The action not reported as ended has no date in the sources.",
            "None of the {total} actions not reported as ended has a date in the sources.",
            total,
        )
    elif not is_all:
        sentence = ngettext(
            "{count} of the {total} actions still open has no date in this plan.",
            "{count} of the {total} actions still open have no date in this plan.",
            count,
        )
    else:
        sentence = ngettext(
            "The action still open has no date in this plan.",
            "None of the {total} actions still open has a date in this plan.",
            total,
        )
    return sentence.format(count=count, total=total)


def _states(rows: Sequence[Row]) -> list[dict[str, Any]]:
    counts = count_states(row.cells for row in rows)
    return [
        {"state": state, "words": gettext(STATES[state]), "count": count}
        for state, count in counts.items()
    ]


def _totals(plan: Plan, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Each priority in the order of the plan, then other pages, and its actions by state."""
    titles = _titles(plan, rows)
    priorities = {row["page_id"] for row in plan.rows("priorities")}
    of_page = {name: [row for row in rows if row["page_id"] == name] for name in titles}
    return [
        {"page_id": name, "title": title, "total": len(of_page[name])}
        | ({} if name in priorities or not priorities else {"is_of_no_priority": True})
        | {"counts": count_states(row.cells for row in of_page[name])}
        for name, title in titles.items()
    ]


def _titles(plan: Plan, rows: Sequence[Row]) -> Mapping[str, str]:
    """What each page that has actions is called, those of priorities first."""
    pages = {page.page_id: page.title for page in plan.pages.values()}
    order = [row["page_id"] for row in (*plan.rows("priorities"), *rows)]
    names = {row["page_id"] for row in rows}
    return {name: pages.get(name, name) for name in dict.fromkeys(order) if name in names}
