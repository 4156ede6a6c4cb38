"""What each page is told about itself: banner, other revisions, exit, suggestion."""

from collections.abc import Sequence
from typing import Any

from safety_plan.models.pages import Page, has_exit_button
from safety_plan.models.plan import Plan
from safety_plan.models.revision import STATUSES
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.succession import Succession
from safety_plan.revisions.verify import digest_of
from safety_plan.site.urls import relative

#: How many revisions before, and how many after, a page tells of besides the newest.
NEARBY = 5


def revision_context(bundle: RevisionBundle) -> dict[str, str]:
    """The revision as the theme shows it."""
    digest = digest_of(bundle.docs.parent) if bundle.sealed else ""
    note = bundle.record.revision.status_note
    return {**_named(bundle), "status_note": note, "digest": digest}


def _named(bundle: RevisionBundle) -> dict[str, str]:
    revision = bundle.record.revision
    told = {name: getattr(revision, name) for name in ("id", "title", "status")}
    return {**told, "status_label": STATUSES.get(revision.status, revision.status)}


def nearby(bundle: RevisionBundle, bundles: Sequence[RevisionBundle]) -> list[RevisionBundle]:
    """The other *bundles* that *bundle* tells of: the nearest in time, and the newest.

    The list of all is on a page of its own; else every page would grow with each revision.
    """
    at = [e.id for e in bundles].index(bundle.id)
    near = bundles[max(0, at - NEARBY) : at + NEARBY + 1]
    return [e for e in [*near, *bundles[at + NEARBY + 1 :][-1:]] if e.id != bundle.id]


def page_context(
    plan: Plan, page: Page, bundle: RevisionBundle, succession: Succession
) -> dict[str, Any]:
    """A page of *bundle* as the theme shows it; links are relative to the page."""
    bundles, here = succession.bundles, f"{bundle.id}/{page.address}"
    near = nearby(bundle, bundles)
    same = {e.id: succession.counterparts(page.page_id, bundle, e) for e in [*near, bundles[-1]]}

    def led(e: RevisionBundle) -> list[tuple[str, str]]:
        titles = {p.address: "" if p.page_id == page.page_id else p.title for p in same[e.id]}
        return [(relative(f"{e.id}/{at}", here), title) for at, title in titles.items()]

    others = [{**_named(e), "pages": led(e)} for e in reversed(near)]
    newest, adopted = same[bundles[-1].id], [e.id for e in bundles if _is_adopted(e)]
    return {
        **_context(plan, page, "" if bundle.sealed else "docs"),
        "older": bundle.id != bundles[-1].id,
        "last_in_force": adopted[-1:] == [bundle.id],
        "why_dropped": succession.why_dropped(page.page_id),
        "others": others,
        "address": here,
        "canonical": f"{bundles[-1].id}/{newest[0].address}" if len(newest) == 1 else here,
    }


def _is_adopted(bundle: RevisionBundle) -> bool:
    return bundle.record.revision.status == "adopted"


def living_context(plan: Plan, page: Page) -> dict[str, Any]:
    """A living page as the theme shows it: outside every revision."""
    return _context(plan, page, "docs/site")


def _context(plan: Plan, page: Page, folder: str) -> dict[str, Any]:
    """What every page is told; one that stands in a *folder* can be changed there."""
    repository = plan.settings.repository.rstrip("/")
    suggest = f"{repository}/edit/main/{folder}/{page.path}" if repository and folder else None
    told = {
        "page_id": page.page_id,
        "exit_this_page": has_exit_button(page),
        "one_sheet": page.one_sheet,
    }
    return {**told, "suggest": suggest}
