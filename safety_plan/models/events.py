"""Counts of events: which numbers are such counts, and which two of them are of one kind.

Only what a plan declares is such a count (`events: yes` of a column): offences, collisions. People
who are counted once each, stocks, rates and money are none.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from safety_plan.core.like_periods import Unlike, why_unlike
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.core.quantities import unit_words
from safety_plan.models.chance import chance_limit, is_within_chance
from safety_plan.models.columns import Column
from safety_plan.models.figures import Figure
from safety_plan.reading.csv_files import Row

#: Columns that say when something was, and where it was read. In a series they are not the same.
_NOT_OF_KIND = ("period", "date", "source", "mark")
#: The message for periods that keep two counts from being held against chance. Years are alike
#: however many months lie between them.
_MESSAGES = {
    Unlike.UNDATED: "change-chance.undated",
    Unlike.LENGTH: "change-chance.length",
    Unlike.OVERLAP: "change-chance.overlap",
    Unlike.SEASON: "change-chance.season",
}


def series_of_events(
    table: str, key: Iterable[str], column: Column, cells: Mapping[str, object] | Row
) -> str:
    """The name of the series of counts that a number is one of; empty where it is no such count.

    Numbers of one series differ in their time alone: *key* names the columns that tell the rows
    of the *table* apart, or those that choose rows, and *cells* what stands there.
    """
    if not column.counts_events:
        return ""
    kinds = [f"{name}={cells[name]}" for name in key if name not in _NOT_OF_KIND]
    return "; ".join((f"{table}, {column.name}", *kinds))


def limit_of_chance(old: Figure, new: Figure) -> int | None:
    """How far two figures would differ by chance alone; None where that cannot be said of them."""
    if why_no_chance(old, new) or old.number is None or new.number is None:
        return None
    return chance_limit(old.number, new.number)


def differs_by_chance(old: Figure, new: Figure) -> bool:
    """Whether two figures with a `limit_of_chance` differ by no more than that."""
    return is_within_chance(old.number or Decimal(0), new.number or Decimal(0))


def why_no_chance(old: Figure, new: Figure) -> str:
    """What keeps two figures from being held against chance: a message of `change-chance`."""
    if not old.events or not new.events:
        return "change-chance"
    if old.qualifier or new.qualifier:
        return "change-compares.qualifier"
    if old.events != new.events:
        return "change-chance.kind"
    unlike = why_unlike(old.period, new.period)
    return _MESSAGES.get(unlike, "") if unlike else ""


def event_problems(column: Column, location: Location, *, is_of_people: bool) -> Iterator[Problem]:
    """A column that is said to count events, and whose numbers are no such counts."""
    if not column.counts_events:
        return
    if is_of_people:
        yield problem("events-count.people", location, column=column.name)
    elif column.type == "string":
        yield problem("events-count.words", location, column=column.name)
    elif column.unit not in ("", "count"):
        words = unit_words(column.unit or "count")
        yield problem("events-count", location, column=column.name, words=words)
