"""Events down a line: a dot, a date in bold, and what happened."""

from safety_plan.charts.canvas import Canvas
from safety_plan.charts.descriptions import describe_each_series, describe_entries
from safety_plan.charts.events import Event, draw_events
from safety_plan.charts.kind import ChartKind
from safety_plan.charts.orders import labels_by_time, rows_of_table, same_order
from safety_plan.charts.text import widest
from safety_plan.charts.usual_answers import (
    headings_of_series,
    no_claims,
    no_faults,
    no_note,
    no_numbers,
)
from safety_plan.core.translation import gettext_noop
from safety_plan.models.charts import Chart

DATE_SHARE = 0.28  # of the width, at most, for dates beside a wide line


def layout(chart: Chart, canvas: Canvas) -> float:
    """Draw a timeline; returns its height in px."""
    events = _events(chart)
    dates = widest([event.heading for event in events], bold=True)
    room = min(dates, canvas.width * DATE_SHARE)
    return draw_events(canvas, events, 0, heading_room=room if canvas.is_wide else 0)


def _events(chart: Chart) -> list[Event]:
    """An event for each cell that is not empty, in the order of the labels."""
    events = []
    for index, label in enumerate(chart.labels):
        for series in chart.series:
            cell = series.cells[index]
            if cell:
                text = f"{series.name}: {cell}" if len(chart.series) > 1 else cell
                highlighted = not chart.marked or label in chart.marked
                events.append(Event(label, text, highlighted=highlighted))
    return events


def describe(chart: Chart) -> str:
    """Every event in full."""
    return describe_each_series(chart, describe_entries)


KIND = ChartKind(
    name="timeline",
    also_called=("time-line", "events", "history"),
    label=gettext_noop("Timeline"),
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
