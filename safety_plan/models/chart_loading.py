"""Chart specifications (`data/charts.yml`): from a table to what a chart shows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from safety_plan.checks.chart_titles import contradictions
from safety_plan.core.dates import format_date, format_period, period_bounds
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem, Read
from safety_plan.core.quantities import MISSING_VALUE_CODES, read_decimal
from safety_plan.models.chart_settings import ChartSettings
from safety_plan.models.charts import KINDS, Chart, Series, description
from safety_plan.models.fields import rules_of
from safety_plan.models.settings import validate_mapping
from safety_plan.models.tables import Table, Tables
from safety_plan.reading.csv_files import Row
from safety_plan.reading.yaml_files import Document, as_mapping, as_text, as_text_list, as_texts

MOST_LINES = 4
KINDS_OF_WORDS = ("timeline", "lineage")
NUMERIC_TYPES = ("number", "integer")

Texts = Mapping[str, str]
#: The place of a setting of one chart.
Where = Callable[..., Location]


def read_charts(document: Document, tables: Tables) -> Read[dict[str, Chart]]:
    """Every chart by its id; those that cannot be read are left out."""
    charts: dict[str, Chart] = {}
    problems: list[Problem] = []
    for name, value in document.value.items():
        entry, place = as_mapping(value), partial(document.location, name)
        said = as_texts(entry, rules_of(ChartSettings))
        where = {k: as_text(v) for k, v in as_mapping(entry.get("where")).items()}
        found = [
            *validate_mapping(
                document, (name,), f"The chart “{name}”", "chart-complete", rules_of(ChartSettings)
            )
        ]
        found = found or _named_problems(said, where, place, tables)
        if not found:
            table = tables[said["table"]]
            chart = _chart(
                name, said, as_text_list(entry.get("caveats")), table, table.where(where)
            )
            found = _drawn_problems(chart, said, where, place, table)
            if not found and _drawable(chart):
                charts[name] = replace(chart, description=description(chart))
                found = contradictions(chart, place("title"))
        problems += found
    return charts, problems


def _named_problems(said: Texts, where: Texts, place: Where, tables: Tables) -> list[Problem]:
    """Kinds, tables and columns that there are not."""
    if said["kind"] not in KINDS:
        return [problem("chart-kind", place("kind"), name=said["kind"], among=KINDS)]
    if said["table"] not in tables:
        return [problem("table-unknown", place("table"), name=said["table"], among=tables)]
    known = [c.name for c in tables[said["table"]].columns]
    named = [(key, said[key]) for key in ("labels", "values", "series")]
    return [
        problem("column-unknown.table", place(key), table=said["table"], name=column, among=known)
        for key, column in [*named, *(("where", column) for column in where)]
        if column and known and column not in known
    ]


def _drawn_problems(
    chart: Chart, said: Texts, where: Texts, place: Where, table: Table
) -> list[Problem]:
    if table.broken & {"", *where, said["labels"], said["series"]}:
        return []  # the table tells it
    if not chart.labels and table.rows:
        return [problem("chart-rows", place("where"), name=chart.id)]
    if chart.kind == "lines" and len(chart.series) > MOST_LINES:
        return [problem("chart-lines", place(), count=len(chart.series), most=MOST_LINES)]
    column = table.column(chart.column)
    if chart.kind not in KINDS_OF_WORDS and column and column.type not in NUMERIC_TYPES:
        return [problem("chart-rows.words", place("values"), name=chart.column)]
    return _choice_of_rows(said, table.where(where), place)


def _choice_of_rows(said: Texts, rows: Iterable[Row], place: Where) -> list[Problem]:
    """Rows that would stand in one another's place, and a mark that marks nothing."""
    first: dict[tuple[str, str], int] = {}
    for row in rows:
        key = (row[said["labels"]], row[said["series"]])
        if (number := first.setdefault(key, row.number)) != row.number:
            facts = {"first": number, "second": row.number, "path": row.path}
            return [problem("chart-rows.twice", place("where"), label=key[0], **facts)]
    known = dict.fromkeys(name for key in first for name in key if name)
    if said["mark"] and known and said["mark"] not in known:
        return [problem("chart-mark", place("mark"), name=said["mark"], among=known)]
    return []


def _drawable(chart: Chart) -> bool:
    """False where a cell is not a number, which its table has told already."""
    cells = [
        c for series in chart.series for c in series.cells if c and c not in MISSING_VALUE_CODES
    ]
    known = chart.kind in KINDS_OF_WORDS or all(read_decimal(cell) is not None for cell in cells)
    return bool(chart.labels) and known


def _chart(name: str, said: Texts, caveats: Sequence[str], table: Table, rows: list[Row]) -> Chart:
    labels, values, series, marked = (said[k] for k in ("labels", "values", "series", "mark"))
    column, heading = table.column(values), table.column(labels)
    if said["kind"] == "bars" and said["order"] != "table":
        rows.sort(key=lambda row: -(read_decimal(row[values]) or 0))
    names = dict.fromkeys(r[series] for r in rows)
    at = [*dict.fromkeys(r[labels] for r in rows)]
    if said["kind"] != "bars" and all(period_bounds(label) for label in at):
        at.sort(key=lambda label: period_bounds(label) or ("", ""))
    cells = {(r[series], r[labels]): r for r in rows}
    return Chart(
        id=name,
        kind=said["kind"],
        title=said["title"],
        subtitle=said["subtitle"],
        description="",
        unit=(column.unit if column and column.unit else "count"),
        labels_heading=heading.title if heading else labels,
        labels=tuple(format_label(label) for label in at),
        series=tuple(
            Series(
                name=n or (column.title if column else ""),
                cells=tuple(row[values] if row else "" for row in found),
                rows=tuple(row.number if row else 0 for row in found),
                marked=bool(marked) and n == marked,
            )
            for n in names
            for found in [[cells.get((n, label)) for label in at]]
        ),
        marked=(marked,) if marked in at else (),
        table=table.name,
        column=values,
        counts=column.definition if column else "",
        place=table.place,
        sources=table.sources_of(rows),
        caveats=(*caveats, *table.caveats_of(rows, [labels, values])),
    )


def format_label(label: str) -> str:
    """A label as a reader meets it: dates and periods in words, the rest as it is."""
    if label == "undated":
        return label
    return format_date(label) or format_period(label) or label
