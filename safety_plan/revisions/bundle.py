"""A revision ready to be rendered, whether working or sealed: its record and its pages."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from safety_plan.content.macros_file import PageWords
from safety_plan.content.markdown_ext import find_blocks
from safety_plan.content.page_text import CELL, normalise
from safety_plan.content.register_cells import read_cells
from safety_plan.content.resolver import resolve
from safety_plan.core.problems import Problem, Read
from safety_plan.core.translation import SOURCE_LANGUAGE, language_of_page
from safety_plan.models.pages import Page, read_sealed_pages
from safety_plan.models.plan import Plan
from safety_plan.models.registers import register_columns
from safety_plan.models.tables import Table
from safety_plan.models.twins import in_language, settle_twins
from safety_plan.reading.docs_files import FILES, list_pictures
from safety_plan.reading.pictures.kinds import published_bytes
from safety_plan.reading.yaml_files import as_mapping, as_text, as_text_list, read_yaml
from safety_plan.revisions.identity import brand_content, identity_of, with_earlier_identity
from safety_plan.revisions.older_actions import read_older_actions
from safety_plan.revisions.record import Record, from_json, with_pages
from safety_plan.revisions.record_formats import NEWEST, record_format


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

    @property
    def language(self) -> str:
        """The language that most of its pages are in."""
        counted = Counter(page.language for page in self.pages.values())
        return counted.most_common(1)[0][0] if counted else SOURCE_LANGUAGE

    @property
    def files(self) -> Path:
        """The folder of the files that are published with it."""
        docs = self.docs.parent / "docs" if self.sealed else self.docs
        return docs / FILES


def working_bundle(plan: Plan) -> Read[RevisionBundle]:
    """The working revision of *plan*, and what its pages ask for in vain.

    Each of its pages says which language it is in.
    """
    with language_of_page(plan.settings.language):
        return _working_bundle(plan)


def _working_bundle(plan: Plan) -> Read[RevisionBundle]:
    words = PageWords(plan)
    problems: list[Problem] = []
    pages: dict[str, Page] = {}
    for path, page in plan.pages.items():
        text, page_problems = resolve(page, words, f"docs/{path}")
        problems += page_problems
        if page.text:
            pages[path] = replace(page, text=text, language=page.language or plan.settings.language)
    for path, page in plan.site_pages.items():
        problems += resolve(page, words, f"docs/site/{path}")[1]
    pages = in_language(pages, plan.settings.language)
    registers, cell_problems = read_cells(plan)
    used = _used_sources(plan, pages)
    record = Record(
        revision=plan.revision,
        figures=plan.figures,
        sources={name: source for name, source in plan.sources.items() if name in used},
        changes=tuple(row.cells for row in plan.rows("changes")),
        descriptions={path: page.description for path, page in pages.items()},
        pictures=_picture_digests(plan.docs),
        table_keys=_table_keys(plan, pages),
        registers={name: registers[name] for name in record_format(NEWEST).registers},
        identity=identity_of(plan.settings),
        brand=brand_content(plan.settings),
        **page_moves(plan.data),
    )
    bundle = RevisionBundle(
        record=with_pages(record, pages), pages=pages, docs=plan.docs, data=plan.data, sealed=False
    )
    return bundle, problems + cell_problems


def _used_sources(plan: Plan, pages: Mapping[str, Page]) -> set[str]:
    """Sources that the revision leans on: named on a page, or behind a number."""
    used = {figure.source for figure in plan.figures.values()}
    for table in plan.tables.values():
        used |= {table.source, *(row["source"] for row in table.rows)}
        used |= {column.source for column in table.columns}
    for register in ("changes", "glossary", *record_format(NEWEST).registers):
        rules = register_columns(register)
        columns = [name for name, rule in rules.items() if rule.listed_in == "source"]
        used |= {row[name] for row in plan.rows(register) for name in columns}
    for chart in plan.charts.values():
        used |= {note.source for note in chart.notes}
    used |= {decision.source for decision in plan.revision.all_decisions}
    text = "\n".join(page.text for page in pages.values())
    return used | {name for name in plan.sources if f"source:{name})" in text}


def page_moves(data: Path) -> dict[str, Any]:
    """What `revision.yml` in the folder *data* says of pages of before: `moved` and `dropped`."""
    value = read_yaml(data / "revision.yml", "data/revision.yml")[0].value
    moved, dropped = as_mapping(value.get("moved")), as_mapping(value.get("dropped"))
    return {
        "moved": {name: list(as_text_list(ids)) for name, ids in moved.items()},
        "dropped": {name: as_text(why) for name, why in dropped.items()},
    }


def _picture_digests(docs: Path, *, sealed: bool = False) -> dict[str, str]:
    """The digest of each picture below *docs* as it is published, by its path.

    Those around the plan are no part of it.
    """
    paths = [path for path in list_pictures(docs, sealed=sealed) if not path.startswith("site/")]
    return {path: sha256(published_bytes(docs / path)).hexdigest() for path in paths}


def _table_keys(plan: Plan, pages: Mapping[str, Page]) -> dict[str, list[int]]:
    """Which columns tell the rows apart, for each table that stands on a page."""
    keys: dict[str, list[int]] = {}
    for page in pages.values():
        for block in find_blocks(page.text, "table"):
            table = plan.tables.get(block["name"])
            titles = [column["title"] for column in block["columns"]]
            positions = _positions(table, titles) if table else []
            if positions:
                keys[CELL.join(normalise(title) for title in titles)] = positions
    return keys


def _positions(table: Table, titles: Sequence[str]) -> list[int]:
    """Where the columns of the key of *table* stand among those with *titles*."""
    names = {column.title: column.name for column in table.columns}
    return [index for index, title in enumerate(titles) if names.get(title) in table.key]


def _with_what_the_folder_holds(record: Record, pages: Mapping[str, Page], folder: Path) -> Record:
    """The *record* of an older format with what its *folder* says and that format left out.

    Comparisons look at it; it is never written.
    """
    return replace(
        record,
        descriptions={path: page.description for path, page in pages.items()},
        pictures=_picture_digests(folder / "pages", sealed=True),
        **page_moves(folder / "data"),
    )


def sealed_bundle(root: Path, revision_id: str) -> RevisionBundle:
    """The sealed revision *revision_id*, as its folder holds it.

    Raises what `from_json` raises, and OSError where a file is missing.
    """
    folder = root / "revisions" / revision_id
    record = from_json((folder / "plan.json").read_text(encoding="utf-8"))
    # A seal says of each page that is not in English which language it is in.
    pages = in_language(settle_twins(read_sealed_pages(folder / "pages")), SOURCE_LANGUAGE)
    # A record is written by path; here a twin stands behind its original too.
    order = sorted(
        record.pages, key=lambda path: path in pages and bool(pages[path].translation_of)
    )
    record = replace(record, pages={path: record.pages[path] for path in order})
    formats = record_format(record.format)
    if not formats.plain_keys:
        record = _with_what_the_folder_holds(record, pages, folder)
    if not formats.identity:
        record = with_earlier_identity(record, root)
    if not record.registers.get("actions"):  # sealed, or at least written, before there were any
        actions = read_older_actions(pages)
        record = replace(record, registers={**record.registers, "actions": actions})
    return RevisionBundle(
        record=record, pages=pages, docs=folder / "pages", data=folder / "data", sealed=True
    )
