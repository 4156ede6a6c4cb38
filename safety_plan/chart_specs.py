"""Chart specifications (`data/charts.yml`): from a table to what a chart shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from safety_plan.chart_descriptions import description
from safety_plan.charts import KINDS, Chart, Series
from safety_plan.csv_files import Row
from safety_plan.dates import shown_date, shown_period
from safety_plan.numbers import read_decimal
from safety_plan.problems import Problem, did_you_mean
from safety_plan.tables import MARKS, Table
from safety_plan.yaml_files import Document, Value, mapping, word_list, words

KEYS = (
    *("kind", "title", "subtitle", "table", "where", "labels", "values", "mark"),
    *("series", "order", "caveats"),
)
REQUIRED = ("kind", "title", "subtitle", "table", "labels", "values")
MOST_LINES = 4
WORDED = ("timeline", "lineage")
NUMBERS = ("number", "integer")


def read_charts(
    document: Document, tables: Mapping[str, Table]
) -> tuple[dict[str, Chart], list[Problem]]:
    """Every chart by its id; those that cannot be read are left out."""
    charts: dict[str, Chart] = {}
    problems: list[Problem] = []
    for name, value in document.value.items():
        entry = mapping(value)
        found = _problems(name, entry, document, tables)
        if not found:
            table = tables[words(entry["table"])]
            chart = _chart(name, entry, table)
            found = _drawn_problems(chart, document, table, words(entry["values"]))
            if not found and _drawable(chart):
                charts[name] = replace(chart, description=description(chart))
        problems += found
    return charts, problems


def _problems(
    name: str, entry: dict[str, Value], document: Document, tables: Mapping[str, Table]
) -> list[Problem]:
    problems = []
    for key in REQUIRED:
        if not words(entry.get(key)):
            found = f"The chart “{name}” has no {key}."
            place = document.place(name)
            problems.append(Problem(place, "chart-complete", found, f"Add a line “{key}: …”."))
    for key in entry:
        if key not in KEYS:
            found = f"A chart has no setting “{key}”."
            fix = did_you_mean(key, KEYS) or f"The settings are: {', '.join(KEYS)}."
            place = document.place(name, key)
            problems.append(Problem(place, "setting-unknown", found, fix))
    return problems or _choice_problems(name, entry, document, tables)


def _choice_problems(
    name: str, entry: dict[str, Value], document: Document, tables: Mapping[str, Table]
) -> list[Problem]:
    kind, table = words(entry["kind"]), tables.get(words(entry["table"]))
    if kind not in KINDS:
        found, fix = f"“{kind}” is not a kind of chart.", f"Use: {', '.join(KINDS)}."
        return [Problem(document.place(name, "kind"), "chart-kind", found, fix)]
    if table is None:
        found = f"There is no table “{words(entry['table'])}”."
        fix = did_you_mean(words(entry["table"]), tables) or "See data/datapackage.yml."
        return [Problem(document.place(name, "table"), "table-unknown", found, fix)]
    problems = []
    where = {f"where {k}": k for k in mapping(entry.get("where"))}
    named = {k: words(entry.get(k)) for k in ("labels", "values", "series")} | where
    for key, column in named.items():
        if column and table.column(column) is None:
            known = [c.name for c in table.columns]
            found = f"The table “{table.name}” has no column “{column}”."
            fix = did_you_mean(column, known) or f"It has: {', '.join(known)}."
            place = document.place(name, key.split()[0])
            problems.append(Problem(place, "column-unknown", found, fix))
    return problems


def _drawn_problems(chart: Chart, document: Document, table: Table, values: str) -> list[Problem]:
    place = document.place(chart.id)
    if not chart.labels and table.rows:
        found = f"No row of the table fits the chart “{chart.id}”."
        fix = "Check the words under where:."
        return [Problem(document.place(chart.id, "where"), "chart-rows", found, fix)]
    if chart.kind == "lines" and len(chart.series) > MOST_LINES:
        found = f"The chart would have {len(chart.series)} lines; {MOST_LINES} can be read."
        return [Problem(place, "chart-lines", found, "Show fewer, or use multiples.")]
    column = table.column(values)
    if chart.kind not in WORDED and column and column.type not in NUMBERS:
        found = f"The chart would draw the column “{values}”, which does not hold numbers."
        fix = "Choose a column of numbers under values:."
        return [Problem(document.place(chart.id, "values"), "chart-rows", found, fix)]
    return []


def _drawable(chart: Chart) -> bool:
    """False where a cell is not a number, which its table has told already."""
    cells = [cell for series in chart.series for cell in series.cells if cell]
    known = chart.kind in WORDED or all(read_decimal(cell) is not None for cell in cells)
    return bool(chart.labels) and known


def _chart(name: str, entry: dict[str, Value], table: Table) -> Chart:
    labels, values = words(entry["labels"]), words(entry["values"])
    kind, series = words(entry["kind"]), words(entry.get("series"))
    column, heading = table.column(values), table.column(labels)
    where = {k: words(v) for k, v in mapping(entry.get("where")).items()}
    rows = _ordered(table, where, kind, values, words(entry.get("order")))
    names = list(dict.fromkeys(r[series] for r in rows)) if series else [""]
    at = list(dict.fromkeys(r[labels] for r in rows))
    cells = {(r[series] if series else "", r[labels]): r for r in rows}
    marked = words(entry.get("mark"))
    drawn = [[cells.get((n, label)) for label in at] for n in names]
    return Chart(
        id=name,
        kind=kind,
        title=words(entry["title"]),
        subtitle=words(entry["subtitle"]),
        description="",
        unit=(column.unit if column and column.unit else "count"),
        labels_heading=heading.title if heading else labels,
        labels=tuple(shown_label(label) for label in at),
        series=tuple(
            Series(
                name=n or (column.title if column else ""),
                cells=tuple(_cell(row[values]) if row else "" for row in found),
                rows=tuple(row.number if row else 0 for row in found),
                marked=bool(marked) and n == marked,
            )
            for n, found in zip(names, drawn, strict=True)
        ),
        marked=(marked,) if marked in at else (),
        table=table.name,
        column=values,
        counts=column.counts if column else "",
        place=table.place,
        sources=table.sources_of(rows),
        caveats=(*word_list(entry.get("caveats")), *table.caveats_of(rows, [labels, values])),
    )


def _ordered(
    table: Table, where: Mapping[str, str], kind: str, values: str, order: str
) -> list[Row]:
    """The chosen rows: bars by value, largest first, unless told otherwise."""
    frame = table.frame(where)
    if kind == "bars" and order != "table":
        frame = frame.sort_values(
            values, key=lambda cells: cells.map(lambda c: -(read_decimal(c) or 0)), kind="stable"
        )
    by_number = {row.number: row for row in table.rows}
    return [by_number[number] for number in frame.index]


def _cell(cell: str) -> str:
    return "" if cell in MARKS else cell


def shown_label(label: str) -> str:
    """A label as a reader meets it: dates and periods in words, the rest as it is."""
    if label == "undated":
        return label
    return shown_date(label) or shown_period(label) or label
