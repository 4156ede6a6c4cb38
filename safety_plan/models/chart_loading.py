"""Chart specifications (`data/charts.yml`): from a table to what a chart shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from safety_plan.core.dates import format_date, format_period
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem, Read
from safety_plan.core.prompts import is_prompt
from safety_plan.core.quantities import MISSING_VALUE_CODES, NOT_AVAILABLE, read_decimal
from safety_plan.models.annotation_problems import (
    annotation_problems,
    entry_problems,
    line_table_problems,
)
from safety_plan.models.chart_annotations import (
    ChartRows,
    read_notes,
    read_reference,
    with_annotations,
    without_reference,
)
from safety_plan.models.chart_kinds import Kinds, fault_problems, kind_problems
from safety_plan.models.chart_places import with_places
from safety_plan.models.chart_settings import ChartSettings
from safety_plan.models.charts import DRAWING_RULE, Chart, ChartRules, Series
from safety_plan.models.fields import rules_of
from safety_plan.models.page_decimals import rows_as_shown
from safety_plan.models.setting_problems import validate_mapping
from safety_plan.models.tables import Table, Tables
from safety_plan.models.where import Choice, as_where, strange_cells
from safety_plan.reading.csv_files import Row
from safety_plan.reading.yaml_files import Document, as_mapping, as_text, as_text_list, as_texts


@dataclass(frozen=True, slots=True, kw_only=True)
class _Specification:
    """One entry of the file: what its author asks for, and where it stands."""

    document: Document
    id: str
    settings: ChartSettings

    def location(self, *setting: str) -> Location:
        """Where the entry, or a setting of it, stands in the file."""
        return self.document.location(self.id, *setting)


def read_charts(document: Document, tables: Tables, kinds: Kinds) -> Read[dict[str, Chart]]:
    """Every chart by its id, and what is wrong; those that cannot be read are left out."""
    charts: dict[str, Chart] = {}
    problems: list[Problem] = []
    for chart_id in document.value:
        chart, chart_problems = _read_chart(document, chart_id, tables, kinds)
        if chart:
            charts[chart_id] = chart
        problems += chart_problems
    return charts, problems


def _setting_problems(document: Document, chart_id: str) -> list[Problem]:
    subject = f"The chart “{chart_id}”"
    rules = rules_of(ChartSettings)
    problems = [*validate_mapping(document, (chart_id,), subject, "chart-complete", rules)]
    order = as_text(as_mapping(document.value[chart_id]).get("order"))
    if order not in ("", "table"):
        location = document.location(chart_id, "order")
        params = {"thing": subject, "name": order, "choices": ["table"]}
        problems.append(problem("setting-shape.order", location, **params))
    return problems or [*entry_problems(document, chart_id, subject)]


def _specification(document: Document, chart_id: str) -> _Specification:
    entry = as_mapping(document.value[chart_id])
    values: dict[str, Any] = {**as_texts(entry, rules_of(ChartSettings))}
    values["where"] = as_where(entry.get("where"))
    values["caveats"] = as_text_list(entry.get("caveats"))
    values["notes"] = read_notes(entry.get("notes"))
    values["reference"] = read_reference(entry.get("reference"))
    values["mark"] = as_text_list(entry.get("mark"))
    return _Specification(document=document, id=chart_id, settings=ChartSettings(**values))


def _read_chart(
    document: Document, chart_id: str, tables: Tables, kinds: Kinds
) -> Read[Chart | None]:
    spec = _specification(document, chart_id)
    problems = [*_setting_problems(document, chart_id), *_name_problems(spec, tables, kinds)]
    if problems:
        return None, problems
    kind, table = kinds[spec.settings.kind], tables[spec.settings.table]
    rows = _chart_rows(spec.settings, kind, tables)
    chart = _build_chart(spec, kind, rows)
    problems = _row_problems(spec, chart, kind, table)
    if not problems and chart.labels and not table.broken:
        problems = [*annotation_problems(chart, spec.settings, kinds, rows, spec.location)]
    if spec.settings.grid:
        chart, place_problems = with_places(chart, spec.settings, tables, spec.location("grid"))
        problems += place_problems
    if problems or not _is_drawable(chart, kind):
        return None, problems
    if spec.settings.order != "table":
        chart = kind.in_order(chart)
    if problems := fault_problems(kind.faults(chart), spec.location):
        return None, problems
    return replace(chart, description=kind.description(chart)), []


def _name_problems(spec: _Specification, tables: Tables, kinds: Kinds) -> list[Problem]:
    """Names of a kind, a table or columns that do not exist."""
    problems = [*kind_problems(spec.settings, kinds, spec.location)]
    for key in ("table", "grid"):
        name = getattr(spec.settings, key)
        if name and name not in tables:
            location = spec.location(key)
            problems.append(problem("table-unknown", location, name=name, choices=tables))
    problems += line_table_problems(spec.settings, tables, spec.location)
    return problems + _column_problems(spec, tables)


def _column_problems(spec: _Specification, tables: Tables) -> list[Problem]:
    """Names of columns that the table does not have."""
    if spec.settings.table not in tables:
        return []
    columns = [column.name for column in tables[spec.settings.table].columns]
    names = [
        (setting, getattr(spec.settings, setting))
        for setting in ("labels", "values", "series", "low", "high")
    ]
    names += [("where", column) for column in spec.settings.where]
    return [
        problem(
            "column-unknown.table",
            spec.location(setting),
            table=spec.settings.table,
            name=name,
            choices=columns,
        )
        for setting, name in names
        if name and columns and name not in columns
    ]


def _row_problems(
    spec: _Specification, chart: Chart, kind: ChartRules, table: Table
) -> list[Problem]:
    """Rows that cannot make a chart of this kind."""
    if table.broken & {"", *spec.settings.where, spec.settings.labels, spec.settings.series}:
        return []  # the problems of the table say it
    if strange := _cell_problems(spec, table):
        return strange
    if not table.rows:
        return [problem("chart-rows.empty", spec.location("table"), name=chart.id, path=table.path)]
    if not chart.labels:
        return [problem("chart-rows", spec.location("where"), name=chart.id)]
    count = len(chart.series)
    most = kind.most_series
    if most is not None and count > most:
        return [problem("chart-lines", spec.location(), count=count, most=most)]
    column = table.column(chart.column)
    if kind.has_numbers and column and not column.is_numeric:
        return [problem("chart-rows.words", spec.location("values"), name=chart.column)]
    return _selection_problems(spec, table.where(spec.settings.where))


def _cell_problems(spec: _Specification, table: Table) -> list[Problem]:
    """Cells in a list, or after “not”, that no row has: nobody would miss what they choose."""
    where = {name: one for name, one in spec.settings.where.items() if isinstance(one, Choice)}
    return [
        problem(
            "chart-rows.cell",
            spec.location("where", column),
            path=table.path,
            column=column,
            name=cell,
            choices=cells,
        )
        for column, cell, cells in (strange_cells(table.rows, where) if table.rows else ())
    ]


def _selection_problems(spec: _Specification, rows: Iterable[Row]) -> list[Problem]:
    """Two rows for one point of the chart, or a name to mark that it does not show."""
    first_rows: dict[tuple[str, str], int] = {}
    for row in rows:
        point = (row[spec.settings.labels], row[spec.settings.series])
        first = first_rows.setdefault(point, row.number)
        if first != row.number:
            return [
                problem(
                    "chart-rows.twice",
                    spec.location("where"),
                    label=row[spec.settings.labels],
                    first=first,
                    second=row.number,
                    path=row.path,
                )
            ]
    names = list(dict.fromkeys(name for point in first_rows for name in point if name))
    return [
        problem("chart-mark", spec.location("mark"), name=mark, choices=names)
        for mark in spec.settings.mark
        if names and mark not in names
    ]


def _is_drawable(chart: Chart, kind: ChartRules) -> bool:
    """False without labels, or where a cell is not a number, which is a problem of its table."""
    cells = [cell for series in chart.series for cell in series.cells]
    numbers = [cell for cell in cells if cell and cell not in MISSING_VALUE_CODES]
    readable = all(read_decimal(cell) is not None for cell in numbers)
    return bool(chart.labels) and (readable or not kind.has_numbers)


def _chart_rows(settings: ChartSettings, kind: ChartRules, tables: Tables) -> ChartRows:
    """The rows that a chart shows, and its labels, in the order of the chart."""
    table = tables[settings.table]
    other = settings.reference.table if settings.reference else ""
    rows = without_reference(table.where(settings.where), settings)
    if settings.order != "table":
        rows = kind.rows_in_order(rows, settings.values)
    labels = kind.labels_in_order(list(dict.fromkeys(row[settings.labels] for row in rows)))
    rows = rows_as_shown(rows, table.columns)
    return ChartRows(table=table, line_table=tables[other or table.name], rows=rows, labels=labels)


def _build_chart(spec: _Specification, kind: ChartRules, of: ChartRows) -> Chart:
    settings = spec.settings
    table = of.table
    rows = of.rows
    labels = of.labels
    column, labels_column = table.column(settings.values), table.column(settings.labels)
    chart = Chart(
        id=spec.id,
        kind=settings.kind,
        title=settings.title,
        subtitle=settings.subtitle,
        description="",
        unit=(column.unit if column and column.unit else "count"),
        base=column.base if column else "",
        labels_heading=labels_column.title if labels_column else settings.labels,
        labels=tuple(format_label(label, settings.labels) for label in labels),
        series=_build_series(settings, rows, labels, column.title if column else ""),
        marked=tuple(
            format_label(label, settings.labels) for label in labels if label in settings.mark
        ),
        table=table.name,
        column=settings.values,
        counts=column.definition if column else "",
        place=settings.place or table.place,
        sources=table.sources_of(rows, [settings.values]),
        caveats=(*settings.caveats, *table.caveats_of(rows, [settings.labels, settings.values])),
        recipe=table.derivation.recipe if table.derivation else (),
        inputs=table.derivation.rows_behind(rows, [settings.values]) if table.derivation else {},
        scale=settings.scale,
        drawing_rule=DRAWING_RULE,
    )
    return with_annotations(chart, settings, kind.annotations, of)


def _build_series(
    settings: ChartSettings, rows: Sequence[Row], labels: Sequence[str], only_name: str
) -> tuple[Series, ...]:
    """One series for each name in the order of *rows*; the one without a name is *only_name*."""
    row_at = {(row[settings.series], row[settings.labels]): row for row in rows}
    every_series = []
    for name in dict.fromkeys(row[settings.series] for row in rows):
        points = [row_at.get((name, label)) for label in labels]
        series = Series(
            name=format_label(name, settings.series) or only_name,
            cells=_cells(settings.values, points),
            rows=tuple(row.number if row else 0 for row in points),
            marked=bool(name) and name in settings.mark,
            low=_ends(settings.low, points),
            high=_ends(settings.high, points),
        )
        every_series.append(series)
    return tuple(every_series)


def _ends(column: str, points: Sequence[Row | None]) -> tuple[str, ...]:
    """The cells of the *column* with one end of each range; nothing where none is named."""
    return _cells(column, points) if column else ()


def _cells(column: str, points: Sequence[Row | None]) -> tuple[str, ...]:
    """The cells of *column*; a number that is not written yet is one that is not available."""
    cells = (row[column] if row else "" for row in points)
    return tuple(NOT_AVAILABLE if is_prompt(cell) else cell for cell in cells)


def format_label(label: str, column: str) -> str:
    """A label as a reader meets it: dates and periods in words, the rest as it is.

    Only a *column* named date or period is read so: elsewhere 2010-11 may mean anything.
    """
    if label == "undated" or column not in ("date", "period"):
        return label
    return format_date(label) or format_period(label) or label
