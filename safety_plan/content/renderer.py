"""The HTML of each block of a resolved page: charts, tables, cards and lists.

What a block says comes from the block, or from the record of its revision, so
a sealed page says the same for ever; only how it looks is today's. That stands in
`blocks.html`: a number, table or chart carries its card, with all that proves it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, cached_property, partial
from typing import Any

from safety_plan.content.change_phrases import describe_change
from safety_plan.content.links import format_cell, format_rows, link, render_marks
from safety_plan.content.page_words import DYNAMIC_LISTS, term_anchor
from safety_plan.content.templates import load_macros
from safety_plan.core.dates import format_date, format_period
from safety_plan.core.quantities import MISSING_VALUE_CODES, UNIT_WORDS, format_value
from safety_plan.models.chart_loading import KINDS_OF_WORDS, NUMERIC_TYPES
from safety_plan.models.charts import Chart, Series
from safety_plan.models.figures import Figure
from safety_plan.models.sources import Source

Content = Mapping[str, Any]

UNKNOWN = "not known to us"

#: The macro of `blocks.html` for each kind of block; blocks about today have none.
BLOCK_MACROS = {
    "chart": "chart",
    "table": "table",
    "progress": "progress",
    "priorities": "priorities",
    "glossary": "glossary",
    "sources": "sources",
    "figures": "figures",
    "problem": "problem",
}


@dataclass(frozen=True, kw_only=True)
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
    dynamic_blocks: Mapping[str, Callable[[Content], str]] = field(default_factory=dict)
    extra_for_figure: Callable[[str], str] | None = None

    def block(self, kind: str, content: Any) -> str:  # noqa: ANN401 (JSON)
        """The HTML of one block; a living block without an answer is empty."""
        if kind in ("contacts", "ready", *DYNAMIC_LISTS):
            answer = self.dynamic_blocks.get(kind)
            return answer(content) if answer else ""
        return str(block_macros()[kind](content, self))

    def compared_with(self, figure: Figure) -> list[Figure]:
        """The figures that *figure* is compared with."""
        return [self.figures[name] for name in self.changes.get(figure.id, ())]

    def source_link(self, name: str) -> str:
        """A link to the card of a source."""
        return link(f"source:{name}", self.sources[name].title if name in self.sources else name)

    def chart_cells(self, chart: Chart) -> list[list[str]]:
        """The table of a chart: the same rows that are drawn, as a page shows them."""
        places = zip(*(series.rows for series in chart.series), strict=True)
        return [
            [label, *map(partial(self._chart_cell, chart), row, at)]
            for (label, *row), at in zip(chart_rows(chart)[1], places, strict=True)
        ]

    def _chart_cell(self, chart: Chart, cell: str, row: int) -> str:
        if chart.kind in KINDS_OF_WORDS:
            return cell
        if not cell or cell in MISSING_VALUE_CODES:
            return MISSING_VALUE_CODES[cell or "[x]"]
        return self._number(
            format_value(Decimal(cell), chart.unit), (chart.table, row, chart.column)
        )

    def _number(self, text: str, at: tuple[str, int, str]) -> str:
        """*text*, linked to its card where a figure looks up the cell it comes from."""
        name = self._figures_at.get(at)
        return link(f"figure:{name}", text) if name else text

    @cached_property
    def _figures_at(self) -> dict[tuple[str, int, str], str]:
        figures = reversed([*self.figures.values()])
        return {(figure.table, figure.row, figure.column): figure.id for figure in figures}

    def table_rows(self, content: Content) -> list[list[str]]:
        """The rows of a table as a page shows them."""
        return [
            [
                self._cell(cell, column, (content["name"], at))
                for cell, column in zip(row, content["columns"], strict=True)
            ]
            for row, at in zip(content["rows"], content["numbers"], strict=True)
        ]

    def _cell(self, cell: str, column: Content, at: tuple[str, int]) -> str:
        if column["name"] == "source":
            return self.source_link(cell) if cell else ""
        text = format_cell(cell, column["unit"], column["type"])
        return (
            self._number(text, (*at, column["name"])) if column["type"] in NUMERIC_TYPES else text
        )


@cache
def block_macros() -> Mapping[str, Callable[[Any, Renderer], str]]:
    """The macro for each kind of block, which makes HTML of its content and a record."""
    module = block_templates()
    return {kind: getattr(module, name) for kind, name in BLOCK_MACROS.items()}


@cache
def block_templates() -> Any:  # noqa: ANN401 (a macro for each kind of block)
    """What `blocks.html` makes of each kind of block."""
    words = {
        "units": UNIT_WORDS,
        "worded": KINDS_OF_WORDS,
        "numeric_types": NUMERIC_TYPES,
        "unknown": UNKNOWN,
    }
    ways = (
        format_date,
        format_period,
        link,
        render_marks,
        format_rows,
        term_anchor,
        chart_of,
        chart_rows,
    )
    return load_macros("blocks.html", compares=_compares, **words, **{f.__name__: f for f in ways})


def _compares(figure: Figure, old: Figure) -> str:
    """How *figure* differs from *old*, and by how much where that is not the same."""
    sentence = describe_change(old, figure, "both") or ""
    amount = describe_change(old, figure, "amount") or ""
    return sentence if sentence.startswith(amount) else f"{sentence} ({amount})"


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
