"""What the theme is told about the site, a revision, and each of its pages."""

from collections.abc import Mapping
from dataclasses import asdict
from operator import itemgetter
from typing import Any

from safety_plan.core.dates import MONTH_LENGTH, format_date
from safety_plan.models.in_force import last_day_in_force, last_in_force
from safety_plan.models.pages import Page
from safety_plan.models.plan import Plan
from safety_plan.models.repository import edit_address
from safety_plan.models.revision import STATUSES
from safety_plan.models.settings import NextPlan
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.verify import digest_of
from safety_plan.site.comments import comment_context
from safety_plan.site.comparison_pages import PAGE_TEMPLATE, change_since
from safety_plan.site.exit_pages import exit_pages, in_revision, site_page_exits, tab_title
from safety_plan.site.first_help import first_help
from safety_plan.site.search.guide import listed_groups
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
        "newest_status": site.newest.record.revision.status,
        "followed_since": _followed_since(site.plan.settings.followed_by),
        "revision": None,
        "site_pages": {page.page_id: [page.address, page.title] for page in pages},
        "policy": "" if site.is_preview else POLICY,
        "first_help": asdict(first_help(site.plan, ())),
        "help_groups": listed_groups(site.plan),
    }


def _followed_since(next_plan: NextPlan | None) -> str:
    """When the plan that followed began, as it goes on after its title; empty if not known."""
    begins = next_plan.begins if next_plan else ""
    day = format_date(begins)
    is_day = len(begins) > MONTH_LENGTH
    return f", {'from' if is_day else 'which began in'} {day}" if day else ""


def bundle_context(site: Site, bundle: RevisionBundle) -> dict[str, Any]:
    """What a page of *bundle* is told of the site and of its revision."""
    digest = digest_of(bundle.docs.parent) if bundle.sealed else ""
    note = bundle.record.revision.status_note
    revision = {**_named(bundle), "status_note": note, "digest": digest}
    return {**site_context(site), "revision": revision}


def page_contexts(site: Site, bundle: RevisionBundle) -> dict[str, dict[str, Any]]:
    """What each page of *bundle* is told about itself, by its path."""
    exits = exit_pages(site.plan, bundle)
    contexts = {}
    for path, page in bundle.pages.items():
        address = f"{bundle.id}/{page.address}"
        title = tab_title(page, bundle.record.revision.title, exits=path in exits)
        contexts[path] = {
            **_page_context(site, page, bundle, address),
            "is_home": path == "index.md",
            "exits": path in exits,
            "tab_title": title,
            "since": change_since(site.changes.get(bundle.id), page, address),
            "comments": comment_context(site, bundle, path, exits),
        }
    return contexts


def site_page_contexts(site: Site) -> dict[str, dict[str, Any]]:
    """What each page about the site is told about itself, by its path."""
    contexts = {
        path: _own_context(site.plan, page, "docs/site")
        for path, page in site.plan.site_pages.items()
    }
    # A comparison shows words of every page, so it can be left as they can be.
    exits = any(exit_pages(site.plan, bundle) for bundle in site.bundles)
    own = _own_context(site.plan, PAGE_TEMPLATE, "")
    comparison = {**own, "exits": exits, "tab_title": PAGE_TEMPLATE.title}
    return {**contexts, PAGE_TEMPLATE.path: comparison}


def with_exit(page: Page, context: Mapping[str, Any], html: str) -> dict[str, Any]:
    """The *context* of a *page* about the site, now that its *html* is known."""
    exits = site_page_exits(page, html)
    return {**context, "exits": exits, "tab_title": tab_title(page, exits=exits)}


def _named(bundle: RevisionBundle) -> dict[str, str]:
    revision = bundle.record.revision
    return {
        "id": revision.id,
        "title": revision.title,
        "in_title": in_revision(revision.title),
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
        "newest": {
            **_named(site.newest),
            "pages": _counterparts(site, page, bundle, site.newest, address),
        },
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

    No build reads the clock: the last day that it can have been is told, not whether it is past.
    """
    name = last_in_force(site.listing["as_at"])
    other = next((one for one in site.bundles if one.id == name), None)
    if other is None:
        return None
    last_day = last_day_in_force(site.listing["as_at"], other.record.revision)
    return {
        **_named(other),
        "is_this": other.id == bundle.id,
        "last_day": format_date(last_day or "") or "",
        "pages": [] if other.id == bundle.id else _counterparts(site, page, bundle, other, address),
    }


def _own_context(plan: Plan, page: Page, folder: str) -> dict[str, Any]:
    """What every page is told; one that stands in a *folder* can be changed there."""
    suggest = edit_address(plan.settings, f"{folder}/{page.path}") if folder else ""
    return {
        "page_id": page.page_id,
        "one_sheet": page.one_sheet,
        "first_help": asdict(first_help(plan, page.topics)),
        "suggest": suggest or None,
        "next_dates": _next_dates(plan, page) if folder else [],
        "owner": page.owner if folder else "",
        "review_by": format_date(page.review_by) if folder and page.review_by else None,
    }


def _next_dates(plan: Plan, page: Page) -> list[tuple[str, str]]:
    """What is due next for a page, each with its day, the earliest first."""
    rows = [row for row in plan.rows("dates") if row["page_id"] == page.page_id]
    rows = sorted((row for row in rows if not row["outcome"]), key=itemgetter("date"))
    return [(format_date(row["date"]) or row["date"], row["what"]) for row in rows]
