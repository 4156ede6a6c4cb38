"""A row or a column that names a source is credited to it, and all else to its table's source."""

from pathlib import Path

import pytest

from safety_plan.charts.kinds import KINDS
from safety_plan.content.table_block import table_content
from safety_plan.models.plan import Plan, read_plan
from tests.checks.test_cases import BASE, laid_over

CASE = Path(__file__).parents[1] / "cases" / "accepted--rows-from-several-sources"


@pytest.fixture
def plan(tiny: Path) -> Plan:
    return read_plan(laid_over(CASE, laid_over(BASE, tiny)), KINDS)[0]


def test_a_chart_and_a_table_credit_each_source_of_their_rows(plan: Plan):
    every = {"police-counts", "committee-report"}

    assert set(plan.charts["thefts-over-time"].sources) == every
    assert set(plan.tables["thefts"].sources_of(plan.tables["thefts"].rows, ["thefts"])) == every
    assert plan.charts["thefts-by-town"].sources == ("police-counts",)


def test_a_figure_takes_source_and_part_of_its_row(plan: Plan):
    wend, latest = plan.figures["wend"], plan.figures["thefts-latest"]

    assert (wend.source, wend.part) == ("committee-report", "paragraph 3.6")
    assert (latest.source, latest.part) == ("police-counts", "")


def test_a_table_shows_where_its_rows_are_from_only_where_a_page_asks(plan: Plan):
    def shown(columns: str) -> list[str]:
        return [
            column["name"]
            for column in table_content(plan.tables["thefts"], columns, "")["columns"]
        ]

    assert shown("") == ["area", "period", "thefts", "rate"]
    assert shown("area,source,part") == ["area", "source", "part"]


@pytest.fixture
def plan_of_two_sources(tiny: Path) -> Plan:
    """The tiny plan, whose counts of thefts are from the report, and not from the police."""
    file = tiny / "data" / "datapackage.yml"
    title = "title: Reported thefts, unit: count"
    text = file.read_text("utf-8")
    assert text.count(title) == 1
    file.write_text(text.replace(title, f"{title}, source: committee-report"), "utf-8")
    return read_plan(tiny, KINDS)[0]


def test_a_column_may_be_from_another_source_than_its_table(plan_of_two_sources: Plan):
    thefts = plan_of_two_sources.tables["thefts"]

    assert thefts.sources_of(thefts.rows, ["thefts"]) == ("committee-report",)
    assert thefts.sources_of(thefts.rows, ["rate"]) == ("police-counts",)
    for names in (["thefts", "rate"], ["rate", "thefts"]):
        assert thefts.sources_of(thefts.rows, names) == ("committee-report", "police-counts")
    assert table_content(thefts, "", "")["sources"] == ("committee-report", "police-counts")
    assert table_content(thefts, "area,rate", "")["sources"] == ("police-counts",)


def test_charts_and_figures_take_the_source_of_the_column_they_show(plan_of_two_sources: Plan):
    plan = plan_of_two_sources

    assert plan.figures["thefts-latest"].source == "committee-report"
    for chart in plan.charts.values():
        if chart.table == "thefts":
            of_column = "committee-report" if chart.column == "thefts" else "police-counts"
            assert of_column in chart.sources
    assert plan.charts["thefts-small"].sources == ("committee-report",)
