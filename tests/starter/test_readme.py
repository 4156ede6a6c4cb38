"""What `README.md` of a new plan says is whole: nobody has to find out by trying."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from safety_plan.checks.registry import Stage, check
from safety_plan.core.resources import PACKAGE
from safety_plan.starter.make import make_plan
from tests.starter.test_make import ANSWERS

STARTER = PACKAGE / "starter" / "plan"


def test_the_readme_names_each_file_that_names_the_first_priority():
    readme = (STARTER / "README.md").read_text("utf-8")
    words = readme.partition("Give the first priority its own")[2].partition("\n\n")[0]
    files = [file for file in STARTER.rglob("*") if file.is_file() and file.name != "README.md"]
    paths = [
        file.relative_to(STARTER).as_posix()
        for file in files
        if "first-priority" in file.read_text("utf-8")
    ]

    assert len(paths) > 3
    for path in paths:
        assert (f"`{path}`" in words) or (path.startswith("later/") and "`later/`" in words)


@pytest.mark.parametrize("publisher", ["council", "compiler"])
def test_the_readme_lists_each_file_that_has_a_prompt_and_no_other(publisher: str, tmp_path: Path):
    make_plan(tmp_path / "plan", replace(ANSWERS, publisher=publisher))
    problems = check(tmp_path / "plan", Stage.CHECK, date(2026, 11, 30))[2]
    table = (tmp_path / "plan/README.md").read_text("utf-8").partition("| 1 |")[2]
    table = table.partition("\n\n")[0]

    files = {one.location.path for one in problems if one.rule == "prompt-left"}
    assert {*re.findall(r"`([\w/.-]+)`", table)} == files


def test_a_plan_that_somebody_compiled_asks_who_that_is(tmp_path: Path):
    make_plan(tmp_path / "plan", replace(ANSWERS, publisher="compiler"))

    settings = (tmp_path / "plan/data/plan.yml").read_text("utf-8")

    assert 'compiled_by: "[Write here: the body or the role' in settings
