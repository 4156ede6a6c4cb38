"""What is said of a chart besides its cells: notes, lines at a value, ranges, its scale."""

from collections.abc import Iterator
from decimal import Decimal

from safety_plan.core.quantities import format_value
from safety_plan.core.translation import gettext
from safety_plan.models.charts import CUT_SCALE, Chart, ChartNote, ReferenceLine


def describe_annotations(chart: Chart) -> Iterator[str]:
    """A sentence for each note, each line at a value, each range, and a scale that is cut."""
    for note in chart.notes:
        yield f"{note_in_full(note)}."
    for line in chart.reference_lines:
        yield gettext("A line marks {value}.").format(value=line_in_full(line, chart.unit))
    yield from _describe_ranges(chart)
    yield from describe_scale(chart)


def describe_scale(chart: Chart) -> Iterator[str]:
    """That the scale of *chart* starts above zero, if it does."""
    if chart.scale == CUT_SCALE:
        yield gettext("The scale does not start at zero.")


def note_in_full(note: ChartNote) -> str:
    """A note with its time, or with the label that it is about."""
    return f"{note.when}: {note.words}"


def line_in_full(line: ReferenceLine, unit: str) -> str:
    """What a line stands for, and where it runs; the base of an index says it in its words."""
    value = format_value(Decimal(line.value), unit)
    return line.words if says_its_value(line, unit) else f"{line.words}, {value}"


def says_its_value(line: ReferenceLine, unit: str) -> bool:
    """Whether the words of *line* begin with its value, as in “100 = 2014”."""
    return line.words.startswith(f"{format_value(Decimal(line.value), unit)} = ")


def _describe_ranges(chart: Chart) -> Iterator[str]:
    for series in chart.series:
        ranges = [
            gettext("{label}, between {low} and {high}").format(
                label=chart.labels[index],
                low=format_value(low, chart.unit),
                high=format_value(high, chart.unit),
            )
            for index, (low, high) in series.ranges.items()
        ]
        if ranges:
            sentence = gettext("Ranges of {name}: {ranges}.")
            if len(chart.series) == 1:
                sentence = gettext("Ranges: {ranges}.")
            yield sentence.format(name=series.name, ranges="; ".join(ranges))
