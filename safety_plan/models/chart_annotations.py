"""What an entry of `data/charts.yml` adds to a chart: notes, a line at a value, its scale."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

from safety_plan.core.dates import format_period
from safety_plan.core.quantities import read_decimal
from safety_plan.core.text import all_of
from safety_plan.core.translation import gettext
from safety_plan.models.chart_settings import ChartSettings, NoteSettings, ReferenceSettings
from safety_plan.models.charts import Annotation, Chart, ChartNote, ReferenceLine
from safety_plan.models.fields import rules_of
from safety_plan.models.note_places import Span, follow_in_time, place_point, place_span
from safety_plan.models.page_decimals import rows_as_shown
from safety_plan.models.tables import Table
from safety_plan.reading.csv_files import Row
from safety_plan.reading.yaml_files import Value, as_list, as_mapping, as_texts


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartRows:
    """The rows of a chart: its table, those that are drawn, and its labels as in the data.

    *line_table* is the one that holds the row of its line, which may be another.
    """

    table: Table
    line_table: Table
    rows: Sequence[Row]
    labels: Sequence[str]


# Reading


def read_notes(value: Value | None) -> tuple[NoteSettings, ...]:
    """The notes of an entry, as they are written."""
    notes = []
    for item in as_list(value):
        texts = as_texts(as_mapping(item), rules_of(NoteSettings))
        first, last = texts.pop("from"), texts.pop("to")
        notes.append(NoteSettings(first=first, last=last, **texts))
    return tuple(notes)


def read_reference(value: Value | None) -> ReferenceSettings | None:
    """The line of an entry, as it is written."""
    entry = as_mapping(value)
    return ReferenceSettings(**as_texts(entry, rules_of(ReferenceSettings))) if entry else None


# Into the chart


def with_annotations(
    chart: Chart, settings: ChartSettings, chosen: Container[Annotation], of: ChartRows
) -> Chart:
    """*chart* with all that *settings* add to it and that can be found, if it is *chosen*."""
    notes = (_note(note, of.labels, chart.labels) for note in settings.notes)
    lines = tuple(_lines(chart, settings, of) if Annotation.LINES in chosen else ())
    rows = reference_rows(settings, of) if lines else ()
    behind = of.line_table.sources_of(rows, [settings.values]) if lines else ()
    return replace(
        chart,
        notes=tuple(note for note in notes if note),
        reference_lines=lines,
        sources=tuple(dict.fromkeys([*chart.sources, *behind])),
    )


def _note(note: NoteSettings, labels: Sequence[str], captions: Sequence[str]) -> ChartNote | None:
    """*note* at its place among *labels*, which readers meet as *captions*."""
    span = note_span(note, labels, captions)
    if span is None:
        return None
    times = [note.at] if note.at else [note.first, note.last]
    caption_of = dict(zip(labels, captions, strict=True))
    words = dict.fromkeys(caption_of.get(time) or format_period(time) or time for time in times)
    return ChartNote(
        start=f"{span.start:f}",
        end=f"{span.end:f}",
        when=all_of([*words]) if _are_neighbours(times, labels) else _span_words([*words]),
        words=note.words,
        labels=tuple(captions[row] for row in span.rows),
        source=note.source,
    )


def _are_neighbours(times: Sequence[str], labels: Sequence[str]) -> bool:
    """Whether a note is about two labels side by side that are no times, such as two areas."""
    if len(times) < 2 or follow_in_time(labels) or not {*times} <= {*labels}:
        return False
    return labels.index(times[1]) - labels.index(times[0]) == 1


def _span_words(ends: Sequence[str]) -> str:
    """The time of a note: one label, or from one to another."""
    if len(ends) < 2:
        return ends[0]
    return gettext("{low} to {high}").format(low=ends[0], high=ends[1])


def note_span(note: NoteSettings, labels: Sequence[str], captions: Sequence[str]) -> Span | None:
    """Where a note stands; its author may write a label as in the data, or as readers meet it."""
    raw = dict(zip(captions, labels, strict=True))
    at, first, last = (raw.get(text, text) for text in (note.at, note.first, note.last))
    return place_point(labels, at) if at else place_span(labels, first, last)


def _lines(chart: Chart, settings: ChartSettings, of: ChartRows) -> Iterator[ReferenceLine]:
    """The line that the settings ask for, and the base of an index."""
    if chart.unit == "index":
        bases = [
            label
            for index, label in enumerate(chart.labels)
            if {read_decimal(series.cells[index]) for series in chart.series} == {100}
        ]
        if len(bases) == 1:
            yield ReferenceLine(value="100", words=f"100 = {bases[0]}")
    if settings.reference:
        rows = reference_rows(settings, of)
        if len(rows) == 1 and read_decimal(rows[0][settings.values]) is not None:
            yield ReferenceLine(value=rows[0][settings.values], words=settings.reference.words)


def reference_rows(settings: ChartSettings, of: ChartRows) -> list[Row]:
    """The rows that the line of a chart may mean: of the series that is marked, if one is.

    In another table they are those where any column has the label.
    """
    if not settings.reference:
        return []
    label = settings.reference.label
    rows = rows_for_line(settings, of)
    if settings.reference.table:
        return [row for row in rows if label in row.cells.values()]
    rows = [row for row in rows if row[settings.labels] == label]
    of_mark = [row for row in rows if settings.series and row[settings.series] in settings.mark]
    return of_mark or rows


def rows_for_line(settings: ChartSettings, of: ChartRows) -> list[Row]:
    """The rows that the line may stand at: those of its table that the chart asks for."""
    columns = {column.name for column in of.line_table.columns}
    where = {name: cells for name, cells in settings.where.items() if name in columns}
    return rows_as_shown(of.line_table.where(where), of.line_table.columns)


def without_reference(rows: Sequence[Row], settings: ChartSettings) -> list[Row]:
    """*rows* without that of the line, which is drawn as a line and not once more as a bar.

    A time stays: its value is a point among others.
    """
    name = settings.reference.label if settings.reference else ""
    if not name or format_period(name) or (settings.reference and settings.reference.table):
        return list(rows)
    return [row for row in rows if row[settings.labels] != name]
