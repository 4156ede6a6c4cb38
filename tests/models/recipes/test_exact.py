"""What a recipe works out is what anybody works out by hand with exact fractions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safety_plan.models.columns import Column
from safety_plan.models.recipes.cached_tables import work_out_table
from safety_plan.models.recipes.join import shape_of
from safety_plan.models.recipes.kinds import STEPS
from safety_plan.models.recipes.settings import read_settings
from safety_plan.models.recipes.step import StepError
from safety_plan.models.tables import Table
from safety_plan.reading.csv_files import Row

QUICK = settings(max_examples=40)
AREAS, YEARS = ("North", "South", "East"), ("2018", "2019")
QUARTERS = [
    f"{year}-{first:02} to {year}-{first + 2:02}"
    for year in (2018, 2019)
    for first in (1, 4, 7, 10)
]
NUMBERS = st.decimals(min_value=0, max_value=10**12, places=3, allow_nan=False).map(str)
CODES = st.sampled_from(["[c]", "[x]", "[z]"])
CELLS = st.one_of(NUMBERS, NUMBERS, NUMBERS, CODES)


def table(name: str, key: Sequence[str], rows: Sequence[Mapping[str, str]], **units: str) -> Table:
    words = (Column(name=one, title=one, type="string") for one in key)
    numbers = (Column(name=one, title=one, type="number", unit=unit) for one, unit in units.items())
    return Table(
        name=name,
        title=name,
        description="",
        source="s",
        place="",
        caveats=(),
        columns=(*words, *numbers),
        key=tuple(key),
        rows=tuple(Row(f"data/{name}.csv", n, dict(row)) for n, row in enumerate(rows, 2)),
    )


def worked_out(start: Table, *steps: tuple[str, dict[str, Any]], others: Sequence[Table] = ()):
    """The table that *steps* make of *start*; each must be one that check accepts."""
    tables = {one.name: one for one in (start, *others)}
    shape, shapes, read = shape_of(start), [], []
    for name, value in steps:
        kind = STEPS[name]
        own = read_settings(kind.settings, value)
        assert [*kind.find_problems(own, shape, tables)] == []
        shapes.append(shape)
        read.append((name, own))
        shape = kind.shape(own, shape, tables)
    result = Table(
        name="result",
        title="",
        description="",
        source="",
        place="",
        caveats=(),
        columns=shape.columns,
        key=shape.key,
        rows=(),
    )
    return work_out_table(Path(), result, start.name, read, shapes, [], tables)


def counts(cells: Sequence[str], periods: Sequence[str] = YEARS) -> Table:
    names = [(area, period) for area in AREAS for period in periods]
    rows = [
        {"area": area, "period": period, "n": cell}
        for (area, period), cell in zip(names, cells, strict=True)
    ]
    return table("counts", ("area", "period"), rows, n="pounds")


def named(name: str) -> dict[str, str]:
    return {"name": name, "title": name}


def column(result: Table, name: str) -> list[str]:
    return [row[name] for row in result.rows]


def gap(cells: Sequence[str]) -> str:
    """The code that stands for a gap in *cells*: held back before not available, and so on."""
    return next((code for code in ("[c]", "[x]", "[z]") if code in cells), "")


def same(cell: str, cells: Sequence[str], value: Fraction | None, places: int) -> bool:
    """Whether *cell* is the code of a gap in *cells*, or *value* as near as its digits come."""
    if code := gap(cells):
        return cell == code
    assert value is not None
    return abs(Fraction(Decimal(cell)) - value) <= Fraction(1, 2 * 10**places)


@QUICK
@given(st.lists(CELLS, min_size=6, max_size=6))
def test_a_sum_is_exact_and_a_gap_in_it_makes_it_that_gap(cells: list[str]):
    result = worked_out(counts(cells), ("sum", {"by": ["period"], "columns": ["n"]}))

    for index, year in enumerate(YEARS):
        parts = cells[index::2]
        cell = next(row["n"] for row in result.rows if row["period"] == year)
        expected = None if gap(parts) else sum(map(Fraction, parts))
        assert same(cell, parts, expected, 3)
        if not gap(parts):
            assert Fraction(cell) == expected


@QUICK
@given(st.lists(CELLS, min_size=24, max_size=24))
def test_four_quarters_are_every_four_that_follow_one_another(cells: list[str]):
    result = worked_out(counts(cells, QUARTERS), ("four_quarters", {"columns": ["n"]}))

    rows = {(row["area"], row["period"]): row["n"] for row in result.rows}
    assert len(rows) == len(AREAS) * 5
    for position, area in enumerate(AREAS):
        own = cells[position * 8 : position * 8 + 8]
        for end in range(4, 9):
            window = own[end - 4 : end]
            last = QUARTERS[end - 1].partition(" to ")[2]
            cell = rows[area, f"year to {last}"]
            assert (
                cell == gap(window) if gap(window) else Fraction(cell) == sum(map(Fraction, window))
            )


@QUICK
@given(st.lists(CELLS, min_size=6, max_size=6), st.integers(0, 4))
def test_shares_are_parts_of_all_rows_with_the_same_cells(cells: list[str], places: int):
    step = {"column": "n", "within": ["period"], "name": "s", "title": "S", "decimals": str(places)}
    wholes = [cells[0::2], cells[1::2]]
    empty = any(not gap(whole) and sum(map(Fraction, whole)) == 0 for whole in wholes)
    if empty:
        with pytest.raises(StepError):
            worked_out(counts(cells), ("share", step))
        return
    result = worked_out(counts(cells), ("share", step))

    for index, cell in enumerate(column(result, "s")):
        whole = wholes[index % 2]
        value = None if gap(whole) else Fraction(cells[index]) * 100 / sum(map(Fraction, whole))
        assert same(cell, [cells[index], *whole], value, places)


@QUICK
@given(st.lists(CELLS, min_size=6, max_size=6), st.lists(CELLS, min_size=3, max_size=3))
def test_a_rate_by_a_joined_table_is_exact_before_it_is_rounded(cells: list[str], bases: list[str]):
    rows = [{"area": area, "people": cell} for area, cell in zip(AREAS, bases, strict=True)]
    other = table("bases", ("area",), rows, people="people")
    steps = (
        ("join", {"table": "bases", "by": ["area"], "columns": ["people"]}),
        (
            "rate",
            {
                "numerator": "n",
                "denominator": "people",
                "unit": "per_1000",
                "name": "r",
                "title": "R",
            },
        ),
    )
    if any(not gap([cell]) and Fraction(cell) == 0 for cell in bases):
        with pytest.raises(StepError):
            worked_out(counts(cells), *steps, others=[other])
        return
    result = worked_out(counts(cells), *steps, others=[other])

    for index, cell in enumerate(column(result, "r")):
        pair = [cells[index], bases[index // 2]]
        value = None if gap(pair) else Fraction(pair[0]) * 1000 / Fraction(pair[1])
        assert same(cell, pair, value, 1)
        if value is not None:
            assert result.derivation
            assert result.derivation.exact[index + 2, "r"] == value


@QUICK
@given(st.lists(CELLS, min_size=6, max_size=6), st.sampled_from(["difference", "percent_change"]))
def test_a_change_is_the_later_number_against_the_earlier(cells: list[str], kind: str):
    step = {
        "column": "n",
        "before": "2018",
        "after": "2019",
        "kind": kind,
        "name": "c",
        "title": "C",
    }
    pairs = [cells[index : index + 2] for index in (0, 2, 4)]
    if kind == "percent_change" and any(not gap(p[:1]) and Fraction(p[0]) == 0 for p in pairs):
        with pytest.raises(StepError):
            worked_out(counts(cells), ("change", step))
        return
    result = worked_out(counts(cells), ("change", step))

    assert [(row["n_before"], row["n_after"]) for row in result.rows] == [(a, b) for a, b in pairs]
    for cell, pair in zip(column(result, "c"), pairs, strict=True):
        if gap(pair):
            assert cell == gap(pair)
            continue
        old, new = map(Fraction, pair)
        value = new - old if kind == "difference" else (new - old) * 100 / old
        assert same(cell, pair, value, 3 if kind == "difference" else 1)


@QUICK
@given(st.lists(CELLS, min_size=6, max_size=6), st.sampled_from(["highest", "lowest"]))
def test_a_rank_counts_the_numbers_before_it_and_a_gap_takes_none(cells: list[str], first: str):
    step = {"column": "n", "first": first, "name": "r", "title": "R"}
    result = worked_out(counts(cells), ("rank", step))

    numbers = [Fraction(cell) for cell in cells if not gap([cell])]
    for cell, rank in zip(cells, column(result, "r"), strict=True):
        if gap([cell]):
            assert rank == cell
        else:
            own = Fraction(cell)
            before = [n for n in numbers if (n > own if first == "highest" else n < own)]
            assert rank == str(len(before) + 1)


@QUICK
@given(st.lists(CELLS, min_size=6, max_size=6))
def test_an_index_is_in_proportion_to_its_base(cells: list[str]):
    step = {
        "column": "n",
        "base": {"period": "2018"},
        "within": ["area"],
        "name": "i",
        "title": "I",
    }
    if any(not gap([cell]) and Fraction(cell) == 0 for cell in cells[0::2]):
        with pytest.raises(StepError):
            worked_out(counts(cells), ("index", step))
        return
    result = worked_out(counts(cells), ("index", step))

    for index, cell in enumerate(column(result, "i")):
        pair = [cells[index], cells[index - index % 2]]
        value = None if gap(pair) else Fraction(pair[0]) * 100 / Fraction(pair[1])
        assert same(cell, pair, value, 1)


@QUICK
@given(st.lists(CELLS, min_size=6, max_size=6), st.sets(st.integers(0, 5), max_size=4))
def test_a_pivot_puts_each_cell_where_it_belongs_and_says_which_are_not_there(
    cells: list[str], gone: set[int]
):
    start = counts(cells)
    rows = [row for index, row in enumerate(start.rows) if index not in gone]
    cut = table("counts", ("area", "period"), [row.cells for row in rows], n="pounds")
    step = {"column": "period", "values": "n", "into": {"before": "2018", "after": "2019"}}
    if {row["period"] for row in rows} != {*YEARS}:
        with pytest.raises(StepError):
            worked_out(cut, ("pivot", step))
        return
    result = worked_out(cut, ("pivot", step))

    there = {(row["area"], row["period"]): row["n"] for row in rows}
    for row in result.rows:
        assert row["before"] == there.get((row["area"], "2018"), "[x]")
        assert row["after"] == there.get((row["area"], "2019"), "[x]")
    assert {row["area"] for row in result.rows} == {area for area, _ in there}


@QUICK
@given(st.lists(CELLS, min_size=6, max_size=6))
def test_rows_that_are_chosen_keep_every_digit_and_know_where_they_stood(cells: list[str]):
    result = worked_out(
        counts(cells),
        ("choose", {"where": {"area": {"not": "North"}}, "columns": ["period", "area", "n"]}),
        ("leave_out", {"where": {"period": "2019"}}),
    )

    assert column(result, "n") == [cells[2], cells[4]]
    assert result.derivation
    behind = [result.derivation.rows_behind([row], ["n"]) for row in result.rows]
    assert behind == [{"counts": [4]}, {"counts": [6]}]


@QUICK
@given(st.lists(CELLS, min_size=6, max_size=6), st.lists(NUMBERS, min_size=6, max_size=6))
def test_nothing_that_is_worked_out_depends_on_a_number_that_is_held_back(
    cells: list[str], hidden: list[str]
):
    """Numbers behind [c] are in no file that is read; nor does any other code stand for them."""
    steps = [
        ("sum", {"by": ["period"], "columns": ["n"]}),
        ("index", {"column": "n", "base": {"period": "2018"}, "name": "i", "title": "I"}),
    ]
    held = ["[c]" if index in (1, 2) else hidden[index] for index in range(6)]
    try:
        result = worked_out(counts(held), *steps)
    except StepError:
        return

    assert column(result, "n") == ["[c]", "[c]"]
    assert column(result, "i") == ["[c]", "[c]"]


@pytest.mark.parametrize(
    ("part", "whole", "share"), [("1", "800", "0.1"), ("1", "801", "0.1"), ("5", "400", "1.3")]
)
def test_a_half_is_rounded_up(part: str, whole: str, share: str):
    rows = [
        {"area": "North", "period": "2018", "n": part},
        {"area": "All", "period": "2018", "n": whole},
    ]
    start = table("counts", ("area", "period"), rows, n="pounds")
    step = {"column": "n", "whole": {"area": "All"}, "name": "s", "title": "S"}

    assert column(worked_out(start, ("share", step)), "s") == [share, "100.0"]


def test_a_column_that_is_joined_under_another_heading_stands_beside_its_namesake():
    start = counts(["1", "2", "3", "4", "5", "6"])
    rows = [{"area": area, "n": cell} for area, cell in zip(AREAS, "789", strict=True)]
    other = table("others", ("area",), rows, n="pounds")
    step = {"table": "others", "by": ["area"], "into": {"n_there": "n", "again": "n"}}

    result = worked_out(start, ("join", step), others=[other])

    assert column(result, "n") == ["1", "2", "3", "4", "5", "6"]
    assert column(result, "n_there") == column(result, "again") == ["7", "7", "8", "8", "9", "9"]
    assert [one.title for one in result.columns][-1] == "n (others)"
    assert result.derivation
    assert result.derivation.rows_behind(result.rows[:1], ["n_there"]) == {"others": [2]}
