"""What each page is told about itself: banner, other revisions, exit, suggestion."""

from typing import Any

from safety_plan.editions import Edition
from safety_plan.leaving import exits
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
    editions, here = succession.editions, f"{edition.id}/{page.address}"
    same = {e.id: succession.counterparts(page.page_id, edition, e) for e in editions}
    others = [
        {
            **revision_context(e),
            "pages": [
                (
                    relative(f"{e.id}/{p.address}", here),
                    p.title if p.page_id != page.page_id else "",
                )
                for p in same[e.id]
            ],
        }
        for e in reversed(editions)
        if e.id != edition.id
    ]
    newest, adopted = same[editions[-1].id], [e.id for e in editions if _is_adopted(e)]
    return {
        "page_id": page.page_id,
        "exit_this_page": exits(page),
        "one_sheet": page.one_sheet,
        "older": edition.id != editions[-1].id,
        "last_in_force": adopted[-1:] == [edition.id],
        "why_dropped": succession.why_dropped(page.page_id),
        "others": others,
        "address": here,
        "canonical": f"{editions[-1].id}/{newest[0].address}" if len(newest) == 1 else here,
        "suggest": None if edition.sealed else _suggest(plan, f"docs/{page.path}"),
    }


def _is_adopted(edition: Edition) -> bool:
    return edition.record.revision.status == "adopted"


def living_context(plan: Plan, page: Page) -> dict[str, Any]:
    """A living page as the theme shows it: outside every revision."""
    return {
        "page_id": page.page_id,
        "exit_this_page": exits(page),
        "one_sheet": page.one_sheet,
        "suggest": _suggest(plan, f"docs/site/{page.path}"),
    }


def _suggest(plan: Plan, path: str) -> str | None:
    repository = plan.settings.repository.rstrip("/")
    return f"{repository}/edit/main/{path}" if repository else None
