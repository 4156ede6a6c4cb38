"""Works out a table by its recipe, or takes it from the cache, where pandas is not needed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from safety_plan.core import cache
from safety_plan.models.derivations import Derivation
from safety_plan.models.recipes.step import Shape
from safety_plan.models.tables import Table, Tables
from safety_plan.reading.csv_files import Row

#: The steps of a recipe: their names and settings.
Steps = Sequence[tuple[str, Any]]
#: What the cache holds: the rows, and the groups of origins that their cells name by number.
CachedRows = Mapping[str, Any]


def work_out_table(
    data: Path,
    table: Table,
    first: str,
    steps: Steps,
    shapes: Sequence[Shape],
    words: Sequence[str],
    tables: Tables,
) -> Table:
    """The *table* with its rows, worked out from *first* of *tables* by *steps*.

    *data* is the folder of the tables of this plan or revision, *shapes* are the columns before
    each step, *words* what it does. Raises StepError.
    """
    used = _tables_of(first, steps, tables)
    content = [[one.name, [row.cells for row in one.rows], repr(one.columns)] for one in used]
    key = cache.key("recipe", cache.code_digest(), table.name, first, repr(steps), content)

    def work_out() -> bytes:
        from safety_plan.models.recipes.compute import compute

        return json.dumps(compute(first, steps, shapes, table.columns, tables)).encode()

    # One file for each recipe of a folder: what it made of earlier numbers is written over, but not
    # what it makes of the numbers of another revision.
    name = cache.key(str(data.absolute()), table.name, first, repr(steps))[:20]
    file = cache.CACHE_DIR / "recipes" / name
    return _with_rows(table, json.loads(cache.get_or_set(file, key, work_out)), used, words)


def _tables_of(first: str, steps: Steps, tables: Tables) -> list[Table]:
    """The tables that a recipe looks at, each once."""
    joined = [getattr(settings, "table", "") for _, settings in steps]
    return [tables[name] for name in dict.fromkeys([first, *joined]) if name in tables]


def _files_behind(tables: Sequence[Table]) -> Mapping[str, Table]:
    """The tables in files from which *tables* come in the end."""
    files: dict[str, Table] = {}
    for table in tables:
        files |= table.derivation.inputs if table.derivation else {table.name: table}
    return files


def _with_rows(
    table: Table, cached: CachedRows, used: Sequence[Table], words: Sequence[str]
) -> Table:
    names = [column.name for column in table.columns]
    rows = []
    exact = {}
    origins = {}
    groups = [frozenset((n, row, column) for n, row, column in one) for one in cached["groups"]]
    for number, cells in enumerate(cached["rows"], start=2):
        texts = {name: cell[0] for name, cell in zip(names, cells, strict=True)}
        rows.append(Row(table.path, number, texts))
        for name, (_, value, places) in zip(names, cells, strict=True):
            origins[number, name] = tuple(groups[place] for place in places)
            if value:
                exact[number, name] = Fraction(value)
    earlier = [step for one in used if one.derivation for step in one.derivation.recipe]
    derivation = Derivation(
        recipe=tuple(dict.fromkeys([*earlier, *words])),
        inputs=_files_behind(used),
        origins=origins,
        exact=exact,
    )
    return replace(table, rows=tuple(rows), broken=frozenset(), derivation=derivation)
