"""Charts of then and now, of dots and of two sides: the order, the words, the marks."""

import re
from dataclasses import replace

import pytest

from safety_plan.charts.draw import draw
from safety_plan.charts.faults import equal_looks
from safety_plan.charts.kinds import kind_of, shared_scale_direction
from safety_plan.models.charts import Chart, ReferenceLine, Series

TOWNS = ("Northmere", "Wend", "Deep Vale", "Old Bridge")


def chart(kind: str, *series: Series, labels: tuple[str, ...] = TOWNS) -> Chart:
    words = {"title": "T", "subtitle": "", "description": "", "labels_heading": "Town"}
    return Chart(id="c", kind=kind, unit="count", labels=labels, series=series, **words)


def series(name: str, *cells: str) -> Series:
    return Series(name=name, cells=cells, rows=(0,) * len(cells))


THEN_AND_NOW = chart(
    "dumbbell", series("2020", "40", "25", "30", "[x]"), series("2018", "50", "20", "30", "9")
)


def test_times_and_labels_stand_in_order_the_largest_rise_first():
    ordered = kind_of(THEN_AND_NOW).in_order(THEN_AND_NOW)

    assert [one.name for one in ordered.series] == ["2018", "2020"]
    assert ordered.labels == ("Wend", "Deep Vale", "Northmere", "Old Bridge")


def test_every_change_is_told_in_words_and_numbers():
    ordered = kind_of(THEN_AND_NOW).in_order(THEN_AND_NOW)
    text = kind_of(ordered).description(ordered)
    both = draw(ordered)

    assert "From 2018 to 2020. Wend: 20 to 25, up." in text
    assert "Deep Vale: 30 to 30, no change. Northmere: 50 to 40, down." in text
    assert "Old Bridge: 2018: 9; 2020: not available." in text
    assert both.count(">20 to 25, up<") == 2


def test_then_is_a_ring_and_now_a_dot():
    one = chart("dumbbell", series("2018", "5"), series("2020", "9"), labels=("Wend",))
    circles = re.findall(r'<circle[^>]*class="([^"]+)"', draw(one).partition("</svg>")[0])

    assert circles == ["f-ground k-1", "f-1"] * 2  # the key and the row


def circles(svg: str) -> list[tuple[float, float]]:
    found = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', svg)
    return [(float(x), float(y)) for x, y in found]


@pytest.mark.parametrize("now", ["400", "401", "430"])
def test_then_and_now_are_both_seen_where_they_are_nearly_the_same(now: str):
    one = chart("dumbbell", series("2018", "400"), series("2020", now), labels=("Wend",))
    for svg in re.findall("<svg.*?</svg>", draw(one)):
        (x, y), (other_x, other_y) = circles(svg)[2:]
        assert abs(x - other_x) >= 15 or abs(y - other_y) >= 15


def test_the_order_of_rows_is_told_where_the_change_makes_it():
    def note(*pairs: tuple[str, str]) -> str:
        then, now = zip(*pairs, strict=True)
        one = chart(
            "dumbbell", series("2018", *then), series("2020", *now), labels=TOWNS[: len(now)]
        )
        return kind_of(one).subtitle_note(one)

    assert (
        note(("1", "9"), ("1", "2")) == "The rows run from the largest rise to the smallest rise."
    )
    assert note(("1", "9"), ("9", "2")) == "The rows run from the largest rise to the largest fall."
    assert (
        note(("9", "8"), ("9", "2")) == "The rows run from the smallest fall to the largest fall."
    )
    assert note(("9", "9"), ("9", "2")) == "The rows run from no change to the largest fall."
    assert note(("1", "2"), ("1", "9")) == ""
    assert note(("1", "2")) == ""
    assert "those whose change is not known come last" in note(("1", "9"), ("1", "2"), ("[x]", "2"))


@pytest.mark.parametrize("others", [("410", "412"), ("410", "900"), ("410", "410")])
def test_dots_of_several_series_lie_over_no_other(others: tuple[str, str]):
    three = zip(("Bicycles", "Parcels", "Tools"), ("411", *others), strict=True)
    one = chart("dots", *(series(*pair) for pair in three), labels=("Wend",))
    for svg in re.findall("<svg.*?</svg>", draw(one)):
        (x, y), (other_x, other_y) = circles(svg)[-2:]
        assert abs(x - other_x) >= 12 or abs(y - other_y) >= 12


def test_dots_of_several_series_have_their_values_in_words_on_a_phone():
    dots = chart(
        "dots", series("Counted", "5", "", "7", "9"), series("Guessed", "6", "7", "[c]", "8")
    )
    wide, narrow = re.findall("<svg.*?</svg>", draw(dots))

    assert ">Counted 5, Guessed 6<" in narrow
    assert ">Counted 7, Guessed held back " in narrow
    assert ">Counted 5, Guessed 6<" not in wide
    assert "Guessed held back to protect people" in wide


def test_every_tick_of_a_scale_has_its_words():
    millions = [series(name, "1200000", "3400000", "0", "9") for name in ("2018", "2020")]
    pounds = replace(chart("dots", *millions), unit="pounds")
    for svg in re.findall("<svg.*?</svg>", draw(pounds)):
        foot = svg.rpartition("<g class")[2]
        uprights = set(re.findall(r"M([\d.]+) [\d.]+V", svg))
        assert len(uprights) == len(re.findall("<text", foot)) >= 2


