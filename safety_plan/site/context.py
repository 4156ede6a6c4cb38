"""What each page is told about itself: banner, other revisions, exit, suggestion."""

from collections.abc import Sequence
from typing import Any

from safety_plan.models.pages import Page, exits
from safety_plan.models.plan import Plan
from safety_plan.models.revision import STATUSES
from safety_plan.revisions.bundle import Edition
from safety_plan.revisions.succession import Succession
from safety_plan.revisions.verify import digest_of
from safety_plan.site.urls import relative

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

    def led(e: Edition) -> list[tuple[str, str]]:
        titles = {p.address: "" if p.page_id == page.page_id else p.title for p in same[e.id]}
        return [(relative(f"{e.id}/{at}", here), title) for at, title in titles.items()]

    others = [{**_named(e), "pages": led(e)} for e in reversed(near)]
    newest, adopted = same[editions[-1].id], [e.id for e in editions if _is_adopted(e)]
    return {
        **_context(plan, page, "" if edition.sealed else "docs"),
        "older": edition.id != editions[-1].id,
        "last_in_force": adopted[-1:] == [edition.id],
        "why_dropped": succession.why_dropped(page.page_id),
        "others": others,
        "address": here,
        "canonical": f"{editions[-1].id}/{newest[0].address}" if len(newest) == 1 else here,
    }


def _is_adopted(edition: Edition) -> bool:
    return edition.record.revision.status == "adopted"


def living_context(plan: Plan, page: Page) -> dict[str, Any]:
    """A living page as the theme shows it: outside every revision."""
    return _context(plan, page, "docs/site")


def _context(plan: Plan, page: Page, folder: str) -> dict[str, Any]:
    """What every page is told; one that stands in a *folder* can be changed there."""
    repository = plan.settings.repository.rstrip("/")
    suggest = f"{repository}/edit/main/{folder}/{page.path}" if repository and folder else None
    told = {"page_id": page.page_id, "exit_this_page": exits(page), "one_sheet": page.one_sheet}
    return {**told, "suggest": suggest}
