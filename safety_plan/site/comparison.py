"""The pages that compare two revisions: `history/<old>-to-<new>/`, without scripts.

They are living pages that we write ourselves; `compare/told.html` is their template.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations, groupby
from pathlib import Path
from typing import Any

from safety_plan.blocks import chart_of
from safety_plan.charts import Chart
from safety_plan.compare import Comparison, compare
from safety_plan.compare.figures import SAID
from safety_plan.compare.telling import told
from safety_plan.compare.text import Change
from safety_plan.drawn import drawer
from safety_plan.editions import Edition
from safety_plan.pages import Page
from safety_plan.revision import Revision
from safety_plan.site.addresses import relative
from safety_plan.site.downloads import write_csv
from safety_plan.vocabulary import block

#: What a walk over the site takes for a call that nobody answered, outside code.
_BRACES = re.compile(r"(?:\{\{|\}\}|\{%)(?=[^<>]*<)")
#: Kinds of chart that have a scale which two drawings can share.
_MEASURED = ("lines", "bars", "multiples")


def comparisons(editions: Sequence[Edition]) -> list[Comparison]:
    """Every pair of published revisions, compared from the older to the newer."""
    records = [edition.record for edition in editions]
    pairs = combinations(range(len(records)), 2)
    return [compare(records[i], records[j], records[i + 1 : j]) for i, j in pairs]


def comparison_page(c: Comparison, editions: Sequence[Edition], note: str, cache: Path) -> Page:
    """The page of one comparison; the words are in full where no revision lies between."""
    ids = [edition.id for edition in editions]
    full = ids.index(c.new.id) == ids.index(c.old.id) + 1
    records = [e.record for e in reversed(editions) if e.id in (c.new.id, c.old.id)]

    def target(source: str) -> str:
        for record in records:
            page = record.page_with("sources")
            if page and source in record.sources:
                return f"revision:{record.revision.id}/{page.page_id}#source-{source}"
        return "site:history"

    def drawn(*pair: Mapping[str, Any]) -> list[tuple[Revision, Chart, str]]:
        charts = [chart_of(content) for content in pair]
        cells = tuple(str(number) for chart in charts for number in chart.numbers)
        same = charts[0].unit == charts[1].unit and charts[1].kind in _MEASURED
        scaled = [replace(chart, scale=cells if same else ()) for chart in charts]
        svg = [f"<svg{drawer(cache / 'charts')(chart).rpartition('<svg')[2]}" for chart in scaled]
        return list(zip((c.old, c.new), charts, svg, strict=True))

    html = told(c, "told.html", note=note, full=full, runs=_runs, target=target, drawn=drawn)
    name = f"{c.old.id}-to-{c.new.id}"
    text = block("ready", _BRACES.sub(r"<code>\g<0></code>", html))
    path = f"history/{name}.md"
    return Page(path=path, title=c.title, page_id=name, description=c.title, text=text)


def _runs(blocks: Sequence[Change]) -> list[tuple[bool, list[Change]]]:
    """Runs of blocks: changes with a block on either side, and the unchanged between them."""

    def near(i: int) -> bool:
        return any(b.kind != "same" for b in blocks[max(0, i - 1) : i + 2])

    return [(key, [blocks[i] for i in run]) for key, run in groupby(range(len(blocks)), near)]


def since(c: Comparison | None, page: Page, here: str) -> dict[str, str] | None:
    """What a page says about its change since the revision before, with a link."""
    found = next((p for p in c.pages if p.page_id == page.page_id), None) if c else None
    if c is None or found is None:
        return None
    text = SAID["since"].get(found.kind, SAID["since"]["changed"]).format(c.old.title)
    anchor = f"#page-{page.page_id}" if found.kind != "same" else ""
    return {"text": text, "href": relative(f"history/{c.old.id}-to-{c.new.id}/{anchor}", here)}


def write_ledger(c: Comparison, site: Path) -> None:
    """The ledger as a file for a spreadsheet."""
    lines = [entry.cells for entry in c.figures if entry.kind != "kept"]
    headings = [*lines[0]] if lines else []
    file = site / "history" / f"{c.old.id}-to-{c.new.id}" / "figures.csv"
    write_csv(file, headings, ([*line.values()] for line in lines)) if lines else None
