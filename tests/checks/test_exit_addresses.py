"""A name that was sealed already, and stands in a public address, is only to think about."""

from pathlib import Path

import pytest

from safety_plan.charts.kinds import KINDS
from safety_plan.checks.exit_addresses import exit_address_problems
from safety_plan.core.problems import Severity
from safety_plan.models.plan import read_plan
from safety_plan.revisions.bundle import sealed_bundle

TABLE, CHART = "calls-about-stalking", "stalking-by-town"
SEALED = "revisions/2021-06"
ENTRY = f"""\
  - name: {TABLE}
    path: {TABLE}.csv
    title: Calls for help by town
    source: police-counts
    schema:
      primaryKey: [area]
      fields:
        - {{name: area, type: string, title: Town}}
        - {{name: calls, type: integer, title: Calls for help, unit: count}}
recipes:
"""
CALLS = "area,calls\nFernbrook,480\nMossley Cross,210\n"
CHART_ENTRY = f"{CHART}:\n  kind: bars\n  table: {TABLE}\n  labels: area\n  values: calls\n"


@pytest.fixture
def plan(tiny: Path) -> Path:
    """A plan with a table and a chart whose names say what they count."""
    package, charts = tiny / "data" / "datapackage.yml", tiny / "data" / "charts.yml"
    package.write_text(package.read_text("utf-8").replace("recipes:\n", ENTRY, 1), "utf-8")
    charts.write_text(charts.read_text("utf-8") + CHART_ENTRY, "utf-8")
    (tiny / "data" / f"{TABLE}.csv").write_text(CALLS, "utf-8")
    return tiny


def found(root: Path) -> dict[str, tuple[Severity, bool]]:
    """How severe each problem is, and whether it names the seal, by its file."""
    plan = read_plan(root, KINDS)[0]
    problems = exit_address_problems(plan, sealed_bundle(root, "2021-06"))
    return {one.location.path: (one.severity, "2021-06" in one.found) for one in problems}


def test_a_name_that_no_revision_was_sealed_with_has_to_be_another(plan: Path):
    assert found(plan) == {
        f"data/{TABLE}.csv": (Severity.ERROR, False),
        "data/charts.yml": (Severity.ERROR, False),
    }


def test_a_name_that_a_revision_was_sealed_with_is_only_to_think_about(plan: Path):
    (plan / SEALED / "data" / f"{TABLE}.csv").write_text(CALLS, "utf-8")
    charts = plan / SEALED / "data" / "charts.yml"
    charts.write_text(charts.read_text("utf-8") + CHART_ENTRY, "utf-8")

    assert found(plan) == {
        f"data/{TABLE}.csv": (Severity.WARNING, True),
        "data/charts.yml": (Severity.WARNING, True),
    }
