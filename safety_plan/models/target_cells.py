"""What each cell of a row of `data/targets.csv` must be, given the number that it is about."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from safety_plan.core.dates import format_period, is_open_period
from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem
from safety_plan.core.quantities import UNIT_WORDS, read_decimal
from safety_plan.core.resources import load_resource
from safety_plan.models.cell_advice import period_fix
from safety_plan.models.cells import cell_problems
from safety_plan.models.columns import Column
from safety_plan.models.goal_words import SHARES
from safety_plan.models.observations import Observation
from safety_plan.models.targets import ANY_CHANGES, CHANGES, DIRECTIONS, RATINGS, unit_words
from safety_plan.reading.csv_files import Row

#: Directions as people write them, and ours.
_DIRECTIONS_MEANT: dict[str, str] = load_resource("models/directions.yml")
#: Two numbers, where one is asked for.
_TWO_NUMBERS = re.compile(r"[0-9][0-9.,]*%? ?(?:to|and|-|–) ?[0-9][0-9.,]*%?")
#: Units of which per cent may mean points as well.
_SHARE_UNITS = (*SHARES, "percentage_points")


def which_problems(row: Row) -> list[Problem]:
    """A row that names a figure and a table, or neither, or half of a look-up."""
    look_up = [name for name in ("table", "row", "column") if row[name]]
    if is_uncounted(row):
        return []
    if bool(row["figure"]) == bool(look_up):
        return [problem("target-figure", row.location("figure"))]
    if look_up and len(look_up) < 3:
        missing = next(name for name in ("table", "row", "column") if not row[name])
        return [problem("target-figure.look-up", row.location(missing), column=missing)]
    return []


def is_uncounted(row: Row) -> bool:
    """Whether nobody has counted yet what the target is about: it names no number, but its unit."""
    has_number = any(row[name] for name in ("figure", "table", "row", "column"))
    is_plain = row["direction"] not in (*CHANGES, *ANY_CHANGES)
    return not has_number and is_plain and row["unit"] in UNIT_WORDS and row["unit"] != "date"


def period_problems(row: Row) -> Iterator[Problem]:
    """A time of the target, or of its rating, that is none."""
    for name in ("by", "rating_period"):
        cell = row[name]
        location = row.location(name)
        if cell and format_period(cell) is None:
            yield problem("period-form", location, cell=cell, fix=period_fix(cell))
        elif cell == "undated":
            yield problem("target-order.undated", location)
        elif is_open_period(cell):
            yield problem("period-form.open", location, cell=cell)


def direction_problems(row: Row) -> list[Problem]:
    """A direction that is none of ours, or a number that it needs or has no use for."""
    direction = row["direction"]
    location = row.location("direction")
    if not direction:
        return []
    if direction not in DIRECTIONS:
        if meant := _DIRECTIONS_MEANT.get(" ".join(direction.casefold().split())):
            return [problem("target-direction.meant", location, name=direction, meant=meant)]
        return [problem("target-direction", location, name=direction, choices=DIRECTIONS)]
    needs_value = direction not in ANY_CHANGES
    if needs_value != bool(row["value"]):
        key = "target-value.missing" if needs_value else "target-value.needless"
        params = {"direction": direction, "cell": row["value"]}
        return [problem(key, row.location("value"), **params)]
    if direction in (*CHANGES, *ANY_CHANGES) and not (row["baseline"] or row["baseline_period"]):
        return [problem("target-baseline.missing", row.location("baseline"), direction=direction)]
    return []


def ends_of(row: Row) -> list[str]:
    """The numbers that the value of a target names."""
    if row["direction"] == "between":
        return row["value"].replace(" and ", " to ").split(" to ")
    return [row["value"]] if row["value"] else []


def unit_problems(row: Row, unit: str) -> list[Problem]:
    """A unit that is not that of the figure, or of which nobody can say what it counts."""
    own = row["unit"]
    direction = row["direction"]
    location = row.location("unit")
    params = {"own": own, "unit": unit, "words": unit_words(unit), "direction": direction}
    if direction not in CHANGES:
        is_other = own not in ("", unit)
        return [problem("target-unit", location, **params)] if is_other else []
    if unit in _SHARE_UNITS and own in ("", "percent"):
        return [problem("target-unit.share", location, **params)]
    if not own:
        return [problem("target-unit.missing", location, **params)]
    may_be = (*SHARES, *(("percentage_points",) if unit in _SHARE_UNITS else (unit,)))
    if own in may_be:
        return []
    return [problem("target-unit.change", location, choices=may_be, **params)]


def value_problems(row: Row, unit: str, latest: Observation | None) -> Iterator[Problem]:
    """A value that is no number of the unit, or a range whose ends are none or in no order."""
    ends = ends_of(row)
    if row["direction"] == "between" and len(ends) != 2:
        yield problem("target-value", row.location("value"), cell=row["value"])
        return
    if row["direction"] != "between" and _TWO_NUMBERS.fullmatch(row["value"]):
        params = {"direction": row["direction"], "cell": row["value"]}
        yield problem("target-value.two", row.location("value"), **params)
        return
    unit = "" if row["direction"] in CHANGES else unit
    number = latest.number if latest else None
    signed = "yes" if number is not None and number < 0 and unit else ""
    column = Column(name="value", title="", type="number", unit=unit, signed=signed)
    problems = [p for end in ends for p in cell_problems(_with_value(row, end), column)]
    yield from problems
    if not problems and None in [read_decimal(end) for end in ends]:
        yield problem("target-value.code", row.location("value"), cell=row["value"])
        return
    if problems:
        return
    if len(ends) > 1 and Decimal(ends[0]) >= Decimal(ends[1]):
        yield problem("target-value.order", row.location("value"), lower=ends[0], upper=ends[1])
    elif row["direction"] == "fall by" and row["unit"] in SHARES and Decimal(ends[0]) > 100:
        yield problem("target-value.too-far", row.location("value"), cell=row["value"])
    elif row["direction"] in CHANGES and not Decimal(ends[0]):
        params = {"direction": row["direction"], "cell": row["value"]}
        yield problem("target-value.nothing", row.location("value"), **params)


def _with_value(row: Row, end: str) -> Row:
    return replace(row, cells={**row.cells, "value": end})


def tolerance_problems(row: Row) -> Iterator[Problem]:
    """A tolerance that is no number, or below zero."""
    cell = row["tolerance"]
    location = row.location("tolerance")
    number = read_decimal(cell)
    if cell and (number is None or number < 0):
        key = "target-tolerance" if number is None else "target-tolerance.negative"
        yield problem(key, location, cell=cell)


def rating_problems(row: Row) -> Iterator[Problem]:
    """A colour that is none of those we know, or that nobody is named for."""
    rating = row["rating"]
    if rating and rating not in RATINGS:
        yield problem("rating-unknown", row.location("rating"), name=rating, choices=RATINGS)
    elif rating and not row["rating_source"]:
        yield problem("target-rating", row.location("rating_source"), rating=rating)
    elif not rating and (row["rating_source"] or row["rating_note"]):
        yield problem("target-rating.none", row.location("rating"))
