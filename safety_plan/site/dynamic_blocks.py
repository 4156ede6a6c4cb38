"""Furniture about today: help boxes, the register of revisions, figure uses.

It is marked `data-living`, rendered fresh at each build and never recorded.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from safety_plan.content.annotations import annotated_numbers
from safety_plan.content.links import link
from safety_plan.content.page_words import DYNAMIC_LISTS
from safety_plan.content.renderer import block_templates
from safety_plan.content.templates import load_macros, render_template
from safety_plan.core.dates import format_date, format_period
from safety_plan.models.plan import Plan
from safety_plan.reading.csv_files import Row
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.site.context import nearby

Content = Mapping[str, Any]


def living_blocks(plan: Plan, listing: Mapping[str, Any]) -> dict[str, Callable[[Content], str]]:
    """The answers to the blocks that are about today."""
    titles = {revision["id"]: revision["title"] for revision in listing["revisions"]}
    shown: dict[str, Any] = {"listing": listing, "titles": titles, "sources": plan.sources}
    shown |= {"plan": plan, "rows": plan.rows("documents")}
    pages = {f"site:{path.removesuffix('.md')}": page for path, page in plan.living.items()}
    shown["typed"] = block_templates().typed_list(annotated_numbers(pages))

    def about(name: str, _: Content) -> str:
        return render_template(f"{name}.html", **shown)

    return {
        "contacts": lambda content: _contacts(plan, str(content["topic"])),
        **{name: partial(about, name) for name in DYNAMIC_LISTS},
        "ready": str,
    }


def _contacts(plan: Plan, topic: str) -> str:
    rows = [r for r in plan.rows("contacts") if not topic or topic in _topics(r)]
    return render_template("contacts.html", rows=rows, topic=topic, sources=plan.sources)


def _topics(row: Row) -> list[str]:
    return [topic.strip() for topic in row["topics"].split(";")]


def uses(
    plan: Plan, bundle: RevisionBundle, bundles: Sequence[RevisionBundle]
) -> Callable[[str], str]:
    """What is living on a figure's card: where it is used, its other values, how to cite it."""
    words = {"link": link, "format_date": format_date, "format_period": format_period}
    near, made = nearby(bundle, bundles), load_macros("uses.html", **words)
    return lambda name: made.uses(name, bundle, near, plan.settings)