def test_a_dot_alone_on_its_line_has_its_value_and_dots_together_have_a_scale():
    alone = chart("dots", series("Counted", "5", "", "7", ""), series("Guessed", "", "6", "", "8"))
    together = chart("dots", series("Counted", "5", "6", "7", "9"), series("Guessed", *"6789"))

    assert {">5<", ">6<", ">7<", ">8<"} <= set(re.findall(">[0-9]+<", draw(alone)))
    assert ">7<" not in draw(together)
    assert ">0<" in draw(together)


def test_both_sides_of_a_pyramid_have_one_scale_and_the_order_of_the_table():
    ages = chart(
        "pyramid", series("Women", "100", "40", "1", "0"), series("Men", "50", "80", "1", "0")
    )
    shapes = re.findall(
        r'd="M([\d.]+) [\d.]+H([\d.]+)[^"]*" class="f-([12])"', draw(ages).partition("</svg>")[0]
    )
    lengths = [(side, float(end) - float(start)) for start, end, side in shapes]

    assert [side for side, _ in lengths[:4]] == ["1", "2", "1", "2"]
    assert lengths[0][1] == pytest.approx(2 * lengths[1][1], abs=0.3)
    assert lengths[3][1] == pytest.approx(2 * lengths[2][1], abs=0.3)


@pytest.mark.parametrize(
    ("cells", "advised"),
    [
        (("17176", "16987"), True),
        (("100", "98.1"), True),
        (("100", "98"), False),
        (("0", "0"), False),
        (("5",), False),
        (("100", "100", "99", "99", "100"), False),  # that all are alike can be the message
        (("-100", "-99"), False),
    ],
)
def test_few_bars_that_differ_by_less_than_two_per_cent_are_advised_against(
    cells: tuple[str, ...], advised: bool
):
    bars = chart("bars", series("Offences", *cells), labels=("A", "B", "C", "D", "E")[: len(cells)])

    assert bool(equal_looks(bars)) is advised


# Lines and panels, as they were sealed and as they are drawn now

LINES = chart(
    "lines",
    replace(series("Ours", *"56789"), marked=True),
    series("Others", *"98765"),
    labels=("2016", "2017", "2018", "2019", "2020"),
)


def test_lines_beside_a_marked_one_are_grey_unless_they_were_sealed_before():
    assert 'class="k-other"' in draw(replace(LINES, drawing_rule=2))
    assert 'class="k-other"' not in draw(LINES)
    assert 'class="k-2"' in draw(LINES)


QUARTERS = tuple(
    f"{months} {year}"
    for year in range(2014, 2020)
    for months in ("January to March", "April to June", "July to September", "October to December")
)


def test_a_narrow_line_has_its_first_and_its_last_label():
    quarters = chart("lines", series("Thefts", *("7",) * 23), labels=QUARTERS[1:])
    narrow = draw(replace(quarters, drawing_rule=2)).rpartition("<svg")[2]

    assert ">Apr–Jun<" in narrow
    assert ">2014<" in narrow
    assert ">2019<" in narrow


def test_a_scale_that_is_cut_says_where_it_starts_and_that_it_is():
    officers = chart("lines", series("Officers", "3230", "3143", "3548"), labels=YEARS)
    cut = replace(officers, scale="cut")

    assert "The scale starts at 3,000, not at zero." in draw(cut)
    assert kind_of(cut).description(cut).count("The scale does not start at zero.") == 1
    assert kind_of(cut).subtitle_note(cut) == ""
    assert "not start at zero" not in kind_of(officers).description(officers)
    assert ">0<" in draw(officers)


def test_a_scale_may_be_cut_only_where_all_that_stands_on_it_lies_far_above_zero():
    cut = replace(chart("lines", series("A", "90", "95", "99"), labels=YEARS), scale="cut")
    low = replace(cut, reference_lines=(ReferenceLine(value="5", words="Target"),))

    assert not kind_of(cut).faults(cut)
    assert [fault.message for fault in kind_of(low).faults(low)] == ["chart-scale.cut"]
    assert "not at zero" not in draw(low)


YEARS = ("2018", "2019", "2020")
PANELS = chart(
    "multiples", series("Small", *"123"), series("Large", "900", "910", "990"), labels=YEARS
)


def test_panels_with_their_own_scales_say_so_and_say_their_values():
    own = replace(PANELS, scale="own")

    assert "own scale" in kind_of(own).subtitle_note(own)
    assert ">1 to 3<" in draw(own)
    assert ">900 to 990<" in draw(own)
    assert "same scale" in kind_of(PANELS).subtitle_note(PANELS)


def test_the_panel_that_rose_most_comes_first():
    assert [one.name for one in kind_of(PANELS).in_order(PANELS).series] == ["Large", "Small"]


def test_two_charts_share_no_scale_where_one_is_cut_or_panels_have_their_own():
    own, cut = replace(PANELS, scale="own"), replace(LINES, scale="cut")

    assert shared_scale_direction(own, own) is None
    assert shared_scale_direction(LINES, cut) is None
    assert shared_scale_direction(cut, cut) == "vertical"
