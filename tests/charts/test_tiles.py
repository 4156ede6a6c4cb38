"""A map of tiles: places, names that fit, shades that can be told apart, words for the rest."""

import re
from dataclasses import replace

from safety_plan.charts.draw import draw
from safety_plan.charts.kinds import kind_of
from safety_plan.models.charts import Chart, Series

LONG = "Boughton Monchelsea and Chart Sutton"
MAP = Chart(
    id="map",
    kind="tiles",
    title="Burglaries",
    subtitle="",
    description="",
    unit="count",
    labels_heading="Ward",
    labels=("Hill", LONG, "Seamarsh", "Wend"),
    series=(Series(name="Burglaries", cells=("0", "2", "[c]", "1"), rows=(2, 3, 4, 5)),),
    places=("3,2", "4,2", "3,3", "8,5"),
    short_labels=("Hil", "BMC", "Sea", "Wen"),
)


def drawings(chart: Chart) -> list[str]:
    return re.findall("<svg.*?</svg>", draw(chart))


def test_a_grid_begins_with_its_first_area_and_leaves_gaps_where_none_is():
    wide, _ = drawings(MAP)
    tiles = re.findall(r'd="M([\d.]+) ([\d.]+)H[\d.]+V[\d.]+[^"]*" class="f-step-\d"', wide)[3:]
    columns = sorted({float(x) for x, _ in tiles})

    assert columns[0] < 1
    assert len(columns) == 3
    assert columns[2] - columns[1] > 3 * (columns[1] - columns[0])


def test_names_are_in_the_tiles_or_in_a_list_below_them():
    wide, narrow = drawings(MAP)

    assert ">Hil<" in narrow
    assert ">Hill: 0<" in narrow
    assert ">Seamarsh: held" in narrow
    assert ">Monchelsea<" in wide
    assert ">BMC<" not in wide


def test_a_map_of_which_no_number_can_be_read_is_described_all_the_same():
    words = kind_of(MAP).description(replace(MAP, series=()))

    assert "4 areas." in words
    assert len(drawings(replace(MAP, series=()))) == 2


def test_without_short_names_tiles_have_numbers():
    _, narrow = drawings(replace(MAP, short_labels=()))

    assert ">1<" in narrow
    assert ">4<" in narrow
    assert ">Wend: 1<" in narrow


def test_an_area_without_a_number_is_no_shade_and_its_reason_is_in_words():
    wide, _ = drawings(MAP)

    assert wide.count('class="f-step-') == 3 + 3  # the key and the map
    assert "stroke-dasharray" in wide
    assert "Held back to protect people: Seamarsh." in wide
    assert "Held back to protect people: Seamarsh." in kind_of(MAP).description(MAP)


def test_each_class_has_a_strip_that_is_longer_the_higher_it_is():
    wide, _ = drawings(MAP)
    strips = re.findall(r'd="M([\d.]+) [\d.]+H([\d.]+)" class="k-gauge"', wide)[:3]
    lengths = [float(end) - float(start) for start, end in strips]

    assert lengths == sorted(lengths)
    assert len(set(lengths)) == 3


def test_the_description_names_the_areas_of_each_class_or_how_many_they_are():
    many = replace(
        MAP,
        labels=tuple(f"Ward {i}" for i in range(12)),
        series=(Series(name="B", cells=("0",) * 11 + ("3",), rows=(0,) * 12),),
        places=(),
    )
    text = kind_of(many).description(many)

    assert "12 areas. 3: Ward 11. 0: 11 areas." in text


def test_a_value_that_many_areas_share_is_said_once_below_the_others():
    labels = (*MAP.labels, *(f"{name} Green" for name in "ABCDEFGHI"))
    many = replace(
        MAP,
        labels=labels,
        series=(replace(MAP.series[0], cells=("0", "2", "[c]", "1", *"0" * 9), rows=()),),
        places=tuple(f"{3 + i % 6},{2 + i // 6}" for i in range(len(labels))),
        short_labels=(*MAP.short_labels, *(f"{name}Gr" for name in "ABCDEFGHI")),
    )
    _, narrow = drawings(many)
    words = " ".join(" ".join(re.findall(r">([^<>]+)<", narrow)).split())

    assert ">Wend: 1<" in narrow
    assert ">Hill: 0<" not in narrow
    assert "0: Hill (Hil), A Green (AGr), B Green (BGr)," in words
    assert words.endswith("I Green (IGr).")
