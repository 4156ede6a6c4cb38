"""The record of a revision (`plan.json`): what it says about itself.

Every figure, chart and source, and the words of every page as the public reads
them; no furniture, drawing, clock, machine or commit. Same words and numbers,
same bytes.

Which keys it has stands in `record_formats`. A record in an older format is read, checked
and compared as far as it goes, and is never written in a newer one; the file of a sealed
record is copied, not written again.
"""

import json
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any

from safety_plan.content.chart_content import all_fields
from safety_plan.content.links import find_changes
from safety_plan.content.markdown_ext import find_blocks, make_renderer
from safety_plan.content.page_text import TEXT_RULE, read_sections
from safety_plan.content.renderer import Renderer
from safety_plan.core import cache
from safety_plan.core.translation import SOURCE_LANGUAGE, language_of_page
from safety_plan.models.figures import Figure
from safety_plan.models.identity import PlanTitle
from safety_plan.models.pages import Page
from safety_plan.models.revision import Decision, NavSection, Revision
from safety_plan.models.sources import Source
from safety_plan.revisions.record_formats import (
    NEWEST,
    PLAN_TITLE,
    RecordFormat,
    first_format,
    record_format,
)
from safety_plan.revisions.record_shapes import check_shapes

#: What the anchor of a priority's card starts with; its page_id follows.
CARD = "card-"

#: The heading of a card in the list of figures or of sources.
_LISTED = re.compile(r"(?:figure|source)-.+-name")

