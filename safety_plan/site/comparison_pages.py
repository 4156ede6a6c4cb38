"""The pages that compare two revisions: `history/<old>-to-<new>/`, without scripts.

They are living pages that we write ourselves; `compare/told.html` is their template.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from html import escape
from itertools import combinations, groupby
from pathlib import Path
from typing import Any

from safety_plan.charts.cached import drawer
from safety_plan.content.page_words import fenced_block
from safety_plan.content.renderer import chart_of
from safety_plan.core import cache
from safety_plan.diff.blocks import Change, joined
from safety_plan.diff.compare import Comparison, compare
from safety_plan.diff.phrases import SAID
from safety_plan.diff.report import told
from safety_plan.models.charts import Chart
from safety_plan.models.pages import Page
from safety_plan.models.plan import Plan
from safety_plan.models.revision import Revision
from safety_plan.revisions.record import Record, to_json
from safety_plan.site.downloads import write_csv
from safety_plan.site.parallel import side_by_side
from safety_plan.site.postprocess import linked
from safety_plan.site.site_check import Seen, page_of
from safety_plan.site.urls import Addresses, relative

_PLACE = "<div data-comparison></div>"
#: The page around every comparison; its title stands nowhere else.
SHELL = Page(
    path="history/one-to-another.md",
    title="What changed from one revision to another of this plan",
    page_id="comparison",
    description="What changed from one revision to another of this plan",
    text=fenced_block("ready", _PLACE),
)
#: What a walk over the site takes for a call that nobody answered, outside code.
_BRACES = re.compile(r"(?:\{\{|\}\}|\{%)(?=[^<>]*<)")
#: Kinds of chart that have a scale which two drawings can share.
_MEASURED = ("lines", "bars", "multiples")


def write_comparisons(
    addresses: Addresses, plan: Plan, site: Path, cache_dir: Path, shell: str
) -> dict[str, Seen]:
    """Writes the page and the ledger of every pair of revisions; gives what is on the pages.

    *shell* is the finished page into which each comparison is put.
    """
    records = [bundle.record for bundle in addresses.bundles]
    digests = [cache.key(to_json(record)) for record in records]
    note, around = plan.settings.statement, page_of(shell)[0]
    room = _Room(addresses, digests, note, site, cache_dir, shell, around)
    pairs = [*combinations(range(len(records)), 2)]
    with side_by_side(partial(_write_pair, room), pairs) as made:
        return dict(made)


@dataclass(frozen=True, slots=True)
class _Room:
    """What every pair is made with; *digests* are of the records, *note* is what all pages say.

    *around* is what was seen on the *shell*.
    """

    addresses: Addresses
    digests: list[str]
    note: str
    site: Path
    cache_dir: Path
    shell: str
    around: Seen


def _write_pair(room: _Room, pair: tuple[int, int]) -> tuple[str, Seen]:
    old, new = (room.addresses.bundles[i] for i in pair)
    name = f"{old.id}-to-{new.id}"
    folder, file = room.site / "history" / name, room.cache_dir / "compared" / f"{name}.json"
    key = cache.key(cache.code_digest(), room.digests[pair[0] : pair[1] + 1], room.note)
    content = cache.get_or_set(file, key, lambda: json.dumps(_made(room, pair)).encode())
    title, html, lines, *seen = json.loads(content)
    page = room.shell.replace(_PLACE, html, 1).replace(SHELL.title, escape(title))
    folder.mkdir(parents=True)
    (folder / "index.html").write_bytes(page.encode())
    if lines:
        write_csv(folder / "figures.csv", lines[0], lines[1:])
    both = zip(asdict(room.around).values(), seen, strict=True)
    return f"history/{name}/index.html", Seen(*([*one, *other] for one, other in both))


def _made(room: _Room, pair: tuple[int, int]) -> list[Any]:
    """The title of one pair, its finished words, its ledger, and what was seen in them.

    Where no revision lies between, the words are in full and the charts are drawn.
    """
    i, j = pair
    records = [bundle.record for bundle in room.addresses.bundles]
    c = compare(records[i], records[j], records[i + 1 : j])
    full = j == i + 1
    shown = {
        "note": room.note,
        "full": full,
        "runs": _runs,
        "joined": list if full else joined,
        "target": partial(_target, (records[j], records[i])),
        "drawn": partial(_drawn, c, room.cache_dir) if full else None,
    }
    html = _BRACES.sub(r"<code>\g<0></code>", told(c, "report.html", **shown))
    address = f"history/{c.old.id}-to-{c.new.id}/"
    html = linked(html, address, None, room.addresses)
    entries = [entry.cells for entry in c.figures if entry.kind != "kept"]
    lines = [[*entries[0]], *([*cells.values()] for cells in entries)] if entries else []
    return [c.title, html, lines, *asdict(page_of(html)[0]).values()]


def _target(records: Sequence[Record], source: str) -> str:
    for record in records:
        page = record.page_with("sources")
        if page and source in record.sources:
            return f"revision:{record.revision.id}/{page.page_id}#source-{source}"
    return "site:history"


def _drawn(
    c: Comparison, cache_dir: Path, *pair: Mapping[str, Any]
) -> list[tuple[Revision, Chart, str]]:
    charts = [chart_of(content) for content in pair]
    cells = tuple(str(number) for chart in charts for number in chart.numbers)
    same = charts[0].unit == charts[1].unit and charts[1].kind in _MEASURED
    scaled = [replace(chart, scale=cells if same else ()) for chart in charts]
    svg = [f"<svg{drawer(cache_dir / 'charts')(chart).rpartition('<svg')[2]}" for chart in scaled]
    return list(zip((c.old, c.new), charts, svg, strict=True))


def _runs(blocks: Sequence[Change]) -> list[tuple[bool, list[Change]]]:
    """Runs of blocks: changes with a block on either side, and the unchanged between them.

    One unchanged block alone between two changes is shown with them.
    """
    changed = {i for i, block in enumerate(blocks) if block.kind != "same"}

    def near(i: int) -> bool:
        return bool(changed & {i - 1, i, i + 1}) or {i - 2, i + 2} <= changed

    return [(key, [blocks[i] for i in run]) for key, run in groupby(range(len(blocks)), near)]


def since(c: Comparison | None, page: Page, here: str) -> dict[str, str] | None:
    """What a page says about its change since the revision before, with a link."""
    found = next((p for p in c.pages if p.page_id == page.page_id), None) if c else None
    if c is None or found is None:
        return None
    text = SAID["since"].get(found.kind, SAID["since"]["changed"]).format(c.old.title)
    anchor = f"#{found.place}" if found.kind != "same" else ""
    return {"text": text, "href": relative(f"history/{c.old.id}-to-{c.new.id}/{anchor}", here)}
