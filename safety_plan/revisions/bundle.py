"""An edition: a revision ready to be rendered, whether working or sealed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from safety_plan.content.macros_file import PageWords
from safety_plan.content.resolver import resolve
from safety_plan.core.problems import Read
from safety_plan.models.pages import Page, read_sealed_pages
from safety_plan.models.plan import Plan
from safety_plan.revisions.record import Record, from_json, with_pages


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionBundle:
    """A revision with its record and its resolved pages.

    *docs* is the folder the site generator reads: the authors' words for the
    working revision, the resolved pages for a sealed one. *data* holds the
    CSV files as they were.
    """

    record: Record
    pages: dict[str, Page]
    docs: Path
    data: Path
    sealed: bool

    @property
    def id(self) -> str:
        """The id of the revision."""
        return self.record.revision.id


def working_bundle(plan: Plan) -> Read[RevisionBundle]:
    """The working revision of *plan*, and what its pages ask for in vain."""
    vocabulary = PageWords(plan)
    resolved = {k: resolve(p, vocabulary, f"docs/{k}") for k, p in plan.pages.items()}
    living = [resolve(p, vocabulary, f"docs/site/{k}") for k, p in plan.living.items()]
    problems = [problem for _, found in [*resolved.values(), *living] for problem in found]
    pages = {k: replace(p, text=resolved[k][0]) for k, p in plan.pages.items() if p.text}
    used = _used_sources(plan, pages)
    sources = {name: plan.sources[name] for name in plan.sources if name in used}
    changes = tuple(row.cells for row in plan.rows("changes"))
    record = Record(revision=plan.revision, figures=plan.figures, sources=sources, changes=changes)
    record = with_pages(record, pages)
    bundle = RevisionBundle(
        record=record, pages=pages, docs=plan.docs, data=plan.data, sealed=False
    )
    return bundle, problems


def _used_sources(plan: Plan, pages: Mapping[str, Page]) -> set[str]:
    """Sources that the revision leans on: named on a page, or behind a number."""
    used = {figure.source for figure in plan.figures.values()}
    used |= {table.source for table in plan.tables.values()}
    used |= {row["source"] for table in plan.tables.values() for row in table.rows}
    used |= {row["source"] for name in ("changes", "glossary") for row in plan.rows(name)}
    used |= {decision.source for decision in plan.revision.decisions}
    text = "\n".join(page.text for page in pages.values())
    return used | {name for name in plan.sources if f"source:{name})" in text}


def sealed_bundle(root: Path, revision_id: str) -> RevisionBundle:
    """The sealed revision *revision_id*, as its folder holds it."""
    folder = root / "revisions" / revision_id
    record = from_json((folder / "plan.json").read_text(encoding="utf-8"))
    return RevisionBundle(
        record=record,
        pages=read_sealed_pages(folder / "pages"),
        docs=folder / "pages",
        data=folder / "data",
        sealed=True,
    )
