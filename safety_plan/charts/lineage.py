"""How wording passed from edition to edition: a strand for each, joined by a line."""

from safety_plan.charts.canvas import Canvas
from safety_plan.charts.descriptions import describe_each_series, describe_entries
from safety_plan.charts.events import LINE_WIDTH, Event, draw_dot, draw_events
from safety_plan.charts.kind import ChartKind
from safety_plan.charts.orders import labels_by_time, rows_of_table, same_order
from safety_plan.charts.text import LEADING
from safety_plan.charts.usual_answers import (
    headings_of_series,
    no_claims,
    no_faults,
    no_note,
    no_numbers,
)
from safety_plan.core.translation import gettext, gettext_noop
from safety_plan.models.charts import Chart, Series

COLUMN_GAP = 20  # px between columns
STRAND_GAP = 26  # px between strands
MOST_ACROSS = 6  # editions beside each other, so that few words are cut
SAME_WORDS = gettext_noop("the same words")
NO_ENTRY = gettext_noop("no entry")


def layout(chart: Chart, canvas: Canvas) -> float:
    """Draw strands, editions across, or down where tight; returns their height in px."""
    if canvas.is_wide and len(chart.labels) <= MOST_ACROSS:
        return _draw_across(chart, canvas)
    return _draw_down(chart, canvas)


def _has_new_words(series: Series) -> list[bool]:
    """Whether each edition has words that differ from the edition before."""
    before = ("", *series.cells[:-1])
    return [
        bool(cell) and cell != previous for cell, previous in zip(series.cells, before, strict=True)
    ]


def _draw_down(chart: Chart, canvas: Canvas) -> float:
    top = 0.0
    for series in chart.series:
        top = canvas.text(series.name, 0, top, bold=True, room=canvas.width) + 8
        top = draw_events(canvas, _events(chart, series), top) + STRAND_GAP
    return top - STRAND_GAP


def _events(chart: Chart, series: Series) -> list[Event]:
    """An event for each edition; only new words are written out."""
    events = []
    for label, cell, new in zip(chart.labels, series.cells, _has_new_words(series), strict=True):
        unchanged = gettext(SAME_WORDS if cell else NO_ENTRY)
        text = cell if new else unchanged
        events.append(Event(label, text, highlighted=new, dotted=bool(cell), soft=not new))
    return events


def _draw_across(chart: Chart, canvas: Canvas) -> float:
    column = (canvas.width + COLUMN_GAP) / len(chart.labels)
    feet = [
        canvas.text(label, i * column, 0, bold=True, role="soft", room=column - COLUMN_GAP)
        for i, label in enumerate(chart.labels)
    ]
    top = max(feet) + 8
    for series in chart.series:
        top = _draw_strand(series, canvas, column, top)
    return _draw_key(canvas, top) + 4


def _draw_strand(series: Series, canvas: Canvas, column: float, top: float) -> float:
    """The name of a strand, its line, and its words where they are new; returns its foot."""
    canvas.line([(0, top), (canvas.width, top)], "grid")
    y = canvas.text(series.name, 0, top + 8, bold=True, room=canvas.width) + 14
    dots = [(i * column + 6, y) if cell else None for i, cell in enumerate(series.cells)]
    canvas.line(dots, "other", LINE_WIDTH)
    new_words = _has_new_words(series)
    foot = y + 10
    for i, (dot, new) in enumerate(zip(dots, new_words, strict=True)):
        if dot:
            draw_dot(canvas, dot, highlighted=new)
        if new:
            # Words have room up to the next edition that writes its own.
            columns = [*new_words[i + 1 :], True].index(True) + 1
            room = columns * column - COLUMN_GAP
            foot = max(foot, canvas.text(series.cells[i], i * column, y + 10, room=room))
    return foot + 12


def _draw_key(canvas: Canvas, top: float) -> float:
    middle = top + LEADING / 2
    draw_dot(canvas, (6, middle), highlighted=True)
    draw_dot(canvas, (130, middle), highlighted=False)
    canvas.text(gettext("new words"), 18, top, role="soft")
    return canvas.text(gettext(SAME_WORDS), 142, top, role="soft")


def describe(chart: Chart) -> str:
    """Every wording of each strand in full."""
    return describe_each_series(chart, _describe_strand)


def _describe_strand(chart: Chart, series: Series) -> str:
    return f"{series.name}: {describe_entries(chart, series)}"


KIND = ChartKind(
    name="lineage",
    also_called=("genealogy", "ancestry"),
    label=gettext_noop("Chart of how each priority was worded in each edition"),
    has_numbers=False,
    layout=layout,
    describe=describe,
    scale_numbers=no_numbers,
    scale_direction=None,
    scale_choices=(),
    has_places=False,
    rows_in_order=rows_of_table,
    labels_in_order=labels_by_time,
    in_order=same_order,
    faults=no_faults,
    advice=no_faults,
    claims_of_title=no_claims,
    annotations=frozenset(),
    most_series=None,
    table_headings=headings_of_series,
    subtitle_note=no_note,
)
