"""What the block of a table holds: the rows and columns that a page asks for, and their proof."""

from collections.abc import Collection, Iterator

from safety_plan.content.word_answers import UNKNOWN_LOCATION, PageWordError, lookup, term_anchor
from safety_plan.core.messages import problem
from safety_plan.models.page_decimals import rows_as_shown
from safety_plan.models.tables import Table
from safety_plan.models.where import Choice, read_where, strange_cells
from safety_plan.reading.csv_files import Row

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


def _recipe_content(table: Table, rows: list[Row], columns: list[str]) -> dict[str, object]:
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


def table_content(table: Table, columns: str, where: str) -> dict[str, object]:
    """The *columns* of *table*, with a comma between two, of the rows that fit *where*.

    Raises PageWordError where there is no such column or row.
    """
    names = [name.strip() for name in columns.split(",") if name.strip()]
    by_name = {column.name: column for column in table.columns}
    for name in [*names, *read_where(where)]:
        lookup("column-unknown", name, by_name)
    chosen = [by_name[name] for name in names or _shown_unasked(by_name)]
    rows = _rows_where(table, where)
    return {
        "anchor": term_anchor(f"table {table.name} {columns} {where}"),
        **{key: getattr(table, key) for key in ("name", "title", "description", "place")},
        "sources": table.sources_of(rows),
        "caveats": table.caveats_of(rows, [column.name for column in chosen]),
        "columns": [
            {**{key: getattr(column, key) for key in _COLUMN_KEYS}, "counts": column.definition}
            for column in chosen
        ],
        "rows": [[row[c.name] for c in chosen] for row in rows_as_shown(rows, chosen)],
        **_recipe_content(table, rows, [column.name for column in chosen]),
        "numbers": [row.number for row in rows],
    }
