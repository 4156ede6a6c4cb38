"""Where everything stands in the site, and which page follows which.

Addresses are texts below the site's root, with a `/` at the end for a page.
"""

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from safety_plan.models.pages import Page
from safety_plan.models.sensitivity import neutral_anchor
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.published import front_bundle

#: How many revisions before, and how many after, a page tells of besides the newest.
NEARBY = 5

#: The page that leads from any revision to any other, where not every two have a page.
ANY_TWO = "history/compare/"
#: The list on which the card of each kind stands.
_LISTS = {"source": "sources", "term": "glossary"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Urls:
    """Finds the address of what a mark names: `figure:share`, `at:2019-04/` and the like."""

    bundles: Sequence[RevisionBundle]
    site_pages: Mapping[str, Page]

    @property
    def newest(self) -> RevisionBundle | None:
        """The newest published revision that did not lapse."""
        return front_bundle(self.bundles) if self.bundles else None

    def resolve(self, mark: str, bundle: RevisionBundle | None) -> str | None:
        """The address that *mark* leads to from a page of *bundle*.

        None where there is no such thing; a site page has no revision of its own and leads
        to the newest.
        """
        kind, _, name = mark.partition(":")
        name, _, anchor = name.partition("#")
        address = self._address(kind, name, bundle)
        return f"{address}#{anchor}" if address and anchor else address

    def _address(self, kind: str, name: str, bundle: RevisionBundle | None) -> str | None:
        if kind == "at":
            return name
        if kind == "site":
            return self._site_page(name)
        if kind == "revision":
            return self._revision(name)
        revision = bundle or self.newest
        if revision is None:
            return None
        if kind == "change" and bundle is None:
            # What only a site page compares stands on no card of the revision.
            return _in_revision(revision, "figure", name.partition("/")[0])
        return _in_revision(revision, kind, name)

    def _site_page(self, name: str) -> str | None:
        page = self.site_pages.get(f"{name}.md")
        return page.address if page else None

    def _revision(self, name: str) -> str | None:
        revision_id, _, page_id = name.partition("/")
        bundle = next((e for e in self.bundles if e.id == revision_id), None)
        if bundle is None:
            return None
        page = bundle.record.page(page_id) if page_id else None
        return f"{revision_id}/{page.address if page else ''}"


def _in_revision(bundle: RevisionBundle, kind: str, name: str) -> str | None:
    """The address of a download, a page, a figure, or the card of a change, source or term."""
    if kind == "download":
        return f"{bundle.id}/data/{name}"
    if kind == "page":
        page = bundle.record.page(name)
        return f"{bundle.id}/{page.address}" if page else None
    if kind == "figure":
        return figure_address(bundle, name)
    if kind == "change":
        new, _, old = name.partition("/")
        address = figure_address(bundle, new)
        return f"{address}#change-{new}--{old}" if address else None
    page = bundle.record.page_with(_LISTS[kind]) if kind in _LISTS else None
    return f"{bundle.id}/{page.address}#{kind}-{name}" if page else None


def figure_address(bundle: RevisionBundle, name: str) -> str | None:
    """The address of the page of the figure *name*; it stands below the list of all.

    The last part of it never says what a reader may have to hide. None where nothing lists them.
    """
    page = bundle.record.page_with("figures")
    return f"{bundle.id}/{page.address}{neutral_anchor(name)}/" if page else None


def figure_addresses(bundle: RevisionBundle) -> dict[str, str]:
    """The address of the page of each figure, by its name; none where nothing lists them."""
    found = {name: figure_address(bundle, name) for name in bundle.record.figures}
    return {name: address for name, address in found.items() if address}


def comparison_address(old: str, new: str) -> str:
    """The address of the page that says what changed from the revision *old* to *new*."""
    return f"history/{old}-to-{new}/"


def relative(target: str, page: str) -> str:
    """The link from the page at address *page* to *target*, both below the root."""
    path, mark, anchor = target.partition("#")
    if path == page and mark:
        return f"#{anchor}"
    link = posixpath.relpath(path or ".", page or ".")
    is_page = path.endswith("/") or not path
    return f"{link}{'/' if is_page else ''}{mark}{anchor}"


def nearby(bundle: RevisionBundle, bundles: Sequence[RevisionBundle]) -> list[RevisionBundle]:
    """The other *bundles* that *bundle* tells of: the nearest in time, and the newest.

    The list of all is on a page of its own; else every page would grow with each revision.
    """
    position = [other.id for other in bundles].index(bundle.id)
    near = bundles[max(0, position - NEARBY) : position + NEARBY + 1]
    newest = bundles[position + NEARBY + 1 :][-1:]
    return [other for other in [*near, *newest] if other.id != bundle.id]
