"""The numbers that a target is held against: figures, rows of tables, and a baseline as typed."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from safety_plan.core.dates import format_period, period_end
from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem, Read
from safety_plan.core.quantities import read_decimal
from safety_plan.models.cell_advice import period_fix
from safety_plan.models.cells import cell_problems
from safety_plan.models.columns import Column
from safety_plan.models.figures import Figure
from safety_plan.models.observations import Observation
from safety_plan.models.people import counts_people
from safety_plan.models.tables import Table, Tables
from safety_plan.models.totals import is_small_count
from safety_plan.models.where import read_where
from safety_plan.reading.csv_files import Row

#: Of what a number is: its rows by the end of their period, oldest first.
Series = dict[Fraction, Observation]
#: The columns that may say when the number of a row holds.
_TIMES = ("period", "date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Where the numbers of targets come from. Ids of *rows* without a figure have a problem.

    *sources* are the ids of the sources that there are.
    """

    figures: Mapping[str, Figure]
    tables: Tables
    rows: Collection[Row]
    sources: Collection[str]

    def of_figure(self, name: str) -> Observation | None:
        """The figure *name* with the range that its table gives for it."""
        figure = self.figures.get(name)
        if figure is None:
            return None
        lower, upper = _range_of(figure, self.tables)
        return Observation(
            cell=figure.value,
            unit=figure.unit,
            period=figure.period,
            source=figure.source,
            part=figure.part,
            qualifier=figure.qualifier,
            lower=lower,
            upper=upper,
            figure=figure.id,
            definition=figure.definition,
            base=figure.base,
        )

    def figure_at(self, table: str, row: int, column: str) -> str:
        """The id of the first figure that looks up this cell; empty where none does."""
        cell = (table, row, column)
        figures = self.figures.values()
        return next((f.id for f in figures if (f.table, f.row, f.column) == cell), "")


def _range_of(figure: Figure, tables: Tables) -> tuple[str, str]:
    """The ends of the range that the table of *figure* gives for it; empty where it gives none."""
    table = tables.get(figure.table)
    column = table.column(figure.column) if table else None
    if not table or not column or not column.lower:
        return "", ""
    rows = [r for r in table.rows if r.number == figure.row and r[column.name] == figure.value]
    return (rows[0][column.lower], rows[0][column.upper]) if rows else ("", "")


def read_series(row: Row, numbers: Numbers) -> Read[Series]:
    """The numbers that the look-up of a target fits, by the end of their period."""
    table = numbers.tables.get(row["table"])
    if table is None:
        name = row["table"]
        location = row.location("table")
        return {}, [problem("table-unknown", location, name=name, choices=numbers.tables)]
    where = read_where(row["row"])
    if problems := _column_problems(row, where, table):
        return {}, problems
    if table.broken & {"", *_TIMES, row["column"], *where}:
        return {}, []  # the table has a problem of its own, and no number of it is sure
    matches = table.where(where)
    if not matches:
        params = {"asked": row["row"], "path": table.path}
        return {}, [problem("target-row", row.location("row"), **params)]
    return _series_of(row, table, matches, numbers)


def _column_problems(row: Row, where: Iterable[str], table: Table) -> list[Problem]:
    """Columns that the look-up of a target needs, and that *table* has not."""
    headings = [column.name for column in table.columns]
    names = [("column", row["column"]), *(("row", name) for name in where)]
    unknown = [
        problem(
            "column-unknown.file", row.location(cell), path=table.path, name=name, choices=headings
        )
        for cell, name in names
        if headings and name not in headings
    ]
    column = table.column(row["column"])
    if unknown or not headings:
        return unknown
    if not {*_TIMES} & {*headings}:
        return [problem("target-row.period", row.location("table"), path=table.path)]
    if column and column.type == "string":
        return [problem("target-row.words", row.location("column"), name=column.name)]
    return []


