"""Feeds of some of what changes: one of corrections, and one for each priority.

A feed stays at its address for ever, under the name of the page, which it keeps when it moves.
Neither its address nor its title says what a reader may have to hide.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from safety_plan.core.translation import gettext
from safety_plan.diff.compare import Comparison
from safety_plan.diff.phrases import PHRASES
from safety_plan.models.pages import Page
from safety_plan.models.sensitivity import neutral_anchor, sensitive_words
from safety_plan.site.exit_pages import title_of_address
from safety_plan.site.site_model import Site
from safety_plan.site.urls import comparison_address

#: The feed of corrections, below the root of the site.
CORRECTIONS = "feeds/corrections.xml"
Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one *revision* changed about a priority since the one *before*, in *sentences*."""

    revision: Entry
    before: str
    address: str
    sentences: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One feed: its address and title, the *page* that people read, and its entries."""

    address: str
    title: str
    page: str
    corrections: Sequence[Mapping[str, str]] = ()
    removals: Sequence[tuple[Entry, Entry]] = ()
    changes: Sequence[Change] = ()
    revisions: Sequence[Entry] = ()

    @property
    def days(self) -> list[str]:
        """When something of it happened; when the last revision came, where nothing did."""
        days = [row["date"] for row in self.corrections]
        days += [removal["date"] for _, removal in self.removals]
        days += [change.revision["dated"] for change in self.changes]
        return days or [revision["dated"] for revision in self.revisions]


def feed_address(page_id: str) -> str:
    """Where the feed of the priority on the page *page_id* stands, below the root of the site."""
    return f"feeds/{neutral_anchor(page_id)}.xml"


def has_feed(site: Site, page: Page) -> bool:
    """Whether *page* is that of a priority, in any revision."""
    return any(page.page_id in bundle.record.priorities for bundle in site.bundles)


def feeds_of_some(site: Site) -> Iterator[Feed]:
    """Every feed but the one of all."""
    revisions = site.listing["revisions"]
    yield Feed(
        address=CORRECTIONS,
        title=gettext("Corrections"),
        page="history/",
        corrections=[*reversed(site.listing["corrections"])],
        removals=[(one, removal) for one in reversed(revisions) for removal in one["removed"]],
        revisions=revisions,
    )
    for page_id in dict.fromkeys(p for b in reversed(site.bundles) for p in b.record.priorities):
        yield _of_priority(site, page_id)


def _of_priority(site: Site, page_id: str) -> Feed:
    bundle = next(b for b in reversed(site.bundles) if page_id in b.record.priorities)
    page, title = bundle.record.page(page_id), bundle.record.priorities[page_id]
    address = page.address if page else ""
    rows = reversed(site.listing["corrections"])
    return Feed(
        address=feed_address(page_id),
        title=title_of_address(address) if sensitive_words(title) else title,
        page=f"{bundle.id}/{address}",
        corrections=[row for row in rows if row["page_id"] == page_id],
        changes=[*_changes(site, page_id)],
        revisions=site.listing["revisions"],
    )


def _changes(site: Site, page_id: str) -> Iterator[Change]:
    """What each revision changed about a priority, the newest first."""
    for entry in reversed(site.listing["revisions"]):
        comparison = site.changes.get(entry["id"])
        if comparison and (sentences := [*_sentences(comparison, page_id)]):
            old = comparison.old.id
            address = comparison_address(old, entry["id"])
            yield Change(revision=entry, before=old, address=address, sentences=sentences)


def _sentences(comparison: Comparison, page_id: str) -> Iterator[str]:
    phrases = PHRASES["since"]
    for change in comparison.pages:
        if change.page_id == page_id and change.kind != "same":
            yield phrases.get(change.kind, phrases["changed"]).format(comparison.old.title)
    for row in comparison.rows:
        if (row.new or row.old or {}).get("page_id") == page_id:
            yield row.sentence
