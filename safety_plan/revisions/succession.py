"""Where a page went: kept, renamed, split, merged, dropped or brought back.

A page is the same page while its `page_id` is. Where an id ends, `moved:` in
`data/revision.yml` names the ids that took it over, and `dropped:` says why
nothing did. Both are sealed with the revision.
"""

from collections.abc import Sequence

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.models.plan import Plan
from safety_plan.reading.yaml_files import as_mapping, as_text, as_text_list, read_yaml
from safety_plan.revisions.bundle import RevisionBundle
from safety_plan.revisions.record import Record, RecordedPage, is_listed

REVISION = "data/revision.yml"


class Succession:
    """Finds the pages of one published revision in another; *bundles* are oldest first."""

    def __init__(self, bundles: Sequence[RevisionBundle]) -> None:
        self.bundles = bundles
        self.documents = [read_yaml(e.data / "revision.yml", REVISION)[0] for e in bundles]
        moves = zip(
            bundles, (as_mapping(d.value.get("moved")) for d in self.documents), strict=True
        )
        self._heirs = [
            (e.id, {k: as_text_list(v) for k, v in moved.items() if not e.record.page(k)})
            for e, moved in moves
            if moved
        ]

    def counterparts(
        self, page_id: str, here: RevisionBundle, there: RevisionBundle
    ) -> list[RecordedPage]:
        """The pages of *there* that carry on the page of *here*, or that it carries on."""
        if there.id < here.id:
            pages = there.record.pages.values()
            return [p for p in pages if page_id in self._after(p.page_id, there, here)]
        ids = dict.fromkeys(self._after(page_id, here, there))
        return [page for name in ids if (page := there.record.page(name))]

    def _after(self, page_id: str, here: RevisionBundle, there: RevisionBundle) -> list[str]:
        """An id that ends without a successor is kept, for it may come back."""
        ids = [page_id]
        for bundle, heirs in self._heirs:
            if here.id < bundle <= there.id:
                ids = [new for old in ids for new in heirs.get(old, (old,))]
        return ids

    def why_dropped(self, page_id: str) -> str:
        """The last reason that was given for dropping the page; empty if none was."""
        reasons = [as_text(as_mapping(d.value.get("dropped")).get(page_id)) for d in self.documents]
        return next((reason for reason in reversed(reasons) if reason), "")


def succession_problems(
    plan: Plan, working: RevisionBundle, sealed: RevisionBundle
) -> list[Problem]:
    """Pages of the last *sealed* revision that would vanish, and successors that are not there."""
    document = read_yaml(plan.data / "revision.yml", REVISION)[0]
    moved, dropped = (
        {name: as_text_list(said) for name, said in as_mapping(document.value.get(key)).items()}
        for key in ("moved", "dropped")
    )
    here = {page.page_id for page in working.record.pages.values()}
    told_of = here | {name for name, said in (*moved.items(), *dropped.items()) if said}
    gone = [page for page in sealed.record.pages.values() if page.page_id not in told_of]
    facts = [{"title": p.title, "page_id": p.page_id, "revision": sealed.id} for p in gone]
    lost = [(name, heir) for name, heirs in moved.items() for heir in heirs if heir not in here]
    return [
        *(problem("page-vanished", Location(REVISION), **of_page) for of_page in facts),
        *(
            problem("page-moved", document.location("moved", n), name=h, among=here)
            for n, h in lost
        ),
    ]


def gone_headings(working: Record, sealed: Record) -> list[Problem]:
    """One warning with every heading of *sealed* that its page no longer has."""
    gone = [
        f"“{section['heading']}” ({page.path})"
        for page in sealed.pages.values()
        if (now := working.page(page.page_id))
        for section in page.sections[1:]  # the first stands at the top of the page as before
        if not is_listed(section)
        and section["anchor"] not in {kept["anchor"] for kept in now.sections}
    ]
    if not gone:
        return []
    shown = [*gone[:5], f"and {len(gone) - 5} more"] if len(gone) > 5 else gone
    facts = {"since": sealed.revision.id, "gone": "; ".join(shown)}
    return [problem("heading-gone", Location(REVISION), **facts)]
