"""What the block of a table holds: the rows and columns that a page asks for, and their proof."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from safety_plan.content.links import format_cell
from safety_plan.content.word_answers import (
    UNKNOWN_LOCATION,
    PageWordError,
    gather,
    lookup,
    term_anchor,
)
from safety_plan.core.messages import problem
from safety_plan.core.quantities import MISSING_VALUE_CODES, read_decimal
from safety_plan.models.columns import Column
from safety_plan.models.page_decimals import rows_as_shown
from safety_plan.models.tables import Table
from safety_plan.models.where import Choice, read_where, strange_cells
from safety_plan.reading.csv_files import Row

#: Letters of a cell that a caption can say in place of a column.
_LONGEST_WORDS = 60
#: What a block keeps of a column.
_COLUMN_KEYS = ("name", "title", "type", "unit", "description", "numerator", "denominator", "base")


def _rows_where(table: Table, where: str) -> list[Row]:
    """The rows of *table* that fit *where*; raises PageWordError where none does."""
    cells = read_where(where)
    rows = table.where(cells)
    has_choice = any(isinstance(choice, Choice) for choice in cells.values())
    if (rows and not has_choice) or not table.rows:
        return rows
    params = {"table": table.name, "path": table.path, "where": where}
    for column, cell, names in strange_cells(table.rows, cells):
        params |= {"column": column, "name": cell}
        raise PageWordError(problem("table-rows", UNKNOWN_LOCATION, choices=names, **params))
    if rows:
        return rows
    raise PageWordError(problem("table-rows.together", UNKNOWN_LOCATION, **params))


def _recipe_content(table: Table, rows: Sequence[Row], columns: list[str]) -> dict[str, object]:
    """How *table* was worked out and from which rows of which files, where it was."""
    if not table.derivation:
        return {}
    behind = table.derivation.rows_behind(rows, columns)
    return {"recipe": table.derivation.recipe, "inputs": behind}


def _shown_unasked(names: Collection[str]) -> Iterator[str]:
    """Those of the columns *names* that a page shows without asking: not where a row is from.

    The sources stand below the table, and “part” is a part of its source only beside that.
    """
    of_source = ("source", "part") if "source" in names else ()
    return (name for name in names if name not in of_source)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Selection:
    """What a page shows of a table: its columns, its rows, and what the caption says of all.

    *names* are those of every column that is asked for, with those that the caption says.
    """

    names: Sequence[str]
    columns: Sequence[Column]
    rows: Sequence[Row]
    words: Sequence[str]


def _select(table: Table, columns: str, where: str, order: str) -> _Selection:
    """What is asked of *table*: a column that says the same in each row is said once, above it."""
    names = [name.strip() for name in columns.split(",") if name.strip()]
    by_name = {column.name: column for column in table.columns}
    if where and "=" not in where:
        mended = re.sub(r"(?<!\s)\s*(?::|\bis\b)\s*", "=", where, count=1)
        raise PageWordError(
            problem("column-unknown.where", UNKNOWN_LOCATION, where=where, mended=mended)
        )
    titles = {column.name: column.title for column in table.columns}
    gather(
        partial(lookup, "column-unknown", name, by_name, labels=titles)
        for name in [*names, *read_where(where)]
    )
    chosen = [by_name[name] for name in names or _shown_unasked(by_name)]
    rows = _in_order(_rows_where(table, where), order, by_name)
    alike = _said_above(chosen, rows)
    equal = [by_name[name] for name, cell in read_where(where).items() if isinstance(cell, str)]
    unseen = [column for column in equal if rows and column not in chosen]
    return _Selection(
        names=[column.name for column in chosen],
        columns=[column for column in chosen if column not in alike],
        rows=rows,
        words=[
            _in_words(column, rows[0]) for column in [*unseen, *alike] if column.name != "source"
        ],
    )


def _in_order(rows: list[Row], order: str, by_name: Mapping[str, Column]) -> list[Row]:
    """*rows*, the largest number in the column *order* first; as they are where none is named."""
    if not order:
        return rows
    numeric = {name: one for name, one in by_name.items() if one.is_numeric}
    key = "column-unknown.order" if order in by_name else "column-unknown"
    lookup(key, order, numeric, labels={name: one.title for name, one in numeric.items()})
    numbers = {row.number: read_decimal(row[order]) for row in rows}
    with_number = [row for row in rows if numbers[row.number] is not None]
    without = [row for row in rows if numbers[row.number] is None]
    with_number.sort(key=lambda row: numbers[row.number] or 0, reverse=True)
    return [*with_number, *without]


def _said_above(columns: Sequence[Column], rows: Sequence[Row]) -> list[Column]:
    """Those of *columns* that the caption says for all *rows*.

    None where every column is needed: few rows or columns, or no other name of a row left.
    """
    alike = [column for column in columns if _is_alike(column, rows)]
    left = [column for column in columns if column not in alike]
    is_needed = len(rows) < 2 or len(left) < 2 or left[0].is_numeric
    return [] if is_needed else alike


def _is_alike(column: Column, rows: Sequence[Row]) -> bool:
    """Whether *column* holds the same few words in each of *rows*."""
    cells = {row[column.name] for row in rows}
    cell = next(iter(cells), "")
    is_short = bool(cell) and cell not in MISSING_VALUE_CODES and len(cell) <= _LONGEST_WORDS
    return len(cells) == 1 and is_short and not column.is_numeric


def _in_words(column: Column, row: Row) -> str:
    """What *row* holds in *column*, in words: `Year: 2019 to 2020`."""
    cell = format_cell(row[column.name], column.unit, column.type, column.name)
    return f"{column.title}: {cell}"


def _anchor(name: str, columns: str, where: str, order: str) -> str:
    """The anchor of a table: what is asked of it in full, so that no two of a page share one."""
    by = f"by {order}" if order else ""
    return term_anchor(f"table {name} {columns} {where.replace('!=', ' not ')} {by}")


def _values_of(table: Table, names: Sequence[str]) -> Sequence[str]:
    """Those of the columns *names* that are more than the name of a row, if any is."""
    return [name for name in names if name not in table.key] or names


def table_content(table: Table, columns: str, where: str, order: str = "") -> dict[str, object]:
    """The *columns* of *table*, with a comma between two, of the rows that fit *where*.

    The rows stand in the order of the file, or by the numbers in the column *order*.
    Raises PageWordError where there is no such column or row.
    """
    selection = _select(table, columns, where, order)
    chosen, rows = selection.columns, selection.rows
    names = [*selection.names]
    title = f"{table.title} ({'; '.join(selection.words)})" if selection.words else table.title
    return {
        "anchor": _anchor(table.name, columns, where, order),
        "title": title,
        **{key: getattr(table, key) for key in ("name", "description", "place")},
        "sources": table.sources_of(rows, _values_of(table, names)),
        "caveats": table.caveats_of(rows, names),
        "columns": [
            {**{key: getattr(column, key) for key in _COLUMN_KEYS}, "counts": column.definition}
            for column in chosen
        ],
        "rows": [[row[c.name] for c in chosen] for row in rows_as_shown(rows, chosen)],
        **_recipe_content(table, rows, names),
        "numbers": [row.number for row in rows],
    }
