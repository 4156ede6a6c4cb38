"""The same page in other revisions, or with what changed on it: one press from where it is."""

from typing import Any

from safety_plan.core.dates import format_date
from safety_plan.models.pages import HOME_PAGE, Page
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.site.comparison_pages import change_since
from safety_plan.site.site_model import Site
from safety_plan.site.urls import figure_address, relative


def revision_switch(
    site: Site, page: Page, bundle: RevisionBundle, address: str
) -> dict[str, Any] | None:
    """The *page* before, as it is, and in the newest revision; None where there is one revision.

    Links are relative to *address*. *changes* leads to what changed since the revision before,
    or, on the oldest, until the one after.
    """
    choices = _choices(site, bundle)
    if len(choices) == 1:
        return None
    return {
        "revisions": [_entry(site, page, bundle, other, address) for other in choices],
        "changes": _changes(site, page, bundle, address),
    }


def figure_switch(
    site: Site, name: str, bundle: RevisionBundle, address: str
) -> dict[str, Any] | None:
    """As revision_switch, for the page of the figure *name*; its facts say why it changed."""
    choices = _choices(site, bundle)
    if len(choices) == 1:
        return None
    revisions = []
    for other in choices:
        place = figure_address(other, name) if name in other.record.figures else None
        revisions.append(_choice(other, is_this=other is bundle, href=_link(place, address)))
    return {"revisions": revisions, "changes": None}


def _link(place: str | None, address: str) -> str:
    return relative(place, address) if place else ""


def _choice(other: RevisionBundle, *, is_this: bool, href: str) -> dict[str, Any]:
    return {
        "words": format_date(other.id) or other.id,
        "title": other.record.revision.title,
        "is_this": is_this,
        "href": href,
    }


def _choices(site: Site, bundle: RevisionBundle) -> list[RevisionBundle]:
    """The revision before *bundle*, itself, and the newest: each once, the oldest first."""
    position = [one.id for one in site.bundles].index(bundle.id)
    near = site.bundles[max(0, position - 1) : position + 1]
    newest = [site.newest] if site.newest.id > bundle.id else []
    return [*near, *newest]


def _entry(
    site: Site, page: Page, bundle: RevisionBundle, other: RevisionBundle, address: str
) -> dict[str, Any]:
    name = page.page_id
    pages = [] if other is bundle else site.succession.counterparts(name, bundle, other)
    if not pages and page.translation_of and other is not bundle:
        pages = site.succession.counterparts(page.translation_of, bundle, other)
    place = f"{other.id}/{pages[0].address}" if pages else ""
    return _choice(other, is_this=other is bundle, href=_link(place, address))


def _changes(site: Site, page: Page, bundle: RevisionBundle, address: str) -> dict[str, str] | None:
    """On the home page what changed in the plan, for that is what it is the page of."""
    of_plan = bundle.pages[HOME_PAGE].page_id in (page.page_id, page.translation_of)
    since = change_since(site.changes.get(bundle.id), page, address, of_plan=of_plan)
    if since:
        return since
    after = (one for one in site.changes.values() if one.old.id == bundle.id)
    later = next(after, None)
    return change_since(later, page, address, is_later=True, of_plan=of_plan)
