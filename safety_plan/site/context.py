"""What the theme is told about the site, a revision, and each of its pages."""

from dataclasses import asdict
from typing import Any

from safety_plan.core.dates import format_date
from safety_plan.models.in_force import last_day_in_force, last_in_force
from safety_plan.models.pages import Page, any_has_exit_button, has_exit_button
from safety_plan.models.plan import Plan
from safety_plan.models.revision import STATUSES
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.verify import digest_of
from safety_plan.site.comparison_pages import PAGE_TEMPLATE, change_since
from safety_plan.site.security_headers import POLICY
from safety_plan.site.site_model import Site
from safety_plan.site.urls import nearby, relative


def site_context(site: Site) -> dict[str, Any]:
    """What a page outside every revision is told of the site.

    A preview has no *policy*: the script that reloads it stands in its pages.
    """
    settings = asdict(site.plan.settings)
    pages = site.plan.site_pages.values()
    return {
        "plan": settings,
        "newest": site.newest.id,
        "revision": None,
        "site_pages": {page.page_id: [page.address, page.title] for page in pages},
        "policy": "" if site.is_preview else POLICY,
        "leaves": False,
    }


def bundle_context(site: Site, bundle: RevisionBundle) -> dict[str, Any]:
    """What a page of *bundle* is told of the site and of its revision.

    *leaves* says whether those that show words of others have the button to leave.
    """
    digest = digest_of(bundle.docs.parent) if bundle.sealed else ""
    note = bundle.record.revision.status_note
    revision = {**_named(bundle), "status_note": note, "digest": digest}
    leaves = any_has_exit_button(bundle.pages.values())
    return {**site_context(site), "revision": revision, "leaves": leaves}


def page_contexts(site: Site, bundle: RevisionBundle) -> dict[str, dict[str, Any]]:
    """What each page of *bundle* is told about itself, by its path."""
    figures = bundle.record.page_with("figures")
    leaves = any_has_exit_button(bundle.pages.values())
    contexts = {}
    for path, page in bundle.pages.items():
        address = f"{bundle.id}/{page.address}"
        is_figures = figures is not None and page.page_id == figures.page_id
        contexts[path] = {
            **_page_context(site, page, bundle, address),
            "is_home": path == "index.md",
            "leaves": is_figures and leaves,
            "since": change_since(site.changes.get(bundle.id), page, address),
        }
    return contexts


def site_page_contexts(site: Site) -> dict[str, dict[str, Any]]:
    """What each page about the site is told about itself, by its path."""
    contexts = {
        path: _own_context(site.plan, page, "docs/site")
        for path, page in site.plan.site_pages.items()
    }
    # A comparison shows words of every page, so it can be left as they can be.
    leaves = any(any_has_exit_button(bundle.pages.values()) for bundle in site.bundles)
    comparison = {**_own_context(site.plan, PAGE_TEMPLATE, ""), "leaves": leaves}
    return {**contexts, PAGE_TEMPLATE.path: comparison}


def _named(bundle: RevisionBundle) -> dict[str, str]:
    revision = bundle.record.revision
    return {
        "id": revision.id,
        "title": revision.title,
        "status": revision.status,
        "status_label": STATUSES.get(revision.status, revision.status),
    }


def _page_context(site: Site, page: Page, bundle: RevisionBundle, address: str) -> dict[str, Any]:
    """A page of *bundle* as the theme shows it; links are relative to the page."""
    near = nearby(bundle, site.bundles)
    newest = site.succession.counterparts(page.page_id, bundle, site.newest)
    others = [
        {**_named(other), "pages": _counterparts(site, page, bundle, other, address)}
        for other in reversed(near)
    ]
    canonical = f"{site.newest.id}/{newest[0].address}" if len(newest) == 1 else address
    return {
        **_own_context(site.plan, page, "" if bundle.sealed else "docs"),
        "older": bundle.id != site.newest.id,
        "in_force": _in_force(site, page, bundle, address),
        "why_dropped": site.succession.why_dropped(page.page_id),
        "others": others,
        "address": address,
        "canonical": canonical,
    }


def _counterparts(
    site: Site, page: Page, bundle: RevisionBundle, other: RevisionBundle, address: str
) -> list[tuple[str, str]]:
    """Where the *page* stands in an *other* revision; its title there only if that differs."""
    pages = site.succession.counterparts(page.page_id, bundle, other)
    titles = {p.address: "" if p.page_id == page.page_id else p.title for p in pages}
    return [(relative(f"{other.id}/{path}", address), title) for path, title in titles.items()]


def _in_force(
    site: Site, page: Page, bundle: RevisionBundle, address: str
) -> dict[str, Any] | None:
    """The last revision known to have been in force, and where the *page* stands in it.

    No build reads the clock, so the last day of its term is told, not whether that is past.
    """
    name = last_in_force(site.listing["as_at"])
    other = next((one for one in site.bundles if one.id == name), None)
    if other is None:
        return None
    return {
        **_named(other),
        "is_this": other.id == bundle.id,
        "last_day": format_date(last_day_in_force(other.record.revision)) or "",
        "pages": [] if other.id == bundle.id else _counterparts(site, page, bundle, other, address),
    }


def _own_context(plan: Plan, page: Page, folder: str) -> dict[str, Any]:
    """What every page is told; one that stands in a *folder* can be changed there."""
    repository = plan.settings.repository.rstrip("/")
    suggest = f"{repository}/edit/main/{folder}/{page.path}" if repository and folder else None
    return {
        "page_id": page.page_id,
        "exit_this_page": has_exit_button(page),
        "one_sheet": page.one_sheet,
        "suggest": suggest,
    }
