"""Furniture about today: help boxes, the register of revisions, figure uses.

It is marked `data-living`, rendered fresh at each build and never recorded.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from html import escape
from typing import Any

from markupsafe import Markup

from safety_plan.csv_files import Row
from safety_plan.dates import shown_date, shown_period
from safety_plan.editions import Edition
from safety_plan.figures import Figure
from safety_plan.filling import filled
from safety_plan.html import link, typed_list
from safety_plan.plan import Plan
from safety_plan.site.furniture import nearby
from safety_plan.typed_numbers import marked_numbers
from safety_plan.vocabulary import ABOUT_REVISIONS

Content = Mapping[str, Any]


def living_blocks(plan: Plan, listing: Mapping[str, Any]) -> dict[str, Callable[[Content], str]]:
    """The answers to the blocks that are about today."""
    titles = {revision["id"]: revision["title"] for revision in listing["revisions"]}
    shown: dict[str, Any] = {"listing": listing, "titles": titles, "sources": plan.sources}
    shown["plan"] = plan
    shown["rows"] = plan.rows("documents")
    pages = {f"site:{path.removesuffix('.md')}": page for path, page in plan.living.items()}
    shown["typed"] = Markup(typed_list(marked_numbers(pages)))

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


def uses(
    plan: Plan, edition: Edition, editions: Sequence[Edition]
) -> Callable[[str], list[tuple[str, str]]]:
    """What is living on a figure's card: where it is used, its other values, how to cite it."""

    def beside(name: str) -> list[tuple[str, str]]:
        pages = [p for p in edition.record.pages.values() if name in p.figures]
        used = ", ".join(link(f"page:{p.page_id}", p.title) for p in pages) or "no page"
        others = [
            f"{escape(e.record.revision.title, quote=False)}: "
            f"{_value(e, name, escape(e.record.figures[name].text))}"
            for e in nearby(edition, editions)
            if name in e.record.figures
        ]
        elsewhere = "; ".join(others) or "not in another revision"
        cited = escape(_citation(plan, edition, edition.record.figures[name]), quote=False)
        cited = f'<span class="citation">{cited}</span>'
        return [("Used on", used), ("In other revisions", elsewhere), ("To cite it", cited)]

    return beside


def _citation(plan: Plan, edition: Edition, figure: Figure) -> str:
    """One line to copy: the number, its source, and where it stands here; no clock."""
    record = edition.record
    source, page = record.sources[figure.source], record.page_with("figures")
    below = f"{edition.id}/{page.address if page else ''}#figure-{figure.id}"
    address = f"{plan.settings.address.rstrip('/')}/{below}".lstrip("/")
    number = _listed(figure.text, shown_period(figure.period), figure.place)
    published = _listed(source.title, source.publisher, shown_date(source.date), source.address)
    here = _listed(plan.settings.name, record.revision.title, address)
    return f"“{figure.label}”: {number}. Source: {published}. In: {here}"


def _listed(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _value(edition: Edition, name: str, text: str) -> str:
    page = edition.record.page_with("figures")
    if page is None:
        return text
    return link(f"revision:{edition.id}/{page.page_id}#figure-{name}", text)
