"""Blocks of money: what a total says of the amounts that it adds up."""

from pathlib import Path

import pytest

from safety_plan.charts.kinds import KINDS
from safety_plan.content.money_blocks import money_block
from safety_plan.models.plan import read_plan

HEADINGS = "id,page_id,action,what,planned,spent,who_pays,period,within,source,part,note\n"


@pytest.mark.parametrize(
    ("periods", "times"),
    [
        (("2021 to 2022", "2021 to 2022"), ""),
        (("2021 to 2022", "2022 to 2023"), "2021 to 2022; 2022 to 2023"),
    ],
)
def test_a_total_says_where_it_adds_up_amounts_of_different_times(
    tiny: Path, periods: tuple[str, str], times: str
):
    rows = [
        f"amount-{number},bicycles,,Locks,{number}00,not known,Council,{period},,committee-report,,"
        for number, period in enumerate(periods, start=1)
    ]
    # An amount that nobody knows is in no total.
    rows.append(
        "unknown,bicycles,,Lamps,not known,not known,Council,2019 to 2020,,committee-report,,"
    )
    text = HEADINGS + "\n".join(rows) + "\n"
    (tiny / "data" / "money.csv").write_text(text, "utf-8")
    plan = read_plan(tiny, KINDS)[0]

    (group,) = money_block(plan, plan.rows("money"), lambda row, name: row[name], lambda *_: "")[
        "groups"
    ]

    assert group["times"] == times
