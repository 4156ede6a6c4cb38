"""The step that puts columns of another table beside those that there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from safety_plan.core.translation import ngettext
from safety_plan.models.fields import setting
from safety_plan.models.recipes.cell import Cell
from safety_plan.models.recipes.frames import ORIGINS, name_of, records, repeated_keys, with_cells
from safety_plan.models.recipes.step import (
    Frames,
    Shape,
    StepError,
    StepFault,
    StepKind,
    name_in_use,
    not_words,
    titles,
    unknown_columns,
)

if TYPE_CHECKING:
    import pandas as pd

    from safety_plan.models.tables import Table, Tables

#: What the origins of the other table are called while both stand side by side.
_OTHER = " other origins"


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinSettings:
    """Which columns of which table are put beside, and how rows are matched."""

    table: str = field(metadata=setting("The other table.", required=True))
    by: Sequence[str] = field(
        metadata=setting("The columns that both have alike.", kind="texts", required=True)
    )
    columns: Sequence[str] = field(
        default=(), metadata=setting("The columns to take from it.", kind="texts")
    )
    into: Mapping[str, str] = field(
        default_factory=dict,
        metadata=setting("For a new heading the column to take from it.", kind="named texts"),
    )

    @property
    def columns_by_heading(self) -> dict[str, str]:
        """Each column that is taken, by its heading here."""
        return {**{name: name for name in self.columns}, **self.into}


def shape_of(table: Table) -> Shape:
    """The columns of *table*, and what tells its rows apart."""
    words = tuple(column.name for column in table.columns if column.type == "string")
    return Shape(columns=table.columns, key=table.key or words, totals=table.totals)


def _find_problems(settings: JoinSettings, shape: Shape, tables: Tables) -> Iterator[StepFault]:
    yield from unknown_columns(shape, settings.by, "by")
    if settings.table not in tables:
        yield StepFault("table-unknown", "table", {"name": settings.table, "choices": [*tables]})
        return
    other = shape_of(tables[settings.table])
    if not other.columns:
        return
    if not settings.columns_by_heading:
        yield StepFault("recipe.nothing-joined", "", {})
    columns_by_heading = (("columns", settings.columns), ("into", settings.into.values()))
    for name_of_setting, names in (("by", settings.by), *columns_by_heading):
        for name in names:
            if name not in other.names:
                params = {"table": settings.table, "name": name, "choices": other.names}
                yield StepFault("column-unknown.table", name_of_setting, params)
    for one in (shape, other):
        yield from not_words(one, [name for name in settings.by if name in one.names], "by")
    for name in settings.columns_by_heading:
        yield from name_in_use(shape, name, "into" if name in settings.into else "columns")


def _shape(settings: JoinSettings, shape: Shape, tables: Tables) -> Shape:
    table = tables[settings.table]
    other = shape_of(table).only(dict.fromkeys(settings.columns_by_heading.values()))
    for heading, name in settings.columns_by_heading.items():
        column = other.column(name)
        title = f"{column.title} ({table.title})" if heading in settings.into else column.title
        shape = shape.with_column(replace(column, name=heading, title=title, lower="", upper=""))
    return shape


def _words(settings: JoinSettings, shape: Shape, tables: Tables) -> str:
    table = tables[settings.table]
    columns_by_heading = [*dict.fromkeys(settings.columns_by_heading.values())]
    sentence = ngettext(
        "{columns} of “{table}” is put beside, for the same {same}.",
        "{columns} of “{table}” are put beside, for the same {same}.",
        len(columns_by_heading),
    )
    columns = titles(shape_of(table), columns_by_heading)
    same = titles(shape, settings.by)
    return sentence.format(columns=columns, table=table.title, same=same)


def _compute(frame: pd.DataFrame, settings: JoinSettings, _: Shape, frames: Frames) -> pd.DataFrame:
    by = [*settings.by]
    other = frames.frame_of(settings.table)
    if faults := [*_key_problems(other, settings)]:
        raise StepError(faults)
    columns = {heading: other[name] for heading, name in settings.columns_by_heading.items()}
    beside = other[by].assign(**columns, **{_OTHER: other[ORIGINS]})
    joined = frame.merge(beside, on=by, how="left")
    rows = records(joined)
    missing = [row for row in rows if not isinstance(row[_OTHER], frozenset)]
    if missing:
        names = dict.fromkeys(name_of(row, by) for row in missing)
        params = {"other": settings.table}
        raise StepError([StepFault("recipe-rows.join", "by", {**params, "row": n}) for n in names])
    origins = [row[ORIGINS] | row[_OTHER] for row in rows]
    for name in settings.columns_by_heading:
        cells = [row[name] if isinstance(row[name], Cell) else str(row[name]) for row in rows]
        joined = with_cells(joined, name, cells)
    return with_cells(joined.drop(columns=[ORIGINS, _OTHER]), ORIGINS, origins)


def _key_problems(other: pd.DataFrame, settings: JoinSettings) -> Iterator[StepFault]:
    """Rows of the other table of which nobody can say which one belongs to a row."""
    for item in repeated_keys(other, settings.by, "by"):
        params = {**item.params, "other": settings.table}
        yield StepFault("recipe-rows.join-twice", "by", params)


KIND = StepKind(
    name="join",
    description="Puts columns of another table beside those that there are.",
    settings=JoinSettings,
    find_problems=_find_problems,
    shape=_shape,
    words=_words,
    compute=_compute,
)
