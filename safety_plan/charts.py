"""What a chart shows, before anything is drawn: words, labels and numbers."""

from dataclasses import dataclass
from decimal import Decimal

from safety_plan.numbers import read_decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One line, one set of bars, one panel or one strand.

    Cells stand beside the chart's labels, in their order: decimal text
    (`"1204"`, `"2.4"`), a mark (`"[c]"`) or `""` where there is no value, or
    words for a timeline or a lineage. *rows* are those of the table's file that
    hold them, 0 for none.
    """

    name: str
    cells: tuple[str, ...]
    rows: tuple[int, ...] = ()
    marked: bool = False

    @property
    def known(self) -> list[tuple[int, Decimal]]:
        """Each cell that has a number: its place beside the labels, and the number."""
        numbers = ((i, read_decimal(cell)) for i, cell in enumerate(self.cells))
        return [(i, number) for i, number in numbers if number is not None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart as data: the same rows are drawn, described, tabled and downloaded.

    *kind* is one of `KINDS`. *unit* is a unit of `safety_plan.numbers`.
    *marked* names the labels to stand out (our own area among the bars).
    *table* and *column* hold the numbers; *counts* and *place* say what they are.
    *scale* holds cells that are not shown but have room, so that two charts share a scale.
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
    scale: tuple[str, ...] = ()

    @property
    def numbers(self) -> list[Decimal]:
        """Every number that its scale has room for."""
        shown = [number for series in self.series for _, number in series.known]
        return shown + [Decimal(cell) for cell in self.scale if cell]


KINDS = ("lines", "bars", "multiples", "timeline", "lineage")
