"""What the cells of a column must be, as a Data Package says it, and the cells that are not so.

Other programs read `constraints` in the published description. Here each is held against every
row, so that what the description says is so.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.core.quantities import MISSING_VALUE_CODES, read_decimal
from safety_plan.core.text import read_switch
from safety_plan.models.fields import setting
from safety_plan.models.setting_shapes import value_at
from safety_plan.reading.csv_files import Row
from safety_plan.reading.yaml_files import (
    Document,
    Keys,
    Value,
    as_list,
    as_mapping,
    as_text,
    as_text_list,
)

#: Limits of a number, and of how many letters a cell has.
_NUMBERS = ("minimum", "maximum")
_LENGTHS = ("minLength", "maxLength")
_SWITCHES = ("required", "unique")


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraints:
    """What may be said of the cells of a column; an empty one is held to `required` only."""

    required: str = field(
        default="", metadata=setting("Whether each row has a value.", kind="switch")
    )
    unique: str = field(
        default="", metadata=setting("Whether no two rows have the same value.", kind="switch")
    )
    minimum: str = field(default="", metadata=setting("The least number."))
    maximum: str = field(default="", metadata=setting("The greatest number."))
    minLength: str = field(default="", metadata=setting("The fewest letters."))
    maxLength: str = field(default="", metadata=setting("The most letters."))
    pattern: str = field(default="", metadata=setting("A pattern that a cell fits as a whole."))
    enum: Sequence[str] = field(
        default=(), metadata=setting("The cells that there may be.", kind="texts")
    )


def constraint_problems(
    rows: Sequence[Row], description: Document, keys: Keys
) -> Iterator[Problem]:
    """Cells of *rows* that are not what the entry of their table under *keys* says."""
    columns = as_list(value_at(description, (*keys, "schema", "fields")))
    for index, entry in enumerate(map(as_mapping, columns)):
        name, limits = as_text(entry.get("name")), as_mapping(entry.get("constraints"))
        is_text = as_text(entry.get("type")) in ("", "string")
        at = description.location(*keys, "schema", "fields", str(index))
        if form := [*_form_problems(name, limits, at, is_text=is_text)]:
            yield from form
        elif limits:
            yield from _cell_problems(rows, name, limits, is_text=is_text)


def constraints_to_publish(constraints: Mapping[str, Value]) -> dict[str, object]:
    """*constraints* that say something, as other programs read them: yes, no and whole numbers."""
    return {key: _published_value(key, value) for key, value in constraints.items() if value}


def _published_value(key: str, value: Value) -> object:
    if key in _SWITCHES:
        return bool(read_switch(as_text(value)))
    if key in _LENGTHS:
        return int(as_text(value))
    return [*as_text_list(value)] if key == "enum" else as_text(value)


def _form_problems(
    name: str, limits: Mapping[str, Value], at: Location, *, is_text: bool
) -> Iterator[Problem]:
    """Limits that nothing can be held against, as a number of letters of a number."""
    for key in (*_NUMBERS, *_LENGTHS, "pattern"):
        text = as_text(limits.get(key))
        if text and not (_is_limit(key, text) and is_text != (key in _NUMBERS)):
            yield problem("constraint-broken.form", at, column=name, key=key, cell=text)


def _is_limit(key: str, text: str) -> bool:
    if key == "pattern":
        return _is_pattern(text)
    return read_decimal(text) is not None if key in _NUMBERS else text.isdecimal()


def _is_pattern(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return True


def _cell_problems(
    rows: Sequence[Row], name: str, limits: Mapping[str, Value], *, is_text: bool
) -> Iterator[Problem]:
    is_required, is_unique = (read_switch(as_text(limits.get(key))) for key in _SWITCHES)
    first_rows: dict[str | Decimal, int] = {}
    for row in rows:
        cell = row[name]
        location = row.location(name)
        if not cell or cell in MISSING_VALUE_CODES:
            if is_required:
                yield problem("constraint-broken.empty", location, column=name)
            continue
        first = first_rows.setdefault(_value(cell, is_text=is_text), row.number)
        if is_unique and first != row.number:
            yield problem("constraint-broken.twice", location, cell=cell, number=first, column=name)
        for limit in _broken_limits(cell, limits, is_text=is_text):
            yield problem("constraint-broken", location, cell=cell, column=name, limit=limit)


def _value(cell: str, *, is_text: bool) -> str | Decimal:
    """What a *cell* is compared by: 2.50 is the number 2.5, and other letters than it."""
    number = None if is_text else read_decimal(cell)
    return cell if number is None else number


def _broken_limits(cell: str, limits: Mapping[str, Value], *, is_text: bool) -> Iterator[str]:
    """Each of *limits* that *cell* does not keep to, as the description has it."""
    number = read_decimal(cell)
    sizes = {"minimum": number, "maximum": number, **dict.fromkeys(_LENGTHS, Decimal(len(cell)))}
    for key, size in sizes.items():
        end = read_decimal(as_text(limits.get(key)))
        if size is not None and end is not None and (size < end if "min" in key else size > end):
            yield f"{key}: {end}"
    pattern, choices = as_text(limits.get("pattern")), as_text_list(limits.get("enum"))
    if pattern and not re.fullmatch(pattern, cell):
        yield f"pattern: {pattern}"
    values = [_value(choice, is_text=is_text) for choice in choices]
    if choices and _value(cell, is_text=is_text) not in values:
        yield f"enum: {', '.join(choices)}"
