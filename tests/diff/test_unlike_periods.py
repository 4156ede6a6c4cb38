"""Numbers of unlike periods are never told as a change, wherever a comparison is told."""

from dataclasses import replace

import pytest

from safety_plan.diff.figures import FigureChange, figure_changes
from safety_plan.models.figures import Figure
from safety_plan.models.revision import Revision
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


def change_to(value: str, period: str, old: Figure = VIOLENCE) -> FigureChange:
    """What becomes of the *old* figure where it has another value and period."""
    revision = Revision(
        id="2019-04", title="April 2019", life="", status="draft", status_note="", summary=""
    )
    records = [
        Record(revision=revision, figures={one.id: one}, sources={})
        for one in (old, replace(old, value=value, period=period))
    ]
    (change,) = figure_changes(*records, [])
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
