"""Stacked bars: parts that lie end to end, and what they add up to."""

from collections.abc import Sequence
from decimal import Decimal

from safety_plan.charts.canvas import Canvas
from safety_plan.charts.faults import AMOUNTS, negative_faults, series_faults
from safety_plan.charts.kind import ChartKind, ScaleDirection
from safety_plan.charts.orders import labels_of_rows, rows_of_table
from safety_plan.charts.stacks import (
    MOST_PARTS,
    Part,
    Stack,
    bars_to_describe,
    by_time_or_size,
    draw_stacks,
    is_whole,
    look_of,
    missing_parts,
    names_of_parts,
    numbers_at,
    sums,
    totals,
)
from safety_plan.charts.usual_answers import headings_of_series, no_faults, no_note
from safety_plan.core.quantities import UNIT_WORDS, decimal_places, format_value
from safety_plan.core.translation import gettext, gettext_noop
from safety_plan.models.charts import Chart, Fault

SHARES = "percent"


def layout(chart: Chart, canvas: Canvas) -> float:
    """Draw stacked bars; returns their height in px."""
    stacks = [_stack(chart, index) for index in range(len(chart.labels))]
    scale = [max(number, Decimal(0)) for number in KIND.scale_numbers(chart)]
    largest = max([*scale, *(stack.size for stack in stacks)], default=Decimal(0))
    ends = [format_value(number, chart.unit) for number in scale if chart.shared_scale]
    return draw_stacks(canvas, chart.series, stacks, largest, ends)


def _stack(chart: Chart, index: int) -> Stack:
    numbers = numbers_at(chart, index)
    parts = tuple(
        Part(one.name, look_of(i), max(number, Decimal(0)), format_value(number, chart.unit))
        for i, (one, number) in enumerate(zip(chart.series, numbers, strict=True))
        if number is not None
    )
    label = chart.labels[index]
    missing = missing_parts(chart, index)
    return Stack(
        name=label,
        parts=parts,
        end=_total(chart, index) if parts and not missing else "",
        note=_without(chart, index, missing) if parts else missing,
        bold=label in chart.marked,
    )


def _without(chart: Chart, index: int, missing: str) -> str:
    """That a bar is not the whole, and how much is known of it; nothing where it is the whole."""
    if not missing:
        return ""
    total = _total(chart, index) if sums(chart)[index] else ""
    if not total:
        return gettext("Without {parts}").format(parts=missing)
    return gettext("At least {total} in all. {parts}").format(total=total, parts=missing)


def _total(chart: Chart, index: int) -> str:
    """What a bar adds up to; nothing for shares, whose sum says nothing but their rounding."""
    return "" if chart.unit == SHARES else format_value(sums(chart)[index], chart.unit)


def describe(chart: Chart) -> str:
    """Each bar with its parts, or the largest, the smallest and our own."""
    bars = [_describe_bar(chart, index) for index in bars_to_describe(chart)]
    return " ".join([*names_of_parts(chart), *bars])


def _describe_bar(chart: Chart, index: int) -> str:
    numbers = zip(chart.series, numbers_at(chart, index), strict=True)
    parts = [
        f"{series.name} {format_value(number, chart.unit)}"
        for series, number in numbers
        if number is not None
    ]
    parts += filter(None, [missing_parts(chart, index)])
    total = _total(chart, index) if is_whole(chart, index) or sums(chart)[index] else ""
    name = chart.labels[index]
    if total:
        together = gettext("{label}, at least {total} together")
        if is_whole(chart, index):
            together = gettext("{label}, {total} together")
        name = together.format(label=name, total=total)
    return f"{name}: {'; '.join(parts)}."


def scale_numbers(chart: Chart) -> list[Decimal]:
    """What each bar adds up to, and those of the chart that shares its scale."""
    return sums(chart) + [Decimal(cell) for cell in chart.shared_scale if cell]


def largest_first(chart: Chart) -> Chart:
    """*chart* with its bars by what they add up to, or in the order of time."""
    return by_time_or_size(chart, sums(chart))


def faults(chart: Chart) -> Sequence[Fault]:
    """Too few or too many parts, parts below zero, and parts that do not add up."""
    return [
        *series_faults(chart, least=2, most=MOST_PARTS),
        *negative_faults(chart),
        *_unit_faults(chart),
        *_sum_faults(chart),
    ]


def _unit_faults(chart: Chart) -> Sequence[Fault]:
    if chart.unit in (*AMOUNTS, SHARES):
        return []
    params = {"column": chart.column, "unit": UNIT_WORDS[chart.unit]}
    return [Fault("chart-parts.unit", params=params)]


def _sum_faults(chart: Chart) -> Sequence[Fault]:
    """Shares of one bar that are more than the whole, even if each was rounded up."""
    if chart.unit != SHARES:
        return []
    for index, total in enumerate(sums(chart)):
        numbers = [number for number in numbers_at(chart, index) if number is not None]
        slack = sum((Decimal(5).scaleb(-1 - decimal_places(n)) for n in numbers), Decimal(0))
        if total > 100 + slack:
            params = {"label": chart.labels[index], "total": format_value(total, SHARES)}
            return [Fault("chart-parts.over", params=params)]
    return []


def claims_of_title(chart: Chart) -> Sequence[Chart]:
    """What the bars add up to, and their parts."""
    whole = totals(chart)
    named = any(series.name in chart.title for series in chart.series)
    return (chart,) if named or chart.unit == SHARES else (whole,)


KIND = ChartKind(
    name="stacked",
    also_called=("stacked-bar", "stacked-bars", "stack", "area", "stacked-area"),
    label=gettext_noop("Stacked bar chart"),
    has_numbers=True,
    layout=layout,
    describe=describe,
    scale_numbers=scale_numbers,
    scale_direction=ScaleDirection.HORIZONTAL,
    scale_choices=(),
    has_places=False,
    rows_in_order=rows_of_table,
    labels_in_order=labels_of_rows,
    in_order=largest_first,
    faults=faults,
    advice=no_faults,
    claims_of_title=claims_of_title,
    annotations=frozenset(),
    most_series=None,
    table_headings=headings_of_series,
    subtitle_note=no_note,
)
