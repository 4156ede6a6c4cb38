"""Words of data that give a time, held against the figure or the rows that they stand beside."""

from collections.abc import Iterator

from safety_plan.checks.typed_periods import stale_for_figure, stale_for_rows
from safety_plan.core.dates import format_period, period_bounds
from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem
from safety_plan.models.charts import Chart
from safety_plan.models.figures import Figure
from safety_plan.models.plan import Plan
from safety_plan.models.where import as_where
from safety_plan.reading.csv_files import Row
from safety_plan.reading.yaml_files import as_mapping, as_text
from safety_plan.revisions.bundle import RevisionBundle

#: Columns that hold a period by their name; another one only where a chart shows it.
_PERIODS = ("period", "date")


def stale_words_problems(plan: Plan, _: RevisionBundle) -> Iterator[Problem]:
    """Times that are typed beside a figure, or over a chart, and are not those of its numbers."""
    for row in plan.rows("priorities"):
        yield from _cell_problems(row, "figure_words", plan.figures.get(row["figure"]))
    for row in plan.rows("figures"):
        figure = plan.figures.get(row["id"])
        # A change has two times, and its period is that of the later one.
        if figure and "change" not in figure.unit:
            yield from _cell_problems(row, "label", figure)
    for chart in plan.charts.values():
        yield from _chart_problems(plan, chart)


def _cell_problems(row: Row, column: str, figure: Figure | None) -> Iterator[Problem]:
    words = stale_for_figure(row[column], figure.period) if figure else ""
    if figure and words:
        period = format_period(figure.period) or figure.period
        yield problem(
            "words-period",
            row.location(column),
            words=words,
            name=figure.id,
            period=period,
            depends_on=f"data/{figure.file}",
        )


def _chart_problems(plan: Plan, chart: Chart) -> Iterator[Problem]:
    periods = _periods(plan, chart)
    location = plan.chart_specifications.location
    for setting, text in (("title", chart.title), ("subtitle", chart.subtitle)):
        words = stale_for_rows(text, periods, is_title=setting == "title")
        if words:
            bounds = sorted(periods, key=lambda period: period_bounds(period) or ("", ""))
            first, last = (format_period(period) or period for period in (bounds[0], bounds[-1]))
            rows = first if first == last else f"{first} until {last}"
            yield problem(
                "words-period.rows",
                location(chart.id, setting),
                words=words,
                rows=rows,
                depends_on=plan.tables[chart.table].path,
            )


def _periods(plan: Plan, chart: Chart) -> list[str]:
    """The periods of the rows that *chart* shows; none where no column holds periods.

    What cannot be read of the table has problems of its own, and its rows say nothing.
    """
    if plan.tables[chart.table].broken:
        return []
    entry = as_mapping(plan.chart_specifications.value[chart.id])
    where = as_where(entry.get("where"))
    table = plan.tables[chart.table]
    columns = (*_PERIODS, *where, as_text(entry.get("labels")), as_text(entry.get("series")))
    rows = table.where(where)
    for column in dict.fromkeys(columns):
        cells = list(dict.fromkeys(row[column] for row in rows if column in row.cells))
        if cells and all(period_bounds(cell) for cell in cells):
            return cells
    return []
