"""Furniture about today: help boxes, the register of revisions, figure uses.

It is marked `data-living`, rendered fresh at each build and never recorded.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from safety_plan.checks.typed_numbers import marked_numbers
from safety_plan.content.links import link
from safety_plan.content.page_words import ABOUT_REVISIONS
from safety_plan.content.renderer import templates
from safety_plan.content.templates import filled, macros
from safety_plan.core.dates import shown_date, shown_period
from safety_plan.models.plan import Plan
from safety_plan.reading.csv_files import Row
from safety_plan.revisions.bundle import Edition
from safety_plan.site.context import nearby

Content = Mapping[str, Any]


def living_blocks(plan: Plan, listing: Mapping[str, Any]) -> dict[str, Callable[[Content], str]]:
    """The answers to the blocks that are about today."""
    titles = {revision["id"]: revision["title"] for revision in listing["revisions"]}
    shown: dict[str, Any] = {"listing": listing, "titles": titles, "sources": plan.sources}
    shown |= {"plan": plan, "rows": plan.rows("documents")}
    pages = {f"site:{path.removesuffix('.md')}": page for path, page in plan.living.items()}
    shown["typed"] = templates().typed_list(marked_numbers(pages))

    def about(name: str, _: Content) -> str:
        return filled(f"{name}.html", **shown)

    return {
        "contacts": lambda content: _contacts(plan, str(content["topic"])),
        **{name: partial(about, name) for name in ABOUT_REVISIONS},
        "ready": str,
    }


def _contacts(plan: Plan, topic: str) -> str:
    rows = [r for r in plan.rows("contacts") if not topic or topic in _topics(r)]
    return filled("contacts.html", rows=rows, topic=topic, sources=plan.sources)


def _topics(row: Row) -> list[str]:
    return [topic.strip() for topic in row["topics"].split(";")]


def uses(plan: Plan, edition: Edition, editions: Sequence[Edition]) -> Callable[[str], str]:
    """What is living on a figure's card: where it is used, its other values, how to cite it."""
    words = {"link": link, "shown_date": shown_date, "shown_period": shown_period}
    near, made = nearby(edition, editions), macros("uses.html", **words)
    return lambda name: made.uses(name, edition, near, plan.settings)
