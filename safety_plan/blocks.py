"""The HTML of each block of a resolved page: charts, tables, cards and lists.

What a block says comes from the block, or from the record of its revision, so
a sealed page says the same for ever; only how it looks is today's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from html import escape
from typing import Any

from safety_plan.charts import Chart, Series
from safety_plan.dates import shown_date, shown_period
from safety_plan.figures import Figure
from safety_plan.html import cell_text, data_table, facts, link, marked
from safety_plan.numbers import UNIT_WORDS, shown
from safety_plan.sources import Source
from safety_plan.vocabulary import term_anchor

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Renderer:
    """Turns blocks into HTML.

    *draw* gives the drawings of a chart as SVG, or nothing while a record is
    made. *living* answers the blocks about today. *beside* adds what is living
    on the card of a figure: where it is used, its value in other revisions.
    """

    figures: Mapping[str, Figure]
    sources: Mapping[str, Source]
    draw: Callable[[Chart], str] | None = None
    living: Mapping[str, Callable[[Content], str]] = field(default_factory=dict)
    beside: Callable[[str], list[tuple[str, str]]] | None = None

    def block(self, kind: str, content: Any) -> str:  # noqa: ANN401 (JSON)
        """The HTML of one block; a living block without an answer is empty."""
        if kind in ("contacts", "register", "documents"):
            answer = self.living.get(kind)
            return answer(content) if answer else ""
        made: str = getattr(self, f"_{kind}")(content)
        return made

    def _chart(self, content: Content) -> str:
        chart = chart_of(content)
        name = f"chart-{chart.id}"
        drawing = self.draw(chart) if self.draw else ""
        plot = escape(chart.description)
        return (
            f'<figure class="chart" id="{name}" data-chart aria-labelledby="{name}-title">'
            f'<figcaption><span class="chart-title" id="{name}-title">'
            f"{escape(chart.title, quote=False)}</span> "
            f'<span class="chart-subtitle">{escape(chart.subtitle, quote=False)}</span>'
            f'</figcaption><div class="chart-plot" role="img" aria-label="{plot}">'
            f"{drawing}</div>{self._below(chart)}</figure>"
        )

    def _below(self, chart: Chart) -> str:
        sources = "; ".join(self._source_link(name) for name in chart.sources)
        caveats = "".join(f"<li>{escape(c, quote=False)}</li>" for c in chart.caveats)
        caveats = f'<ul class="chart-caveats">{caveats}</ul>' if caveats else ""
        hidden = f'<span class="visually-hidden">: {escape(chart.title, quote=False)}</span>'
        return (
            f'<p class="chart-source">Source: {sources}.</p>'
            f'<details class="chart-numbers"><summary>Numbers and notes{hidden}</summary>'
            f"{caveats}{chart_table(chart)}"
            f'<p><a href="download:charts/{chart.id}.csv" download>'
            f"Download these numbers (CSV){hidden}</a></p></details>"
        )

    def _source_link(self, name: str) -> str:
        source = self.sources.get(name)
        return link(f"source:{name}", source.title if source else name)

    def _table(self, content: Content) -> str:
        columns, rows = content["columns"], content["rows"]
        numeric = [column["type"] in ("number", "integer") for column in columns]
        cells = [
            [self._cell(c, column) for c, column in zip(row, columns, strict=True)] for row in rows
        ]
        table = data_table(content["title"], [c["title"] for c in columns], cells, numeric)
        caveats = "".join(f"<p>{escape(c, quote=False)}</p>" for c in content["caveats"])
        return (
            f'<div class="table-block">{table}<div class="table-notes">'
            f"<p>Source: {self._source_link(content['source'])}. "
            f'<a href="download:{content["name"]}.csv" download>Download this table (CSV)'
            f"</a></p>{caveats}</div></div>"
        )

    def _cell(self, cell: str, column: Content) -> str:
        if column["name"] == "source":
            return self._source_link(cell) if cell else ""
        return escape(cell_text(cell, column["unit"], column["type"]), quote=False)

    def _progress(self, content: list[Content]) -> str:
        items = "".join(
            f'<li><span class="state state-{escape(item["state"])}">'
            f"{escape(item['state_words'])}</span> <span>{marked(item['text'])}"
            f"{self._said_in(item['source'])}</span></li>"
            for item in content
        )
        return f'<ul class="progress-list">{items}</ul>'

    def _said_in(self, source: str) -> str:
        return f' <span class="said-in">Source: {marked(source)}.</span>' if source else ""

    def _priorities(self, content: list[Content]) -> str:
        cards = "".join(
            f'<li class="card"><h3 id="card-{card["page_id"]}">'
            f"{link('page:' + card['page_id'], card['title'])}</h3>"
            f"<p>{marked(card['sentence'])}</p>{_card_figure(card)}</li>"
            for card in content
        )
        return f'<ul class="card-grid">{cards}</ul>'

    def _glossary(self, content: list[Content]) -> str:
        entries = "".join(
            f'<div id="term-{term_anchor(row["term"])}"><dt>{escape(row["term"])}</dt>'
            f"<dd>{self._meaning(row)}</dd></div>"
            for row in content
        )
        return f'<dl class="glossary">{entries}</dl>'

    def _meaning(self, row: Content) -> str:
        expansion = escape(row["expansion"], quote=False)
        start = f"<strong>{expansion}.</strong> " if expansion else ""
        source = f" Source: {self._source_link(row['source'])}." if row["source"] else ""
        return start + escape(row["meaning"], quote=False) + source

    def _figures(self, _: Content) -> str:
        cards = "".join(self._figure_card(figure) for figure in self.figures.values())
        return f'<div class="figure-cards">{cards}</div>'

    def _figure_card(self, figure: Figure) -> str:
        source = self._source_link(figure.source)
        row = f"data/{figure.table}.csv, row {figure.row}" if figure.table else ""
        unit = UNIT_WORDS[figure.unit]
        known = [
            ("Period", escape(shown_period(figure.period) or figure.period)),
            ("Place", escape(figure.place)),
            ("Exact value", escape(f"{figure.value} ({unit})")),
            ("Source", source + (f", {escape(figure.part)}" if figure.part else "")),
            ("File and row", escape(row)),
            ("Note", escape(figure.note, quote=False)),
        ]
        beside = self.beside(figure.id) if self.beside else []
        living = f'<div data-living class="figure-uses">{facts(beside)}</div>' if beside else ""
        return (
            f'<section class="figure-card" id="figure-{figure.id}">'
            f'<h3 id="figure-{figure.id}-name">{escape(figure.label, quote=False)}</h3>'
            f'<p class="figure-value">{escape(figure.text)}</p>'
            f"{facts(known)}{living}</section>"
        )

    def _problem(self, content: Content) -> str:
        found, fix = escape(content["found"]), escape(content["fix"])
        return (
            f'<div class="problem" role="alert"><p><strong>{escape(content["place"])}</strong></p>'
            f"<p>{found}</p><p>{fix}</p></div>"
        )

    def _sources(self, _: Content) -> str:
        cards = "".join(_source_card(source) for source in self.sources.values())
        return f'<div class="source-cards">{cards}</div>'


def _card_figure(card: Content) -> str:
    if not card["figure"]:
        return ""
    words = escape(card["figure_words"], quote=False)
    return f'<p class="card-figure"><strong>{marked(card["figure"])}</strong> {words}</p>'


def _source_card(source: Source) -> str:
    address = escape(source.address)
    caveats = "".join(f"<p>{escape(c, quote=False)}</p>" for c in source.caveats)
    known = [
        ("Published by", escape(source.publisher, quote=False)),
        ("Date", escape(shown_date(source.date) or "")),
        ("Address", f'<a href="{address}">{address}</a>' if address else "not known to us"),
        ("Licence", escape(source.licence)),
        ("We read it", escape(_taken(source))),
        ("Confidence", escape(source.confidence)),
        ("To bear in mind", caveats),
    ]
    return (
        f'<section class="source-card" id="source-{source.id}">'
        f'<h3 id="source-{source.id}-name">{escape(source.title, quote=False)}</h3>'
        f"{facts(known)}</section>"
    )


def _taken(source: Source) -> str:
    return ", ".join(part for part in (source.read, shown_date(source.taken) or "") if part)


def chart_of(content: Content) -> Chart:
    """The chart that a block holds."""
    series = tuple(
        Series(name=s["name"], cells=tuple(s["cells"]), marked=s["marked"])
        for s in content["series"]
    )
    lists = ("labels", "marked", "sources", "caveats")
    texts = {k: v for k, v in content.items() if k not in (*lists, "series")}
    words: Any = {**texts, **{k: tuple(content[k]) for k in lists}}
    return Chart(series=series, **words)


def chart_rows(chart: Chart) -> tuple[list[str], list[list[str]]]:
    """The headings and rows of a chart's table, cells as in the data."""
    headings = [chart.labels_heading, *(series.name for series in chart.series)]
    columns = [series.cells for series in chart.series]
    rows = [list(row) for row in zip(chart.labels, *columns, strict=True)]
    return headings, rows


def chart_table(chart: Chart) -> str:
    """The table of a chart: the same rows that are drawn."""
    headings, rows = chart_rows(chart)
    drawn = chart.kind not in ("timeline", "lineage")
    cells = [[escape(r[0]), *(_chart_cell(chart, c, drawn) for c in r[1:])] for r in rows]
    return data_table(chart.title, headings, cells, [False, *(drawn for _ in chart.series)])


def _chart_cell(chart: Chart, cell: str, drawn: bool) -> str:
    if not cell:
        return "not available" if drawn else ""
    return escape(shown(Decimal(cell), chart.unit) if drawn else cell, quote=False)
