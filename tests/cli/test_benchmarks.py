"""The benchmark: invented plans that are plans, and numbers that come out of real runs."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from benchmarks import bench as bench_module
from benchmarks.against import lines_against
from benchmarks.bench import Bench
from benchmarks.fixtures import write_plan
from benchmarks.machine import machine
from benchmarks.metrics import PREVIEW_SCRIPT, STOCK_PREVIEW_SCRIPT, Line, Measurement
from benchmarks.peers import MissingPeerError, PeerSite
from safety_plan.checks.registry import check
from tests.conftest import TINY
from tests.site.test_site import digests


def test_the_same_seed_gives_the_same_plan_without_a_mistake(tmp_path: Path):
    plan = write_plan(tmp_path / "plan", revisions=2, pages=6, charts=1, seed=1)
    again = write_plan(tmp_path / "again", revisions=2, pages=6, charts=1, seed=1)
    other = write_plan(tmp_path / "other", revisions=2, pages=6, charts=1, seed=2)

    assert check(plan)[2] == []
    assert digests(plan) == digests(again) != digests(other)


def test_a_new_revision_is_measured_by_builds_of_real_plans(tmp_path: Path):
    bench = Bench(tmp_path, runs=1, seed=1)
    bench.floor = 1.0

    bench.measure_history(counts=[1], pages=4, charts=0)

    assert [line.unit for line in bench.lines] == ["s", "x floor", "s", "x floor"]
    assert all(line.value > 0 for line in bench.lines)


def test_a_new_revision_after_many_is_held_against_one_after_few(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    seconds = {2: (1.0, 2.0), 25: (1.5, 5.0)}
    monkeypatch.setattr(Bench, "_measure_new_revision", lambda _, count, **__: seconds[count])
    bench = Bench(tmp_path, runs=1, seed=1)
    bench.floor = 1.0

    bench.measure_history(counts=(2, 25), pages=20, charts=10)

    assert [(line.value, line.target) for line in bench.lines[-2:]] == [(1.5, 1.1), (2.5, 1.1)]


def test_what_is_measured_of_the_floor_has_its_target_in_that_unit(tmp_path: Path):
    bench = Bench(tmp_path, runs=1, seed=1)
    bench.floor = 2.0

    bench.add_of_floor("a build", 3.0, 1.6)

    assert [(line.value, line.unit, line.target) for line in bench.lines] == [
        (3.0, "s", None),
        (1.5, "x floor", 1.6),
    ]


def test_two_runs_lie_beside_each_other_line_by_line_with_what_was_not_alike():
    def run(value: float, cpu: str) -> dict[str, Any]:
        line = Line("a build, of the floor", value, "x floor", 4)
        return {"machine": {"cpu": cpu}, "table": [asdict(line), asdict(Line(cpu, 1, "s"))]}

    heading, line, machine = lines_against(run(3.0, "new"), run(6.0, "old"))

    assert heading.split() == ["before", "now", "times"]
    assert line.split()[-5:] == ["6.00", "3.00", "0.50", "x", "floor"]
    assert machine == "cpu: old before, new now"


def test_a_peer_that_cannot_be_had_is_said_and_the_others_are_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def missing(*_: object) -> PeerSite:
        raise MissingPeerError("This one cannot be had here.")

    there = PeerSite("Another", Measurement(4, 4, 4, 4, 10), mb=3, home_kb=90)
    monkeypatch.setattr(bench_module, "PEERS", (missing, lambda *_: there))
    bench = Bench(tmp_path, runs=1, seed=1, plan=TINY)
    bench.floor = 2.0

    bench.measure_peers()

    assert capsys.readouterr().out == "This one cannot be had here.\n"
    assert [line.value for line in bench.lines] == [4, 2, 3, 90]


@pytest.mark.parametrize("script", [PREVIEW_SCRIPT, STOCK_PREVIEW_SCRIPT])
def test_what_measures_a_save_is_a_program(script: str):
    compile(script.format(runs=1, root="/"), "script", "exec")


def test_the_machine_and_what_did_the_work_are_told():
    told = machine()

    assert {"cpu", "cores", "python", "mkdocs"} <= told.keys()
    assert all(told.values())


def test_a_line_says_whether_its_target_is_met():
    assert str(Line("a", 1, "s", 2)).endswith("yes")
    assert str(Line("a", 3, "s", 2)).endswith("NO")
    assert len(str(Line("a", 3, "s"))) == len(str(Line("a", 3, "s", 2)))
