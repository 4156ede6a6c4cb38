"""The tiny plan has a row of each kind in each register that a revision keeps."""

import pytest

from safety_plan.checks.registry import check
from safety_plan.models.actions import STATES, shown_state
from safety_plan.models.cycle_rows import LIST_WORDS
from safety_plan.models.money import NOT_KNOWN, read_amount
from safety_plan.models.plan import Plan
from safety_plan.revisions.record_formats import FORMATS, NEWEST
from tests.conftest import TINY


@pytest.fixture(scope="module")
def plan() -> Plan:
    return check(TINY)[0]


@pytest.mark.parametrize("name", FORMATS[NEWEST].registers)
def test_the_tiny_plan_has_rows_in_every_register_that_is_sealed(plan: Plan, name: str):
    assert plan.rows(name)


def test_the_tiny_plan_has_an_action_in_every_state(plan: Plan):
    assert {shown_state(row) for row in plan.rows("actions")} == {*STATES}


@pytest.mark.parametrize("name", [name for name in LIST_WORDS if LIST_WORDS[name].get("states")])
def test_the_tiny_plan_has_a_row_in_every_state_of_a_list(plan: Plan, name: str):
    assert {row["state"] for row in plan.rows(name)} == {*LIST_WORDS[name]["states"]}


def test_the_tiny_plan_has_money_that_is_a_figure_a_number_and_not_known(plan: Plan):
    amounts = {
        column: [read_amount(row[column], plan.figures) for row in plan.rows("money")]
        for column in ("planned", "spent")
    }

    assert any(amount.figure for amount in amounts["planned"])
    for of_column in amounts.values():
        assert any(amount.value is not None and not amount.figure for amount in of_column)
        assert any(amount.text == NOT_KNOWN for amount in of_column)
