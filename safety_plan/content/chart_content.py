"""A chart out of the block of a page, and the rows of its table, as readers and files have them."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from safety_plan.charts.annotations import note_in_full
from safety_plan.charts.kinds import kind_of
from safety_plan.core.translation import gettext
from safety_plan.models.charts import Chart, ChartNote, ReferenceLine, Series

Content = Mapping[str, Any]
#: How a chart is drawn beside another, which no block holds.
COMPARISON_FIELDS = {"shared_scale", "earlier", "revisions"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartColumn:
    """One column of the table of a chart; *rows* are those of the data, 0 where it has none."""

    heading: str
    cells: tuple[str, ...]
    is_number: bool
    rows: tuple[int, ...] = ()


def chart_of(content: Content) -> Chart:
    """The chart that a block holds."""
    series = tuple(Series(**_with_tuples(fields)) for fields in content["series"])
    notes = tuple(ChartNote(**_with_tuples(fields)) for fields in content.get("notes", ()))
    lines = tuple(ReferenceLine(**fields) for fields in content.get("reference_lines", ()))
    parts = {"series": series, "notes": notes, "reference_lines": lines}
    return Chart(**{**_with_tuples(content), **parts})


def all_fields(content: Content) -> Content:
    """*content* with every field of a chart: a block that was sealed earlier has fewer."""
    series = content["series"]
    names, series_names = ({field.name for field in fields(kind)} for kind in (Chart, Series))
    if names - COMPARISON_FIELDS <= content.keys() and all(
        series_names <= one.keys() for one in series
    ):
        return content
    return dict(json.loads(json.dumps(asdict(chart_of(content)))))


def _with_tuples(fields: Content) -> dict[str, Any]:
    """*fields* as they come out of JSON, with a tuple for each list."""
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()
    }


def chart_columns(chart: Chart) -> list[ChartColumn]:
    """The columns of the table of a chart: labels, each series with its range, notes."""
    label, *names = kind_of(chart).table_headings(chart)
    columns = [ChartColumn(heading=label, cells=chart.labels, is_number=False)]
    for name, series in zip(names, chart.series, strict=True):
        columns += _series_columns(chart, name, series)
    if chart.notes:
        cells = tuple(_notes_at(chart, label) for label in chart.labels)
        columns.append(ChartColumn(heading=gettext("Notes"), cells=cells, is_number=False))
    return columns


def _series_columns(chart: Chart, name: str, series: Series) -> list[ChartColumn]:
    is_number = kind_of(chart).has_numbers
    column = ChartColumn(heading=name, cells=series.cells, is_number=is_number, rows=series.rows)
    if not series.low:
        return [column]
    lower = gettext("{name}: lower end").format(name=name)
    upper = gettext("{name}: upper end").format(name=name)
    low = ChartColumn(heading=lower, cells=series.low, is_number=True)
    high = ChartColumn(heading=upper, cells=series.high, is_number=True)
    return [column, low, high]


def _notes_at(chart: Chart, label: str) -> str:
    """What the notes of a chart say of one label."""
    notes = [note for note in chart.notes if label in note.labels]
    texts = [note.words if note.when == label else note_in_full(note) for note in notes]
    return "; ".join(texts)


def chart_rows(chart: Chart) -> tuple[list[str], list[list[str]]]:
    """The headings and rows of the file of a chart, cells as in the data.

    A line at one value has a column of its own, so that the file can be drawn again.
    """
    columns = chart_columns(chart)
    headings = [column.heading for column in columns]
    rows = [list(row) for row in zip(*(column.cells for column in columns), strict=True)]
    values = [line.value for line in chart.reference_lines]
    return headings + [line.words for line in chart.reference_lines], [
        [*row, *values] for row in rows
    ]


def number_headings(chart: Chart) -> set[str]:
    """The headings of those columns of the file that hold numbers."""
    columns = {column.heading for column in chart_columns(chart) if column.is_number}
    return columns | {line.words for line in chart.reference_lines}
