"""What several kinds of chart have in common: answers for the fields of a `ChartKind`."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from safety_plan.charts.time_axis import left_out
from safety_plan.core.dates import period_bounds
from safety_plan.core.quantities import (
    MISSING_VALUE_CODES,
    format_value,
    missing_words,
    read_decimal,
)
from safety_plan.core.text import all_of
from safety_plan.core.translation import gettext, ngettext
from safety_plan.models.charts import Chart, Fault, Series
from safety_plan.reading.csv_files import Row

_T = TypeVar("_T")

# Scales


def numbers_shown(chart: Chart) -> list[Decimal]:
    """Every number of *chart*, and those of the chart that shares its scale."""
    own = [number for series in chart.series for _, number in series.points]
    own += [end for series in chart.series for ends in series.ranges.values() for end in ends]
    own += [Decimal(line.value) for line in chart.reference_lines]
    return own + [Decimal(cell) for cell in chart.shared_scale if cell]


def no_numbers(_: Chart) -> list[Decimal]:
    """No number, for a chart without a scale."""
    return []


# Orders


def rows_by_size(rows: Sequence[Row], column: str) -> list[Row]:
    """*rows*, that with the largest number in *column* first; no number counts as nought."""
    return sorted(rows, key=lambda row: read_decimal(row[column]) or Decimal(0), reverse=True)


def rows_of_table(rows: Sequence[Row], _: str) -> list[Row]:
    """*rows* in the order of their table."""
    return list(rows)


def labels_by_time(labels: Sequence[str]) -> list[str]:
    """*labels*, the earliest first, if all of them are dates or periods."""
    bounds = {label: period_bounds(label) for label in labels}
    if not all(bounds.values()):
        return list(labels)
    return sorted(labels, key=lambda label: bounds[label] or ("", ""))


def labels_of_rows(labels: Sequence[str]) -> list[str]:
    """*labels* in the order of the rows."""
    return list(labels)


def same_order(chart: Chart) -> Chart:
    """*chart* as its rows and labels were put."""
    return chart


def with_labels(chart: Chart, order: Sequence[int]) -> Chart:
    """*chart* with its labels in *order*, which says where each of them stands now."""
    return replace(
        chart,
        labels=_pick(chart.labels, order),
        places=_pick(chart.places, order),
        short_labels=_pick(chart.short_labels, order),
        series=tuple(_with_cells(one, order) for one in chart.series),
    )


def _with_cells(series: Series, order: Sequence[int]) -> Series:
    """*series* with its cells, their rows and their ranges in *order*."""
    cells, rows = _pick(series.cells, order), _pick(series.rows, order)
    low, high = _pick(series.low, order), _pick(series.high, order)
    return replace(series, cells=cells, rows=rows, low=low, high=high)


def _pick(values: Sequence[_T], order: Sequence[int]) -> tuple[_T, ...]:
    """The *values* in *order*; none where there are none."""
    return tuple(values[index] for index in order) if values else ()


# Titles and tables


def itself(chart: Chart) -> Sequence[Chart]:
    """*chart* as it is drawn, which its title speaks of."""
    return (chart,)


def no_claims(_: Chart) -> Sequence[Chart]:
    """No chart, for one whose title can claim nothing about numbers."""
    return ()


def no_note(_: Chart) -> str:
    """No sentence after the subtitle."""
    return ""


def no_faults(_: Chart) -> Sequence[Fault]:
    """Nothing, for a kind that any rows can make."""
    return ()


def headings_of_series(chart: Chart) -> list[str]:
    """The heading of the labels, and the name of each series."""
    return [chart.labels_heading, *(series.name for series in chart.series)]


# Words


def format_cell(cell: str, unit: str) -> str:
    """The number in *cell*, or why there is none."""
    number = read_decimal(cell)
    return (
        missing_words(cell, gettext("no value")) if number is None else format_value(number, unit)
    )


# Descriptions


def describe_each_series(chart: Chart, describe: Callable[[Chart, Series], str]) -> str:
    """What *describe* says of each series, and which of its values are missing and why."""
    texts = [describe(chart, series) + _missing_values(chart, series) for series in chart.series]
    return " ".join(texts)


def count_bars(number: int) -> str:
    """So many bars, in words."""
    return ngettext("{number} bar", "{number} bars", number).format(number=number)


def describe_extremes(chart: Chart, count: Callable[[int], str]) -> str:
    """The highest, the lowest and our own mark of each series; *count* says how many there are."""

    def describe(chart: Chart, series: Series) -> str:
        return _describe_extremes(chart, series, count)

    return describe_each_series(chart, describe)


def _describe_extremes(chart: Chart, series: Series, count: Callable[[int], str]) -> str:
    largest_first = sorted(series.points, key=lambda point: point[1], reverse=True)
    values = {chart.labels[i]: format_value(number, chart.unit) for i, number in largest_first}
    marks = [f"{label}, {value}" for label, value in values.items()]
    name = f"{series.name}. " if len(chart.series) > 1 else ""
    if not marks:
        return gettext("{name}: no values.").format(name=series.name)
    if len(marks) == 1:
        return f"{name}{marks[0]}."
    number = count(len(marks))
    if len(set(values.values())) == 1:
        sentence = gettext("{number}, each {value}.")
        return name + sentence.format(number=number, value=values.popitem()[1])
    own = [f"{label}, {values[label]}" for label in chart.marked if label in values]
    highest, lowest = gettext("highest {value}"), gettext("lowest {value}")
    parts = [highest.format(value=marks[0]), lowest.format(value=marks[-1]), *own]
    return f"{name}{number}: {'; '.join(parts)}."


def describe_over_time(chart: Chart) -> str:
    """The course of each series, and between which labels nothing is drawn."""
    return describe_each_series(chart, describe_course) + describe_gaps(chart)


def describe_gaps(chart: Chart) -> str:
    """Between which labels periods are left out, as a sentence after others; or nothing."""
    between = "; ".join(all_of(pair) for pair in left_out(chart.labels))
    sentence = gettext("No numbers are held between {pairs}.")
    return f" {sentence.format(pairs=between)}" if between else ""


def _missing_values(chart: Chart, series: Series) -> str:
    """Why values are missing, and which, where the data say it."""
    sentences = []
    for code in MISSING_VALUE_CODES:
        cells = zip(chart.labels, series.cells, strict=True)
        labels = [label for label, cell in cells if cell == code]
        if labels:
            sentences.append(f" {missing_words(code).capitalize()}: {', '.join(labels)}.")
    return "".join(sentences)


def describe_course(chart: Chart, series: Series) -> str:
    """Where a line starts, its peak and its trough in their order, and where it ends."""
    points = [(chart.labels[index], number) for index, number in series.points]
    if not points:
        return gettext("{name}: no values.").format(name=series.name)
    _, start = points[0]
    _, end = points[-1]
    turns = _turns(chart, points)
    ways = [_turn(start, number) for _, number in turns]
    ways.append(_end(turns[-1][1], end) if turns else _direction(start, end))
    later = [*turns, points[-1]] if len(points) > 1 else []
    steps = zip(ways, later, strict=False)
    parts = [way.format(value=_value_at(chart, *point)) for way, point in steps]
    gaps = _count_gaps(len(series.cells) - len(points), len(series.cells))
    return f"{series.name}: {', '.join([_value_at(chart, *points[0]), *parts])}.{gaps}"


def _turns(chart: Chart, points: Sequence[tuple[str, Decimal]]) -> list[tuple[str, Decimal]]:
    """The highest and the lowest of *points* in their order; what an end shows is no turn.

    Nor is what goes beyond both ends by less than a tenth of all.
    """
    numbers = [number for _, number in points]
    texts = [format_value(number, chart.unit) for number in numbers]
    ends = (numbers[0], numbers[-1])
    least = (max(numbers) - min(numbers)) / 10
    places = {numbers.index(max(numbers)), numbers.index(min(numbers))}
    far = [at for at in sorted(places) if min(abs(numbers[at] - end) for end in ends) >= least]
    return [points[at] for at in far if texts[at] not in (texts[0], texts[-1])]


def _turn(start: Decimal, turn: Decimal) -> str:
    if turn > start:
        return gettext("up to the highest, {value}")
    return gettext("down to the lowest, {value}")


def _end(turn: Decimal, end: Decimal) -> str:
    return gettext("then up to {value}") if end > turn else gettext("then down to {value}")


def _count_gaps(gaps: int, total: int) -> str:
    """How many values are missing, as a sentence after others; or nothing."""
    sentence = ngettext(
        "No value for {number} of {total} points.", "No value for {number} of {total} points.", gaps
    )
    return f" {sentence.format(number=gaps, total=total)}" if gaps else ""


def _direction(first: Decimal, last: Decimal) -> str:
    if last > first:
        return gettext("up to {value}")
    return gettext("down to {value}") if last < first else gettext("the same at {value}")


def _value_at(chart: Chart, label: str, number: Decimal) -> str:
    value = format_value(number, chart.unit)
    return gettext("{value} in {label}").format(value=value, label=label)


def describe_entries(chart: Chart, series: Series) -> str:
    """Every cell of words, after its label."""
    cells = zip(chart.labels, series.cells, strict=True)
    entries = [f"{label}: {cell}" for label, cell in cells if cell]
    return f"{'; '.join(entries) or gettext('No entries')}."
