"""Invented partnerships: plans that are plans, and an index of what each of them publishes."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

from benchmarks.country import ALL, answers_of, costs, gather, invent_numbers, write_index
from benchmarks.metrics import Measurement
from safety_plan.checks.registry import check
from safety_plan.starter.make import make_plan


def test_no_two_partnerships_of_the_country_have_the_same_name():
    assert len({answers_of(number).area for number in range(ALL)}) == ALL


def test_an_invented_plan_has_numbers_and_no_mistake_but_what_is_left_to_write(tmp_path: Path):
    make_plan(tmp_path / "plan", answers_of(7), program="safety-plan")
    table = tmp_path / "plan" / "data" / "crime-by-year.csv"

    invent_numbers(table, Random(1))

    assert "Write here" not in table.read_text("utf-8")
    assert {found.rule for found in check(tmp_path / "plan")[2]} == {"prompt-left"}


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


def test_the_cost_of_the_country_is_that_of_a_plan_in_whole_minutes_three_hundred_times():
    builds = [Measurement(seconds, seconds, seconds, seconds, 200) for seconds in (20, 70, 30)]

    plan, runner, country = costs(builds, [2, 3, 4], price=0.01)

    assert plan.startswith("A plan: 30.0 s, 3.0 MB published")
    assert "2 whole minutes, 0.020 dollars" in runner
    assert "600 minutes, 6.00 dollars, 0.9 GB" in country
