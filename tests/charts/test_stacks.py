"""Stacked bars and bars of shares: what is drawn is what the numbers say, exactly."""

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safety_plan.charts.draw import draw
from safety_plan.charts.kinds import kind_of
from safety_plan.models.charts import Chart, Series

NAMES = ("Bicycles", "Parcels", "Tools")


def chart(kind: str, *bars: str, labels: tuple[str, ...] = (), unit: str = "count") -> Chart:
    """A chart of *bars*, each the cells of its parts."""
    cells = [bar.split() for bar in bars]
    return Chart(
        id="stack",
        kind=kind,
        title="Thefts",
        subtitle="",
        description="",
        unit=unit,
        labels_heading="Town",
        labels=labels or tuple(f"Town {i}" for i in range(len(bars))),
        series=tuple(
            Series(name=name, cells=tuple(bar[i] for bar in cells), rows=(0,) * len(bars))
            for i, name in enumerate(NAMES[: len(cells[0])])
        ),
    )


def widths(svg: str, look: int) -> list[float]:
    """The widths of the parts of one look in a drawing, without its square in the key."""
    shape = rf'd="M([\d.]+) [\d.]+H([\d.]+)[^"]*" class="f-part-{look}"'
    return [float(end) - float(start) for start, end in re.findall(shape, svg)][1:]


def wide(chart: Chart) -> str:
    return draw(chart).partition("</svg>")[0]


@pytest.mark.parametrize("kind", ["stacked", "shares"])
def test_parts_are_as_long_as_their_numbers(kind: str):
    svg = wide(chart(kind, "200 100"))

    assert widths(svg, 1)[0] == pytest.approx(2 * widths(svg, 2)[0], abs=0.3)


def test_all_bars_of_shares_are_equally_long():
    svg = wide(chart("shares", "1 3", "200 200"))
    first, second = (one + other for one, other in zip(widths(svg, 1), widths(svg, 2), strict=True))

    assert first == pytest.approx(second, abs=0.3)


def test_a_stacked_bar_says_what_it_adds_up_to_and_what_is_missing():
    stacked = chart("stacked", "803 412 96", "[c] 130 71", "0 [c] 0")
    svg = wide(stacked)

    assert ">1,311<" in svg
    assert ">At least 201 in all. Bicycles: held back to protect people<" in svg
    assert ">201<" not in svg
    assert ">Without Parcels: held back to protect people<" in svg
    assert "Town 1, at least 201 together: Parcels 130" in kind_of(stacked).description(stacked)


@pytest.mark.parametrize("kind", ["stacked", "shares"])
def test_a_bar_says_all_its_values_below_where_one_has_no_room_in_its_part(kind: str):
    small, large = wide(chart(kind, "1000 3 5")), wide(chart(kind, "400 300 500"))

    assert re.search(">Bicycles [0-9,%]+, Parcels (3|under 1%), Tools (5|under 1%)<", small)
    assert ">Bicycles " not in large


def test_parts_of_shares_say_what_they_add_up_to_only_where_that_is_not_all():
    whole, thirds, halves = (chart("shares", bar) for bar in ("1 3", "1 1 1", "1 5 2"))
    both = chart("shares", "1 1 1", "1 5 2")

    assert kind_of(whole).subtitle_note(whole).endswith("rounded to whole per cent.")
    assert kind_of(thirds).subtitle_note(thirds).endswith("so they may add up to 99%.")
    assert kind_of(halves).subtitle_note(halves).endswith("so they may add up to 101%.")
    assert kind_of(both).subtitle_note(both).endswith("so they may add up to 99% or 101%.")


def test_a_bar_with_a_part_held_back_has_no_shares():
    held = chart("shares", "803 412 96", "[c] 130 71")
    svg = wide(held)

    assert len(widths(svg, 2)) == 1
    assert "No shares, because a part is missing (Bicycles: held back to protect people)" in svg
    assert "130" not in svg
    assert "Town 1: no shares, because a part is missing" in kind_of(held).description(held)


def test_a_bar_of_nothing_has_no_shares():
    assert "there is nothing to share out" in wide(chart("shares", "0 0", "1 2"))


def test_a_share_too_small_to_be_rounded_is_not_none():
    text = kind_of(small := chart("shares", "1999 1")).description(small)

    assert "Parcels under 1% (1)" in text


@given(st.lists(st.integers(0, 10**9), min_size=2, max_size=3).filter(any))
@settings(max_examples=50)
def test_shares_that_titles_are_held_against_are_exact(numbers: list[int]):
    one = chart("shares", " ".join(map(str, numbers)))
    (claimed,) = kind_of(one).claims_of_title(one)

    for number, series in zip(numbers, claimed.series, strict=True):
        exact = Fraction(number * 100, sum(numbers))
        assert abs(Fraction(Decimal(series.cells[0])) - exact) <= Fraction(1, 2 * 10**6)


def test_the_largest_bar_comes_first_and_years_in_the_order_of_time():
    towns = chart("stacked", "1 2", "30 4", "5 6")
    years = chart("stacked", "30 4", "1 2", labels=("2020", "2019"))

    assert kind_of(towns).in_order(towns).labels == ("Town 1", "Town 2", "Town 0")
    assert kind_of(years).in_order(years).labels == ("2019", "2020")
    assert kind_of(years).in_order(years).series[0].cells == ("1", "30")


def test_many_bars_are_described_by_the_ends_and_our_own():
    towns = chart("stacked", *(f"{i} 1" for i in range(1, 31)))
    text = kind_of(towns).description(towns)

    assert "Town 29, 31 together: Bicycles 30; Parcels 1." in text
    assert "Town 0, 2 together" in text
    assert "Town 15" not in text


def test_a_part_that_is_marked_has_its_name_in_bold():
    plain = chart("stacked", "1 2")
    marked = replace(plain, series=(plain.series[0], replace(plain.series[1], marked=True)))

    assert re.search('font-weight="700"[^>]*>Parcels<', wide(marked))
    assert not re.search('font-weight="700"[^>]*>Parcels<', wide(plain))
