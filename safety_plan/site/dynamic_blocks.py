"""Blocks that are about today: help boxes, the register of revisions, where a figure is used.

They are marked `data-living`, rendered fresh at each build and never recorded.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from safety_plan.checks.typed_numbers import annotated_numbers
from safety_plan.content.links import link
from safety_plan.content.page_words import DYNAMIC_LISTS
from safety_plan.content.renderer import block_templates
from safety_plan.content.templates import load_macros, render_template
from safety_plan.core.dates import format_date, format_period
from safety_plan.models.plan import Plan
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.site.urls import nearby

Content = Mapping[str, Any]


def dynamic_blocks(plan: Plan, listing: Mapping[str, Any]) -> dict[str, Callable[[Content], str]]:
    """What gives the HTML of each block that is about today, by the kind of the block."""
    pages = {f"site:{path.removesuffix('.md')}": page for path, page in plan.living.items()}
    params: dict[str, Any] = {
        "listing": listing,
        "titles": {revision["id"]: revision["title"] for revision in listing["revisions"]},
        "sources": plan.sources,
        "plan": plan,
        "rows": plan.rows("documents"),
        "typed": block_templates().typed_list(annotated_numbers(pages)),
    }

    def render_list(name: str, _: Content) -> str:
        return render_template(f"{name}.html", **params)

    return {
        "contacts": lambda content: _contacts(plan, str(content["topic"])),
        **{name: partial(render_list, name) for name in DYNAMIC_LISTS},
        "ready": str,
    }


def figure_usage(
    plan: Plan, bundle: RevisionBundle, bundles: Sequence[RevisionBundle]
) -> Callable[[str], str]:
    """What gives, for the id of a figure, where it is used, its other values, how to cite it."""
    template = load_macros(
        "figure_usage.html", link=link, format_date=format_date, format_period=format_period
    )
    near = nearby(bundle, bundles)
    return lambda name: template.figure_usage(name, bundle, near, plan.settings)


def _contacts(plan: Plan, topic: str) -> str:
    rows = [row for row in plan.rows("contacts") if not topic or topic in _topics(row["topics"])]
    return render_template("contacts.html", rows=rows, topic=topic, sources=plan.sources)


def _topics(cell: str) -> list[str]:
    return [topic.strip() for topic in cell.split(";")]
