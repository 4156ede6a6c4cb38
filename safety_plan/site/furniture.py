"""What each page is told about itself: banner, other revisions, exit, suggestion."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from safety_plan.editions import Edition
from safety_plan.pages import Page
from safety_plan.plan import Plan
from safety_plan.revision import STATUSES
from safety_plan.seals import digest_of
from safety_plan.site.addresses import relative
from safety_plan.succession import Succession


def revision_context(edition: Edition) -> dict[str, str]:
    """The revision as the theme shows it."""
    revision = edition.record.revision
    return {
        "id": revision.id,
        "title": revision.title,
        "status": revision.status,
        "status_label": STATUSES.get(revision.status, revision.status),
        "status_note": revision.status_note,
        "digest": digest_of(edition.docs.parent) if edition.sealed else "",
    }


def page_context(
    plan: Plan, page: Page, edition: Edition, succession: Succession
) -> dict[str, Any]:
    """A page of *edition* as the theme shows it; links are relative to the page."""
    editions = succession.editions
    others = [
        {**revision_context(e), "pages": _links(page, edition, e, succession)}
        for e in reversed(editions)
        if e.id != edition.id
    ]
    folder = f"docs/{page.path}"
    working = not edition.sealed
    here = f"{edition.id}/{page.address}"
    newest = succession.counterparts(page.page_id, edition, editions[-1])
    return {
        "page_id": page.page_id,
        "exit_this_page": page.exit_this_page,
        "one_sheet": page.one_sheet,
        "banner": _standing(edition, editions) if edition.id != editions[-1].id else "",
        "why_dropped": succession.why_dropped(page.page_id),
        "others": others,
        "address": here,
        "canonical": f"{editions[-1].id}/{newest[0].address}" if len(newest) == 1 else here,
        "suggest": _suggest(plan, folder) if working else None,
    }


def living_context(plan: Plan, page: Page) -> dict[str, Any]:
    """A living page as the theme shows it: outside every revision."""
    return {
        "page_id": page.page_id,
        "exit_this_page": page.exit_this_page,
        "one_sheet": page.one_sheet,
        "banner": "",
        "others": [],
        "suggest": _suggest(plan, f"docs/site/{page.path}"),
    }


def _suggest(plan: Plan, path: str) -> str | None:
    repository = plan.settings.repository.rstrip("/")
    return f"{repository}/edit/main/{path}" if repository else None


def _links(
    page: Page, edition: Edition, other: Edition, succession: Succession
) -> list[dict[str, str]]:
    """The same page in *other*: the one, those that took it over, or those it took over."""
    here = f"{edition.id}/{page.address}"
    return [
        {
            "href": relative(f"{other.id}/{same.address}", here),
            "title": other.record.revision.title,
            "page": "" if same.page_id == page.page_id else same.title,
        }
        for same in succession.counterparts(page.page_id, edition, other)
    ]


def _standing(edition: Edition, editions: Sequence[Edition]) -> str:
    """Where an older revision stands, said by what is known and no further."""
    newest = editions[-1].record.revision
    adopted = [e for e in editions if e.record.revision.status == "adopted"]
    title = edition.record.revision.title
    if adopted and adopted[-1].id == edition.id:
        return (
            f"You are reading the plan {_in_sentence(title)}, the last revision known to be "
            f"in force. A later one, the {newest.title}, has been proposed."
        )
    return f"You are reading an earlier revision: {title}. The newest is the {newest.title}."


def _in_sentence(title: str) -> str:
    return title[:1].lower() + title[1:] if title[:3] == "As " else f"in its revision “{title}”"
