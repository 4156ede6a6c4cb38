"""What each page is told about itself: banner, other revisions, exit, suggestion."""

from collections.abc import Sequence
from typing import Any

from safety_plan.editions import Edition
from safety_plan.leaving import exits
from safety_plan.pages import Page
from safety_plan.plan import Plan
from safety_plan.revision import STATUSES
from safety_plan.seals import digest_of
from safety_plan.site.addresses import relative
from safety_plan.succession import Succession

#: How many revisions before, and how many after, a page tells of besides the newest.
NEARBY = 5


def revision_context(edition: Edition) -> dict[str, str]:
    """The revision as the theme shows it."""
    digest = digest_of(edition.docs.parent) if edition.sealed else ""
    note = edition.record.revision.status_note
    return {**_named(edition), "status_note": note, "digest": digest}


def _named(edition: Edition) -> dict[str, str]:
    revision = edition.record.revision
    told = {name: getattr(revision, name) for name in ("id", "title", "status")}
    return {**told, "status_label": STATUSES.get(revision.status, revision.status)}


def nearby(edition: Edition, editions: Sequence[Edition]) -> list[Edition]:
    """The other *editions* that *edition* tells of: the nearest in time, and the newest.

    The list of all is on a page of its own; else every page would grow with each revision.
    """
    at = [e.id for e in editions].index(edition.id)
    near = editions[max(0, at - NEARBY) : at + NEARBY + 1]
    return [e for e in [*near, *editions[at + NEARBY + 1 :][-1:]] if e.id != edition.id]


def page_context(
    plan: Plan, page: Page, edition: Edition, succession: Succession
) -> dict[str, Any]:
    """A page of *edition* as the theme shows it; links are relative to the page."""
    editions, here = succession.editions, f"{edition.id}/{page.address}"
    near = nearby(edition, editions)
    same = {e.id: succession.counterparts(page.page_id, edition, e) for e in [*near, editions[-1]]}
    others = [
        {
            **_named(e),
            "pages": [
                (
                    relative(f"{e.id}/{p.address}", here),
                    p.title if p.page_id != page.page_id else "",
                )
                for p in same[e.id]
            ],
        }
        for e in reversed(near)
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
