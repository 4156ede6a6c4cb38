"""What belongs to a measure and is said once, in `data/datapackage.yml`.

Caveats hold for a whole table, for a column or for some rows, and are shown
wherever one of those numbers is. A rate names what it is worked out from, and
is held to it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.core.quantities import (
    UNIT_WORDS,
    decimal_places,
    format_number,
    rate,
    read_decimal,
    round_half_up,
)
from safety_plan.models.fields import rules_of, setting
from safety_plan.reading.csv_files import Row
from safety_plan.reading.yaml_files import Value, as_mapping, as_text, as_texts

TYPES = ("string", "number", "integer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its heading in the file, its title in words, type and unit.

    *numerator* and *denominator* of a rate are columns, or words.
    """

    name: str = field(metadata=setting("The heading in the file.", required=True))
    title: str = field(metadata=setting("The heading on a page."))
    type: str = field(metadata=setting("What its cells are.", choices=TYPES))
    unit: str = field(default="", metadata=setting("What is counted.", choices=tuple(UNIT_WORDS)))
    description: str = field(default="", metadata=setting("What its numbers count, and how."))
    numerator: str = field(default="", metadata=setting("Of a rate: a column, or words."))
    denominator: str = field(default="", metadata=setting("Of a rate: a column, or words."))

    @classmethod
    def read(cls, entry: Mapping[str, Value]) -> "Column":
        """The column that *entry* describes."""
        texts = as_texts(entry, rules_of(cls))
        texts["title"] = texts["title"] or texts["name"]
        texts["type"] = texts["type"] or "string"
        return cls(**texts)

    @property
    def definition(self) -> str:
        """What its numbers count, in words."""
        return f"{self.title}. {self.description}" if self.description else self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Caveat:
    """What to bear in mind about the numbers of *column* in the rows *where*; empty for all."""

    words: str
    column: str
    where: Mapping[str, str]

    def applies_to(self, rows: Iterable[Row], columns: Collection[str]) -> bool:
        """True where it is about one of *columns* in one of *rows*."""
        fits = any(all(row[k] == v for k, v in self.where.items()) for row in rows)
        return fits and (not self.column or self.column in columns)


def read_caveats(value: Value | None, shared: Mapping[str, Value], column: str) -> Iterator[Caveat]:
    """The caveats of a table or a column; one may be the name of a *shared* one."""
    for item in value if isinstance(value, list) else [value] if value else []:
        entry = as_mapping(item) or {"caveat": item}
        said = as_text(entry.get("caveat"))
        where = {name: as_text(cell) for name, cell in as_mapping(entry.get("where")).items()}
        yield Caveat(words=as_text(shared.get(said)) or said, column=column, where=where)


def caveat_problems(
    caveats: Iterable[Caveat], shared: Iterable[str], rows: Collection[Row], place: Location
) -> Iterator[Problem]:
    """Caveats that name a shared one that is not there, or that fit no row."""
    for caveat in caveats:
        if " " not in caveat.words:
            yield problem("caveat-applies.unknown", place, name=caveat.words, among=shared)
        elif rows and not caveat.applies_to(rows, [caveat.column]):
            yield problem("caveat-applies", place, caveat=caveat.words)


def rate_problems(row: Row, column: Column) -> list[Problem]:
    """A rate that is not what its numerator and denominator make, rounded as it is."""
    cell = read_decimal(row[column.name])
    top, bottom = (read_decimal(row[name]) for name in (column.numerator, column.denominator))
    if cell is None or top is None or bottom is None:
        return []
    exact = rate(top, bottom, column.unit)
    made = None if exact is None else round_half_up(exact, decimal_places(cell))
    if made is None or made == cell:
        return []
    parts = {"numerator": column.numerator, "denominator": column.denominator}
    sum_in_words = f"{format_number(top)} out of {format_number(bottom)}"
    said = f"{sum_in_words} makes {made} {UNIT_WORDS[column.unit]}"
    return [problem("rate-adds-up", row.location(column.name), cell=cell, said=said, **parts)]
