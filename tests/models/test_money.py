"""Amounts of money are added up exactly, and only as far as they are known."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety_plan.models.figures import Figure
from safety_plan.models.money import NOT_KNOWN, add_up, read_amount

AMOUNTS = st.decimals(0, 10**9, allow_nan=False, allow_infinity=False, places=2).map(str)


def figure(name: str, qualifier: str = "") -> Figure:
    return Figure(
        id=name,
        label="Lights",
        value="40000",
        unit="pounds",
        period="2022",
        place="Fernbrook",
        source="report",
        qualifier=qualifier,
    )


FIGURES = {
    "lights": figure("lights"),
    "at-least": figure("at-least", "over"),
    "nearly": figure("nearly", "nearly"),
}


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("49914", "£49,914"),
        ("53913.75", "£53,913.75"),
        ("8000.00", "£8,000.00"),
        ("0", "£0"),
        ("lights", "£40,000"),
        ("at-least", "over £40,000"),
        ("not known", "not known"),
    ],
)
def test_an_amount_is_shown_as_it_was_published(cell: str, text: str):
    assert read_amount(cell, FIGURES).text == text


@given(st.lists(st.one_of(AMOUNTS, st.just(NOT_KNOWN), st.sampled_from([*FIGURES]))))
def test_a_total_is_the_exact_sum_of_what_is_known(cells: list[str]):
    rows = [{"id": str(n), "planned": cell, "within": ""} for n, cell in enumerate(cells)]

    total = add_up(rows, "planned", FIGURES)

    exact = {"lights": Fraction(40000)}
    numbers = [exact.get(cell) or Fraction(cell) for cell in cells if cell not in _UNKNOWN]
    assert Fraction(total.value) == sum(numbers)
    assert (total.added, total.unknown) == (len(numbers), cells.count(NOT_KNOWN))
    assert len(total.rough) == cells.count("at-least") + cells.count("nearly")


_UNKNOWN = (NOT_KNOWN, "at-least", "nearly")


def row(name: str, planned: str, within: str = "") -> dict[str, str]:
    return {"id": name, "planned": planned, "within": within}


def test_a_part_of_an_amount_is_not_added_a_second_time():
    rows = [row("grant", "40000"), row("poles", "5000", "grant"), row("nails", "10", "poles")]

    assert add_up(rows, "planned", {}).value == Decimal(40000)


def test_a_part_is_added_where_the_whole_stands_elsewhere():
    wholes = {"grant": "", "poles": "grant", "nails": "poles"}

    assert add_up([row("poles", "5000", "grant")], "planned", {}, wholes).value == Decimal(5000)


def test_a_part_of_a_part_is_not_added_beside_the_whole():
    wholes = {"grant": "", "poles": "grant", "nails": "poles"}
    rows = [row("grant", "40000"), row("nails", "10", "poles")]

    assert add_up(rows, "planned", {}, wholes).value == Decimal(40000)


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        (["1500", "8000.50"], "£9,500.50"),
        (["1500", NOT_KNOWN], "£1,500, from 1 of 2 amounts; the rest is not known"),
        ([NOT_KNOWN], "not known"),
        (["at-least"], "over £40,000"),
        (["at-least", NOT_KNOWN], "over £40,000; the rest is not known"),
        (
            ["1500", "at-least"],
            "£1,500, from 1 of 2 amounts; over £40,000 is not added, because it is not exact",
        ),
        (
            ["1500", "at-least", NOT_KNOWN],
            "£1,500, from 1 of 3 amounts; over £40,000 is not added, because it is not exact; "
            "the rest is not known",
        ),
        (
            ["at-least", "nearly"],
            "over £40,000 and nearly £40,000 are not added, because they are not exact",
        ),
    ],
)
def test_a_total_says_what_it_leaves_out(cells: list[str], sentence: str):
    rows = [{"id": str(n), "spent": cell, "within": ""} for n, cell in enumerate(cells)]

    assert add_up(rows, "spent", FIGURES).sentence == sentence
