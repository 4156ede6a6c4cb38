"""What belongs to a measure and is said once, in `data/datapackage.yml`.

Caveats hold for a whole table, for a column or for some rows, and are shown
wherever one of those numbers is. A rate names what it is worked out from, and
is held to it.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.core.quantities import (
    SIGNED_UNITS,
    UNIT_WORDS,
    decimal_places,
    format_number,
    rate,
    read_decimal,
    round_half_up,
)
from safety_plan.core.text import read_switch
from safety_plan.models.fields import rules_of, setting
from safety_plan.models.where import Where, as_where, row_fits
from safety_plan.reading.csv_files import Row
from safety_plan.reading.yaml_files import Value, as_mapping, as_text, as_texts

NUMERIC_TYPES = ("number", "integer")
TYPES = ("string", *NUMERIC_TYPES)
#: How many decimals a column may say that its source gives.
DECIMALS = re.compile(r"[0-6]")
#: To what whole number counts may be rounded: 5, 10, 1000.
NEAREST = re.compile(r"[2-9]|[1-9][0-9]{1,8}")


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
    source: str = field(
        default="", metadata=setting("The id of its source, where its table is from another.")
    )
    numerator: str = field(default="", metadata=setting("Of a rate: a column, or words."))
    denominator: str = field(default="", metadata=setting("Of a rate: a column, or words."))
    base: str = field(
        default="",
        metadata=setting("Of a rate: whom or what it is for, where that is not all people."),
    )
    events: str = field(
        default="",
        metadata=setting(
            "Whether its numbers count events, each of them once: offences.", kind="switch"
        ),
    )
    nearest: str = field(
        default="", metadata=setting("To the nearest of what its numbers are rounded: 10.")
    )
    page_decimals: str = field(
        default="", metadata=setting("With how many decimals pages show its numbers.")
    )
    people: str = field(
        default="", metadata=setting("Whether its numbers count people.", kind="switch")
    )
    signed: str = field(
        default="",
        metadata=setting("Whether its numbers may be below zero: a refund.", kind="switch"),
    )
    decimals: str = field(
        default="", metadata=setting("With how many decimals its source gives every number.")
    )
    lower: str = field(default="", metadata=setting("The column with the lower end of a range."))
    upper: str = field(default="", metadata=setting("The column with the upper end of a range."))

    @classmethod
    def read(cls, entry: Mapping[str, Value]) -> "Column":
        """The column that *entry* describes."""
        texts = as_texts(entry, rules_of(cls))
        texts["title"] = texts["title"] or texts["name"]
        texts["type"] = texts["type"] or "string"
        return cls(**texts)

    @property
    def is_numeric(self) -> bool:
        """True where its cells are numbers."""
        return self.type in NUMERIC_TYPES

    @property
    def counts_people(self) -> bool | None:
        """What its description says: yes, no, or None where it says neither."""
        return read_switch(self.people)

    @property
    def counts_events(self) -> bool:
        """True where its description says that each number counts events."""
        return bool(read_switch(self.events))

    @property
    def may_be_negative(self) -> bool:
        """True where a number below zero is no slip."""
        return bool(read_switch(self.signed)) or self.unit in ("", *SIGNED_UNITS)

    @property
    def definition(self) -> str:
        """What its numbers count, in words."""
        return f"{self.title}. {self.description}" if self.description else self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Caveat:
    """What to bear in mind about the numbers of *column* in the rows *where*; empty for all."""

    text: str
    column: str
    where: Where

    def applies_to(self, rows: Iterable[Row], columns: Collection[str]) -> bool:
        """True where it is about one of *columns* in one of *rows*."""
        if self.column and self.column not in columns:
            return False
        return any(row_fits(row, self.where) for row in rows)


def read_caveats(value: Value | None, shared: Mapping[str, Value], column: str) -> Iterator[Caveat]:
    """The caveats of a table or a column, of which one may stand alone.

    Each is a text, the name of a *shared* one, or either of them with the rows it is about.
    """
    if not value:
        return
    for item in value if isinstance(value, list) else [value]:
        entry = as_mapping(item) or {"caveat": item}
        text = as_text(entry.get("caveat"))
        where = as_where(entry.get("where"))
        yield Caveat(text=as_text(shared.get(text)) or text, column=column, where=where)


def caveat_problems(
    caveats: Iterable[Caveat], shared: Iterable[str], rows: Collection[Row], location: Location
) -> Iterator[Problem]:
    """Caveats that name a shared one that does not exist, or that fit no row."""
    for caveat in caveats:
        if " " not in caveat.text:
            yield problem("caveat-applies.unknown", location, name=caveat.text, choices=shared)
        elif rows and not caveat.applies_to(rows, [caveat.column]):
            yield problem("caveat-applies", location, caveat=caveat.text)


def rate_problems(row: Row, column: Column) -> list[Problem]:
    """A rate that is not what its numerator and denominator make, rounded as it is."""
    stated = read_decimal(row[column.name])
    numerator = read_decimal(row[column.numerator])
    denominator = read_decimal(row[column.denominator])
    if stated is None or numerator is None or denominator is None:
        return []
    exact = rate(numerator, denominator, column.unit)
    if exact is None:
        return []
    rounded = round_half_up(exact, decimal_places(stated))
    if rounded == stated:
        return []
    parts = f"{format_number(numerator)} out of {format_number(denominator)}"
    sentence = f"{parts} makes {rounded} {UNIT_WORDS[column.unit]}"
    params = {"numerator": column.numerator, "denominator": column.denominator}
    location = row.location(column.name)
    return [problem("rate-adds-up", location, cell=stated, said=sentence, **params)]
