"""Which rows of `data/contacts.csv` other files lead to, so that they cannot simply go."""

from collections import Counter

from safety_plan.models.fields import split_cell
from safety_plan.models.plan import Plan

_GROUPS, _WORDS = "data/help-groups.csv", "data/search-words.csv"


def leads_to_contacts(plan: Plan) -> dict[str, str]:
    """What leads to a contact by its id, in words: what to take out before its row can go.

    Those that nothing leads to are left out.
    """
    contacts = plan.rows("contacts")
    callers = Counter(name for row in contacts for name in {*split_cell(row["groups"])})
    groups = [row["id"] for row in plan.rows("help-groups") if callers[row["id"]] == 1]
    searched = {mark for row in plan.rows("search-words") for mark in split_cell(row["leads_to"])}
    leads: dict[str, str] = {}
    for row in contacts:
        alone_in = [name for name in groups if name in split_cell(row["groups"])]
        marks = [f"contact:{row['id']}", *(f"help:{name}" for name in alone_in)]
        parts = [f"the row “{name}” of {_GROUPS}" for name in alone_in]
        parts += [
            f"“{mark}” wherever {_WORDS} has it, with each row that then leads nowhere"
            for mark in marks
            if mark in searched
        ]
        if parts:
            leads[row["id"]] = " and ".join(parts)
    return leads
