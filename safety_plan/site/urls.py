"""Where everything stands in the site, and which page follows which.

Addresses are texts below the site's root, with a `/` at the end for a page.
"""

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from safety_plan.models.pages import Page
from safety_plan.revisions.bundle import RevisionBundle

#: How many revisions before, and how many after, a page tells of besides the newest.
NEARBY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Urls:
    """Finds the address of what a mark names: `figure:share`, `at:2019-04/` and the like."""

    bundles: Sequence[RevisionBundle]
    living: Mapping[str, Page]

    @property
    def newest(self) -> RevisionBundle | None:
        """The newest published revision."""
        return self.bundles[-1] if self.bundles else None

    def resolve(self, target: str, bundle: RevisionBundle | None) -> str | None:
        """The address that *target* leads to from a page of *bundle*.

        None where there is no such thing; a living page has no edition of its
        own and leads to the newest.
        """
        kind, _, name = target.partition(":")
        name, _, anchor = name.partition("#")
        here = bundle or self.newest
        found = {"site": self._living(name), "at": name}.get(kind)
        if kind == "revision":
            found = self._revision(name)
        elif here and kind == "change":
            # What only a living page compares stands on no card of the revision.
            after = name if bundle is None else name.replace("/", "--")
            found = self._inside(here, kind if bundle else "figure", after.partition("/")[0])
        elif here and kind in ("page", "figure", "source", "term", "download"):
            found = self._inside(here, kind, name)
        return f"{found}#{anchor}" if found and anchor else found

    def _living(self, name: str) -> str | None:
        page = self.living.get(f"{name}.md")
        return page.address if page else None

    def _revision(self, name: str) -> str | None:
        revision_id, _, page_id = name.partition("/")
        bundle = next((e for e in self.bundles if e.id == revision_id), None)
        if bundle is None:
            return None
        page = bundle.record.page(page_id) if page_id else None
        return f"{revision_id}/{page.address if page else ''}"

    def _inside(self, bundle: RevisionBundle, kind: str, name: str) -> str | None:
        if kind == "download":
            return f"{bundle.id}/data/{name}"
        if kind == "page":
            page = bundle.record.page(name)
            return f"{bundle.id}/{page.address}" if page else None
        lists = {"source": "sources", "term": "glossary"}
        page = bundle.record.page_with(lists.get(kind, "figures"))
        return f"{bundle.id}/{page.address}#{kind}-{name}" if page else None


def relative(target: str, page: str) -> str:
    """The link from the page at address *page* to *target*, both below the root."""
    path, mark, anchor = target.partition("#")
    if path == page and mark:
        return f"#{anchor}"
    made = posixpath.relpath(path or ".", page or ".")
    made = f"{made}/" if path.endswith("/") or not path else made
    return f"{made}{mark}{anchor}"


def nearby(bundle: RevisionBundle, bundles: Sequence[RevisionBundle]) -> list[RevisionBundle]:
    """The other *bundles* that *bundle* tells of: the nearest in time, and the newest.

    The list of all is on a page of its own; else every page would grow with each revision.
    """
    position = [other.id for other in bundles].index(bundle.id)
    near = bundles[max(0, position - NEARBY) : position + NEARBY + 1]
    newest = bundles[position + NEARBY + 1 :][-1:]
    return [other for other in [*near, *newest] if other.id != bundle.id]
