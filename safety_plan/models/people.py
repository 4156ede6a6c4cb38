"""Which numbers count people: their words say it, unless their column says otherwise.

A count of very few people could tell who they are, so a number that speaks of people is
held to that without anybody having to remember it.
"""

import re
from collections.abc import Iterable

from safety_plan.core.resources import load_resource
from safety_plan.models.columns import Column

_WORDS = load_resource("models/people.yml")
#: Units of numbers that may count people; a column without a unit counts.
_COUNTS = ("", "count", "people", "households")
#: What counts people by its unit alone.
_UNITS_OF_PEOPLE = ("people", "households")

_LEAD_IN = re.compile(rf"\b(?:{_WORDS['lead_in']})\b", re.I)
_APART = re.compile(rf"\b(?:{_WORDS['apart']})\b", re.I)
#: A possessive is of somebody else: “Children’s centres” are no children.
_PEOPLE = re.compile(rf"\b(?:{'|'.join(_WORDS['people'])})\b(?![’'])", re.I)


def speaks_of_people(text: str) -> bool:
    """True where the subject of a heading or a label is people: `Number of victims by ward`."""
    words = " ".join(re.sub(r"[_()\[\]:,;/-]+", " ", text).split())
    subject = _LEAD_IN.sub("", words)
    return bool(_PEOPLE.search(_APART.split(subject, maxsplit=1)[0].strip()))


def counts_people(unit: str, *texts: str) -> bool:
    """True for a number of *unit* whose *texts* (name, title, table) speak of people."""
    if unit in _UNITS_OF_PEOPLE:
        return True
    return unit in _COUNTS and any(map(speaks_of_people, texts))


def columns_of_people(columns: Iterable[Column], *table: str) -> tuple[str, ...]:
    """The names of *columns* that count people, given name and title of their *table*.

    A column that says `people: yes` or `no` is believed; one that says something else is
    held to the rule until that is put right.
    """
    return tuple(column.name for column in columns if _is_of_people(column, table))


def _is_of_people(column: Column, table: Iterable[str]) -> bool:
    if column.people:
        return column.counts_people is not False
    is_number = column.type != "string"
    return is_number and counts_people(column.unit, column.name, column.title, *table)
