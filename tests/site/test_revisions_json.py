"""What a list of many plans needs to know of this one stands in `revisions.json`."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from safety_plan.charts.kinds import KINDS
from safety_plan.checks.registry import check
from safety_plan.models.plan import read_plan
from safety_plan.revisions.published import published_bundles
from safety_plan.site.revisions_json import list_revisions
from tests.conftest import HOUSE, TINY

SCHEMA = HOUSE / "safety_plan" / "site" / "templates" / "revisions.schema.json"


@pytest.fixture(scope="module")
def listing() -> dict[str, Any]:
    return listed(TINY)


def listed(root: Path) -> dict[str, Any]:
    plan, working, _ = check(root)
    return list_revisions(plan, published_bundles(root, plan, working, without_working=False))


def test_it_says_which_area_the_plan_is_for_by_a_code(listing: dict[str, Any]):
    assert listing["area"] == "Fernbrook"
    assert listing["area_code"] == "E07999999"
    assert listing["web"] == "https://plan.fernbrook.example"


def test_each_revision_says_its_priorities_and_when_it_was_in_force(listing: dict[str, Any]):
    adopted, proposed = listing["revisions"]

    assert [one["page_id"] for one in adopted["priorities"]] == ["bicycles", "old-bridge"]
    assert adopted["in_force"]["since"] == "2021-06-14"
    assert proposed["in_force"] is None
    assert proposed["status"] == "proposed"


def test_a_plan_without_a_code_says_so(tiny: Path):
    file = tiny / "data" / "plan.yml"
    file.write_text(file.read_text("utf-8").replace("area_code: E07999999\n", ""), "utf-8")

    assert read_plan(tiny, KINDS)[0].settings.area_code == ""
    assert listed(tiny)["area_code"] is None


@pytest.mark.parametrize("root", [TINY, HOUSE])
def test_it_is_as_its_schema_says(root: Path):
    jsonschema.validate(listed(root), json.loads(SCHEMA.read_text("utf-8")))