#: The figures that a page quotes, in prose, in tables and in charts.
_LINKED = re.compile(r'href="(?:figure|change):([^"]+)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedPage:
    """One page of the record; *sections* are heading, anchor, text and details."""

    path: str
    page_id: str
    address: str
    title: str
    sections: tuple[dict[str, Any], ...]
    figures: tuple[str, ...]
    charts: tuple[str, ...]
    blocks: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Its name as a place on a page that shows several; no subject, only its address."""
        return self.address.strip("/").replace("/", "-") or "home"


@dataclass(frozen=True, kw_only=True)
class Record:
    """What a built revision says about itself.

    *changes* are the rows of `data/changes.csv`: why it differs from the revision before.
    *charts* hold the content of each chart by the keys of the record. *descriptions* of pages
    and digests of *pictures* are by path, *table_keys* by the headings of a table: which of its
    columns tell its rows apart. *moved* and *dropped* say where pages of before went. A format
    that lacks these keys does not write them. *registers* are the rows of registers such as
    actions, their calls answered; a format keeps those that it names. *identity* is what it goes
    by: names, years, contact (`models.identity`), *brand* what the council looked like, as `brand:`
    in `data/plan.yml` says it. *format* is that in which it is or was written
    (`record_formats`); *text_rule* that by which the words of pages were read (`TEXT_RULE`).
    """

    revision: Revision
    figures: dict[str, Figure]
    sources: dict[str, Source]
    charts: dict[str, dict[str, Any]] = field(default_factory=dict)
    pages: dict[str, RecordedPage] = field(default_factory=dict)
    changes: tuple[dict[str, str], ...] = ()
    descriptions: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, str] = field(default_factory=dict)
    table_keys: dict[str, list[int]] = field(default_factory=dict)
    moved: dict[str, list[str]] = field(default_factory=dict)
    dropped: dict[str, str] = field(default_factory=dict)
    registers: dict[str, tuple[dict[str, str], ...]] = field(default_factory=dict)
    identity: dict[str, str] = field(default_factory=dict)
    brand: dict[str, Any] = field(default_factory=dict)
    format: int = NEWEST
    text_rule: int = TEXT_RULE

    @property
    def priorities(self) -> dict[str, str]:
        """The full title of each priority by its page_id, from the cards of priorities."""
        sections = [s for page in self.pages.values() for s in page.sections]
        cards = [s for s in sections if s["anchor"].startswith(CARD)]
        return {s["anchor"].removeprefix(CARD): s["heading"] for s in cards}

    @property
    def targets(self) -> tuple[dict[str, str], ...]:
        """The targets; none where the format of the record keeps none."""
        return self.registers.get("targets", ())

    def page(self, page_id: str) -> RecordedPage | None:
        """The page that carries *page_id* in this revision."""
        return self._by_id.get(page_id)

    def page_with(self, block: str) -> RecordedPage | None:
        """The page on which a list stands, such as `figures` or `glossary`."""
        return self._by_block.get(block)

    @cached_property
    def _by_id(self) -> dict[str, RecordedPage]:
        return {page.page_id: page for page in reversed(self.pages.values())}

    @cached_property
    def _by_block(self) -> dict[str, RecordedPage]:
        return {block: page for page in reversed(self.pages.values()) for block in page.blocks}


def is_listed(section: Mapping[str, Any]) -> bool:
    """Whether a section is a card of a list of figures or sources, and no part of its page."""
    return bool(_LISTED.fullmatch(section["anchor"]))


def with_pages(record: Record, pages: Mapping[str, Page]) -> Record:
    """The *record* with all that its resolved *pages* say, in its own format.

    What each page says is cached under all that it comes from. Raises ValueError for a
    format that is not known, and KeyError where a chart lacks what its format holds.
    """
    formats = record_format(record.format)
    changes = find_changes(page.text for page in pages.values())
    renderer = Renderer(
        figures=record.figures,
        sources=record.sources,
        targets=record.targets,
        changes=changes,
        text_rule=record.text_rule,
    )
    write = make_renderer(renderer)
    ids = {path: page.page_id for path, page in pages.items()}
    of_cards = (record.figures, record.sources, record.targets, changes)
    context = repr((*of_cards, ids, record.format, record.text_rule))

    def read(page: Page) -> RecordedPage:
        def compute() -> bytes:
            with language_of_page(page.language or SOURCE_LANGUAGE):
                recorded = _read_page(page, write(page.text), ids, formats)
            return json.dumps(formats.page.write(recorded)).encode()

        slot = cache.key(record.revision.id, page.path)[:20]
        file = cache.CACHE_DIR / "records" / slot
        key = cache.key(cache.code_digest(), context, repr(page))
        content = json.loads(cache.get_or_set(file, key, compute))
        return RecordedPage(**formats.page.read(content))

    blocks = (block for page in pages.values() for block in find_blocks(page.text, "chart"))
    return replace(
        record,
        pages={path: read(page) for path, page in pages.items()},
        charts={block["id"]: formats.chart_content(all_fields(block)) for block in blocks},
    )


def _read_page(
    page: Page, html: str, ids: Mapping[str, str], formats: RecordFormat
) -> RecordedPage:
    kinds = ("figures", "sources", "glossary", "targets")
    lists = [kind for kind in kinds if find_blocks(page.text, kind)]
    sections = [
        {**section.as_dict, "details": [_detail(page, detail, ids) for detail in section.details]}
        for section in read_sections(html)
    ]
    if formats.number == 1:
        sections = [*first_format(sections)]
    figures = [name for names in _LINKED.findall(html) for name in names.split("/")]
    return RecordedPage(
        path=page.path,
        page_id=page.page_id,
        address=page.address,
        title=page.title,
        sections=tuple(formats.section.pick(section) for section in sections),
        figures=tuple(dict.fromkeys(figures)),
        charts=tuple(chart["id"] for chart in find_blocks(page.text, "chart")),
        blocks=tuple(lists),
    )


def _detail(page: Page, detail: list[str], ids: Mapping[str, str]) -> list[str]:
    """A link to a page as its page_id, which outlives a change of address."""
    kind, words, target = detail
    file, mark, anchor = target.partition("#")
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), file))
    return [kind, words, f"page:{ids[path]}{mark}{anchor}" if path in ids else target]


def to_json(record: Record) -> str:
    """The record as text in its own format: keys sorted, one newline at the end.

    Only the keys of that format are written, whatever else our classes hold. Raises
    ValueError for a format that is not known.
    """
    formats = record_format(record.format)
    value: dict[str, Any] = {
        "charts": {name: formats.chart_content(c) for name, c in record.charts.items()},
        "figures": {name: formats.figure.write(f) for name, f in record.figures.items()},
        "format": record.format,
        "order": {"figures": list(record.figures), "sources": list(record.sources)},
        "pages": {path: formats.page_content(page) for path, page in record.pages.items()},
        "revision": formats.revision_content(record.revision),
        "sources": {name: formats.source.write(s) for name, s in record.sources.items()},
        "words_rule": record.text_rule,
    }
    if formats.change:
        value["changes"] = [formats.change.pick(row) for row in record.changes]
    value |= {key: getattr(record, key) for key in formats.plain_keys}
    if formats.identity:
        value["identity"] = {key: record.identity.get(key, "") for key in formats.identity.keys}
    if "registers" in formats.record:
        value["registers"] = {
            name: [row_format.pick(row) for row in record.registers.get(name, ())]
            for name, row_format in formats.registers.items()
        }
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


@lru_cache(100)
def from_json(text: str) -> Record:
    """The record that *text* holds, figures and sources in their order in the data.

    `to_json` gives the same text again for every record of a format that is known. Raises
    ValueError for a newer format, for text that is not JSON, and for keys that are missing or
    unknown; KeyError, TypeError or AttributeError for what is no record at all.
    """
    value = json.loads(text)
    formats = record_format(value["format"])
    if value.keys() != {*formats.record}:
        raise ValueError(f"not the keys of record format {formats.number}")
    check_shapes({key: value[key] for key in formats.plain_keys})
    figures, sources = value["figures"], value["sources"]
    order = value["order"]
    return Record(
        revision=_read_revision(value["revision"], formats),
        figures={name: Figure(**formats.figure.read(figures[name])) for name in order["figures"]},
        sources={name: Source(**formats.source.read(sources[name])) for name in order["sources"]},
        charts={name: _read_chart(chart, formats) for name, chart in value["charts"].items()},
        pages={path: _read_recorded(page, formats) for path, page in value["pages"].items()},
        changes=tuple(value.get("changes", ())),
        registers=_read_registers(value.get("registers", {}), formats),
        identity=formats.identity.read(value["identity"]) if formats.identity else {},
        **{key: value[key] for key in formats.plain_keys},
        format=formats.number,
        text_rule=value["words_rule"],
    )


def _read_chart(content: dict[str, Any], formats: RecordFormat) -> dict[str, Any]:
    formats.check_chart(content)
    return content


def _read_registers(
    content: Mapping[str, list[dict[str, str]]], formats: RecordFormat
) -> dict[str, tuple[dict[str, str], ...]]:
    """The rows of each register. Raises ValueError where their keys are not those of the format."""
    if odd := content.keys() ^ formats.registers.keys():
        raise ValueError(f"registers that are missing or unknown: {', '.join(sorted(odd))}")
    for name, rows in content.items():
        for row in rows:
            formats.registers[name].check(row)
    return {name: tuple(rows) for name, rows in content.items()}


def _read_recorded(content: Mapping[str, Any], formats: RecordFormat) -> RecordedPage:
    for section in content["sections"]:
        formats.section.check(section)
    return RecordedPage(**formats.page.read(content))


def _read_revision(content: Mapping[str, Any], formats: RecordFormat) -> Revision:
    attributes = formats.revision.read(content)
    sections, decisions = content["contents"], content["decisions"]
    attributes["contents"] = tuple(NavSection(**formats.nav_section.read(s)) for s in sections)
    attributes["decisions"] = tuple(Decision(**formats.decision.read(d)) for d in decisions)
    if content.get("plan"):
        attributes["plan"] = PlanTitle(**PLAN_TITLE.read(content["plan"]))
    if content["adopted"]:
        attributes["adopted"] = Decision(**formats.decision.read(content["adopted"]))
    return Revision(**attributes)
