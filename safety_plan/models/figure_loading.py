"""From the rows of `data/figures.csv` to figures: literals, look-ups and stated totals."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from safety_plan.core import quantities
from safety_plan.core.dates import format_date, format_period
from safety_plan.core.financial_years import ambiguous_month
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem, Read
from safety_plan.core.prompts import is_prompt
from safety_plan.core.resources import load_resource
from safety_plan.core.text import NAME
from safety_plan.models.cell_advice import date_fix, period_fix
from safety_plan.models.cells import cell_problems
from safety_plan.models.columns import Column
from safety_plan.models.events import series_of_events
from safety_plan.models.figures import APPROXIMATE, QUALIFIERS, Figure, lower_end
from safety_plan.models.people import counts_people
from safety_plan.models.ranges import range_words
from safety_plan.models.sources import Sources
from safety_plan.models.tables import Table, Tables
from safety_plan.models.totals import is_small_count, total_problems
from safety_plan.models.units import label_problems, split_unit, unknown_unit
from safety_plan.models.where import read_where
from safety_plan.reading.csv_files import Row

#: Columns of `figures.csv` that a figure takes over as they are.
_SAME_TEXTS = ("id", "label", "qualifier", "period", "place", "part", "table", "column", "note")

#: Words before a number that are none of ours, each with the one that says the same.
_QUALIFIERS_MEANT: dict[str, str] = load_resource("models/qualifiers.yml")
#: Labels of amounts that may be below zero.
_SIGNED = re.compile(
    r"\b(?:changes?|variances?|refunds?|differences?|deficit|surplus|balance|net|growth|loss"
    r"|underspend|overspend|saving|gap)\b",
    re.I,
)

#: A figure, None where it cannot be read, and what is wrong with its row.
FigureResult = Read[Figure | None]


def read_figures(rows: Sequence[Row], tables: Tables, sources: Sources) -> Read[dict[str, Figure]]:
    """Every figure by its id; those that cannot be read are left out."""
    figures: dict[str, Figure] = {}
    first_rows: dict[str, int] = {}
    problems: list[Problem] = []
    for row in rows:
        figure, problems_of_row = _read_figure(row, tables, sources)
        problems += problems_of_row + _name_problems(row, first_rows)
        first_rows.setdefault(row["id"], row.number)
        if figure:
            figures.setdefault(figure.id, figure)
    return figures, [*problems, *_series_problems(rows, figures)]


def _read_figure(row: Row, tables: Tables, sources: Sources) -> FigureResult:
    figure, problems = _look_up(row, tables) if row["table"] else _literal(row)
    problems += _cell_rules(row)
    if figure and figure.source not in sources:
        rule = "source-unknown" if figure.source else "source-unknown.none"
        location = row.location("source")
        problems.append(problem(rule, location, name=figure.source, choices=sources))
    return (None if problems else figure), problems


def _literal(row: Row) -> FigureResult:
    """A figure whose value stands in its own row."""
    value = row["value"]
    location = row.location("value")
    unit, base = split_unit(row["unit"])
    if unit not in quantities.UNIT_WORDS:
        return None, [unknown_unit(unit, row.location("unit"))]
    if is_prompt(value):
        problems = []
    elif unit == "date":
        is_date = format_date(value) is not None
        fix = date_fix(value)
        problems = [] if is_date else [problem("date-form", location, cell=value, fix=fix)]
    elif value in quantities.MISSING_VALUE_CODES:
        problems = [problem("figure-value", location, cell=value)]
    else:
        is_amount = unit in ("count", "fte") or unit.startswith("pounds")
        signed = "yes" if is_amount and _SIGNED.search(row["label"]) else ""
        column = Column(name="value", title="", type="number", unit=unit, signed=signed)
        problems = cell_problems(row, column)
    if counts_people(unit, row["label"]) and is_small_count(value):
        problems.append(problem("small-count.figure", location, cell=value))
    figure = _figure(row, value=value, unit=unit, base=base, source=row["source"])
    return (None if problems else figure), problems


def _look_up(row: Row, tables: Tables) -> FigureResult:
    """A figure whose row names the table, row and column in which its value stands."""
    table = tables.get(row["table"])
    if table is None:
        name = row["table"]
        location = row.location("table")
        return None, [problem("table-unknown", location, name=name, choices=tables)]
    where = read_where(row["row"])
    problems = [*_column_problems(row, where, table)]
    column = table.column(row["column"])
    matches = table.where(where)
    # The row that is meant may be one that its table has a problem with.
    is_unsure = len(matches) != 1 and bool(table.broken & {"", *where})
    if problems or column is None or is_unsure:
        return None, problems
    if row["value"] and len(matches) == 1 and not row["unit"]:
        location = row.location("value")
        return None, [problem("figure-value.twice", location, cell=row["value"], path=table.path)]
    if row["value"]:
        return _stated_total(row, column, matches)
    if len(matches) != 1:
        params = {"asked": row["row"], "count": len(matches), "path": table.path}
        return None, [problem("row-one", row.location("row"), **params)]
    return _from_cell(row, table, column, matches[0])


def _column_problems(row: Row, where: Iterable[str], table: Table) -> Iterator[Problem]:
    """Columns that a look-up names and that *table* does not have."""
    headings = [column.name for column in table.columns]
    if not headings:
        return
    for cell, name in [("column", row["column"]), *(("row", name) for name in where)]:
        if name not in headings:
            params = {"path": table.path, "name": name, "choices": headings}
            yield problem("column-unknown.file", row.location(cell), **params)


def _stated_total(row: Row, column: Column, parts: Sequence[Row]) -> FigureResult:
    """A total that a source states, held against the rows that must add up to it."""
    figure, problems = _literal(row)
    if figure and row["qualifier"] not in APPROXIMATE:
        problems = total_problems(row, "value", [(part, column.name) for part in parts])
    if figure:
        where = read_where(row["row"])
        series = series_of_events(row["table"], where, column, where)
        figure = replace(figure, events=series, base=column.base, nearest=column.nearest)
    return figure, problems


def _from_cell(row: Row, table: Table, column: Column, match: Row) -> FigureResult:
    """The figure whose value stands in *column* of the row *match* of *table*."""
    value = match[column.name]
    unit = column.unit or "count"
    if quantities.read_decimal(value) is None:
        if value not in quantities.MISSING_VALUE_CODES and column.type != "string":
            return None, []  # the table has that problem already
        params = {"cell": value, "number": match.number, "path": table.path}
        return None, [problem("row-one.empty", row.location("row"), **params)]
    source = table.source_of(match, column.name)
    of_recipe: dict[str, Any] = {}
    if table.derivation:
        sources = table.sources_of([match], [column.name])
        source = row["source"] if row["source"] in sources else sources[0]
        behind = table.derivation.rows_behind([match], [column.name])
        of_recipe = {"recipe": table.derivation.recipe, "inputs": behind}
        of_recipe["other_sources"] = tuple(one for one in sources if one != source)
    figure = replace(
        _figure(row, value=value, unit=unit, base=column.base, source=source),
        events=series_of_events(table.name, table.series_key, column, match),
        nearest=column.nearest,
        page_decimals=column.page_decimals,
        row=match.number,
        part=_part_of(row, match),
        definition=column.definition,
        numerator=_part_of_rate(column.numerator, table, match),
        denominator=_part_of_rate(column.denominator, table, match),
        caveats=(*range_words(match, column), *table.caveats_of([match], [column.name])),
        **of_recipe,
    )
    of_table = {"period": match["period"], "unit": unit, "source": source}
    return figure, [*_contradictions(row, of_table, match.number, table.path)]


_RULES_OF_DIFFERENCE = {"period": "look-up-differs.period", "source": "look-up-differs.source"}


def _contradictions(
    row: Row, of_table: Mapping[str, str], number: int, path: str
) -> Iterator[Problem]:
    """Cells of a look-up that say something else than the row of the table it is from."""
    for name, text in of_table.items():
        if row[name] and text and row[name] != text:
            rule = _RULES_OF_DIFFERENCE.get(name, "look-up-differs")
            params = {"name": name, "cell": row[name], "there": text}
            yield problem(rule, row.location(name), number=number, path=path, **params)


def _part_of_rate(name: str, table: Table, row: Row) -> str:
    """A numerator or denominator in words: the cell of *row* where *name* is a column.

    What its column says of it goes with it, such as that a count was worked back from the rate.
    """
    column = table.column(name)
    cell = row[name]
    if not column:
        return name
    number = quantities.read_decimal(cell)
    value = quantities.missing_words(cell) if number is None else quantities.format_number(number)
    return f"{value} ({column.title}). {column.description}".removesuffix(". ")


def _figure(row: Row, *, value: str, unit: str, source: str, base: str = "") -> Figure:
    texts: dict[str, Any] = {name: row[name] for name in _SAME_TEXTS}
    return Figure(**texts, value=value, unit=unit, base=base, source=source, row=row.number)


def _part_of(row: Row, match: Row) -> str:
    """Where in its source a looked-up number stands: the row of its table may say it too."""
    return row["part"] or (match["part"] if match["source"] else "")


def _name_problems(row: Row, first_rows: Mapping[str, int]) -> list[Problem]:
    """An id that another row has, or that cannot be one."""
    name = row["id"]
    location = row.location("id")
    if name in first_rows:
        number = first_rows[name]
        return [problem("name-twice", location, kind="figure", name=name, number=number)]
    if name and not NAME.fullmatch(name):
        return [problem("name-form", location, kind="figure", name=name)]
    return []


def _cell_rules(row: Row) -> Iterator[Problem]:
    """A period or a word before the number that is not written as it must be."""
    period, qualifier = row["period"], row["qualifier"]
    if period and format_period(period) is None:
        fix = period_fix(period)
        yield problem("period-form", row.location("period"), cell=period, fix=fix)
    elif not row["table"] and (years := ambiguous_month(period)):
        yield problem("period-unclear", row.location("period"), cell=period, years=years)
    lower = lower_end(qualifier)
    number = quantities.read_decimal(row["value"])
    if lower is not None and number is not None and lower >= number:
        location = row.location("qualifier")
        yield problem("range-order.qualifier", location, lower=lower, upper=number)
    elif lower is None and qualifier and qualifier not in QUALIFIERS:
        yield _unknown_qualifier(qualifier, row.location("qualifier"))
    yield from label_problems(row["label"], split_unit(row["unit"])[0], row.location("unit"))


def _unknown_qualifier(words: str, location: Location) -> Problem:
    """The problem of *words* before a number that are none of ours."""
    plain = " ".join(words.casefold().split())
    if re.fullmatch(r"between|from .+ to|between .+", plain):
        return problem("qualifier.range", location, words=words)
    if meant := _QUALIFIERS_MEANT.get(plain):
        return problem("qualifier.meant", location, words=words, meant=meant)
    return problem("qualifier", location, name=words, choices=QUALIFIERS)


def _series_problems(rows: Iterable[Row], figures: Mapping[str, Figure]) -> Iterator[Problem]:
    """Figures of the same label and place, held against the first of them."""
    firsts: dict[tuple[str, str], tuple[Row, Figure]] = {}
    for row in rows:
        figure = figures.get(row["id"])
        if not figure:
            continue
        first_row, first = firsts.setdefault((figure.label, figure.place), (row, figure))
        params: dict[str, object] = {"number": first_row.number, "label": figure.label}
        if first.unit != figure.unit:
            params |= {"unit": figure.unit, "other": first.unit}
            yield problem("unit-changes", row.location("unit"), **params)
        elif first.period == figure.period and first.value != figure.value:
            params |= {"value": figure.value, "other": first.value}
            yield problem("figure-differs", row.location("value"), **params)