def _series_of(row: Row, table: Table, matches: Iterable[Row], numbers: Numbers) -> Read[Series]:
    series: Series = {}
    first_rows: dict[Fraction, Row] = {}
    for match in matches:
        end = period_end(_time_of(match))
        if end is None:
            continue
        first = first_rows.setdefault(end, match)
        if first.number != match.number:
            if table.key and all(first[name] == match[name] for name in table.key):
                continue  # the table has a row twice, which is a problem of its own
            params = {"asked": row["row"], "first": first.number, "second": match.number}
            location = row.location("row")
            return {}, [problem("target-row.twice", location, path=table.path, **params)]
        series[end] = _observation(table, row["column"], match, numbers)
    return dict(sorted(series.items())), []


def _observation(table: Table, name: str, match: Row, numbers: Numbers) -> Observation:
    column = table.column(name)
    lower, upper = (column.lower, column.upper) if column else ("", "")
    return Observation(
        cell=match[name],
        unit=(column.unit if column else "") or "count",
        period=_time_of(match),
        source=table.source_of(match, name),
        lower=match[lower],
        upper=match[upper],
        figure=numbers.figure_at(table.name, match.number, name),
        definition=column.definition if column else "",
        base=column.base if column else "",
    )


def _time_of(row: Row) -> str:
    """The period of *row*, or its date."""
    return next((row[name] for name in _TIMES if row[name]), "")


def latest_of(series: Series, by: Fraction) -> Observation | None:
    """The number that a target of the time *by* is held against.

    It is that of this very time, whatever it holds; else the first number after it, else the
    newest before it.
    """
    if by in series:
        return series[by]
    usable = {end: one for end, one in series.items() if one.number is not None} or series
    later = [one for end, one in usable.items() if end > by]
    return later[0] if later else next(reversed(usable.values()), None)


def read_baseline(
    row: Row, numbers: Numbers, series: Series, unit: str
) -> Read[Observation | None]:
    """What a target starts from: a figure, a number as typed, or a row of its own table."""
    name, period = row["baseline"], row["baseline_period"]
    if not name and not period:
        return None, []
    if period and format_period(period) is None:
        location = row.location("baseline_period")
        return None, [problem("period-form", location, cell=period, fix=period_fix(period))]
    if not name:
        return _from_series(row, series)
    if read_decimal(name) is not None:
        return _typed_baseline(row, unit)
    return _from_figure(row, numbers)


def _from_series(row: Row, series: Series) -> Read[Observation | None]:
    """The row of the target's own table that is of the period of the baseline."""
    end = period_end(row["baseline_period"])
    if end in series:
        return series[end], []
    rule = "target-baseline.row" if row["table"] else "target-baseline.period"
    location = row.location("baseline_period")
    periods = "; ".join(observation.period for observation in series.values())
    return None, [problem(rule, location, cell=row["baseline_period"], periods=periods)]


def _typed_baseline(row: Row, unit: str) -> Read[Observation | None]:
    """A number in the row itself, which needs a period and a source of its own."""
    missing = [name for name in ("baseline_period", "baseline_source") if not row[name]]
    if missing:
        location = row.location(missing[0])
        return None, [problem("target-baseline", location, column=missing[0])]
    problems = cell_problems(row, Column(name="baseline", title="", type="number", unit=unit))
    if counts_people(unit, row["what"]) and is_small_count(row["baseline"]):
        location = row.location("baseline")
        problems.append(problem("small-count.figure", location, cell=row["baseline"]))
    if problems:
        return None, problems
    source, part = row["baseline_source"], row["baseline_part"]
    return Observation(
        cell=row["baseline"], unit=unit, period=row["baseline_period"], source=source, part=part
    ), []


def _from_figure(row: Row, numbers: Numbers) -> Read[Observation | None]:
    name = row["baseline"]
    location = row.location("baseline")
    if name == row["figure"]:
        return None, [problem("target-baseline.same", location, name=name)]
    names = {line["id"]: line["label"] for line in numbers.rows}
    if name not in names:
        return None, [problem("target-baseline.unknown", location, name=name, choices=names)]
    observation = numbers.of_figure(name)
    period = row["baseline_period"]
    if observation and period and period != observation.period:
        location = row.location("baseline_period")
        params = {"there": observation.period}
        rule = "target-baseline.differs"
        return None, [problem(rule, location, name=name, cell=period, **params)]
    return observation, []
