"""The benchmark: invented plans that are plans, and numbers that come out of real runs."""

from __future__ import annotations

from pathlib import Path

from benchmarks.bench import Bench
from benchmarks.fixtures import write_plan
from benchmarks.metrics import Line
from safety_plan.checks.registry import check
from tests.site.test_site import digests


def test_the_same_seed_gives_the_same_plan_without_a_mistake(tmp_path: Path):
    plan = write_plan(tmp_path / "plan", revisions=2, pages=6, charts=1, seed=1)
    again = write_plan(tmp_path / "again", revisions=2, pages=6, charts=1, seed=1)
    other = write_plan(tmp_path / "other", revisions=2, pages=6, charts=1, seed=2)

    assert check(plan)[2] == []
    assert digests(plan) == digests(again) != digests(other)


def test_a_changed_word_is_measured_by_builds_of_real_plans(tmp_path: Path):
    bench = Bench(tmp_path, runs=1, seed=1)

    bench.measure_history(few=1, many=2, pages=6)

    assert [line.unit for line in bench.lines] == ["s", "x", "ms"]
    assert bench.lines[0].value > 0


def test_a_line_says_whether_its_target_is_met():
    assert str(Line("a", 1, "s", 2)).endswith("yes")
    assert str(Line("a", 3, "s", 2)).endswith("NO")
    assert len(str(Line("a", 3, "s"))) == len(str(Line("a", 3, "s", 2)))
