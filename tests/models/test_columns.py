"""What is said once for a measure: caveats where they hold, rates that add up."""

import pytest

from safety_plan.content.links import format_rows
from safety_plan.core.problems import Location
from safety_plan.models.columns import Column, caveat_problems, rate_problems, read_caveats
from safety_plan.reading.csv_files import Row

NORTH, SOUTH = Row("t.csv", 2, {"area": "North"}), Row("t.csv", 3, {"area": "South"})
SHARED = {"drugs": "Drug offences follow searches."}


def test_a_caveat_holds_for_its_rows_and_its_column_only():
    (caveat,) = read_caveats([{"caveat": "drugs", "where": {"area": "North"}}], SHARED, "rate")

    assert caveat.text == "Drug offences follow searches."
    assert caveat.applies_to([NORTH, SOUTH], ["rate", "area"])
    assert not caveat.applies_to([SOUTH], ["rate"])
    assert not caveat.applies_to([NORTH], ["area"])


@pytest.mark.parametrize("value", [["drogs"], [{"where": {"area": "North"}}], [{"cavaet": "x y"}]])
def test_a_caveat_without_words_of_its_own_is_told(value: list[object]):
    caveats = read_caveats(value, SHARED, "")  # type: ignore[arg-type]

    assert len([*caveat_problems(caveats, SHARED, [NORTH], Location("t.yml"))]) == 1


@pytest.mark.parametrize(
    ("cell", "top", "bottom", "told"),
    [
        ("6.3", "6", "95", False),
        ("6", "6", "95", False),
        ("6.4", "6", "95", True),
        ("12.5", "1", "8", False),
        ("13", "1", "8", False),
        ("12", "1", "8", True),
        ("6.3", "[x]", "95", False),
        ("[x]", "6", "95", False),
        ("6.3", "6", "0", False),
    ],
)
def test_a_rate_is_what_its_parts_make_rounded_half_up(
    cell: str, top: str, bottom: str, told: bool
):
    column = Column(
        name="share", title="Share", type="number", unit="percent", numerator="a", denominator="b"
    )
    row = Row("t.csv", 2, {"share": cell, "a": top, "b": bottom})

    assert bool(rate_problems(row, column)) == told


@pytest.mark.parametrize(
    ("rows", "words"),
    [([11], "row 11"), ([4, 2, 3, 9, 0], "rows 2 to 4, 9"), ([2, 4], "rows 2, 4")],
)
def test_rows_are_named_in_words(rows: list[int], words: str):
    assert format_rows(rows) == words
