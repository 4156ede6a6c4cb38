"""A chart of two revisions is drawn once, on one scale, and neither is told by its colour alone."""

import re
from dataclasses import replace

import pytest

from safety_plan.charts.draw import draw
from safety_plan.charts.overlay import overlay_charts, why_not_overlaid
from safety_plan.models.charts import Chart, ChartNote, ReferenceLine, Series

TITLES = ("April 2019", "April 2020")


def chart(kind: str = "lines", labels: tuple[str, ...] = ("2017", "2018"), **more: object) -> Chart:
    fields: dict[str, object] = {
        "id": "thefts",
        "kind": kind,
        "title": "Thefts",
        "subtitle": "Reported thefts",
        "description": "",
        "unit": "count",
        "labels_heading": "Year",
        "labels": labels,
        "series": (Series(name="Thefts", cells=tuple(f"{i + 4}" for i in range(len(labels)))),),
    }
    return Chart(**{**fields, **more})  # type: ignore[arg-type]


OLD, NEW = chart(), chart(labels=("2017", "2018", "2019"))


def test_the_labels_of_both_stand_in_the_order_of_time():
    both = overlay_charts(chart(labels=("2015", "2018")), chart(labels=("2017", "2019")), TITLES)

    assert both.labels == ("2015", "2017", "2018", "2019")
    assert [series.cells for series in both.series] == [("4", "", "5", ""), ("", "4", "", "5")]


def test_a_series_is_named_by_its_revision_and_by_itself_where_there_are_several():
    two = (Series(name="North", cells=("1", "2")), Series(name="South", cells=("3", "4")))

    alone = overlay_charts(OLD, NEW, TITLES)
    several = overlay_charts(replace(OLD, series=two), replace(OLD, series=two), TITLES)

    assert [series.name for series in alone.series] == [*TITLES]
    assert alone.earlier == ("April 2019",)
    assert [series.name for series in several.series] == [
        f"{name}, {title}" for name in ("North", "South") for title in TITLES
    ]


def test_the_earlier_line_is_grey_and_broad_and_the_later_lies_on_it():
    svg = draw(overlay_charts(OLD, NEW, TITLES)).partition("</svg>")[0]
    earlier = re.search(r'<path d="[^"]+" class="k-other" fill="none" stroke-width="7"/>', svg)
    later = re.search(r'<path d="[^"]+" class="k-1" fill="none" stroke-width="2.5"/>', svg)

    assert earlier
    assert later
    assert earlier.start() < later.start()
    assert ">April 2019 (to 2018;<" in svg
    assert ">April 2020<" in svg


def test_bars_stand_in_pairs_below_their_label():
    both = overlay_charts(chart("bars"), chart("bars"), TITLES)
    svg = draw(both).partition("</svg>")[0]

    assert svg.count(">April 2019<") == svg.count(">April 2020<") == 2
    assert svg.count('class="f-other"') == svg.count('class="f-1"') == 2


def test_dots_of_the_earlier_revision_are_grey_squares_beside_those_of_the_later():
    changed = chart("dots", series=(Series(name="Thefts", cells=("9", "5")),))

    svg = draw(overlay_charts(chart("dots"), changed, TITLES))
    wide = svg.partition("</svg>")[0]

    assert len(re.findall(r'<circle [^>]*class="f-1"', wide)) == 2 + 1  # and in the key
    assert 'class="f-2"' not in wide
    assert wide.count(">April 2019<") == wide.count(">April 2020<") == 1
    assert ">April 2019 4, April 2020 9<" in svg  # where room is tight, in words


def test_a_panel_shows_a_group_as_it_was_and_as_it_is():
    def panels(*names: str) -> Chart:
        series = tuple(Series(name=name, cells=("4", "9")) for name in names)
        return chart("multiples", scale="own", series=series)

    both = overlay_charts(
        panels("Thefts", "Fires", "Gone"), panels("Fires", "Thefts", "New"), TITLES
    )
    svg = draw(both).partition("</svg>")[0]
    earlier = 'class="k-other" fill="none" stroke-width="7"'
    later = 'class="k-1" fill="none" stroke-width="2.5"'

    assert re.findall(r'font-weight="(?:bold|700)"[^>]*>([^<]+)<', svg) == [
        *("Fires", "Thefts", "New", "Gone")
    ]
    assert svg.count(f"{earlier}") == 3 + 1  # and in the key
    assert svg.count(f"{later}") == 3 + 1
    assert all(f">{title}<" in svg for title in TITLES)


def test_the_scale_has_room_for_both():
    small, large = (chart(series=(Series(name="A", cells=(cell, cell)),)) for cell in ("9", "900"))

    assert ">1,000<" in draw(overlay_charts(large, small, TITLES))
    assert ">1,000<" in draw(overlay_charts(small, large, TITLES))


def test_the_description_tells_the_course_of_each_by_its_title():
    text = overlay_charts(OLD, NEW, TITLES).description

    assert text == (
        "Line chart of two revisions on one scale."
        " April 2019: Thefts: 4 in 2017, up to 5 in 2018."
        " April 2020: Thefts: 4 in 2017, up to 6 in 2019."
    )


def test_the_scale_is_cut_only_where_both_ask_for_it_and_their_numbers_allow_it():
    high, higher, low = (
        replace(chart(), series=(Series(name="Thefts", cells=cells),), scale="cut")
        for cells in (("90", "95"), ("95", "99"), ("4", "5"))
    )
    whole = replace(higher, scale="")

    assert overlay_charts(high, higher, TITLES).scale == "cut"
    assert "The scale does not start at zero." in overlay_charts(high, higher, TITLES).description
    for old in (low, whole):
        both = overlay_charts(old, high, TITLES)
        assert both.scale == ""
        assert "start at zero" not in both.description


def test_a_note_stays_at_its_time_and_a_line_that_is_gone_says_of_what_it_was():
    note = ChartNote(start="0", end="1", when="2017", words="new lights", labels=("2017",))
    old = chart(labels=("2015", "2016"), reference_lines=(ReferenceLine(value="5", words="Goal"),))

    both = overlay_charts(old, replace(chart(labels=("2017", "2019")), notes=(note,)), TITLES)

    assert both.labels == ("2015", "2016", "2017", "2019")
    assert (float(both.notes[0].start), float(both.notes[0].end)) == (2, 3)
    assert both.reference_lines == (ReferenceLine(value="5", words="Goal (April 2019)"),)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (chart(), chart("bars"), "one is a different kind of chart"),
        (chart(), chart(unit="percent"), "they count in different units"),
        (chart("timeline"), chart("timeline"), "charts of this kind have no scale"),
        (chart("dumbbell"), chart("dumbbell"), "this kind of chart has no room for both"),
        (chart("multiples"), chart("multiples"), ""),
        (chart(), chart(), ""),
        (chart("bars"), chart("bars"), ""),
        (chart("dots"), chart("dots"), ""),
    ],
)
def test_charts_that_cannot_share_a_drawing_say_why(old: Chart, new: Chart, reason: str):
    assert why_not_overlaid(old, new) == reason
