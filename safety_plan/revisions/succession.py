"""Where a page went: kept, renamed, split, merged, dropped or brought back.

A page is the same page while its `page_id` is. Where an id ends, `moved:` in
`data/revision.yml` names the ids that took it over, and `dropped:` says why
nothing did. Both are sealed with the revision.
"""

from collections.abc import Sequence

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.models.plan import Plan
from safety_plan.reading.yaml_files import Document, as_mapping, as_text, as_text_list, read_yaml
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.record import Record, RecordedPage, is_listed

REVISION = "data/revision.yml"


class Succession:
    """Finds the pages of one published revision in another; *bundles* are oldest first."""

    def __init__(self, bundles: Sequence[RevisionBundle]) -> None:
        self.bundles = bundles
        self.documents = [read_yaml(b.data / "revision.yml", REVISION)[0] for b in bundles]
        #: For each revision that moved pages, the ids that took over each id that ended.
        self._successors: list[tuple[str, dict[str, tuple[str, ...]]]] = []
        for bundle, document in zip(bundles, self.documents, strict=True):
            moved = _ids_by_page(document, "moved")
            ended = {name: ids for name, ids in moved.items() if not bundle.record.page(name)}
            if moved:
                self._successors.append((bundle.id, ended))

    def counterparts(
        self, page_id: str, bundle: RevisionBundle, other: RevisionBundle
    ) -> list[RecordedPage]:
        """The pages of *other* that carry on the page of *bundle*, or that it carries on."""
        if other.id < bundle.id:
            pages = other.record.pages.values()
            return [page for page in pages if page_id in self._after(page.page_id, other, bundle)]
        ids = dict.fromkeys(self._after(page_id, bundle, other))
        successors = (other.record.page(name) for name in ids)
        return [page for page in successors if page]

    def _after(self, page_id: str, old: RevisionBundle, new: RevisionBundle) -> list[str]:
        """The ids that a page of *old* has in *new*.

        An id that ends without a successor stays among them, for it may come back.
        """
        ids = [page_id]
        for revision_id, successors in self._successors:
            if old.id < revision_id <= new.id:
                ids = [later for name in ids for later in successors.get(name, (name,))]
        return ids

    def why_dropped(self, page_id: str) -> str:
        """The last reason that was given for dropping the page; empty if none was."""
        for document in reversed(self.documents):
            reason = as_text(as_mapping(document.value.get("dropped")).get(page_id))
            if reason:
                return reason
        return ""


def _ids_by_page(document: Document, key: str) -> dict[str, tuple[str, ...]]:
    """What stands under *key* for each page_id, as texts."""
    entries = as_mapping(document.value.get(key))
    return {name: as_text_list(value) for name, value in entries.items()}


def succession_problems(
    plan: Plan, working: RevisionBundle, sealed: RevisionBundle
) -> list[Problem]:
    """Pages of the last *sealed* revision that would vanish, and successors that are missing."""
    document = read_yaml(plan.data / "revision.yml", REVISION)[0]
    moved, dropped = _ids_by_page(document, "moved"), _ids_by_page(document, "dropped")
    existing = {page.page_id for page in working.record.pages.values()}
    explained = {name for entries in (moved, dropped) for name, ids in entries.items() if ids}
    vanished = [
        problem(
            "page-vanished",
            Location(REVISION),
            title=page.title,
            page_id=page.page_id,
            revision=sealed.id,
        )
        for page in sealed.record.pages.values()
        if page.page_id not in existing | explained
    ]
    missing = [
        problem("page-moved", document.location("moved", name), name=successor, choices=existing)
        for name, successors in moved.items()
        for successor in successors
        if successor not in existing
    ]
    earlier = {page.page_id for page in sealed.record.pages.values()}
    unknown = [
        problem(
            "page-moved.unknown", document.location(key, name), key=key, name=name, choices=earlier
        )
        for key, entries in (("moved", moved), ("dropped", dropped))
        for name in entries
        if name not in earlier
    ]
    return [*vanished, *missing, *unknown]


#: So many headings are named; of more only the number is told.
_NAMED = 5


def gone_headings(working: Record, sealed: Record) -> list[Problem]:
    """One warning with every heading of *sealed* that its page no longer has; none if all stand."""
    gone = [
        f"“{heading}” ({page.path})"
        for page in sealed.pages.values()
        for heading in _lost_headings(page, working.page(page.page_id))
    ]
    if not gone:
        return []
    if len(gone) > _NAMED:
        gone = [*gone[:_NAMED], f"and {len(gone) - _NAMED} more"]
    params = {"since": sealed.revision.id, "gone": "; ".join(gone)}
    return [problem("heading-gone", Location(REVISION), **params)]


def _lost_headings(old: RecordedPage, new: RecordedPage | None) -> list[str]:
    """The headings of the page *old* whose anchors *new* lacks; none where there is no page."""
    if new is None:
        return []
    anchors = {section["anchor"] for section in new.sections}
    return [
        str(section["heading"])
        for section in old.sections[1:]  # the first stands at the top of the page as before
        if not is_listed(section) and section["anchor"] not in anchors
    ]
