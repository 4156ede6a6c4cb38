"""What a block of priorities holds: a card for each, with a figure and how far its actions are."""

from collections.abc import Callable

from safety_plan.content.action_blocks import counts_in_words
from safety_plan.models.plan import Plan


def priority_cards(plan: Plan, link_figure: Callable[[str], str]) -> list[dict[str, str]]:
    """The cards of all priorities of *plan*; *link_figure* gives the Markdown of a figure."""
    keys = ("page_id", "title", "sentence", "figure_words")
    cards = []
    for row in plan.rows("priorities"):
        actions = [one for one in plan.rows("actions") if one["page_id"] == row["page_id"]]
        has_figure = row["figure"] in plan.figures
        card = {key: row[key] for key in keys}
        card["figure"] = link_figure(row["figure"]) if has_figure else ""
        card["actions"] = counts_in_words(actions) if actions else ""
        cards.append(card)
    return cards
