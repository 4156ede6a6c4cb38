"""Chart specifications (`data/charts.yml`): from a table to what a chart shows."""

from collections.abc import Mapping
from dataclasses import replace

from safety_plan.chart_claims import contradictions
from safety_plan.chart_descriptions import description
from safety_plan.charts import KINDS, Chart, Series
from safety_plan.dates import shown_date, shown_period, span
from safety_plan.numbers import MARKS, read_decimal
from safety_plan.problems import Problem
from safety_plan.setting_rules import setting_problems
from safety_plan.tables import Table
from safety_plan.yaml_files import Document, Value, mapping, told, word_list, words

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
                found = contradictions(chart, document.place(name, "title"))
        problems += found
    return charts, problems


def _problems(
    name: str, entry: dict[str, Value], document: Document, tables: Mapping[str, Table]
) -> list[Problem]:
    thing = f"The chart “{name}”"
    if problems := setting_problems(document, (name,), thing, "chart-complete"):
        return problems
    kind, table = words(entry["kind"]), tables.get(words(entry["table"]))
    place = document.place(name, "table")
    if kind not in KINDS:
        return [told("chart-kind", document.place(name, "kind"), name=kind, among=KINDS)]
    if table is None:
        return [told("table-unknown", place, name=words(entry["table"]), among=tables)]
    known = [c.name for c in table.columns]
    where = {f"where {k}": k for k in mapping(entry.get("where"))}
    named = {k: words(entry.get(k)) for k in ("labels", "values", "series")} | where
    return [
        told("column-unknown.table", document.place(name, key.split()[0]),
             table=table.name, name=column, among=known)
        for key, column in named.items()
        if column and known and column not in known
    ]  # fmt: skip


def _drawn_problems(chart: Chart, document: Document, table: Table, values: str) -> list[Problem]:
    entry = mapping(document.value[chart.id])
    place, where = document.place(chart.id), mapping(entry.get("where"))
    if table.broken & {"", *where, words(entry["labels"]), words(entry.get("series"))}:
        return []  # the table tells it
    if not chart.labels and table.rows:
        return [told("chart-rows", document.place(chart.id, "where"), name=chart.id)]
    if chart.kind == "lines" and len(chart.series) > MOST_LINES:
        return [told("chart-lines", place, count=len(chart.series), most=MOST_LINES)]
    column = table.column(values)
    if chart.kind not in WORDED and column and column.type not in NUMBERS:
        return [told("chart-rows.words", document.place(chart.id, "values"), name=values)]
    return _choice_of_rows(chart, document, table)


def _choice_of_rows(chart: Chart, document: Document, table: Table) -> list[Problem]:
    """Rows that would stand in one another's place, and a mark that marks nothing."""
    entry = mapping(document.value[chart.id])
    labels, series = words(entry["labels"]), words(entry.get("series"))
    first: dict[tuple[str, str], int] = {}
    for row in table.where({k: words(v) for k, v in mapping(entry.get("where")).items()}):
        key = (row[labels], row[series] if series else "")
        if (number := first.setdefault(key, row.number)) != row.number:
            facts = {"first": number, "second": row.number, "path": table.path}
            place = document.place(chart.id, "where")
            return [told("chart-rows.twice", place, label=key[0], **facts)]
    marked, known = words(entry.get("mark")), [name for key in first for name in key if name]
    if marked and known and marked not in known:
        place = document.place(chart.id, "mark")
        return [told("chart-mark", place, name=marked, among=dict.fromkeys(known))]
    return []


def _drawable(chart: Chart) -> bool:
    """False where a cell is not a number, which its table has told already."""
    cells = [c for series in chart.series for c in series.cells if c and c not in MARKS]
    known = chart.kind in WORDED or all(read_decimal(cell) is not None for cell in cells)
    return bool(chart.labels) and known


def _chart(name: str, entry: dict[str, Value], table: Table) -> Chart:
    labels, values = words(entry["labels"]), words(entry["values"])
    kind, series = words(entry["kind"]), words(entry.get("series"))
    column, heading = table.column(values), table.column(labels)
    where = {k: words(v) for k, v in mapping(entry.get("where")).items()}
    rows = table.where(where)
    if kind == "bars" and words(entry.get("order")) != "table":
        rows.sort(key=lambda row: -(read_decimal(row[values]) or 0))
    names = list(dict.fromkeys(r[series] for r in rows)) if series else [""]
    at = [*dict.fromkeys(r[labels] for r in rows)]
    if kind != "bars" and all(span(label) for label in at):
        at.sort(key=lambda label: span(label) or ("", ""))
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
                cells=tuple(row[values] if row else "" for row in found),
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


def shown_label(label: str) -> str:
    """A label as a reader meets it: dates and periods in words, the rest as it is."""
    if label == "undated":
        return label
    return shown_date(label) or shown_period(label) or label
