"""What can wait: each page that a new plan leaves out of its first contents can be added later."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from safety_plan.checks.registry import Stage, check
from safety_plan.core.resources import PACKAGE
from safety_plan.starter.make import make_plan
from tests.starter.test_make import (
    ANSWERS,
    TODAY,
    answer_every_prompt,
    count_of_prompts,
    edit,
    rows_of,
    texts,
)

LATER = PACKAGE / "starter" / "plan" / "later"
README = (LATER / "README.md").read_text("utf-8")
#: The folder and the line for the contents of each page, as the file in later/ gives them.
PIECES = re.findall(r"^\| `([^`]+)` \|[^|]*\| `([^`]+)` \|$", README, re.M)
BEFORE = "      - plan/what-we-will-do.md\n"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    make_plan(tmp_path / "plan", ANSWERS)
    return tmp_path / "plan"


def add(plan: Path, folder: str, line: str) -> None:
    """Does what later/README.md says."""
    shutil.copytree(plan / "later" / folder, plan, dirs_exist_ok=True)
    edit(plan, "data/revision.yml", BEFORE, f"{BEFORE}      - {line}\n")


def test_the_list_of_what_can_wait_names_each_folder_there():
    assert {folder for folder, _ in PIECES} == {f.name for f in LATER.iterdir() if f.is_dir()}


def test_nothing_of_what_can_wait_is_checked_or_overwrites_a_file_of_the_plan(plan: Path):
    assert not [p for p in check(plan, Stage.CHECK, TODAY)[2] if "later" in p.location.path]
    for folder, _ in PIECES:
        for file in (plan / "later" / folder).rglob("*.*"):
            assert not (plan / file.relative_to(plan / "later" / folder)).exists()


@pytest.mark.parametrize(("folder", "line"), PIECES)
def test_a_page_that_waited_is_added_by_the_steps_and_only_its_prompts_are_listed(
    folder: str, line: str, plan: Path
):
    before = len(check(plan, Stage.CHECK, TODAY)[2])
    new = {
        file.relative_to(plan / "later" / folder).as_posix(): count_of_prompts(
            file.name, file.read_text("utf-8")
        )
        for file in (plan / "later" / folder).rglob("*.*")
    }

    add(plan, folder, line)

    problems = check(plan, Stage.CHECK, TODAY)[2]
    assert {found.rule for found in problems} == {"prompt-left"}
    assert len(problems) == before + sum(new.values())
    assert f"docs/{line}" in texts(plan)


def test_with_every_page_that_waited_it_can_be_written_to_its_end(plan: Path):
    for folder, line in PIECES:
        add(plan, folder, line)

    answer_every_prompt(plan)

    assert [p for p in check(plan, Stage.CHECK, TODAY)[2] if not p.is_warning] == []
    assert rows_of(plan, "money")[0]["action"] == "first-action"
