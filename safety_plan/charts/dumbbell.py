"""Then and now: two dots for each label, joined by a line, and the change in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from safety_plan.charts.axes import SeriesStyle
from safety_plan.charts.canvas import Canvas
from safety_plan.charts.descriptions import format_cell
from safety_plan.charts.faults import series_faults
from safety_plan.charts.kind import ChartKind, ScaleDirection
from safety_plan.charts.orders import labels_of_rows, rows_of_table, with_labels
from safety_plan.charts.text import LEADING, text_width, widest, wrap
from safety_plan.charts.time_axis import label_times
from safety_plan.charts.usual_answers import headings_of_series, no_faults
from safety_plan.charts.value_axis import ValueAxis, value_axis
from safety_plan.core.quantities import read_decimal
from safety_plan.core.translation import gettext, gettext_noop
from safety_plan.models.charts import Chart, Fault, Series

NAME_SHARE = 0.28  # of the width, at most, for names
WORDS_SHARE = 0.3  # of the width, at most, for changes in words
STRIP = 30  # px of the height of two dots
GAP = 8  # px between narrow rows
DOT = 11  # px across
APART = DOT + 6  # px between two dots that show the line between them
LIFT = 8  # px that dots closer than that stand above and below the middle
BAR = 3  # px of the line between two dots


@dataclass(frozen=True, slots=True)
class _Row:
    """A label with its numbers then and now, and its change in words."""

    name: str
    then: Decimal | None
    now: Decimal | None
    words: str
    highlighted: bool
    bold: bool


def layout(chart: Chart, canvas: Canvas) -> float:
    """Draw two dots for each label on one scale; returns their height in px."""
    rows = list(_rows(chart))
    top = _draw_key(chart, canvas)
    return (
        _draw_beside(chart, rows, canvas, top)
        if canvas.is_wide
        else _draw_below(chart, rows, canvas, top)
    )


def _ends(chart: Chart) -> tuple[Series, Series]:
    """The series of then and of now: the first and the last."""
    return chart.series[0], chart.series[-1]


def _rows(chart: Chart) -> Iterator[_Row]:
    then, now = _ends(chart)
    for index, label in enumerate(chart.labels):
        yield _Row(
            label,
            read_decimal(then.cells[index]) if len(chart.series) > 1 else None,
            read_decimal(now.cells[index]),
            _change(chart, index),
            not chart.marked or label in chart.marked,
            label in chart.marked,
        )


def _change(chart: Chart, index: int) -> str:
    """`1,204 to 803, down`; where one is missing, each with its time."""
    then, now = _ends(chart)
    cells = [one.cells[index] for one in ((then, now) if len(chart.series) > 1 else (now,))]
    numbers = [number for number in map(read_decimal, cells) if number is not None]
    texts = [format_cell(cell, chart.unit) for cell in cells]
    if len(cells) == 1:
        return texts[0]
    if len(numbers) < len(cells):
        return f"{then.name}: {texts[0]}; {now.name}: {texts[1]}"
    return _direction(*numbers).format(old=texts[0], new=texts[1])


def _direction(then: Decimal, now: Decimal) -> str:
    if now == then:
        return gettext("{old} to {new}, no change")
    return gettext("{old} to {new}, up") if now > then else gettext("{old} to {new}, down")


def _draw_key(chart: Chart, canvas: Canvas) -> float:
    """What the two dots stand for; returns the px where rows may begin."""
    top = 0.0
    for series, is_now in zip(
        dict.fromkeys(_ends(chart)), (len(chart.series) == 1, True), strict=False
    ):
        _dot(is_now=is_now, highlighted=True).draw_end_marker(canvas, (7, top + LEADING / 2))
        top = canvas.text(series.name, 20, top, room=canvas.width - 20) + 4
    return top + 8


def _dot(*, is_now: bool, highlighted: bool) -> SeriesStyle:
    return SeriesStyle("1" if highlighted else "other", size=DOT, hollow=not is_now)


def _axis(chart: Chart, canvas: Canvas, left: float, right: float) -> ValueAxis:
    return value_axis(canvas, KIND.scale_numbers(chart), chart.unit, left=left, right=right)


def _draw_beside(chart: Chart, rows: Sequence[_Row], canvas: Canvas, top: float) -> float:
    """Names on the left, dots in the middle, changes in words on the right."""
    name_room = min(max(text_width(r.name, r.bold) for r in rows), canvas.width * NAME_SHARE)
    words_room = min(widest([r.words for r in rows]), canvas.width * WORDS_SHARE)
    right = canvas.width - words_room - 24
    axis = _axis(chart, canvas, name_room + 12 + DOT, right)
    names = [wrap(row.name, name_room, row.bold) for row in rows]
    words = [wrap(row.words, words_room) for row in rows]
    lines = [max(len(name), len(text)) for name, text in zip(names, words, strict=True)]
    heights = [max(LEADING * count + 6, STRIP + 4) for count in lines]
    foot = top + sum(heights)
    axis.draw_grid(top, foot)
    for row, name, text, height in zip(rows, names, words, heights, strict=True):
        middle = top + height / 2
        name_top = middle - LEADING * len(name) / 2
        canvas.text(name, name_room, name_top, bold=row.bold, anchor="right")
        _draw_dots(row, axis, middle)
        canvas.text(text, right + 24, middle - LEADING * len(text) / 2)
        top += height
    return axis.draw_labels(foot + 4) + 2


def _draw_below(chart: Chart, rows: Sequence[_Row], canvas: Canvas, top: float) -> float:
    """Name, change in words and dots below one another."""
    axis = _axis(chart, canvas, DOT, canvas.width - DOT)
    for row in rows:
        top = canvas.text(row.name, 0, top, bold=True, room=canvas.width)
        top = canvas.text(row.words, 0, top, room=canvas.width)
        axis.draw_grid(top + 2, top + STRIP)
        _draw_dots(row, axis, top + 2 + (STRIP - 2) / 2)
        top += STRIP + GAP
    return axis.draw_labels(top - GAP + 4) + 2


def _draw_dots(row: _Row, axis: ValueAxis, middle: float) -> None:
    canvas = axis.canvas
    role = "1" if row.highlighted else "other"
    lift = 0.0
    if row.then is not None and row.now is not None:
        # Dots that lie over each other would hide the line, and one of them the other.
        lift = LIFT if abs(axis.x(row.then) - axis.x(row.now)) < APART else 0.0
        canvas.line(
            [(axis.x(row.then), middle - lift), (axis.x(row.now), middle + lift)], role, BAR
        )
    for number, is_now, y in ((row.then, False, middle - lift), (row.now, True, middle + lift)):
        if number is not None:
            style = _dot(is_now=is_now, highlighted=row.highlighted)
            style.draw_end_marker(canvas, (axis.x(number), y))


def describe(chart: Chart) -> str:
    """How each label changed from then to now."""
    then, now = _ends(chart)
    lead = gettext("From {then} to {now}.").format(then=then.name, now=now.name)
    changes = [f"{row.name}: {row.words}." for row in _rows(chart)]
    return " ".join([lead, *changes] if len(chart.series) > 1 else changes)


def scale_numbers(chart: Chart) -> list[Decimal]:
    """The numbers of then and now, and those of the chart that shares its scale."""
    own = [number for series in dict.fromkeys(_ends(chart)) for _, number in series.points]
    return own + [Decimal(cell) for cell in chart.shared_scale if cell]


def largest_rise_first(chart: Chart) -> Chart:
    """*chart* with its series by time, and its labels by how far they rose."""
    times = label_times([series.name for series in chart.series])
    if times:
        order = sorted(range(len(times)), key=lambda i: times[i])
        chart = replace(chart, series=tuple(chart.series[i] for i in order))
    rises = [_rise(chart, index) for index in range(len(chart.labels))]
    rising = sorted(
        (i for i, rise in enumerate(rises) if rise is not None), key=lambda i: -(rises[i] or 0)
    )
    return with_labels(chart, [*rising, *(i for i, rise in enumerate(rises) if rise is None)])


def _rise(chart: Chart, index: int) -> Decimal | None:
    then, now = (read_decimal(series.cells[index]) for series in _ends(chart))
    return None if then is None or now is None else now - then


def note_of_order(chart: Chart) -> str:
    """How rows follow each other; nothing where their author asked for another order."""
    rises = [_rise(chart, index) for index in range(len(chart.labels))]
    sizes = [rise for rise in rises if rise is not None]
    if len(set(sizes)) < 2 or rises[: len(sizes)] != sorted(sizes, reverse=True):
        return ""
    first = gettext("the largest rise") if sizes[0] > 0 else gettext("the smallest fall")
    last = gettext("the smallest rise") if sizes[-1] > 0 else gettext("the largest fall")
    if sizes[0] == 0:
        first = gettext("no change")
    if sizes[-1] == 0:
        last = gettext("no change")
    sentence = gettext("The rows run from {first} to {last}.")
    if len(sizes) < len(rises):
        sentence = gettext(
            "The rows run from {first} to {last}, and those whose change is not known come last."
        )
    return sentence.format(first=first, last=last)


def faults(chart: Chart) -> Sequence[Fault]:
    """No series to compare with another."""
    return series_faults(chart, least=2)


def claims_of_title(chart: Chart) -> Sequence[Chart]:
    """The course of each label over the series, and the labels now beside each other."""
    if len(chart.series) < 2:
        return (chart,)
    then, now = _ends(chart)
    courses = tuple(
        Series(
            name=label,
            cells=(then.cells[index], now.cells[index]),
            rows=(0, 0),
            marked=label in chart.marked,
        )
        for index, label in enumerate(chart.labels)
    )
    over_time = replace(chart, labels=(then.name, now.name), series=courses, marked=())
    return (over_time, replace(chart, series=(now,)))


KIND = ChartKind(
    name="dumbbell",
    also_called=("dumbbells", "dumb-bell", "slope", "slopes", "before-and-after", "connected-dots"),
    label=gettext_noop("Chart of then and now"),
    has_numbers=True,
    layout=layout,
    describe=describe,
    scale_numbers=scale_numbers,
    scale_direction=ScaleDirection.HORIZONTAL,
    scale_choices=(),
    has_places=False,
    rows_in_order=rows_of_table,
    labels_in_order=labels_of_rows,
    in_order=largest_rise_first,
    faults=faults,
    advice=no_faults,
    claims_of_title=claims_of_title,
    annotations=frozenset(),
    most_series=None,
    table_headings=headings_of_series,
    subtitle_note=note_of_order,
)
