"""What is told of a unit by an everyday name: never the name of another unit."""

import re

import pytest

from safety_plan.core.quantities import UNIT_WORDS
from safety_plan.core.unit_hints import unit_hint


@pytest.mark.parametrize(
    ("written", "units"),
    [
        ("percentage", {"percent", "percent_change", "percentage_points"}),
        ("%", {"percent", "percent_change", "percentage_points"}),
        ("% change", {"percent_change", "percentage_points"}),
        ("Mins", {"minutes"}),
        ("£k", {"pounds_thousand"}),
        ("£m", {"pounds_million"}),
        ("victims", {"people"}),
    ],
)
def test_an_everyday_name_leads_to_the_units_it_can_mean(written: str, units: set[str]):
    words = set(re.findall(r"[a-z_0-9]+", unit_hint(written)))

    assert words & set(UNIT_WORDS) == units


@pytest.mark.parametrize("written", ["cuont", "bananas", ""])
def test_nothing_is_told_of_a_name_that_nobody_uses(written: str):
    assert unit_hint(written) == ""
