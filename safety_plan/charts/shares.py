"""Bars of 100%: which share of each whole every part is, worked out from counts."""

from collections.abc import Sequence
from dataclasses import replace
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
)
from safety_plan.charts.usual_answers import headings_of_series, no_faults, numbers_shown
from safety_plan.core.quantities import UNIT_WORDS, format_value, rate, round_half_up
from safety_plan.core.text import any_of
from safety_plan.core.translation import gettext, gettext_noop
from safety_plan.models.charts import Chart, Fault

WHOLE = Decimal(100)
NOTHING = gettext_noop("there is nothing to share out")
#: So exact are the shares that a title is held against.
PLACES = 6


def layout(chart: Chart, canvas: Canvas) -> float:
    """Draw bars of one length; returns their height in px."""
    stacks = [_stack(chart, index) for index in range(len(chart.labels))]
    return draw_stacks(canvas, chart.series, stacks, WHOLE)


def _stack(chart: Chart, index: int) -> Stack:
    label = chart.labels[index]
    shares = _shares(chart, index, PLACES)
    return Stack(
        name=label,
        parts=tuple(
            Part(chart.series[i].name, look_of(i), max(share, Decimal(0)), _words(share))
            for i, share in enumerate(shares)
        ),
        note="" if shares else _no_shares(chart, index),
        bold=label in chart.marked,
    )


def _shares(chart: Chart, index: int, places: int) -> list[Decimal]:
    """The share of each part in per cent; none where a part is missing or all are zero."""
    whole = sums(chart)[index]
    if not is_whole(chart, index) or whole <= 0:
        return []
    numbers = [number for number in numbers_at(chart, index) if number is not None]
    exact = [rate(number, whole, "percent") for number in numbers]
    return [round_half_up(share, places) for share in exact if share is not None]


def _words(share: Decimal) -> str:
    """A share in whole per cent; one that would be shown as none is “under 1%”."""
    if 0 < share < Decimal("0.5"):
        return gettext("under {share}").format(share=format_value(Decimal(1), "percent"))
    return format_value(round_half_up(share, 0), "percent")


def _why_not(chart: Chart, index: int) -> str:
    missing = missing_parts(chart, index)
    if not missing:
        return gettext(NOTHING)
    return gettext("a part is missing ({parts})").format(parts=missing)


def _no_shares(chart: Chart, index: int) -> str:
    reason = _why_not(chart, index)
    return gettext("No shares, because {reason}").format(reason=reason)


def describe(chart: Chart) -> str:
    """Each bar with its shares, or the largest, the smallest and our own."""
    bars = [_describe_bar(chart, index) for index in bars_to_describe(chart)]
    return " ".join([*names_of_parts(chart), *bars])


def _describe_bar(chart: Chart, index: int) -> str:
    label = chart.labels[index]
    shares = _shares(chart, index, PLACES)
    if not shares:
        sentence = gettext("{label}: no shares, because {reason}.")
        return sentence.format(label=label, reason=_why_not(chart, index))
    numbers = [n for n in numbers_at(chart, index) if n is not None]
    parts = [
        f"{series.name} {_words(share)} ({format_value(number, chart.unit)})"
        for series, share, number in zip(chart.series, shares, numbers, strict=True)
    ]
    return f"{label}: {'; '.join(parts)}."


def largest_first(chart: Chart) -> Chart:
    """*chart* with its bars by the share of their first part, or in the order of time."""
    shares = [_shares(chart, index, PLACES) for index in range(len(chart.labels))]
    return by_time_or_size(chart, [bar[0] if bar else Decimal(-1) for bar in shares])


def faults(chart: Chart) -> Sequence[Fault]:
    """Too few or too many parts, numbers below zero or not to be added, and no whole bar."""
    return [
        *series_faults(chart, least=2, most=MOST_PARTS),
        *negative_faults(chart),
        *_unit_faults(chart),
        *_missing_faults(chart),
    ]


def _unit_faults(chart: Chart) -> Sequence[Fault]:
    if chart.unit in AMOUNTS:
        return []
    params = {"column": chart.column, "unit": UNIT_WORDS[chart.unit]}
    return [Fault("chart-parts.shares", params=params)]


def _missing_faults(chart: Chart) -> Sequence[Fault]:
    bars = range(len(chart.labels))
    if any(is_whole(chart, index) for index in bars):
        return []
    missing = "; ".join(f"{chart.labels[i]} ({missing_parts(chart, i)})" for i in bars)
    return [Fault("chart-parts.none", params={"missing": missing})]


def claims_of_title(chart: Chart) -> Sequence[Chart]:
    """The shares in place of the counts."""
    shares = [_shares(chart, index, PLACES) for index in range(len(chart.labels))]
    series = tuple(
        replace(one, cells=tuple(str(bar[i]) if bar else "" for bar in shares))
        for i, one in enumerate(chart.series)
    )
    # A chart of one part has no shares to speak of.
    return (replace(chart, series=series, unit="percent"),) if len(series) > 1 else (chart,)


def note_of_shares(chart: Chart) -> str:
    """What the length of a bar means, and what its parts add up to where that is not 100%."""
    totals = [format_value(one, "percent") for one in sorted(_rounded_totals(chart) - {WHOLE})]
    if not totals:
        return gettext(
            "Each bar is a whole, and its parts are shares of it, rounded to whole per cent."
        )
    sentence = gettext(
        "Each bar is a whole, and its parts are shares of it, rounded to whole per cent,"
        " so they may add up to {totals}."
    )
    return sentence.format(totals=any_of(totals))


def _rounded_totals(chart: Chart) -> set[Decimal]:
    """What the rounded shares of each bar add up to; a share “under 1%” is no number to add."""
    bars = [_shares(chart, index, PLACES) for index in range(len(chart.labels))]
    return {
        sum((round_half_up(share, 0) for share in bar), Decimal(0))
        for bar in bars
        if bar and not any(0 < share < Decimal("0.5") for share in bar)
    }


KIND = ChartKind(
    name="shares",
    also_called=("share", "percentages", "percent", "100%", "stacked-share", "stacked-100"),
    label=gettext_noop("Bar chart of shares"),
    has_numbers=True,
    layout=layout,
    describe=describe,
    scale_numbers=numbers_shown,
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
    subtitle_note=note_of_shares,
)
