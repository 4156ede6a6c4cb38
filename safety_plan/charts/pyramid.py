"""Two groups to the left and the right, row by row, on one scale: a population pyramid."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from safety_plan.charts.canvas import Canvas
from safety_plan.charts.descriptions import count_bars, describe_extremes
from safety_plan.charts.faults import equal_looks, negative_faults, series_faults
from safety_plan.charts.kind import ChartKind, ScaleDirection
from safety_plan.charts.orders import labels_of_rows, rows_of_table, same_order
from safety_plan.charts.text import LEADING, text_width, widest, wrap
from safety_plan.charts.usual_answers import headings_of_series, itself, numbers_shown
from safety_plan.core.quantities import format_value, missing_words, read_decimal
from safety_plan.core.translation import gettext, gettext_noop
from safety_plan.models.charts import Chart, Fault, Series

MIDDLE_SHARE = 0.24  # of the width, at most, for labels between the bars
THICKNESS = 20  # px of a bar
GAP = 6  # px between rows
MARGIN = 8  # px between a bar and words
LEAST_WORDS = 64  # px that the reason for a missing value has at least


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """Where bars start on both sides, in px, and px for one unit."""

    canvas: Canvas
    chart: Chart
    starts: tuple[float, float]
    per_unit: float

    @property
    def is_split(self) -> bool:
        """Whether labels stand between the sides; else above their bars."""
        return self.starts[1] - self.starts[0] > MARGIN


def layout(chart: Chart, canvas: Canvas) -> float:
    """Draw bars to both sides; returns their height in px."""
    frame = _frame(chart, canvas)
    top = _draw_heads(frame)
    for index in range(len(chart.labels)):
        top = _draw_row(frame, index, top) + GAP
    return top - GAP + 2


def _frame(chart: Chart, canvas: Canvas) -> _Frame:
    widest_label = max(text_width(label, label in chart.marked) for label in chart.labels)
    is_split = canvas.is_wide or widest_label <= canvas.width * MIDDLE_SHARE
    is_split = is_split and not chart.shared_scale  # so that both compared charts are alike
    middle = min(widest_label, canvas.width * MIDDLE_SHARE) + 2 * MARGIN if is_split else 2.0
    starts = ((canvas.width - middle) / 2, (canvas.width + middle) / 2)
    numbers = [number for number in KIND.scale_numbers(chart) if number > 0]
    values = widest([format_value(number, chart.unit) for number in numbers], True)
    is_whole = all(len(series.points) == len(chart.labels) for series in chart.series)
    is_whole = is_whole and not chart.shared_scale
    room = max(starts[0] - (values if is_whole else max(values, LEAST_WORDS)) - MARGIN - 2, 8)
    per_unit = room / float(max(numbers, default=Decimal(1)))
    return _Frame(canvas=canvas, chart=chart, starts=starts, per_unit=per_unit)


def _sides(frame: _Frame) -> list[tuple[Series, float, int]]:
    """Each of the two series with the px where its bars start, and which way they go."""
    return list(zip(frame.chart.series[:2], frame.starts, (-1, 1), strict=False))


def _draw_heads(frame: _Frame) -> float:
    """The name of each side; returns the px where rows may begin."""
    feet = [
        frame.canvas.text(
            wrap(series.name, frame.starts[0] - 6, True),
            start if frame.is_split else start + 5 * way,
            0,
            bold=True,
            anchor=_anchor(way),
        )
        for series, start, way in _sides(frame)
    ]
    return max(feet) + 8


def _anchor(way: int) -> str:
    return "right" if way < 0 else "left"


def _draw_row(frame: _Frame, index: int, top: float) -> float:
    """The label of a row and its two bars; returns the px of its foot."""
    canvas = frame.canvas
    label = frame.chart.labels[index]
    bold = label in frame.chart.marked
    middle_x = frame.canvas.width / 2
    room = frame.starts[1] - frame.starts[0] - MARGIN if frame.is_split else canvas.width
    name = wrap(label, room, bold)
    words = _words(frame, index)
    bars_top = top
    if not frame.is_split:
        bars_top = canvas.text(name, middle_x, top, bold=bold, anchor="center") + 2
    lines = [len(text) for text in words] + ([len(name)] if frame.is_split else [])
    height = max(THICKNESS, LEADING * max(lines, default=1))
    middle = bars_top + height / 2
    if frame.is_split:
        name_top = middle - LEADING * len(name) / 2
        canvas.text(name, middle_x, name_top, bold=bold, anchor="center")
    for (series, start, way), text in zip(_sides(frame), words, strict=True):
        number = read_decimal(series.cells[index])
        length = float(max(number or Decimal(0), Decimal(0))) * frame.per_unit
        if length:
            left = start - length if way < 0 else start
            canvas.bar(left, middle - THICKNESS / 2, length, THICKNESS, "1" if way < 0 else "2")
        x = start + way * (length + MARGIN)
        role = "soft" if number is None else "ink"
        text_top = middle - LEADING * len(text) / 2
        canvas.text(text, x, text_top, role=role, bold=number is not None, anchor=_anchor(way))
    return bars_top + height


def _words(frame: _Frame, index: int) -> list[tuple[str, ...]]:
    """The value of each side in words, wrapped where a value is missing."""
    texts: list[tuple[str, ...]] = []
    for series, start, way in _sides(frame):
        cell = series.cells[index]
        number = read_decimal(cell)
        if number is not None:
            texts.append((format_value(number, frame.chart.unit),))
        else:
            room = (start if way < 0 else frame.canvas.width - start) - MARGIN
            texts.append(wrap(missing_words(cell, gettext("no value")), room))
    return texts


def describe(chart: Chart) -> str:
    """The highest and the lowest bar of each side."""
    sides = [series.name for series in chart.series[:2]]
    lead = ""
    if len(sides) > 1:
        lead = gettext("{first} on the left, {second} on the right.")
        lead = lead.format(first=sides[0], second=sides[1]) + " "
    return lead + describe_extremes(chart, count_bars)


def faults(chart: Chart) -> Sequence[Fault]:
    """Another number of sides than two, and numbers below zero."""
    return [*series_faults(chart, least=2, most=2), *negative_faults(chart)]


def note_of_sides(_: Chart) -> str:
    """How the two sides may be compared."""
    return gettext("Both sides have the same scale.")


KIND = ChartKind(
    name="pyramid",
    also_called=("population-pyramid", "age-pyramid", "butterfly", "tornado", "back-to-back"),
    label=gettext_noop("Population pyramid"),
    has_numbers=True,
    layout=layout,
    describe=describe,
    scale_numbers=numbers_shown,
    scale_direction=ScaleDirection.HORIZONTAL,
    scale_choices=(),
    has_places=False,
    rows_in_order=rows_of_table,
    labels_in_order=labels_of_rows,
    in_order=same_order,
    faults=faults,
    advice=equal_looks,
    claims_of_title=itself,
    annotations=frozenset(),
    most_series=None,
    table_headings=headings_of_series,
    subtitle_note=note_of_sides,
)
