"""Where the cells of a table come from that is worked out from others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from safety_plan.reading.csv_files import Row

if TYPE_CHECKING:
    from safety_plan.models.tables import Table

#: A cell of a file: the name of its table, its row and its column.
Origin = tuple[str, int, str]
#: The cells of files behind a cell, in groups that many cells share: each share has its whole.
Origins = tuple[frozenset[Origin], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """The recipe of a table in sentences, and for each of its cells those of files behind it.

    *inputs* are the tables of files that it comes from in the end. *exact* holds its numbers
    before they were rounded. Cells are named by row and column.
    """

    recipe: tuple[str, ...]
    inputs: Mapping[str, Table]
    origins: Mapping[tuple[int, str], Origins] = field(default_factory=dict)
    exact: Mapping[tuple[int, str], Fraction] = field(default_factory=dict)

    def rows_behind(self, rows: Iterable[Row], columns: Collection[str]) -> dict[str, list[int]]:
        """The rows of each file that stand behind *columns* of *rows*, by its table."""
        numbers: dict[str, set[int]] = {}
        for table, number, _ in self._behind(rows, columns):
            numbers.setdefault(table, set()).add(number)
        return {table: sorted(numbers[table]) for table in self.inputs if table in numbers}

    def caveats_behind(self, rows: Iterable[Row], columns: Collection[str]) -> list[str]:
        """What to bear in mind about the cells of files that stand behind *columns* of *rows*."""
        return [
            caveat
            for table, rows_of_table, columns_of_table in self._inputs_behind(rows, columns)
            for caveat in table.caveats_of(rows_of_table, columns_of_table)
        ]

    def sources_behind(self, rows: Iterable[Row]) -> list[str]:
        """The sources of the rows of files that stand behind *rows*."""
        rows = list(rows)
        columns = {column for _, column in self.origins}
        return [
            source
            for table, rows_of_table, columns_of_table in self._inputs_behind(rows, columns)
            for source in table.sources_of(rows_of_table, columns_of_table)
        ] or [source for table in self.inputs.values() for source in table.sources_of((), ())]

    def _behind(self, rows: Iterable[Row], columns: Collection[str]) -> set[Origin]:
        groups = {
            id(group): group
            for row in rows
            for column in columns
            for group in self.origins.get((row.number, column), ())
        }
        return set[Origin]().union(*groups.values())

    def _inputs_behind(
        self, rows: Iterable[Row], columns: Collection[str]
    ) -> Iterator[tuple[Table, list[Row], set[str]]]:
        cells = self._behind(rows, columns)
        for name, table in self.inputs.items():
            if numbers := {number for one, number, _ in cells if one == name}:
                chosen = [row for row in table.rows if row.number in numbers]
                yield table, chosen, {column for one, _, column in cells if one == name}
