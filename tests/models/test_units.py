"""A title and a unit say one thing, and a unit in other words is answered with ours."""

import re

import pytest

from safety_plan.core.problems import Location
from safety_plan.core.quantities import UNIT_WORDS
from safety_plan.core.resources import load_resource
from safety_plan.models.units import title_problems, unknown_unit

PLACE = Location("data/datapackage.yml")


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("Cost (£000s)", "pounds"),
        ("Grants, £m", "pounds_thousand"),
        ("Spend (£)", "count"),
        ("Share (%)", "count"),
        ("Percentage point change", "percent"),
        ("Time to answer in minutes", "hours"),
        ("Weeks waited", "days"),
        ("Fires per 1,000 dwellings", "per_1000"),
        ("Fires per 10,000 people", "per_1000"),
    ],
)
def test_a_title_that_says_another_unit_is_told(title: str, unit: str):
    assert [p.rule for p in title_problems("n", title, unit, PLACE)] == ["unit-title"]


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("Cost (£000s)", "pounds_thousand"),
        ("Fines of more than £1,000", "count"),
        ("Streets in the worst 10 per cent", "count"),
        ("Overtime in the last two years", "hours"),
        ("Time to the second visit", "minutes"),
        ("Share (%)", "percent_change"),
        ("Spend (£)", ""),
        ("Fires per 1,000 households", "per_1000_households"),
    ],
)
def test_a_title_that_fits_its_unit_passes(title: str, unit: str):
    assert [*title_problems("n", title, unit, PLACE)] == []


def test_what_is_meant_by_another_unit_is_one_of_ours():
    rules = load_resource("models/units.yml")
    fixes = [entry["fix"] for entry in load_resource("core/unit_hints.yml")]
    named = {word for fix in fixes for word in re.findall(r"\b[a-z]+_[a-z0-9_]+", fix)}

    assert named <= {*UNIT_WORDS}
    assert {unit for rule in rules["titles"] for unit in rule["units"]} <= {*UNIT_WORDS}
    assert unknown_unit("£k", PLACE).fix == "Write pounds_thousand."


def test_thousands_of_nothing_are_never_said_to_be_pounds():
    assert unknown_unit("thousands", PLACE).fix.startswith("That says how many")
