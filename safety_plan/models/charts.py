"""What a chart shows, before anything is drawn: words, labels and numbers.

Its description says for each series: first, highest and last value, and whether it
went up or down; so that a reader who cannot see the chart loses nothing of its story.
"""

from dataclasses import dataclass
from decimal import Decimal

from safety_plan.core.quantities import MISSING_VALUE_CODES, format_value, read_decimal
from safety_plan.core.resources import load_resource


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

    *kind* is one of `KINDS`. *unit* is a unit of `safety_plan.core.quantities`.
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


#: What each kind of chart is called in words.
KINDS: dict[str, str] = load_resource("core/labels.yml")["charts"]


def description(chart: Chart) -> str:
    """The text alternative of *chart*, in full sentences."""
    tell = {"bars": _bars, "timeline": _events, "lineage": _wording}.get(chart.kind, _line)
    said = " ".join(tell(chart, series) + _held_back(chart, series) for series in chart.series)
    return f"{KINDS[chart.kind]}. {said} All the values are in the table that follows."


def _held_back(chart: Chart, series: Series) -> str:
    """Why values are missing, and which, where the data say it."""
    pairs = [*zip(chart.labels, series.cells, strict=True)]
    missing = {
        why: [label for label, cell in pairs if cell == mark]
        for mark, why in MISSING_VALUE_CODES.items()
    }
    return "".join(f" {why.capitalize()}: {', '.join(at)}." for why, at in missing.items() if at)


def _line(chart: Chart, series: Series) -> str:
    known = [(chart.labels[place], number) for place, number in series.known]
    if not known:
        return f"{series.name}: no values."
    first, last = known[0], known[-1]
    peak = max(known, key=lambda pair: pair[1])
    parts = [_value(chart, *first)]
    if peak not in (first, last):
        parts.append(f"highest {_value(chart, *peak)}")
    if len(known) > 1:
        way = "up to" if last[1] > first[1] else "down to" if last[1] < first[1] else "the same at"
        parts.append(f"{way} {_value(chart, *last)}")
    gaps = len(series.cells) - len(known)
    gap = f" No value for {gaps} of {len(series.cells)} points." if gaps else ""
    return f"{series.name}: {', '.join(parts)}.{gap}"


def _value(chart: Chart, label: str, number: Decimal) -> str:
    return f"{format_value(number, chart.unit)} in {label}"


def _bars(chart: Chart, series: Series) -> str:
    ranked = sorted(series.known, key=lambda pair: pair[1], reverse=True)
    bars = {chart.labels[place]: format_value(number, chart.unit) for place, number in ranked}
    told = [f"{label}, {value}" for label, value in bars.items()]
    ours = [f"{label}, {bars[label]}" for label in chart.marked if label in bars]
    name = f"{series.name}. " if len(chart.series) > 1 else ""
    if len(told) < 2:
        return f"{name}{told[0]}." if told else f"{series.name}: no values."
    if len(set(bars.values())) == 1:
        return f"{name}{len(told)} bars, each {bars.popitem()[1]}."
    ends = [f"highest {told[0]}", f"lowest {told[-1]}", *ours]
    return f"{name}{len(told)} bars: {'; '.join(ends)}."


def _events(chart: Chart, series: Series) -> str:
    pairs = zip(chart.labels, series.cells, strict=True)
    return ("; ".join(f"{label}: {cell}" for label, cell in pairs if cell) or "No entries") + "."


def _wording(chart: Chart, series: Series) -> str:
    return f"{series.name}: {_events(chart, series)}"
