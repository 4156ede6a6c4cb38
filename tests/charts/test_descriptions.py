"""What a reader who cannot see a chart is told of it."""

from safety_plan.charts.kinds import kind_of
from safety_plan.models.charts import Chart, Series

YEARS = ("2017", "2018", "2019", "2020")


def sentences(kind: str, *cells: tuple[str, ...], marked: tuple[str, ...] = ()) -> str:
    """The description between its first sentence and its last."""
    names = ("Thefts", "Fires")
    series = tuple(Series(name=name, cells=row) for name, row in zip(names, cells, strict=False))
    words = {"title": "", "subtitle": "", "description": "", "labels_heading": ""}
    labels = YEARS[: len(cells[0])]
    chart = Chart(
        id="a", kind=kind, unit="count", labels=labels, series=series, marked=marked, **words
    )
    return (
        kind_of(chart)
        .description(chart)
        .split(". ", 1)[1]
        .removesuffix(" All the values are in the table that follows.")
    )


def test_a_line_is_told_by_its_ends_its_peak_and_its_gaps():
    assert sentences("lines", ("5", "9", "", "4")) == (
        "Thefts: 5 in 2017, up to the highest, 9 in 2018, then down to 4 in 2020."
        " No value for 1 of 4 points."
    )
    assert sentences("lines", ("5", "5")) == "Thefts: 5 in 2017, the same at 5 in 2018."
    assert sentences("multiples", ("5",), ("",)) == "Thefts: 5 in 2017. Fires: no values."


def test_a_line_is_told_by_its_peak_and_its_trough_in_the_order_of_time():
    assert sentences("lines", ("5", "2", "", "4")).startswith(
        "Thefts: 5 in 2017, down to the lowest, 2 in 2018, then up to 4 in 2020."
    )
    assert sentences("lines", ("5", "9", "2", "4")) == (
        "Thefts: 5 in 2017, up to the highest, 9 in 2018,"
        " down to the lowest, 2 in 2019, then up to 4 in 2020."
    )
    assert sentences("lines", ("5", "2", "9", "4")) == (
        "Thefts: 5 in 2017, down to the lowest, 2 in 2018,"
        " up to the highest, 9 in 2019, then down to 4 in 2020."
    )


def test_a_line_that_only_rises_or_ends_at_its_peak_names_no_turn():
    assert sentences("lines", ("2", "4", "5", "9")) == "Thefts: 2 in 2017, up to 9 in 2020."
    assert sentences("lines", ("9", "4", "5", "2")) == "Thefts: 9 in 2017, down to 2 in 2020."
    small_dip = ("20", "19", "90", "60")
    assert "lowest" not in sentences("lines", small_dip)
    assert "up to the highest, 90 in 2019, then down to 60" in sentences("lines", small_dip)


def test_bars_are_told_by_the_highest_the_lowest_and_our_own():
    assert sentences("bars", ("5", "9", "4"), marked=("2017",)) == (
        "3 bars: highest 2018, 9; lowest 2019, 4; 2017, 5."
    )
    assert sentences("bars", ("5", "5", "")) == "2 bars, each 5."
    assert sentences("bars", ("5",)) == "2017, 5."
    assert sentences("bars", ("", "")) == "Thefts: no values."


def test_each_group_of_bars_is_told():
    assert sentences("bars", ("5", "9"), ("3", "3")) == (
        "Thefts. 2 bars: highest 2018, 9; lowest 2017, 5. Fires. 2 bars, each 3."
    )


def test_events_and_wordings_are_told_in_full():
    assert sentences("timeline", ("Adopted", "", "Revised")) == "2017: Adopted; 2019: Revised."
    assert sentences("timeline", ("", "")) == "No entries."
    assert sentences("lineage", ("Theft", "Thefts")) == "Thefts: 2017: Theft; 2018: Thefts."
