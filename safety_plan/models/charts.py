"""What a chart shows, before anything is drawn: words, labels and numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol

from safety_plan.core.quantities import read_decimal
from safety_plan.reading.csv_files import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One line, one set of bars, one panel or one strand.

    Cells stand beside the chart's labels, in their order: decimal text
    (`"1204"`, `"2.4"`), a code for a missing value (`"[c]"`) or `""` where there is
    no value, or words in a kind of chart without numbers. *rows* are those of the
    table's file that hold them, 0 for none.
    """

    name: str
    cells: tuple[str, ...]
    rows: tuple[int, ...] = ()
    marked: bool = False

    @property
    def points(self) -> list[tuple[int, Decimal]]:
        """Each cell that has a number: its index among the labels, and the number."""
        numbers = ((index, read_decimal(cell)) for index, cell in enumerate(self.cells))
        return [(index, number) for index, number in numbers if number is not None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart as data: the same rows are drawn, described, tabled and downloaded.

    *kind* is the name of a kind of chart. *unit* is a unit of `safety_plan.core.quantities`.
    *marked* names the labels to stand out (our own area among the bars).
    *table* and *column* hold the numbers; *counts* and *place* say what they are.
    *shared_scale* holds cells of another chart that the scale must have room for too,
    so that the two can be compared by eye; it is empty in a chart that stands alone.
    Where its table is worked out from others, *recipe* says how, and *inputs* gives the rows
    of each of them.
    """

    id: str
    kind: str
    title: str
    subtitle: str
    description: str
    unit: str
    labels_heading: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    marked: tuple[str, ...] = ()
    table: str = ""
    column: str = ""
    counts: str = ""
    place: str = ""
    sources: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    shared_scale: tuple[str, ...] = ()
    recipe: tuple[str, ...] = ()
    inputs: Mapping[str, Sequence[int]] = field(default_factory=dict)


class ChartRules(Protocol):
    """What must be known of a kind of chart to read one; `charts.kind.ChartKind` is this and more.

    It is given to whatever reads a plan, so that reading does not depend on drawing.
    """

    @property
    def has_numbers(self) -> bool:
        """Whether its cells are numbers; else they are words."""

    @property
    def most_series(self) -> int | None:
        """How many series a reader can tell apart; None for any number."""

    @property
    def rows_in_order(self) -> "OrderRows":
        """Puts rows into the order of the chart, unless its author asks for that of the table."""

    @property
    def labels_in_order(self) -> "OrderLabels":
        """Puts labels into the order of the chart."""

    def description(self, chart: Chart) -> str:
        """The text alternative of *chart*, in full sentences."""


class OrderRows(Protocol):
    """Puts rows of a table into an order by what they hold in one column."""

    def __call__(self, rows: Sequence[Row], column: str, /) -> list[Row]:
        """The same rows in that order."""


class OrderLabels(Protocol):
    """Puts the labels of a chart into an order."""

    def __call__(self, labels: Sequence[str], /) -> list[str]:
        """The same labels in that order."""
