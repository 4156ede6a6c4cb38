"""The HTML of each block of a resolved page: charts, tables, cards and lists.

What a block says comes from the block, or from the record of its revision, so
a sealed page says the same for ever; only how it looks is today's.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from html import escape
from typing import Any

from safety_plan.cards import figure_card, more, numbers_card, source_card, source_link
from safety_plan.chart_specs import NUMBERS, WORDED
from safety_plan.charts import Chart, Series
from safety_plan.figures import Figure
from safety_plan.html import caveat_list, cell_text, data_table, link, marked, typed_list
from safety_plan.numbers import MARKS, UNIT_WORDS, shown
from safety_plan.sources import Source
from safety_plan.vocabulary import ABOUT_REVISIONS, term_anchor

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Renderer:
    """Turns blocks into HTML.

    *draw* gives the drawings of a chart as SVG, or nothing while a record is
    made. *living* answers the blocks about today. *changes* names, for a figure,
    those it is compared with. *beside* adds what is living on the card of a
    figure: where it is used, its value in other revisions.
    """

    figures: Mapping[str, Figure]
    sources: Mapping[str, Source]
    changes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    draw: Callable[[Chart], str] | None = None
    living: Mapping[str, Callable[[Content], str]] = field(default_factory=dict)
    beside: Callable[[str], list[tuple[str, str]]] | None = None

    def block(self, kind: str, content: Any) -> str:  # noqa: ANN401 (JSON)
        """The HTML of one block; a living block without an answer is empty."""
        if kind in ("contacts", "ready", *ABOUT_REVISIONS):
            answer = self.living.get(kind)
            return answer(content) if answer else ""
        made: str = getattr(self, f"_{kind}")(content)
        return made

    def _chart(self, content: Content) -> str:
        chart = chart_of(content)
        name = f"chart-{chart.id}"
        drawing = self.draw(chart) if self.draw else ""
        plot = escape(chart.description)
        shared = ". All the panels have the same scale." if chart.kind == "multiples" else ""
        return (
            f'<figure class="chart" id="{name}" data-chart aria-labelledby="{name}-title">'
            f'<figcaption><span class="chart-title" id="{name}-title">'
            f"{escape(chart.title, quote=False)}</span> "
            f'<span class="chart-subtitle">{escape(chart.subtitle, quote=False)}{shared}</span>'
            f'</figcaption><div class="chart-plot" role="img" aria-label="{plot}">'
            f"{drawing}</div>{self._below(chart)}</figure>"
        )

    def _below(self, chart: Chart) -> str:
        hidden = f'<span class="visually-hidden">: {escape(chart.title, quote=False)}</span>'
        unit = UNIT_WORDS[chart.unit] if chart.kind not in WORDED else ""
        rows = [row for series in chart.series for row in series.rows]
        known = [("What it counts", _counted(chart.counts, unit)), ("Place", escape(chart.place))]
        told = self._known(chart.sources)
        card = numbers_card(f"chart-{chart.id}-numbers", known, f"{chart.table}.csv", rows, told)
        return (
            f'<p class="chart-source">Source: {self._source_links(chart.sources)}.</p>'
            f'<details class="chart-numbers"><summary>Numbers and notes{hidden}</summary>'
            f"{caveat_list(chart.caveats)}{self._chart_table(chart)}"
            f'<p><a href="download:charts/{chart.id}.csv" download>'
            f"Download these numbers (CSV){hidden}</a></p>"
            f"{card}</details>"
        )

    def _known(self, names: Iterable[str]) -> list[Source]:
        return [self.sources[name] for name in names if name in self.sources]

    def _source_links(self, names: Iterable[str]) -> str:
        return "; ".join(source_link(name, self.sources) for name in names)

    def _chart_table(self, chart: Chart) -> str:
        """The table of a chart: the same rows that are drawn."""
        headings, rows = chart_rows(chart)
        drawn = chart.kind not in WORDED
        places = zip(*(series.rows for series in chart.series), strict=True)
        cells = [
            [escape(label), *map(partial(self._chart_cell, chart), row, at)]
            for (label, *row), at in zip(rows, places, strict=True)
        ]
        return data_table(chart.title, headings, cells, [False, *(drawn for _ in chart.series)])

    def _chart_cell(self, chart: Chart, cell: str, row: int) -> str:
        if chart.kind in WORDED:
            return escape(cell, quote=False)
        if not cell or cell in MARKS:
            return MARKS[cell or "[x]"]
        return self._number(shown(Decimal(cell), chart.unit), (chart.table, row, chart.column))

    def _number(self, text: str, at: tuple[str, int, str]) -> str:
        """*text*, linked to its card where a figure looks up the cell it comes from."""
        for figure in self.figures.values():
            if (figure.table, figure.row, figure.column) == at:
                return link(f"figure:{figure.id}", text)
        return escape(text, quote=False)

    def _table(self, content: Content) -> str:
        columns, name = content["columns"], content["name"]
        numeric = [column["type"] in NUMBERS for column in columns]
        cells = [
            [self._cell(c, column, (name, at)) for c, column in zip(row, columns, strict=True)]
            for row, at in zip(content["rows"], content["numbers"], strict=True)
        ]
        table = data_table(content["title"], [c["title"] for c in columns], cells, numeric)
        items = [_counted(c["counts"], UNIT_WORDS.get(c["unit"], "")) for c in columns]
        known = [
            ("What a row is", escape(content["description"], quote=False)),
            (
                "What it counts",
                "".join(f"<p>{i}</p>" for i, n in zip(items, numeric, strict=True) if n),
            ),
            ("Place", escape(content["place"])),
        ]
        told = self._known(content["sources"])
        card = numbers_card(content["anchor"], known, f"{name}.csv", content["numbers"], told)
        return (
            f'<div class="table-block">{table}<div class="table-notes">'
            f"<p>Source: {self._source_links(content['sources'])}. "
            f'<a href="download:{name}.csv" download>Download this table (CSV)</a></p>'
            f"{caveat_list(content['caveats'])}"
            f"{more('About these numbers', content['title'], card)}</div></div>"
        )

    def _cell(self, cell: str, column: Content, at: tuple[str, int]) -> str:
        if column["name"] == "source":
            return source_link(cell, self.sources) if cell else ""
        text = cell_text(cell, column["unit"], column["type"])
        numeric = column["type"] in NUMBERS
        return self._number(text, (*at, column["name"])) if numeric else escape(text, quote=False)

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
        source = f" Source: {source_link(row['source'], self.sources)}." if row["source"] else ""
        return start + escape(row["meaning"], quote=False) + source

    def _figures(self, content: Content) -> str:
        cards = "".join(self._figure_card(figure) for figure in self.figures.values())
        return f'<div class="figure-cards">{cards}</div>{typed_list(content.get("typed", ()))}'

    def _figure_card(self, figure: Figure) -> str:
        before = [self.figures[name] for name in self.changes.get(figure.id, ())]
        beside = self.beside(figure.id) if self.beside else []
        return figure_card(figure, self.sources, before, beside)

    def _problem(self, content: Content) -> str:
        found, fix = escape(content["found"]), escape(content["fix"])
        return (
            f'<div class="problem" role="alert"><p><strong>{escape(content["place"])}</strong></p>'
            f"<p>{found}</p><p>{fix}</p></div>"
        )

    def _sources(self, _: Content) -> str:
        cards = "".join(source_card(source) for source in self.sources.values())
        return f'<div class="source-cards">{cards}</div>'


def _card_figure(card: Content) -> str:
    if not card["figure"]:
        return ""
    words = escape(card["figure_words"], quote=False)
    return f'<p class="card-figure"><strong>{marked(card["figure"])}</strong> {words}</p>'


def _counted(counts: str, unit: str) -> str:
    return escape(f"{counts} ({unit})" if unit else counts, quote=False)


def chart_of(content: Content) -> Chart:
    """The chart that a block holds."""
    series = tuple(
        Series(**{**s, "cells": tuple(s["cells"]), "rows": tuple(s["rows"])})
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
