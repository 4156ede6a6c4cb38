"""What a chart shows, before anything is drawn: words, labels and numbers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from safety_plan.core.quantities import read_decimal
from safety_plan.reading.csv_files import Row


class Annotation(StrEnum):
    """What a kind of chart may draw besides its cells, in the words that officers meet."""

    NOTES = "notes"
    LINES = "a line for a target or a reference"
    RANGES = "ranges"
    EARLIER = "the numbers of an earlier revision"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartNote:
    """Words at a point of a chart, or over a span of it.

    *start* and *end* are places among the labels, as decimal text: `"2"` is the third label,
    `"2.5"` lies halfway between the third and the fourth. They are one place for a point.
    *when* says the same in words; *labels* are those whose rows in the table it is about.
    """

    start: str
    end: str
    when: str
    words: str
    labels: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceLine:
    """A line across a chart at one *value*, as decimal text: a target, or another area."""

    value: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One line, one set of bars, one panel or one strand.

    Cells stand beside the chart's labels, in their order: decimal text
    (`"1204"`, `"2.4"`), a code for a missing value (`"[c]"`) or `""` where there is
    no value, or words in a kind of chart without numbers. *rows* are those of the
    table's file that hold them, 0 for none. *low* and *high* are the ends of a range about
    each cell; they are empty where the series has no ranges.
    """

    name: str
    cells: tuple[str, ...]
    rows: tuple[int, ...] = ()
    marked: bool = False
    low: tuple[str, ...] = ()
    high: tuple[str, ...] = ()

    @property
    def points(self) -> list[tuple[int, Decimal]]:
        """Each cell that has a number: its index among the labels, and the number."""
        numbers = ((index, read_decimal(cell)) for index, cell in enumerate(self.cells))
        return [(index, number) for index, number in numbers if number is not None]

    @property
    def ranges(self) -> dict[int, tuple[Decimal, Decimal]]:
        """The ends of the range about each cell that has one, by its index among the labels."""
        ends = {}
        for index, pair in enumerate(zip(self.low, self.high, strict=True)):
            low, high = map(read_decimal, pair)
            if low is not None and high is not None:
                ends[index] = (low, high)
        return ends


#: How charts are drawn that are read now; sealed charts that do not say it have 1. What each
#: rule does stands in `safety_plan/charts/drawing_rules.py`.
DRAWING_RULE = 6

#: What an author may ask of a scale: one for each panel, or one that starts above zero.
OWN_SCALE = "own"
CUT_SCALE = "cut"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart as data: the same rows are drawn, described, tabled and downloaded.

    *kind* is the name of a kind of chart. *unit* is a unit of `safety_plan.core.quantities`.
    *marked* names the labels to stand out (our own area among the bars).
    *table* and *column* hold the numbers; *counts* and *place* say what they are.
    *scale* is what its author asked of its scale, empty for the usual one. *places* are those
    of the labels in a grid, each as column and row (`"3,1"`, empty where a label has none), and
    *short_labels* what a small tile says for a label. *drawing_rule* is the one it is drawn by.
    *notes* are words at points or spans of it, *reference_lines* run across it at a value.
    *earlier* names those of its series that show an earlier revision, and *revisions* are the
    titles of both; a chart that stands alone has none.
    *shared_scale* holds cells of another chart that the scale must have room for too,
    so that the two can be compared by eye; it is empty in a chart that stands alone.
    Where its table is worked out from others, *recipe* says how, and *inputs* gives the rows
    of each of them. *base* says whom or what a rate is for, where that is not all people.
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
    scale: str = ""
    places: tuple[str, ...] = ()
    short_labels: tuple[str, ...] = ()
    drawing_rule: int = 1
    notes: tuple[ChartNote, ...] = ()
    reference_lines: tuple[ReferenceLine, ...] = ()
    earlier: tuple[str, ...] = ()
    revisions: tuple[str, ...] = ()
    shared_scale: tuple[str, ...] = ()
    recipe: tuple[str, ...] = ()
    inputs: Mapping[str, Sequence[int]] = field(default_factory=dict)
    base: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What a kind finds wrong with a chart: a message, its parameters, the setting to blame."""

    message: str
    setting: str = "values"
    params: Mapping[str, object] = field(default_factory=dict)


class ChartRules(Protocol):
    """What must be known of a kind of chart to read one; `charts.kind.ChartKind` is this and more.

    It is given to whatever reads a plan, so that reading does not depend on drawing.
    """

    @property
    def also_called(self) -> tuple[str, ...]:
        """What others call it."""

    @property
    def scale_choices(self) -> tuple[str, ...]:
        """What may be written under `scale:`."""

    @property
    def has_places(self) -> bool:
        """Whether its labels have places in a grid."""

    @property
    def has_numbers(self) -> bool:
        """Whether its cells are numbers; else they are words."""

    @property
    def annotations(self) -> frozenset[Annotation]:
        """What it draws besides its cells."""

    @property
    def most_series(self) -> int | None:
        """How many series a reader can tell apart; None for any number."""

    @property
    def rows_in_order(self) -> "OrderRows":
        """Puts rows into the order of the chart, unless its author asks for that of the table."""

    @property
    def labels_in_order(self) -> "OrderLabels":
        """Puts labels into the order of the chart."""

    @property
    def in_order(self) -> Callable[[Chart], Chart]:
        """Puts the whole chart into the order in which it is drawn."""

    @property
    def faults(self) -> Callable[[Chart], Sequence[Fault]]:
        """Why its rows cannot make a chart of this kind."""

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
