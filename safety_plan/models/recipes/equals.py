"""Worked-out numbers held against those that a source publishes."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.core.quantities import add_up, read_decimal, rounding_bounds
from safety_plan.models.fields import rules_of
from safety_plan.models.recipes.frames import ALL_ROWS
from safety_plan.models.recipes.settings import EqualsSettings, read_settings
from safety_plan.models.setting_problems import validate_mapping
from safety_plan.models.tables import Table, Tables
from safety_plan.models.totals import HELD_BACK, LEAST_SAFE_COUNT, possible_counts
from safety_plan.reading.csv_files import Row
from safety_plan.reading.yaml_files import Document, Keys, as_list, as_mapping

EQUALS = "equals"


def equals_problems(document: Document, keys: Keys, name: str, tables: Tables) -> Iterator[Problem]:
    """Numbers of the table *name*, whose entry stands under *keys*, that are not as published."""
    entry = as_mapping(as_list(document.value[keys[0]])[int(keys[1])])
    for index, item in enumerate(as_list(entry.get(EQUALS))):
        place = (*keys, EQUALS, str(index))
        subject = f"A comparison of the table “{name}”"
        fields = rules_of(EqualsSettings)
        found = [*validate_mapping(document, place, subject, "table-described", fields)]
        if found:
            yield from found
            continue
        settings: EqualsSettings = read_settings(EqualsSettings, item)
        yield from _compare(document, place, tables[name], settings, tables)


def _compare(
    document: Document, place: Keys, table: Table, settings: EqualsSettings, tables: Tables
) -> Iterator[Problem]:
    if settings.table not in tables:
        location = document.location(*place, "table")
        yield problem("table-unknown", location, name=settings.table, choices=[*tables])
        return
    other = tables[settings.table]
    if table.broken or other.broken or not table.columns or not other.columns:
        return
    heading = settings.column_there or settings.column
    found = [*_name_problems(document, place, settings, (table, other))]
    if not found:
        found = [*_unit_problems(document, place, settings, (table, other))]
    yield from found
    if found:
        return
    ours = _rows_by_cells(table.where(settings.where), settings.by)
    theirs = _rows_by_cells(other.where(settings.where_there), settings.by)
    alike = [cells for cells in ours if cells in theirs]
    if not alike:
        yield problem("recipe-total.none", document.location(*place), table=other.name)
    for one, rows in ((table, ours), (other, theirs)):
        several = next((cells for cells in alike if len(rows[cells]) > 1), None)
        if several is not None:
            name = ", ".join(several) or ALL_ROWS
            params = {"table": one.name, "row": name, "count": len(rows[several])}
            yield problem("recipe-total.several", document.location(*place), **params)
            return
    for cells in alike:
        published = theirs[cells][0]
        location = _location(document, place, other, published, heading)
        text = published[heading]
        yield from _pair_problems(table, ours[cells][0], text, settings.column, location)


def _name_problems(
    document: Document, place: Keys, settings: EqualsSettings, both: tuple[Table, Table]
) -> Iterator[Problem]:
    """Columns that one of the two tables does not have."""
    heading = settings.column_there or settings.column
    names_by_table = [
        (both[0], "column", [settings.column]),
        (both[0], "by", settings.by),
        (both[0], "where", settings.where),
        (both[1], "column_there", [heading]),
        (both[1], "by", settings.by),
        (both[1], "where_there", settings.where_there),
    ]
    for table, key, names in names_by_table:
        headings = [column.name for column in table.columns]
        for name in names:
            if name not in headings:
                params = {"table": table.name, "name": name, "choices": headings}
                yield problem("column-unknown.table", document.location(*place, key), **params)


def _unit_problems(
    document: Document, place: Keys, settings: EqualsSettings, both: tuple[Table, Table]
) -> Iterator[Problem]:
    """Words, or numbers of two units, that can never be the same."""
    names = (settings.column, settings.column_there or settings.column)
    columns = [table.column(name) for table, name in zip(both, names, strict=True)]
    units = [(column.unit or "count") if column else "" for column in columns]
    if any(column and column.type == "string" for column in columns):
        yield problem("recipe-total.words", document.location(*place, "column"), column=names[0])
    elif units[0] != units[1]:
        params = {"column": names[0], "unit": units[0], "other": units[1]}
        yield problem("recipe-total.unit", document.location(*place, "column"), **params)


def _rows_by_cells(rows: Sequence[Row], names: Sequence[str]) -> dict[tuple[str, ...], list[Row]]:
    """The *rows* that have the same cells in the columns *names*."""
    by_cells: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        by_cells.setdefault(tuple(row[name] for name in names), []).append(row)
    return by_cells


def _location(document: Document, place: Keys, other: Table, row: Row, column: str) -> Location:
    """Where the published number stands; a table that is worked out has no file to look in."""
    return document.location(*place) if other.derivation else row.location(column)


def _pair_problems(
    table: Table, row: Row, published: str, column: str, location: Location
) -> Iterator[Problem]:
    """A worked-out number that is not the *published* one, rounded as that is."""
    number = read_decimal(published)
    exact = _exact(table, row, column)
    params: Mapping[str, object] = {
        "table": table.name,
        "row": ", ".join(row[name] for name in table.key) or ALL_ROWS,
        "cell": row[column],
        "published": published,
    }
    if exact is None:
        if number is not None and _is_given_away(table, row, column, number):
            yield problem("recipe-total.gives-away", location, **params)
        return
    if number is None:
        if published == HELD_BACK:
            yield problem("recipe-total.held-back", location, **params)
        return
    low, high = rounding_bounds(number)
    if not low <= exact <= high:
        yield problem("recipe-total", location, **params)


def _is_given_away(table: Table, row: Row, column: str, published: Decimal) -> bool:
    """True where what is left of the *published* sum says what the parts are that are held back.

    One part is all that is left. Several are one or nought each where no more is left.
    """
    derivation = table.derivation
    described = table.column(column)
    if not derivation or not described or described.decimals or row[column] != HELD_BACK:
        return False
    cells = [
        _cell(derivation.inputs[name], number, heading)
        for group in derivation.origins.get((row.number, column), ())
        for name, number, heading in group
    ]
    numbers = [number for cell in cells if (number := read_decimal(cell)) is not None]
    held_back = cells.count(HELD_BACK)
    if not held_back or len(numbers) != len(cells) - held_back:
        return False
    low, high = (bound - add_up(map(Fraction, numbers)) for bound in rounding_bounds(published))
    if held_back > 1:
        return 0 <= floor(high) <= held_back
    return 0 < possible_counts(low, high) < LEAST_SAFE_COUNT


def _cell(table: Table, number: int, column: str) -> str:
    return next((row[column] for row in table.rows if row.number == number), "")


def _exact(table: Table, row: Row, column: str) -> Fraction | None:
    """The number before it was rounded."""
    if table.derivation:
        return table.derivation.exact.get((row.number, column))
    return None
