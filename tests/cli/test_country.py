"""Invented partnerships: plans that are plans, and an index of what each of them publishes."""

from __future__ import annotations

import json
import re
import shutil
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from benchmarks.country import ALL, answers_of, command, costs, gather, invent_numbers, write_index
from benchmarks.metrics import Measurement
from safety_plan.checks.registry import check
from safety_plan.starter.make import make_plan
from tests.conftest import HOUSE
from tests.deploy.test_workflows import read


def test_no_two_partnerships_of_the_country_have_the_same_name():
    assert len({answers_of(number).area for number in range(ALL)}) == ALL


@pytest.mark.parametrize("number", [7, ALL - 1])
def test_an_invented_plan_has_numbers_and_no_mistake_but_what_is_left_to_write(
    tmp_path: Path, number: int
):
    make_plan(tmp_path / "plan", answers_of(number), program="safety-plan")
    table = tmp_path / "plan" / "data" / "crime-by-year.csv"

    invent_numbers(table, Random(1))

    assert "Write here" not in table.read_text("utf-8")
    assert {found.rule for found in check(tmp_path / "plan")[2]} == {"prompt-left"}


def test_no_invented_number_jumps(tmp_path: Path):
    table = tmp_path / "table.csv"
    for number in range(ALL):
        table.write_text("year,crimes\n" + '2026,"[Write here: crimes]"\n' * 5, "utf-8")
        invent_numbers(table, Random(f"1-{number}"))
        crimes = [int(line.split(",")[1]) for line in table.read_text("utf-8").splitlines()[1:]]

        assert all(0.8 < new / old < 1.2 for old, new in pairwise(crimes))


def test_the_index_has_each_plan_by_what_its_own_site_publishes(
    tmp_path: Path, real_site: Path, tiny_site: Path
):
    entries = gather([tiny_site, real_site])
    write_index(entries, tmp_path)

    listing = json.loads((real_site / "revisions.json").read_text("utf-8"))
    areas = [entry["area"] for entry in entries]
    assert areas == sorted(areas)
    real = entries[areas.index(listing["area"])]
    assert (real["name"], real["newest"]) == (listing["name"], listing["newest"])
    assert json.loads((tmp_path / "plans.json").read_text("utf-8")) == entries
    assert (tmp_path / "index.html").read_text("utf-8").count("<li>") == 2


def test_several_runners_make_some_plans_each_and_another_gathers_the_index(
    tmp_path: Path, tiny_site: Path, real_site: Path
):
    runners = {0: ("0", tiny_site), 15: ("15", real_site)}
    for number, site in runners.values():
        (tmp_path / "sites" / number).mkdir(parents=True)
        shutil.copy(site / "revisions.json", tmp_path / "sites" / number)

    done = CliRunner().invoke(command, ["--plans", "0", "--out", str(tmp_path)])

    assert done.output.endswith("2 plans are in the index.\n")
    assert len(json.loads((tmp_path / "plans.json").read_text("utf-8"))) == 2


def test_the_runners_of_the_workflow_make_every_plan_of_the_country_once():
    plans = read(HOUSE / ".github/workflows/country.yml")["jobs"]["plans"]
    run = next(step["run"] for step in plans["steps"] if step.get("name") == "Make and build")
    each = int(re.search(r"--plans (\d+)", run)[1])

    firsts = [int(number) for number in plans["strategy"]["matrix"]["first"]]

    assert [number for first in firsts for number in range(first, first + each)] == [*range(ALL)]


def test_the_cost_of_the_country_is_that_of_a_plan_in_whole_minutes_three_hundred_times():
    builds = [Measurement(seconds, seconds, seconds, seconds, 200) for seconds in (20, 70, 30)]

    plan, runner, country = costs(builds, [2, 3, 4], price=0.01)

    assert plan.startswith("A plan: 30.0 s, 3.0 MB published")
    assert "2 whole minutes, 0.020 dollars" in runner
    assert "600 minutes, 6.00 dollars, 0.9 GB" in country
