"""What is wrong with that which an entry of `data/charts.yml` adds to its chart."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from safety_plan.core.dates import period_bounds
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.core.quantities import read_decimal
from safety_plan.models.chart_annotations import ChartRows, note_span, reference_rows, rows_for_line
from safety_plan.models.chart_settings import ChartSettings, NoteSettings, ReferenceSettings
from safety_plan.models.charts import Annotation, Chart, ChartRules
from safety_plan.models.fields import rules_of
from safety_plan.models.note_places import follow_in_time
from safety_plan.models.ranges import end_problems, range_problems
from safety_plan.models.setting_problems import validate_mapping
from safety_plan.models.tables import Tables
from safety_plan.reading.yaml_files import Document, as_list, as_mapping

LONGEST_WORDS = 60  # letters of a note, and of what a line is called
MOST_NOTES = 6  # of one chart, so that a reader can tell them apart

#: Where a setting of the chart stands, by its name and what stands below it.
Locate = Callable[..., Location]


def entry_problems(document: Document, chart_id: str, subject: str) -> Iterator[Problem]:
    """Notes and a line that are not complete, or have settings that nobody knows."""
    entry = as_mapping(document.value[chart_id])
    chart = subject[0].lower() + subject[1:]
    rule = "chart-complete"
    if as_mapping(entry.get("reference")):
        rules = rules_of(ReferenceSettings)
        name = f"The line of {chart}"
        yield from validate_mapping(document, (chart_id, "reference"), name, rule, rules)
    for index in range(len(as_list(entry.get("notes")))):
        name = f"A note of {chart}"
        rules = rules_of(NoteSettings)
        yield from validate_mapping(document, (chart_id, "notes", str(index)), name, rule, rules)


def annotation_problems(
    chart: Chart,
    settings: ChartSettings,
    kinds: Mapping[str, ChartRules],
    of: ChartRows,
    locate: Locate,
) -> Iterator[Problem]:
    """What the settings ask for and the chart cannot show."""
    for setting, addition in _additions(settings).items():
        if addition not in kinds[settings.kind].annotations:
            able = [name for name, kind in kinds.items() if addition in kind.annotations]
            params = {"kind": settings.kind, "what": addition, "setting": setting, "choices": able}
            yield problem("chart-adds", locate(setting), **params)
            return
    yield from _notes_problems(chart, settings, of, locate)
    yield from _reference_problems(settings, of, locate)
    yield from _end_problems(settings, of, locate)


def _additions(settings: ChartSettings) -> dict[str, Annotation]:
    """What a chart must be able to draw, by the setting that asks for it."""
    choices = {
        "notes": (settings.notes, Annotation.NOTES),
        "reference": (settings.reference, Annotation.LINES),
        "low": (settings.low, Annotation.RANGES),
        "high": (settings.high, Annotation.RANGES),
    }
    return {setting: addition for setting, (is_asked, addition) in choices.items() if is_asked}


def _notes_problems(
    chart: Chart, settings: ChartSettings, of: ChartRows, locate: Locate
) -> Iterator[Problem]:
    """Notes that are too many or too long, or stand nowhere on the chart."""
    count = len(settings.notes)
    if count > MOST_NOTES:
        yield problem("chart-note.many", locate("notes"), count=count, most=MOST_NOTES)
    for index, note in enumerate(settings.notes):
        keys = ("notes", str(index))
        if len(note.words) > LONGEST_WORDS:
            params = {"letters": len(note.words), "most": LONGEST_WORDS}
            yield problem("chart-note.long", locate(*keys, "words"), **params)
        yield from _place_problems(chart, note, of, locate(*keys))


def _place_problems(
    chart: Chart, note: NoteSettings, of: ChartRows, location: Location
) -> Iterator[Problem]:
    """A note without a place, with two, or with one that the chart does not show."""
    has_span = bool(note.first or note.last)
    if bool(note.at) == has_span or bool(note.first) != bool(note.last):
        yield problem("chart-note.place", location, words=note.words)
    elif note_span(note, of.labels, chart.labels) is None:
        yield _place_problem(chart, note, of, location)


def _place_problem(chart: Chart, note: NoteSettings, of: ChartRows, location: Location) -> Problem:
    """Why a note that names a place stands nowhere."""
    place = note.at or f"{note.first} to {note.last}"
    bounds = [period_bounds(time) for time in (note.first, note.last)]
    if not follow_in_time(of.labels):
        params = {"words": note.words, "name": place}
        return problem("chart-note.label", location, **params, choices=of.labels)
    if bounds[0] and bounds[1] and bounds[0] > bounds[1]:
        ends = {"first": note.first, "last": note.last}
        return problem("chart-note.turned", location, words=note.words, **ends)
    ends = {"first": chart.labels[0], "last": chart.labels[-1]}
    return problem("chart-note", location, words=note.words, place=place, **ends)


def _reference_problems(
    settings: ChartSettings, of: ChartRows, locate: Locate
) -> Iterator[Problem]:
    """A line whose value is not in the data, or could be one of several."""
    if not settings.reference:
        return
    label = settings.reference.label
    rows = reference_rows(settings, of)
    if len(settings.reference.words) > LONGEST_WORDS:
        sizes = {"letters": len(settings.reference.words), "most": LONGEST_WORDS}
        yield problem("chart-note.long", locate("reference", "words"), **sizes)
    location = locate("reference", "label")
    if not rows and settings.reference.table:
        names = _labels_for_line(settings, of)
        params = {"name": label, "table": settings.reference.table}
        yield problem("chart-line.table", location, **params, choices=names)
    elif not rows:
        yield problem("chart-line", location, name=label, choices=_labels_for_line(settings, of))
    elif len(rows) > 1:
        numbers = {"first": rows[0].number, "second": rows[1].number}
        yield problem("chart-line.twice", location, name=label, path=rows[0].path, **numbers)
    elif read_decimal(rows[0][settings.values]) is None:
        row = rows[0]
        yield problem("chart-line.none", location, name=label, row=row.number, path=row.path)


def line_table_problems(
    settings: ChartSettings, tables: Tables, locate: Locate
) -> Iterator[Problem]:
    """A line whose own table is unknown, or has no such number: no column, or another unit."""
    name = settings.reference.table if settings.reference else ""
    table = tables.get(settings.table)
    other = tables.get(name)
    if name and other is None:
        location = locate("reference", "table")
        yield problem("table-unknown", location, name=name, choices=tables)
    if table is None or other is None or not other.columns:
        return
    own, others = table.column(settings.values), other.column(settings.values)
    location = locate("reference", "table")
    params = {"table": other.name}
    if others is None:
        names = [column.name for column in other.columns]
        params["name"] = settings.values
        yield problem("column-unknown.table", location, **params, choices=names)
    elif own and (own.unit, own.base) != (others.unit, others.base):
        yield problem("chart-line.unit", location, **params, column=settings.values)


def _labels_for_line(settings: ChartSettings, of: ChartRows) -> list[str]:
    """What the label of the line may be: words of another table, or labels of the chart."""
    rows = rows_for_line(settings, of)
    if of.line_table is of.table:
        return [*dict.fromkeys(row[settings.labels] for row in rows)]
    texts = [c.name for c in of.line_table.columns if c.type == "string" and c.name != "source"]
    names = [name for name in texts if name not in settings.where]
    return [*dict.fromkeys(row[name] for row in rows for name in names)]


def _end_problems(settings: ChartSettings, of: ChartRows, locate: Locate) -> Iterator[Problem]:
    """Columns that cannot be the ends of a range, and numbers outside their own range."""
    if not (settings.low or settings.high):
        return
    column = of.table.column(settings.values)
    if not column or (column.lower, column.upper) == (settings.low, settings.high):
        return  # the problems of the table say it
    if not (settings.low and settings.high):
        yield problem("chart-ends", locate("low" if settings.low else "high"))
        return
    pair = replace(column, lower=settings.low, upper=settings.high)
    columns = {one.name: one for one in of.table.columns}
    yield from end_problems(pair, columns, locate("low"))
    for row in of.rows:
        yield from range_problems(row, pair)
