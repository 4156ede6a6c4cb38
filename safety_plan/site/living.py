"""Furniture about today: help boxes, the register of revisions, figure uses.

It is marked `data-living`, rendered fresh at each build and never recorded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from itertools import combinations
from typing import Any

from safety_plan.csv_files import Row
from safety_plan.dates import shown_date, shown_period
from safety_plan.editions import Edition
from safety_plan.figures import Figure
from safety_plan.html import data_table, link
from safety_plan.plan import Plan
from safety_plan.revision import STATUSES, Decision

Content = Mapping[str, Any]


def living_blocks(plan: Plan, editions: Sequence[Edition]) -> dict[str, Callable[[Content], str]]:
    """The answers to the blocks that are about today."""
    return {
        "contacts": lambda content: _contacts(plan, str(content["topic"])),
        "register": lambda _: _register(editions),
        "documents": lambda _: _documents(plan),
        "ready": str,
    }


def _contacts(plan: Plan, topic: str) -> str:
    rows = [r for r in plan.rows("contacts") if not topic or topic in _topics(r)]
    items = "".join(f"<li>{_contact(plan, row)}</li>" for row in rows)
    more = f"<p>{link('site:help', 'All the ways to get help')}</p>" if topic else ""
    return f'<div class="help-box" data-living><ul>{items}</ul>{more}</div>'


def _topics(row: Row) -> list[str]:
    return [topic.strip() for topic in row["topics"].split(";")]


def _contact(plan: Plan, row: Row) -> str:
    parts = [f"<strong>{escape(row['need'], quote=False)}</strong> "]
    parts.append(f"<span>{escape(row['name'], quote=False)}</span> ")
    if row["phone"]:
        number = "".join(c for c in row["phone"] if c.isdigit())
        parts.append(f'<a class="phone" href="tel:{number}">{escape(row["phone"])}</a> ')
    told = [row["hours"], row["address"], row["note"]]
    parts += [f"<span>{escape(t.rstrip('.'), quote=False)}.</span> " for t in told if t]
    return "".join(parts) + _checked(plan, row)


def _checked(plan: Plan, row: Row) -> str:
    month = escape(shown_date(row["checked"]) or row["checked"])
    source = _published_at(plan, row)
    said = f"Read in {month}" + (f", source: {source}" if source else "")
    return f'<span class="checked">{said}.</span>'


def _published_at(plan: Plan, row: Row) -> str:
    """The source of a living row, linked to where it was published if that is known."""
    source = plan.sources.get(row["source"])
    if source is None:
        return ""
    name = escape(source.title, quote=False)
    return f'<a href="{escape(source.address)}">{name}</a>' if source.address else name


def _documents(plan: Plan) -> str:
    headings = ["Date", "Document", "What it is", "Source"]
    rows = [
        [
            escape(shown_date(row["date"]) or row["date"]),
            escape(row["title"], quote=False),
            escape(row["what"], quote=False),
            _published_at(plan, row),
        ]
        for row in plan.rows("documents")
    ]
    table = data_table("Documents known of, not published here", headings, rows, [False] * 4)
    return f'<div class="register" data-living>{table}</div>'


def _register(editions: Sequence[Edition]) -> str:
    cards = "".join(_register_card(edition) for edition in reversed(editions))
    pairs = [(a.record.revision, b.record.revision) for a, b in combinations(editions, 2)]
    links = [
        link(f"site:history/{a.id}-to-{b.id}", f"From “{a.title}” to “{b.title}”") for a, b in pairs
    ]
    changes = f"<h3>What changed between any two</h3><ul><li>{'</li><li>'.join(links)}</li></ul>"
    return f'<div class="register" data-living>{cards}{changes if links else ""}</div>'


def _register_card(edition: Edition) -> str:
    revision = edition.record.revision
    said = "".join(f"<li>{_decision(d, edition)}</li>" for d in revision.all_decisions)
    seal = "Sealed." if edition.sealed else "Not sealed: it is not known to be adopted."
    told = escape(f"{revision.summary} {revision.status_note}", quote=False)
    return (
        f'<section class="register-card"><h3>{link(f"revision:{edition.id}", revision.title)}</h3>'
        f'<p><span class="status-tag status-{escape(revision.status)}">'
        f"{STATUSES.get(revision.status, revision.status)}</span> {seal}</p>"
        f"<p>{told}</p><ul>{said}</ul></section>"
    )


def _decision(decision: Decision, edition: Edition) -> str:
    when = shown_date(decision.date) or decision.date
    said = escape(f"{when}: {decision.body}. {decision.what}".strip(), quote=False)
    source = edition.record.sources.get(decision.source)
    if source is None:
        return said
    page = edition.record.page_with("sources")
    if page is None:
        return f"{said} Source: {escape(source.title, quote=False)}."
    target = f"revision:{edition.id}/{page.page_id}#source-{source.id}"
    return f"{said} Source: {link(target, source.title)}."


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
            for e in editions
            if e.id != edition.id and name in e.record.figures
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
