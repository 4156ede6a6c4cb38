"""Of a series of which several figures changed, the latest stands first."""

from dataclasses import replace

import pytest

from safety_plan.diff.earlier_figures import earlier_figures
from tests.diff.test_figure_changes import VIOLENCE, change_to

SERIES = replace(VIOLENCE, events="police, offences; kind=violence")


@pytest.mark.parametrize(
    ("events", "period", "are_told"),
    [
        (SERIES.events, "year to 2019-03", True),
        (SERIES.events, "year to 2020-03", False),
        (SERIES.events, "undated", False),
        ("police, offences; kind=theft", "year to 2019-03", False),
        ("", "year to 2019-03", False),
    ],
)
def test_only_a_figure_before_another_of_its_series_is_an_earlier_one(
    events: str, period: str, are_told: bool
):
    latest = change_to("75096", "year to 2020-03", SERIES)
    other = change_to("79767", period, replace(SERIES, events=events))

    assert earlier_figures([latest, other]) == ([other] if are_told else [])
