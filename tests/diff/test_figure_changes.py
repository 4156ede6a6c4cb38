"""What became of a figure: numbers, differences and reasons, and periods that make no change."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from safety_plan.diff.figures import FigureChange, figure_changes
from safety_plan.diff.kinds import FigureChangeKind
from safety_plan.models.figures import Figure
from safety_plan.models.revision import Revision
from safety_plan.models.sources import Source
from safety_plan.revisions.record import Record

VIOLENCE = Figure(
    id="violence-latest",
    label="Violence, latest year",
    value="60032",
    unit="count",
    period="year to 2017-12",
    place="Fernbrook",
    source="police",
)


def record_of(figure: Figure | None) -> Record:
    """A record with this *figure* alone, or with none."""
    revision = Revision(
        id="2019-04", title="April 2019", life="", status="draft", status_note="", summary=""
    )
    return Record(revision=revision, figures={figure.id: figure} if figure else {}, sources={})


def change_to(value: str, period: str, old: Figure = VIOLENCE) -> FigureChange:
    """What becomes of the *old* figure where it has another value and period."""
    (change,) = figure_changes(
        record_of(old), record_of(replace(old, value=value, period=period)), []
    )
    return change


def change_between(
    old: dict[str, str], new: dict[str, str], reasons: Sequence[Mapping[str, str]] = ()
) -> FigureChange:
    """What becomes of a figure that is as *old* says, and then as *new* says."""
    sides = (replace(VIOLENCE, **old), replace(VIOLENCE, **new))
    (change,) = figure_changes(*map(record_of, sides), reasons)
    return change


@pytest.mark.parametrize(
    ("period", "why"),
    [
        ("year to 2019-03", "The two years do not end in the same month"),
        ("year to 2018-03", "The two periods have months in common"),
        ("2018-01 to 2018-03", "The two periods are not equally long"),
        ("since 2018-01", "Not both periods have a known beginning and end"),
    ],
)
def test_unlike_periods_stand_apart_in_the_feed_the_report_and_the_file(period: str, why: str):
    change = change_to("79767", period)

    assert change.change == ""
    assert change.cells["difference"] == change.cells["per cent"] == ""
    for text in (change.headline, change.sentence):
        assert "60,032 (year ending December 2017) and 79,767 (" in text
        assert f"{why}, so this is not shown as a change." in text
        assert "became" not in text
        assert "rose" not in text


def test_winter_is_not_told_as_a_change_from_autumn():
    autumn = replace(VIOLENCE, period="2018-10 to 2018-12")

    assert change_to("9", "2020-01 to 2020-03", autumn).change == ""
    assert change_to("9", "2019-10 to 2019-12", autumn).change == "fell by 100%"


def test_the_same_number_of_an_unlike_period_is_not_said_to_have_stayed():
    assert "still" not in change_to("60032", "2018-01 to 2018-03").headline


def test_like_periods_are_told_as_a_change_and_several_years_are_counted():
    assert change_to("79767", "year to 2018-12").change == "rose by 33%"
    assert change_to("79767", "year to 2019-12").change == "rose by 33% over 2 years"
    assert change_to("79767", "year to 2017-12").headline.startswith(
        "Violence, latest year, Fernbrook: 60,032 became 79,767 (rose by 33%)"
    )


@pytest.mark.parametrize(
    ("old", "new", "difference", "per_cent", "shown"),
    [
        ({"value": "40"}, {"value": "30"}, "-10", "-25", "-10"),
        ({"value": "30"}, {"value": "40"}, "10", "33", "10"),
        ({"value": "1000"}, {"value": "1009"}, "9", "0.9", "9"),
        ({"value": "0"}, {"value": "3"}, "3", "", "3"),
        ({"value": "0.00"}, {"value": "3"}, "3", "", "3"),
        ({"value": "3"}, {"value": "0.00"}, "-3", "-100", "-3"),
        ({"value": "63", "unit": "percent"}, {"value": "60.5"}, "-2.5", "", "-2.5"),
        ({"value": "4.25", "unit": "per_1000"}, {"value": "5"}, "0.75", "18", "0.75"),
        ({"value": "2019-04-01", "unit": "date"}, {"value": "2019-05-01"}, "", "", ""),
        ({"value": "40"}, {"value": "2019-05-01", "unit": "date"}, "", "", ""),
        ({"value": "40", "qualifier": "over"}, {"value": "50", "qualifier": ""}, "", "", ""),
        ({"value": "40"}, {"value": "50", "qualifier": "over"}, "", "", ""),
    ],
)
def test_the_difference_in_the_file_is_exact_and_empty_where_nothing_can_be_said(
    old: dict[str, str], new: dict[str, str], difference: str, per_cent: str, shown: str
):
    change = change_between(old, old | {"period": "year to 2018-12"} | new)

    assert change.cells["difference"] == difference
    assert change.cells["per cent"] == per_cent
    assert change.shown_difference == shown


def test_the_file_has_both_numbers_as_they_are_and_empty_cells_for_a_side_that_is_not_there():
    cells = change_between({"value": "40", "qualifier": "over"}, {"value": "50.10"}).cells
    assert (cells["old"], cells["new"]) == ("over 40", "50.10")

    one = replace(VIOLENCE, value="40")
    for sides, numbers in (((one, None), ("40", "")), ((None, one), ("", "40"))):
        (change,) = figure_changes(*map(record_of, sides), [])
        cells = change.cells
        assert (cells["old"], cells["new"]) == numbers
        assert cells["difference"] == cells["per cent"] == change.shown_difference == ""


@pytest.mark.parametrize(
    ("reason", "per_cent", "told"),
    [
        ("source revised", "33", "rose by 33%"),
        # What somebody decided did not rise by itself, and what counts otherwise did not change.
        ("decision taken", "", ""),
        ("definition changed", "", ""),
    ],
)
def test_a_reason_says_whether_a_difference_is_a_change(reason: str, per_cent: str, told: str):
    rows = [{"figure": VIOLENCE.id, "reason": reason, "why": "x", "source": "", "part": ""}]
    change = change_between({"value": "30"}, {"value": "40", "period": "year to 2018-12"}, rows)

    assert change.cells["per cent"] == per_cent
    assert change.change == told
    assert change.cells["difference"] == ("" if reason == "definition changed" else "10")


@pytest.mark.parametrize(
    ("edit", "kind"),
    [
        ({"value": "41"}, FigureChangeKind.CHANGED),
        ({"value": "40.0"}, None),
        ({"period": "year to 2018-12"}, FigureChangeKind.CHANGED),
        ({"qualifier": "over"}, FigureChangeKind.CHANGED),
        ({"unit": "people"}, FigureChangeKind.CHANGED),
        ({"place": "Kent"}, FigureChangeKind.CHANGED),
        ({"note": "Counted anew."}, FigureChangeKind.METADATA),
        ({"part": "page 3"}, FigureChangeKind.METADATA),
        ({"column": "other"}, FigureChangeKind.RELOCATED),
        ({"value": "40.0", "row": "area=Kent"}, FigureChangeKind.RELOCATED),
        ({"value": "40.0", "note": "Counted anew."}, FigureChangeKind.METADATA),
    ],
)
def test_what_became_of_a_figure_is_told_by_what_differs(
    edit: dict[str, str], kind: FigureChangeKind | None
):
    one = replace(VIOLENCE, value="40")
    changes = figure_changes(record_of(one), record_of(replace(one, **edit)), [])

    assert [change.kind for change in changes] == ([kind] if kind else [])


def test_a_change_cites_the_source_of_its_last_reason_and_else_that_of_the_figure():
    figure = replace(VIOLENCE, part="page 1")
    old, new = record_of(figure), record_of(replace(figure, value="9"))
    sources = {"police": Source(id="police", title="The police", publisher="Police")}
    old, new = replace(old, sources=sources), replace(new, sources={})
    silent = {"figure": figure.id, "reason": "correction", "why": "One.", "source": "", "part": ""}
    cited = {**silent, "why": "Two.", "source": "report", "part": "page 7"}
    other = {**cited, "figure": "another", "source": "leaflet"}

    for rows, expected in (
        ([], ("", "", "police", "page 1")),
        ([silent], ("correction", "One.", "police", "page 1")),
        ([cited, other], ("correction", "Two.", "report", "page 7")),
        ([silent, cited, cited], ("correction", "One.; Two.", "report", "page 7")),
    ):
        (change,) = figure_changes(old, new, rows)
        assert (change.reason, change.why, change.source, change.part) == expected
        assert change.source_titles == ("The police", "")


def test_a_number_that_changed_is_told_with_its_reason_or_that_none_was_said():
    rows = [{"figure": VIOLENCE.id, "reason": "correction", "why": "It was wrong.", "source": ""}]
    old = {"value": "40", "definition": "old", "part": "page 1"}
    new = {"value": "30", "definition": "new", "part": "", "note": "See page 2."}
    start = "Violence, latest year, Fernbrook: 40 became 30 (fell by 25%)"

    change = change_between(old, old | new, [rows[0] | {"part": ""}])
    assert change.headline == f"{start}. Why: correction. It was wrong."
    assert change.sentence == (
        f"{start}; what it counts: “old” became “new”; part of the source: “page 1” was taken out;"
        " note: “See page 2.” is new. Why: correction. It was wrong."
    )
    assert change_between(old, old | new).headline == f"{start}. Why: not said."


def test_a_place_that_the_label_names_is_not_told_twice():
    one = replace(VIOLENCE, label="Violence in Fernbrook")

    (gone,) = figure_changes(record_of(one), record_of(None), [])
    assert gone.headline == "Violence in Fernbrook: 60,032, no longer used."
    (new,) = figure_changes(record_of(None), record_of(one), [])
    assert new.headline == "Violence in Fernbrook: 60,032, year ending December 2017, new."
