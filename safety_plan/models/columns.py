"""What belongs to a measure and is said once, in `data/datapackage.yml`.

Caveats hold for a whole table, for a column or for some rows, and are shown
wherever one of those numbers is. A rate names what it is worked out from, and
is held to it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from safety_plan.core.messages import told
from safety_plan.core.problems import Place, Problem
from safety_plan.core.quantities import UNIT_WORDS, decimals, plain, rate, read_decimal, rounded
from safety_plan.reading.csv_files import Row
from safety_plan.reading.yaml_files import Value, mapping, texts, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its heading in the file, its title in words, type and unit.

    *numerator* and *denominator* of a rate are columns, or words.
    """

    name: str
    title: str
    type: str
    unit: str = ""
    description: str = ""
    numerator: str = ""
    denominator: str = ""

    @classmethod
    def read(cls, entry: Mapping[str, Value]) -> "Column":
        """The column that *entry* describes."""
        said = texts(entry, cls.__dataclass_fields__)
        said |= {"title": said["title"] or said["name"], "type": said["type"] or "string"}
        return cls(**said)

    @property
    def counts(self) -> str:
        """What its numbers count, in words."""
        return f"{self.title}. {self.description}" if self.description else self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Caveat:
    """What to bear in mind about the numbers of *column* in the rows *where*; empty for all."""

    words: str
    column: str
    where: Mapping[str, str]

    def holds(self, rows: Iterable[Row], columns: Collection[str]) -> bool:
        """True where it is about one of *columns* in one of *rows*."""
        fits = any(all(row[k] == v for k, v in self.where.items()) for row in rows)
        return fits and (not self.column or self.column in columns)


def read_caveats(value: Value | None, shared: Mapping[str, Value], column: str) -> Iterator[Caveat]:
    """The caveats of a table or a column; one may be the name of a *shared* one."""
    for item in value if isinstance(value, list) else [value] if value else []:
        entry = mapping(item) or {"caveat": item}
        said = words(entry.get("caveat"))
        where = {name: words(cell) for name, cell in mapping(entry.get("where")).items()}
        yield Caveat(words=words(shared.get(said)) or said, column=column, where=where)


def caveat_problems(
    caveats: Iterable[Caveat], shared: Iterable[str], rows: Collection[Row], place: Place
) -> Iterator[Problem]:
    """Caveats that name a shared one that is not there, or that fit no row."""
    for caveat in caveats:
        if " " not in caveat.words:
            yield told("caveat-applies.unknown", place, name=caveat.words, among=shared)
        elif rows and not caveat.holds(rows, [caveat.column]):
            yield told("caveat-applies", place, caveat=caveat.words)


def rate_problems(row: Row, column: Column) -> list[Problem]:
    """A rate that is not what its numerator and denominator make, rounded as it is."""
    cell = read_decimal(row[column.name])
    top, bottom = (read_decimal(row[name]) for name in (column.numerator, column.denominator))
    if cell is None or top is None or bottom is None:
        return []
    exact = rate(top, bottom, column.unit)
    made = None if exact is None else rounded(exact, decimals(cell))
    if made is None or made == cell:
        return []
    parts = {"numerator": column.numerator, "denominator": column.denominator}
    said = f"{plain(top)} out of {plain(bottom)} makes {made} {UNIT_WORDS[column.unit]}"
    return [told("rate-adds-up", row.place(column.name), cell=cell, said=said, **parts)]
