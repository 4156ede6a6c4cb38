"""What runs by itself in the repository of a new plan: it runs, and no stranger gains by it."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from safety_plan.core.resources import PACKAGE
from tests.conftest import HOUSE
from tests.deploy.test_workflows import FORMS, actionlint, read, zizmor

STARTER = PACKAGE / "starter" / "plan"
WORKFLOWS = sorted((STARTER / ".github" / "workflows").glob("*.yml"))
GITLAB: dict[str, Any] = read(STARTER / ".gitlab-ci.yml")
INSTALL = "pip install --quiet --require-hashes --only-binary :all: -r requirements"
INSTALLS = (f"{INSTALL}.txt", f"{INSTALL}-audit.txt")


def test_the_workflows_run_and_nothing_in_them_helps_a_stranger():
    linted = actionlint(*WORKFLOWS)
    assert (linted.returncode, linted.stdout) == (0, "")
    searched = zizmor(*WORKFLOWS, STARTER / ".github" / "dependabot.yml")
    assert searched.returncode == 0, searched.stdout


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_a_workflow_is_as_strict_as_ours(file: Path):
    text, flow = file.read_text("utf-8"), read(file)
    ours = "".join(one.read_text("utf-8") for one in (HOUSE / ".github/workflows").glob("*.yml"))

    assert flow["permissions"] == {}
    assert {*re.findall(r"uses: (.*)", text)} <= {*re.findall(r"uses: (.*)", ours)}  # the same pins
    assert "scripts/" not in text
    for job in flow["jobs"].values():
        installs = [step["run"] for step in job["steps"] if " pip " in step.get("run", "")]
        assert all(run.endswith(INSTALLS) for run in installs)


def test_the_job_that_may_publish_is_ours_word_for_word():
    ours = read(HOUSE / ".github/workflows/publish.yml")["jobs"]["publish"]

    assert read(STARTER / ".github/workflows/publish.yml")["jobs"]["publish"] == ours


def test_gitlab_publishes_by_hand_and_the_job_that_does_runs_nothing_of_the_plan():
    pages, prepare = GITLAB["pages"], GITLAB["prepare"]

    assert {rule["when"] for job in (pages, prepare) for rule in job["rules"]} == {"manual"}
    assert pages["needs"] == ["prepare"]
    assert pages["variables"]["GIT_STRATEGY"] == "none"
    parts = [part for line in pages["script"] for part in re.split(r" && | \|+ ", line)]
    assert {part.split()[0] for part in parts} <= {
        *("rm", "git", "mkdir", "tar", "cd", "sha256sum", "true")
    }
    lines = [line for job in GITLAB.values() if isinstance(job, dict) for line in _lines(job)]
    assert [line for line in lines if " pip " in line and not line.endswith(INSTALLS)] == []


def _lines(job: dict[str, Any]) -> list[str]:
    return [*job.get("before_script", []), *job.get("script", [])]


def test_the_forms_of_a_new_plan_are_ours_but_for_an_example():
    folder = STARTER / ".github" / "ISSUE_TEMPLATE"
    theirs = {file.name: read(file) for file in sorted(folder.glob("*.yml"))}

    assert [*theirs] == [*(form.name for form in FORMS), "config.yml"]
    for form in FORMS:
        labels = [part["attributes"].get("label") for part in theirs[form.name]["body"]]
        assert labels == [part["attributes"].get("label") for part in read(form)["body"]]


def test_what_an_audit_of_a_new_plan_uses_is_what_ours_uses():
    ours = (HOUSE / "tests" / "requirements.txt").read_text("utf-8")
    theirs = re.findall(
        r"^([\w-]+==\S+)", (STARTER / "requirements-audit.txt").read_text("utf-8"), re.M
    )

    assert {"playwright", "axe-playwright-python"} <= {one.partition("==")[0] for one in theirs}
    assert [one for one in theirs if f"\n{one}" not in f"\n{ours}"] == []


AUDIT = read(STARTER / ".github/workflows/audit.yml")
AUDIT_STEP = next(step for step in AUDIT["jobs"]["audit"]["steps"] if "REVIEWED" in str(step))


@pytest.mark.parametrize(
    ("reviewed", "role", "told"),
    [
        ("", "", ["audit"]),
        ("2026-11-30", "Manager", ["audit", "audit --reviewed=2026-11-30 --by=Manager"]),
        ("2026-11-30", "", ["audit", "audit --reviewed=2026-11-30 --by="]),
        (
            "$(touch x)",
            '"; touch x; "',
            ["audit", 'audit --reviewed=$(touch x) --by="; touch x; "'],
        ),
    ],
)
@pytest.mark.parametrize("script", [AUDIT_STEP["run"], GITLAB["audit"]["script"][-1]])
def test_the_review_of_a_statement_can_be_written_down_in_the_browser_and_runs_nothing(
    script: str, reviewed: str, role: str, told: list[str], tmp_path: Path
):
    program = tmp_path / "safety-plan"
    # A test that nobody has read the statement after ends with an error.
    program.write_text('#!/bin/sh\necho "$@" >> told.txt\n[ $# -gt 1 ]\n')
    program.chmod(0o755)
    script = re.sub(r"\S+/bin/safety-plan", str(program), script)

    env = {**os.environ, "REVIEWED": reviewed, "REVIEWED_BY": role}
    done = subprocess.run(["bash", "-e", "-c", script], cwd=tmp_path, env=env, check=False)

    assert (tmp_path / "told.txt").read_text("utf-8").splitlines() == told
    assert (done.returncode == 0) == bool(reviewed)
    assert not (tmp_path / "x").exists()


def test_what_is_typed_into_a_workflow_reaches_commands_through_the_environment_only():
    for file in WORKFLOWS:
        runs = [step.get("run", "") for job in read(file)["jobs"].values() for step in job["steps"]]
        assert [run for run in runs if "inputs." in run] == []
    assert set(AUDIT_STEP["env"]) == {*GITLAB["audit"]["variables"]}


def test_the_readme_and_the_guide_name_the_workflow_that_tests_the_site():
    readme = (STARTER / "README.md").read_text("utf-8")
    steps = readme.partition("## Before the site is public")[2].partition("\n## ")[0]

    assert f"*{AUDIT['name']}*" in steps
    assert steps.index("`address:`") < steps.index(f"*{AUDIT['name']}*")
    assert f"workflow *{AUDIT['name']}*" in (HOUSE / "CONTRIBUTING.md").read_text("utf-8")
