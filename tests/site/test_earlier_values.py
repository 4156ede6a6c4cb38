"""What stands before a number in its own table, of periods as long and of the same time of year."""

from dataclasses import replace

import pytest

from safety_plan.models.columns import Column
from safety_plan.models.derivations import Derivation
from safety_plan.models.figures import Figure
from safety_plan.models.tables import Table
from safety_plan.reading.csv_files import Row
from safety_plan.site.earlier_values import MOST, earlier_values

YEARS = [f"year to {year}-03" for year in range(2015, 2022)]
OTHERS = ["year to 2020-09", "2020-01", "undated"]


def row(number: int, area: str, period: str, thefts: str) -> Row:
    return Row("data/thefts.csv", number, {"area": area, "period": period, "thefts": thefts})


def table() -> Table:
    periods = [("North", period) for period in [*YEARS, *OTHERS]]
    rows = [
        row(number, area, period, str(100 + number))
        for number, (area, period) in enumerate([*periods, ("South", YEARS[0])], start=2)
    ]
    return Table(
        name="thefts",
        title="Thefts",
        description="",
        source="police",
        place="",
        caveats=(),
        columns=(Column(name="thefts", title="Thefts", type="integer", unit="count"),),
        key=("area", "period"),
        rows=tuple(rows),
    )


def figure(name: str, row: int) -> Figure:
    return Figure(
        id=name,
        label="Thefts",
        value=str(100 + row),
        unit="count",
        period=YEARS[row - 2],
        place="North",
        source="police",
        table="thefts",
        row=row,
        column="thefts",
    )


NEWEST, BEFORE = figure("newest", 8), figure("before", 7)
FIGURES = {one.id: one for one in (NEWEST, BEFORE)}


def test_the_newest_of_the_same_measure_come_first_and_say_which_figure_they_are():
    values = earlier_values(FIGURES, {"thefts": table()})

    assert [one.text for one in values["newest"]] == ["107", "106", "105", "104"]
    assert [one.figure for one in values["newest"]] == ["before", "", "", ""]
    assert len(values["newest"]) == MOST
    assert len(values["before"]) == MOST


@pytest.mark.parametrize("changes", [{"value": "1"}, {"qualifier": "over"}, {"row": 99}])
def test_a_figure_that_is_not_just_its_cell_has_nothing_before_it(changes: dict[str, object]):
    other = replace(NEWEST, **changes)

    assert earlier_values({"newest": other}, {"thefts": table()}) == {"newest": []}


def test_a_table_without_periods_or_in_no_file_has_no_earlier_values():
    without_periods = replace(table(), key=("area",))
    worked_out = replace(table(), derivation=Derivation(recipe=(), inputs={}, origins={}))

    for one in (without_periods, worked_out):
        assert earlier_values(FIGURES, {"thefts": one}) == {}
