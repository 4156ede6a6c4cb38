"""Once a week each package is broken in small ways, and its score says how many were noticed."""

from __future__ import annotations

import tomllib
from pathlib import Path

import yaml
from click.testing import CliRunner

from benchmarks.mutations import command, read_results, score

HOUSE = Path(__file__).resolve().parents[2]
RESULTS = """
    safety_plan.core.bounds.x_at_most__mutmut_1: killed
    safety_plan.core.bounds.x_at_most__mutmut_2: survived
    safety_plan.core.dates.xǁMonthǁnext__mutmut_3: timeout
    safety_plan.core.dates.x_day__mutmut_4: no tests
    safety_plan.core.dates.x_day__mutmut_5: not checked
    safety_plan.diff.parts.x_parts__mutmut_1: survived
"""


def settings() -> dict[str, list[str]]:
    text = (HOUSE / "pyproject.toml").read_text("utf-8")
    return tomllib.loads(text)["tool"]["mutmut"]


def test_the_score_is_of_the_changes_of_one_package_that_were_tried():
    results = read_results(RESULTS, "core")

    told = score(results, "core")

    assert told.startswith("### core: 50.0% noticed\n\n4 changes were tried. ")
    assert "Not noticed: 1 survived, 1 no tests." in told
    assert "- `safety_plan.core.bounds.x_at_most__mutmut_2`: survived" in told
    assert "mutmut_1`" not in told
    assert "mutmut_5`" not in told
    assert "<details>" not in score({"a": "killed"}, "core")


def test_a_run_in_which_nothing_was_tried_is_an_error_and_no_full_score(tmp_path: Path):
    (tmp_path / "results.txt").write_text(RESULTS, "utf-8")

    done = CliRunner().invoke(command, ["models", str(tmp_path / "results.txt")])

    assert done.exit_code == 1
    assert "No change in models was tried." in done.output


def test_every_package_that_is_broken_has_a_runner_of_its_own():
    text = (HOUSE / ".github/workflows/mutation.yml").read_text("utf-8")
    job = yaml.load(text, yaml.BaseLoader)["jobs"]["break"]

    assert job["strategy"]["matrix"]["package"] == sorted(
        {file.split("/")[1] for file in settings()["only_mutate"]}
    )
    assert int(job["timeout-minutes"]) < 360


def test_what_is_broken_and_what_is_asked_is_there():
    tests = [name.partition("::")[0] for name in settings()["pytest_add_cli_args_test_selection"]]

    assert [
        name for name in [*settings()["only_mutate"], *tests] if not (HOUSE / name).is_file()
    ] == []


def test_the_guide_and_the_runners_take_the_same_mutmut():
    guide = (HOUSE / "engineering/release.md").read_text("utf-8")
    pins = (HOUSE / ".github/mutmut.txt").read_text("utf-8")
    version = next(line.split()[0] for line in pins.splitlines() if line.startswith("mutmut=="))

    assert f"echo {version} | uv" in pins
    assert version in guide
