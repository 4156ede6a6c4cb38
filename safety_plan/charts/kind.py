"""What a kind of chart is: all that differs from one kind to another, in one value.

A module for each kind defines its `KIND`; `charts.kinds` lists them. Nothing else
asks for a kind by its name. No field has a default, so that a new kind has to
answer for each.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from safety_plan.charts.annotations import describe_annotations
from safety_plan.charts.canvas import Canvas
from safety_plan.core.translation import gettext
from safety_plan.models.charts import Annotation, Chart, Fault, OrderLabels, OrderRows


class ScaleDirection(StrEnum):
    """Which way the scale of a chart runs, in the word that readers meet."""

    VERTICAL = "vertical"
    HORIZONTAL = "horizontal"
    COLOUR = "colour"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartKind:
    """One kind of chart.

    Attributes:
        name: What authors write under `kind:`, which is also the name of its module.
        also_called: What others call it; who writes that is told its name here.
        label: What it is called in words, at the start of its description.
        has_numbers: Whether its cells are numbers with a unit; else they are words.
        layout: Draws a chart on a canvas from 0 px down; returns the height in px.
        describe: Everything that the drawing shows, in full sentences.
        scale_numbers: The numbers that its scale must have room for; none without a scale.
        scale_direction: Which way its scale runs; None without a scale. Two charts
            whose scales run the same way can be drawn on one scale.
        scale_choices: What its author may write under `scale:`; none for one scale only.
        has_places: Whether its labels have places in a grid, which a table holds.
        rows_in_order: Puts rows of its table into the order in which they are drawn,
            unless the author asks for the order of the table.
        labels_in_order: Puts the labels into the order in which they are drawn.
        in_order: Puts the whole chart into the order in which it is drawn, unless the
            author asks for the order of the table.
        faults: Why its rows cannot make a chart of this kind.
        advice: What an author should think about, though the chart can be drawn.
        claims_of_title: The charts that a title may speak of, whose numbers it is held
            against: this one, its totals, its shares; none where it claims no numbers.
        annotations: What it draws besides its cells: notes, lines at a value, ranges.
        most_series: How many series a reader can tell apart; None for any number.
        table_headings: The headings of its table: of the labels, then of each series.
        subtitle_note: The sentence that follows the subtitle; empty for none.
    """

    name: str
    also_called: tuple[str, ...]
    label: str
    has_numbers: bool
    layout: Callable[[Chart, Canvas], float]
    describe: Callable[[Chart], str]
    scale_numbers: Callable[[Chart], Sequence[Decimal]]
    scale_direction: ScaleDirection | None
    scale_choices: tuple[str, ...]
    has_places: bool
    rows_in_order: OrderRows
    labels_in_order: OrderLabels
    in_order: Callable[[Chart], Chart]
    faults: Callable[[Chart], Sequence[Fault]]
    advice: Callable[[Chart], Sequence[Fault]]
    claims_of_title: Callable[[Chart], Sequence[Chart]]
    annotations: frozenset[Annotation]
    most_series: int | None
    table_headings: Callable[[Chart], list[str]]
    subtitle_note: Callable[[Chart], str]

    def description(self, chart: Chart) -> str:
        """The text alternative of *chart*, in full sentences."""
        text = " ".join([self.describe(chart), *describe_annotations(chart)])
        table = gettext("All the values are in the table that follows.")
        return f"{gettext(self.label)}. {text} {table}"
