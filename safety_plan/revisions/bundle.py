"""A revision ready to be rendered, whether working or sealed: its record and its pages."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from safety_plan.content.macros_file import PageWords
from safety_plan.content.resolver import resolve
from safety_plan.core.problems import Problem, Read
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
    words = PageWords(plan)
    problems: list[Problem] = []
    pages: dict[str, Page] = {}
    for path, page in plan.pages.items():
        text, page_problems = resolve(page, words, f"docs/{path}")
        problems += page_problems
        if page.text:
            pages[path] = replace(page, text=text)
    for path, page in plan.living.items():
        problems += resolve(page, words, f"docs/site/{path}")[1]
    used = _used_sources(plan, pages)
    record = Record(
        revision=plan.revision,
        figures=plan.figures,
        sources={name: source for name, source in plan.sources.items() if name in used},
        changes=tuple(row.cells for row in plan.rows("changes")),
    )
    bundle = RevisionBundle(
        record=with_pages(record, pages), pages=pages, docs=plan.docs, data=plan.data, sealed=False
    )
    return bundle, problems


def _used_sources(plan: Plan, pages: Mapping[str, Page]) -> set[str]:
    """Sources that the revision leans on: named on a page, or behind a number."""
    used = {figure.source for figure in plan.figures.values()}
    for table in plan.tables.values():
        used |= {table.source, *(row["source"] for row in table.rows)}
    for register in ("changes", "glossary"):
        used |= {row["source"] for row in plan.rows(register)}
    used |= {decision.source for decision in plan.revision.decisions}
    text = "\n".join(page.text for page in pages.values())
    return used | {name for name in plan.sources if f"source:{name})" in text}


def sealed_bundle(root: Path, revision_id: str) -> RevisionBundle:
    """The sealed revision *revision_id*, as its folder holds it.

    Raises what `from_json` raises, and OSError where a file is missing.
    """
    folder = root / "revisions" / revision_id
    record = from_json((folder / "plan.json").read_text(encoding="utf-8"))
    return RevisionBundle(
        record=record,
        pages=read_sealed_pages(folder / "pages"),
        docs=folder / "pages",
        data=folder / "data",
        sealed=True,
    )
