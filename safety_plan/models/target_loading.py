"""From the rows of `data/targets.csv` to targets, and what is wrong with them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from safety_plan.core.dates import period_end
from safety_plan.core.messages import problem
from safety_plan.core.problems import Problem, Read
from safety_plan.core.quantities import read_decimal
from safety_plan.models.observations import Observation
from safety_plan.models.target_cells import (
    direction_problems,
    ends_of,
    is_uncounted,
    period_problems,
    rating_problems,
    tolerance_problems,
    unit_problems,
    value_problems,
    which_problems,
)
from safety_plan.models.target_numbers import Numbers, Series, latest_of, read_baseline, read_series
from safety_plan.models.targets import Target
from safety_plan.reading.csv_files import Row

#: Cells that a target takes over as they are.
_SAME_TEXTS = (
    *("id", "what", "figure", "direction", "by", "set_by", "source", "part", "note"),
    *("rating", "rating_period", "rating_source", "rating_part", "rating_note"),
)
#: Cells without which nothing can be said of a target; that they are empty is told elsewhere.
_REQUIRED = ("id", "what", "direction", "by", "set_by", "source")
#: Cells that name a source; that there is none of that name is told elsewhere.
_SOURCES = ("source", "baseline_source", "rating_source")
#: What two rows have alike that are the same target.
_SAME_TARGET = ("figure", "table", "row", "column", "direction", "by", "set_by")


def read_targets(
    rows: Sequence[Row], numbers: Numbers, redefined: Collection[str], restated: Collection[str]
) -> Read[dict[str, Target]]:
    """Every target by its id; those that cannot be read are left out.

    *redefined* are the figures of which is said that they count something else than before,
    *restated* the targets of which is said that they changed.
    """
    targets: dict[str, Target] = {}
    problems: list[Problem] = []
    first_rows: dict[str, int] = {}
    for row in rows:
        target, problems_of_row = _read_target(row, numbers)
        problems += problems_of_row + _name_problems(row, first_rows, numbers)
        first_rows.setdefault(row["id"], row.number)
        if target:
            is_redefined = target.id not in restated and _is_redefined(target, redefined)
            targets.setdefault(target.id, replace(target, redefined=is_redefined))
    return targets, [*problems, *_repeat_problems(row for row in rows if row["id"] in targets)]


def _is_redefined(target: Target, redefined: Collection[str]) -> bool:
    """Whether its figure counts something else than its baseline, or than when it was set."""
    latest, baseline = target.latest, target.baseline
    definitions = {one.definition for one in (latest, baseline) if one and one.definition}
    if len(definitions) > 1:
        return True
    start = baseline.figure if baseline else ""
    return latest is not None and latest.figure in redefined and start not in redefined


def _read_target(row: Row, numbers: Numbers) -> Read[Target | None]:
    """The target of *row*; None where something of it is wrong, or of the figure that it names."""
    problems = [*which_problems(row), *period_problems(row), *direction_problems(row)]
    sources = {row[name] for name in _SOURCES if row[name]}
    has_all = all(row[name] for name in _REQUIRED) and sources <= {*numbers.sources}
    if problems or not has_all:
        return None, problems
    series, problems = read_series(row, numbers) if row["table"] else _of_figure(row, numbers)
    latest = latest_of(series, period_end(row["by"]) or Fraction(0))
    if problems or (latest is None and not is_uncounted(row)):
        return None, problems
    unit = latest.unit if latest else row["unit"]
    problems = [*unit_problems(row, unit), *rating_problems(row)]
    if not problems:
        problems = [*value_problems(row, unit, latest), *tolerance_problems(row)]
    baseline, baseline_problems = read_baseline(row, numbers, series, unit)
    problems += baseline_problems
    if not problems and not baseline_problems:
        problems += _order_problems(row, baseline)
    return (None if problems else _target(row, unit, latest, baseline)), problems


def _target(
    row: Row, unit: str, latest: Observation | None, baseline: Observation | None
) -> Target:
    texts: dict[str, Any] = {name: row[name] for name in _SAME_TEXTS}
    return Target(
        **texts,
        ends=tuple(Decimal(end) for end in ends_of(row)),
        unit=unit,
        change_unit=row["unit"],
        latest=latest,
        baseline=baseline,
        has_typed_baseline=read_decimal(row["baseline"]) is not None,
        tolerance=Decimal(row["tolerance"] or "0"),
    )


def _of_figure(row: Row, numbers: Numbers) -> Read[Series]:
    """The figure of the target, as a series of one; nothing where it has a problem of its own."""
    observation = numbers.of_figure(row["figure"])
    if observation is None:
        return {}, []  # the figure has a problem of its own, or there is none of that name
    location = row.location("figure")
    params = {"name": row["figure"]}
    if observation.unit == "date":
        return {}, [problem("target-figure.date", location, **params)]
    end = period_end(observation.period)
    if end is None:
        return {}, [problem("target-figure.undated", location, **params)]
    return {end: observation}, []


def _order_problems(row: Row, baseline: Observation | None) -> list[Problem]:
    """A target for a time that is not after that of its baseline."""
    by = period_end(row["by"])
    start = period_end(baseline.period) if baseline else None
    if baseline is None or by is None:
        return []
    if start is None:
        location = row.location("baseline")
        return [problem("target-order.baseline", location, cell=row["baseline"])]
    if start < by:
        return []
    params = {"by": row["by"], "start": baseline.period}
    return [problem("target-order", row.location("by"), **params)]


def _name_problems(row: Row, first_rows: Mapping[str, int], numbers: Numbers) -> list[Problem]:
    """An id that another target has, or a figure."""
    name = row["id"]
    location = row.location("id")
    if name and name in first_rows:
        number = first_rows[name]
        return [problem("name-twice", location, kind="target", name=name, number=number)]
    if any(name == figure["id"] for figure in numbers.rows if name):
        return [problem("name-twice.target", location, name=name)]
    return []


def _repeat_problems(rows: Iterable[Row]) -> Iterator[Problem]:
    """Two rows that ask the same number for something by the same time, set by the same body."""
    first_rows: dict[tuple[str, ...], Row] = {}
    for row in rows:
        key = (*(row[name] for name in _SAME_TARGET), row["what"] if is_uncounted(row) else "")
        first = first_rows.setdefault(key, row)
        if first.number != row.number and first["id"] != row["id"]:
            params = {"number": first.number, "other": first["id"], "by": row["by"]}
            yield problem("target-twice", row.location("direction"), **params)
