"""A row that names a source is credited to it, and every other row to the source of its table."""

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
    assert set(plan.tables["thefts"].sources_of(plan.tables["thefts"].rows)) == every
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
