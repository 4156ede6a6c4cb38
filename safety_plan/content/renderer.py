"""The HTML of each block of a resolved page: charts, tables, cards and lists.

What a block says comes from the block, or from the record of its revision, so
a sealed page says the same for ever; only how it looks is today's. That stands in
`blocks/`: a number, table or chart carries its card, with all that proves it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, cached_property
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup

from safety_plan.charts.annotations import line_in_full, note_in_full
from safety_plan.charts.kinds import kind_of
from safety_plan.content.chance_words import chance_sentences
from safety_plan.content.change_phrases import describe_change, describe_first_rule
from safety_plan.content.chart_content import ChartColumn, chart_columns, chart_of
from safety_plan.content.figure_values import (
    period_in_full,
    value_for_readers,
    value_in_full,
    value_name,
    value_name_of_page,
)
from safety_plan.content.links import format_cell, format_rows, link, render_marks, without_marks
from safety_plan.content.page_text import TEXT_RULE
from safety_plan.content.page_words import DYNAMIC_LISTS
from safety_plan.content.site_markup import SiteMarkup
from safety_plan.content.templates import load_macros
from safety_plan.content.word_answers import term_anchor
from safety_plan.core.dates import format_date, format_period, period_in_sentence
from safety_plan.core.quantities import MISSING_VALUE_CODES, format_value, missing_words, rate_words
from safety_plan.core.sentences import split_first_sentence
from safety_plan.core.text import TOMBSTONE
from safety_plan.core.translation import gettext
from safety_plan.models.charts import Chart
from safety_plan.models.columns import NUMERIC_TYPES
from safety_plan.models.figures import Figure
from safety_plan.models.sources import Source
from safety_plan.models.targets import RATINGS

Content = Mapping[str, Any]
#: A cell of the data: its table, row and column.
Cell = tuple[str, int, str]

#: The files of `blocks/`.
_FILES = ("parts", "numbers", "targets", "actions", "money", "lists", "proof", "files")
#: The macro for each kind of block; blocks about today have none.
BLOCK_MACROS = {
    "chart": "chart",
    "table": "table",
    "progress": "progress",
    "targets": "targets",
    "entries": "entries",
    "files": "files",
    "actions": "actions",
    "promises": "promises",
    "money": "money",
    "priorities": "priorities",
    "headlines": "headlines",
    "glossary": "glossary",
    "sources": "sources",
    "parts": "source_parts",
    "figures": "figures",
    "problem": "problem",
}


@dataclass(frozen=True, kw_only=True)
class Renderer:
    """Turns blocks into HTML.

    *draw* gives the drawings of a chart as SVG, or nothing while a record is made.
    *dynamic_blocks* makes the HTML of the blocks about today, by kind. *targets* are
    those of the record, for the cards of their figures. *changes* names, for
    a figure, those it is compared with. *extra_for_figure* adds to the card of a figure what
    is true today: where it is used, its value in other revisions. *site* is what the page has
    on the site only; a record is made without it. *text_rule* is that of the record: cards that
    were sealed under an earlier one keep their words.
    """

    figures: Mapping[str, Figure]
    sources: Mapping[str, Source]
    targets: Sequence[Mapping[str, str]] = ()
    changes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    draw: Callable[[Chart], str] | None = None
    dynamic_blocks: Mapping[str, Callable[[Content], str]] = field(default_factory=dict)
    extra_for_figure: Callable[[str], str] | None = None
    site: SiteMarkup | None = None
    text_rule: int = TEXT_RULE

    def block(self, kind: str, content: Any) -> str:  # noqa: ANN401 (JSON)
        """The HTML of one block; a block about today is empty where nobody makes it."""
        if kind in ("contacts", "due", "ready", *DYNAMIC_LISTS):
            render = self.dynamic_blocks.get(kind)
            return render(content) if render else ""
        return str(block_macros()[kind](content, self))

    def after_heading(self, anchor: str) -> Markup:
        """The link to cite the heading *anchor*, and corrections below it; on the site only."""
        if not self.site:
            return Markup("")
        link = self.site.row_heading_link(anchor) if self.site.has_permalinks else ""
        return Markup(link) + self.notes_below(anchor)

    def notes_below(self, anchor: str) -> Markup:
        """The corrections below the heading *anchor*; on the site only."""
        return Markup("".join(self.site.notes_below(anchor) if self.site else ()))

    def row_place(self, key: str, html: str) -> str:
        """The place of a row that has a *key*, or none, and says *html*; on the site only."""
        return self.site.row_place(key, html) if self.site else ""

    def row_link(self, place: str, html: str) -> Markup:
        """The link to cite the row at *place*, which says *html*; on the site only."""
        return Markup(f" {self.site.row_link(place, html)}" if self.site and place else "")

    def has_page(self, mark: str) -> bool:
        """Whether the site has the page that *mark* names; a record knows no site."""
        return bool(self.site and self.site.link_target(mark))

    def figures_named(self, names: Sequence[str]) -> list[Figure]:
        """The figures of the record that go by *names*."""
        return [self.figures[name] for name in names if name in self.figures]

    def short_name(self, page_id: str, title: str) -> str:
        """What menus call a page, where *title* is longer; a record knows no site."""
        name = self.site.name_page(page_id) if self.site and self.site.name_page else ""
        return "" if name == title else name

    def compared_with(self, figure: Figure) -> list[Figure]:
        """The figures that *figure* is compared with."""
        return [self.figures[name] for name in self.changes.get(figure.id, ())]

    def targets_of(self, figure: Figure) -> list[Mapping[str, str]]:
        """The targets that *figure* is to reach; one with a problem has no verdict."""
        return [one for one in self.targets if one["verdict"] and one["figure"] == figure.id]

    def source_link(self, name: str) -> str:
        """A link to the card of a source, by its title."""
        source = self.sources.get(name)
        return link(f"source:{name}", source.title if source else name)

    def source_name(self, name: str) -> str:
        """A link to the card of a source, by what running text calls it."""
        source = self.sources.get(name)
        return link(f"source:{name}", source.name if source else name)

    def chart_cells(self, chart: Chart) -> list[list[str]]:
        """The table of a chart: the same rows that are drawn, as a page shows them."""
        columns = [self._chart_column(chart, column) for column in chart_columns(chart)]
        return [list(row) for row in zip(*columns, strict=True)]

    def _chart_column(self, chart: Chart, column: ChartColumn) -> list[str]:
        rows = column.rows or (0,) * len(column.cells)
        cells = zip(column.cells, rows, strict=True)
        if not column.is_number:
            return [cell for cell, _ in cells]
        return [self._chart_cell(chart, cell, row) for cell, row in cells]

    def _chart_cell(self, chart: Chart, cell: str, row: int) -> str:
        if not cell or cell in MISSING_VALUE_CODES:
            return missing_words(cell or "[x]")
        text = format_value(Decimal(cell), chart.unit)
        return self._number(text, (chart.table, row, chart.column)) if row else text

    def _number(self, text: str, cell: Cell) -> str:
        """*text*, linked to its card where a figure looks up the cell it comes from."""
        name = self._figure_by_cell.get(cell)
        return link(f"figure:{name}", text) if name else text

    @cached_property
    def _figure_by_cell(self) -> dict[Cell, str]:
        """The first figure that looks up each cell."""
        figures = reversed([*self.figures.values()])
        return {(figure.table, figure.row, figure.column): figure.id for figure in figures}

    def table_rows(self, content: Content) -> list[list[str]]:
        """The rows of a table as a page shows them."""
        rows = []
        for row, number in zip(content["rows"], content["numbers"], strict=True):
            cells = zip(row, content["columns"], strict=True)
            rows.append(
                [self._cell(cell, column, content["name"], number) for cell, column in cells]
            )
        return rows

    def _cell(self, cell: str, column: Content, table: str, row: int) -> str:
        if column["name"] == "source":
            return self.source_name(cell) if cell else ""
        text = format_cell(cell, column["unit"], column["type"], column["name"])
        if column["type"] not in NUMERIC_TYPES:
            return text
        return self._number(text, (table, row, column["name"]))


@cache
def block_macros() -> Mapping[str, Callable[[Any, Renderer], str]]:
    """The macro for each kind of block, which makes HTML of its content and a record."""
    module = load_block_macros()
    return {kind: getattr(module, name) for kind, name in BLOCK_MACROS.items()}


@cache
def load_block_macros() -> Any:  # noqa: ANN401 (a macro for each kind of block)
    """The macros of the files of `blocks/`, with the functions that they call."""
    functions = {
        "chance_sentences": chance_sentences,
        "period_in_full": period_in_full,
        "rate_words": rate_words,
        "value_for_readers": value_for_readers,
        "value_in_full": value_in_full,
        "value_name": value_name,
        "value_name_of_page": value_name_of_page,
        "numeric_types": NUMERIC_TYPES,
        "chart_columns": chart_columns,
        "chart_of": chart_of,
        "compares": _describe_difference,
        "format_date": format_date,
        "format_period": format_period,
        "period_in_sentence": period_in_sentence,
        "format_rows": format_rows,
        "kind_of": kind_of,
        "line_in_full": line_in_full,
        "ratings": RATINGS,
        "link": link,
        "note_in_full": note_in_full,
        "removed": TOMBSTONE,
        "render_marks": render_marks,
        "split_first_sentence": split_first_sentence,
        "term_anchor": term_anchor,
        "without_marks": without_marks,
    }
    modules = [load_macros(f"blocks/{name}.html", **functions) for name in _FILES]
    return SimpleNamespace(**{k: one for module in modules for k, one in vars(module).items()})


def _describe_difference(figure: Figure, old: Figure, text_rule: int) -> str:
    """How *figure* differs from *old*, and by how much where that is not the same."""
    describe = describe_change if text_rule > 1 else describe_first_rule
    sentence = describe(old, figure, "both") or ""
    amount = describe(old, figure, "amount") or ""
    if sentence.startswith(amount):
        return sentence
    return gettext("{change} ({amount})").format(change=sentence, amount=amount)
