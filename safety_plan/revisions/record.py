"""The record of a revision (`plan.json`): what it says about itself.

Every figure, chart and source, and the words of every page as the public reads
them; no furniture, drawing, clock, machine or commit. Same words and numbers,
same bytes.

Format 2 keeps the cells of a row apart (a tab between them), where each link
leads, each picture's description, and why figures and pages changed. A record in
format 1 is read, checked and published as it is.
"""

import json
import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from safety_plan.content.links import find_changes
from safety_plan.content.markdown_ext import find_blocks, make_renderer
from safety_plan.content.page_text import TEXT_RULE, normalise, read_sections
from safety_plan.content.renderer import Renderer
from safety_plan.core import cache
from safety_plan.core.cache import CACHE_DIR
from safety_plan.models.figures import Figure
from safety_plan.models.pages import Page
from safety_plan.models.revision import Decision, NavSection, Revision
from safety_plan.models.sources import Source

T = TypeVar("T")
FORMAT = 2
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
    def place(self) -> str:
        """Its name as a place on a page that shows several; no subject, only its address."""
        return self.address.strip("/").replace("/", "-") or "home"


@dataclass(frozen=True, kw_only=True)
class Record:
    """What a built revision says about itself.

    *changes* are the rows of `data/changes.csv`: why it differs from the revision before.
    """

    revision: Revision
    figures: dict[str, Figure]
    sources: dict[str, Source]
    charts: dict[str, dict[str, Any]] = field(default_factory=dict)
    pages: dict[str, RecordedPage] = field(default_factory=dict)
    changes: tuple[dict[str, str], ...] = ()
    format: int = FORMAT

    @property
    def priorities(self) -> dict[str, str]:
        """The full title of each priority by its page_id, from the cards of priorities."""
        sections = [s for page in self.pages.values() for s in page.sections]
        cards = [s for s in sections if s["anchor"].startswith(CARD)]
        return {s["anchor"].removeprefix(CARD): s["heading"] for s in cards}

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
    """The *record* with all that its resolved *pages* say, in its own format."""
    changes = find_changes(page.text for page in pages.values())
    write = make_renderer(Renderer(figures=record.figures, sources=record.sources, changes=changes))
    ids = {path: page.page_id for path, page in pages.items()}
    asked = repr((record.figures, record.sources, changes, ids, record.format))

    def recorded(page: Page) -> RecordedPage:
        def make() -> bytes:
            said = _recorded(page, write(page.text), ids, record.format)
            return json.dumps(said, default=_told).encode()

        file, key = (
            CACHE_DIR / "records" / cache.key(page.path)[:20],
            cache.key(cache.code_digest(), asked, repr(page)),
        )
        return _made(RecordedPage, json.loads(cache.get_or_set(file, key, make)))

    charts = {c["id"]: c for p in pages.values() for c in find_blocks(p.text, "chart")}
    return replace(record, pages={path: recorded(p) for path, p in pages.items()}, charts=charts)


def _recorded(page: Page, html: str, ids: Mapping[str, str], form: int) -> RecordedPage:
    lists = [k for k in ("figures", "sources", "glossary") if find_blocks(page.text, k)]
    sections = [
        {**s.as_dict, "details": [_detail(page, detail, ids) for detail in s.details]}
        for s in read_sections(html)
    ]
    figures = [name for names in _LINKED.findall(html) for name in names.split("/")]
    charts = [c["id"] for c in find_blocks(page.text, "chart")]
    return RecordedPage(
        **{key: getattr(page, key) for key in ("path", "page_id", "address", "title")},
        sections=tuple(sections) if form > 1 else first_format(sections),
        figures=tuple(dict.fromkeys(figures)),
        charts=tuple(charts),
        blocks=tuple(lists),
    )


def _detail(page: Page, detail: list[str], ids: Mapping[str, str]) -> list[str]:
    """A link to a page as its page_id, which outlives a change of address."""
    kind, words, target = detail
    file, mark, anchor = target.partition("#")
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), file))
    return [kind, words, f"page:{ids[path]}{mark}{anchor}" if path in ids else target]


def first_format(sections: Iterable[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
    """Sections as format 1 keeps them: heading, anchor and text, nothing between cells."""
    keys = ("heading", "anchor", "text")
    return tuple({key: _unspaced(s[key]) for key in keys} for s in sections)


def _unspaced(text: str) -> str:
    return "\n".join(normalise(block) for block in text.split("\n"))


def to_json(record: Record) -> str:
    """The record as text: keys sorted, one newline at the end."""
    value: dict[str, Any] = {
        "format": record.format,
        "words_rule": TEXT_RULE,
        "revision": record.revision,
        "figures": {k: {**_told(f), "text": f.text} for k, f in record.figures.items()},
        "sources": record.sources,
        "charts": record.charts,
        "pages": record.pages,
        "order": {"figures": list(record.figures), "sources": list(record.sources)},
    }
    if record.format > 1:
        value["changes"] = record.changes
    return json.dumps(value, default=_told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _told(known: Any) -> dict[str, Any]:  # noqa: ANN401 (any of our frozen dataclasses)
    return {name: getattr(known, name) for name in known.__dataclass_fields__}


@lru_cache(100)
def from_json(text: str) -> Record:
    """Reads a record back; raises ValueError for a format newer than ours."""
    value = json.loads(text)
    if value["format"] > FORMAT:
        raise ValueError(f"record format {value['format']} is newer than {FORMAT}")
    for figure in value["figures"].values():
        del figure["text"]  # it follows from the rest
    revision, order = value["revision"], value["order"]
    revision["contents"] = [_made(NavSection, group) for group in revision["contents"]]
    revision["decisions"] = [_made(Decision, decision) for decision in revision["decisions"]]
    if revision["adopted"]:
        revision["adopted"] = _made(Decision, revision["adopted"])
    return Record(
        revision=_made(Revision, revision),
        figures={k: _made(Figure, value["figures"][k]) for k in order["figures"]},
        sources={k: _made(Source, value["sources"][k]) for k in order["sources"]},
        charts=value["charts"],
        pages={path: _made(RecordedPage, page) for path, page in value["pages"].items()},
        changes=tuple(value.get("changes", ())),
        format=value["format"],
    )


def _made(kind: type[T], value: dict[str, Any]) -> T:
    return kind(**{k: tuple(v) if isinstance(v, list) else v for k, v in value.items()})
