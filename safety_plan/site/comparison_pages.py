"""The pages that compare two revisions: `history/<old>-to-<new>/`, without scripts.

The first says what changed and why, by `diff/report.html`. Below it, in `words/`, stand the words
of each page, by `diff/words.html`. Each is put into one page that MkDocs has built.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

from safety_plan.content.site_markup import SiteMarkup
from safety_plan.content.word_answers import fenced_block
from safety_plan.core import cache
from safety_plan.core.files import write_file
from safety_plan.core.parallel import parallel_map
from safety_plan.core.translation import gettext, language_of_page
from safety_plan.diff.blocks import BlockChange
from safety_plan.diff.compare import Comparison, compare
from safety_plan.diff.kinds import PageChangeKind
from safety_plan.diff.parts import Part, coalesce, whole_sentences
from safety_plan.diff.phrases import PHRASES
from safety_plan.diff.report import render_comparison
from safety_plan.models.pages import Page
from safety_plan.models.settings import Settings
from safety_plan.revisions.identity import settings_of
from safety_plan.revisions.record import Record
from safety_plan.site.compared_charts import draw_charts
from safety_plan.site.downloads import write_csv
from safety_plan.site.neutral_anchors import with_neutral_anchors
from safety_plan.site.page_scan import PageScan, scan_page
from safety_plan.site.site_model import Site
from safety_plan.site.source_targets import source_target
from safety_plan.site.urls import comparison_address, relative

#: Where the words of each page stand, below the address of a comparison.
WORDS = "words/"
_PLACE = "<div data-comparison></div>"
#: The page around every comparison; its title stands nowhere else.
PAGE_TEMPLATE = Page(
    path="history/one-to-another.md",
    title="What changed from one revision to another of this plan",
    page_id="comparison",
    description="What changed from one revision to another of this plan",
    text=fenced_block("ready", _PLACE),
)
#: What a walk over the site takes for a call that nobody answered, outside code.
_BRACES = re.compile(r"<[^<>]*>|(\{\{|\}\}|\{%)")


def write_comparisons(site: Site, out: Path, page: str) -> dict[str, PageScan]:
    """Writes the page and the table of each pair of revisions that has them below *out*.

    *page* is the finished page into which each comparison is put. Gives what is on the pages,
    by their paths.
    """
    records = [bundle.record for bundle in site.bundles]
    digests = [
        cache.key(site.record_digests[r.revision.id], r.identity, repr(r.revision.plan))
        for r in records
    ]
    # The page below is one folder deeper, and every link of the frame leads up first.
    frames = {"": page, WORDS: page.replace('="../', '="../../')}
    scans = {below: scan_page(frame)[0] for below, frame in frames.items()}
    context = _Context(site, digests, out, frames, scans)
    places = {record.revision.id: index for index, record in enumerate(records)}
    pairs = [(places[old], places[new]) for old, new in site.compared_pairs]
    with parallel_map(partial(_write_pair, context), pairs) as written:
        return {path: scan for pair in written for path, scan in pair.items()}


@dataclass(frozen=True, slots=True)
class _Context:
    """What every pair is made with.

    *digests* are of the records; *frames* are the pages around a comparison and around its
    words, by what their addresses end with, and *scans* what is on each.
    """

    site: Site
    digests: list[str]
    out: Path
    frames: Mapping[str, str]
    scans: Mapping[str, PageScan]


def _write_pair(context: _Context, pair: tuple[int, int]) -> dict[str, PageScan]:
    old, new = (context.site.bundles[index] for index in pair)
    address = comparison_address(old.id, new.id)
    folder = context.out / address
    settings = context.site.plan.settings
    voice = (settings.statement, repr(settings.compiled), settings.publisher, settings.language)
    key = cache.key(cache.code_digest(), context.digests[pair[0] : pair[1] + 1], voice)
    file = cache.CACHE_DIR / "compared" / f"{folder.name}.json"
    content = cache.get_or_set(
        file, key, lambda: json.dumps(_compare_pair(context.site, pair)).encode()
    )
    pages, table = json.loads(content)
    scans = {}
    for below, (title, html, scan) in pages.items():
        frame = context.frames[below].replace(PAGE_TEMPLATE.title, escape(title))
        page = frame.replace(_PLACE, html, 1)
        write_file(folder / below / "index.html", page.encode())
        scans[f"{address}{below}index.html"] = context.scans[below].with_more(PageScan(**scan))
    if table:
        write_csv(folder / "figures.csv", table[0], table[1:])
    return scans


def _compare_pair(site: Site, pair: tuple[int, int]) -> tuple[dict[str, Any], Any]:
    """The pages of one pair by what their addresses end with, and its table of figures.

    A page is its title, its HTML, and what was read in that.

    Where only revisions that never were in force lie between, the words are in full and the
    charts are drawn.
    """
    with language_of_page(site.plan.settings.language):
        return _compare_in_words(site, pair)


def _compare_in_words(site: Site, pair: tuple[int, int]) -> tuple[dict[str, Any], Any]:
    first, second = pair
    records = [bundle.record for bundle in site.bundles]
    between = records[first + 1 : second]
    comparison = site.changes.get(records[second].revision.id)
    if comparison is None or comparison.old.id != records[first].revision.id:
        compiled = site.plan.settings.compiled
        comparison = compare(records[first], records[second], between, compiled=compiled)
    is_full = all(record.revision.was_never_in_force for record in between)
    params = {
        "note": site.plan.settings.statement,
        "publisher": _publisher(site.plan.settings, [records[first], records[second]]),
        "full": is_full,
        "runs": _runs,
        "coalesce": whole_sentences if is_full else _few_and_whole,
        "target": lambda name: (
            source_target((records[second], records[first]), name) or "site:history"
        ),
        "draw": partial(draw_charts, comparison) if is_full else None,
    }
    titles = {"": comparison.title}
    if any(page.kind != PageChangeKind.SAME for page in comparison.pages):
        titles[WORDS] = comparison.words_title
    pages = {
        below: (title, *_page(site, comparison, below, params)) for below, title in titles.items()
    }
    return pages, _figure_table(comparison)


def _few_and_whole(parts: Sequence[Part]) -> list[Part]:
    """*parts* as they are told where revisions lie between."""
    return whole_sentences(coalesce(parts))


def _page(
    site: Site, comparison: Comparison, below: str, params: Mapping[str, Any]
) -> tuple[str, Any]:
    """The HTML of the page whose address ends with *below*, and what was read in it."""
    html = _BRACES.sub(
        lambda match: f"<code>{match[1]}</code>" if match[1] else match[0],
        render_comparison(comparison, "words.html" if below else "report.html", **params),
    )
    html = with_neutral_anchors(_markup(site, comparison, below).resolve_links(html))
    return html, asdict(scan_page(html)[0])


def _publisher(settings: Settings, records: Sequence[Record]) -> str:
    """Who published the words of *records*, each by the name of its time.

    Nobody did of a plan that somebody compiled.
    """
    if settings.compiled:
        return ""
    first, *others = dict.fromkeys(settings_of(settings, one).publisher for one in records)
    return gettext("%(old)s and %(new)s") % {"old": first, "new": others[0]} if others else first


def _markup(site: Site, comparison: Comparison, below: str) -> SiteMarkup:
    address = comparison_address(comparison.old.id, comparison.new.id) + below

    def link_target(mark: str) -> str | None:
        target = site.urls.resolve(mark, None)
        return None if target is None else relative(target, address)

    return SiteMarkup(link_target=link_target)


def _figure_table(comparison: Comparison) -> list[list[str]]:
    """The changed figures as rows of a file, headings first; nothing where none changed."""
    rows = [entry.cells for entry in comparison.figures if entry.kind != "kept"]
    return [list(rows[0]), *(list(row.values()) for row in rows)] if rows else []


def _runs(blocks: Sequence[BlockChange]) -> list[tuple[bool, list[BlockChange]]]:
    """Runs of blocks: changes with a block on either side, and the unchanged between them.

    One unchanged block alone between two changes is shown with them.
    """
    changed = {index for index, block in enumerate(blocks) if block.kind != "same"}

    def is_near(index: int) -> bool:
        beside_a_change = bool(changed & {index - 1, index, index + 1})
        return beside_a_change or {index - 2, index + 2} <= changed

    runs = groupby(range(len(blocks)), is_near)
    return [(near, [blocks[index] for index in run]) for near, run in runs]


def change_since(
    comparison: Comparison | None,
    page: Page,
    address: str,
    *,
    is_later: bool = False,
    of_plan: bool = False,
) -> dict[str, str] | None:
    """What the page at *address* says about its change since the revision before, with a link.

    With *is_later* the page is that of before, and what is told is what became of it. The link
    leads to the words of the page, or with *of_plan* to what changed in the plan.
    """
    if comparison is None:
        return None
    change = next((one for one in comparison.pages if one.page_id == page.page_id), None)
    if change is None:
        return None
    phrases = PHRASES["until" if is_later else "since"]
    other = comparison.new.title if is_later else comparison.old.title
    text = phrases.get(change.kind, phrases["changed"]).format(other)
    has_words = change.kind != PageChangeKind.SAME and not of_plan
    place = f"{WORDS}#{change.anchor}" if has_words else ""
    target = comparison_address(comparison.old.id, comparison.new.id) + place
    kind = PageChangeKind.CHANGED if of_plan else change.kind
    return {"text": text, "href": relative(target, address), "kind": kind}
