"""The text alternative of charts: what several kinds say of their series, in full sentences."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from safety_plan.charts.time_axis import left_out
from safety_plan.core.quantities import (
    MISSING_VALUE_CODES,
    format_value,
    missing_words,
    read_decimal,
)
from safety_plan.core.text import all_of
from safety_plan.core.translation import gettext, ngettext
from safety_plan.models.charts import Chart, Series


def format_cell(cell: str, unit: str) -> str:
    """The number in *cell*, or why there is none."""
    number = read_decimal(cell)
    if number is None:
        return missing_words(cell, gettext("no value"))
    return format_value(number, unit)


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
