"""A new plan points to nothing that it does not have."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from safety_plan.checks.reporters import explain_rule
from safety_plan.core.advice import advise
from safety_plan.core.messages import load_rule, rule_names
from safety_plan.starter.make import make_plan
from tests.starter.test_make import ANSWERS, texts

#: Folders of the checkout that no other plan has, with something below them.
OURS = re.compile(
    r"(?<![\w/.-])(?:safety_plan|scripts|engineering|tests|examples|benchmarks)/[\w*-]"
)
#: A file of the plan that a guide names, from its first folder on.
NAMED = re.compile(r"`((?:docs|data|later|program)/[\w./-]*)`")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "plan"
    make_plan(folder, ANSWERS)
    return folder


def test_no_file_of_a_new_plan_names_a_file_that_only_the_program_has(made: Path):
    found = {path: OURS.findall(text) for path, text in texts(made).items()}
    later = {file.name: OURS.findall(file.read_text("utf-8")) for file in made.glob("later/*.md")}

    assert {path: names for path, names in {**found, **later}.items() if names} == {}


def test_no_rule_names_a_file_that_only_the_program_has():
    for name in rule_names():
        messages = [f"{one.found} {one.fix}" for one in load_rule(name).messages.values()]

        text = advise("\n".join([explain_rule(name), *messages]), doors=False)

        assert OURS.findall(text) == [], name


@pytest.mark.parametrize("guide", ["README.md", "later/README.md"])
def test_every_file_that_the_first_guides_name_is_there(guide: str, made: Path):
    names = {*NAMED.findall((made / guide).read_text("utf-8"))}
    later = [folder for folder in (made / "later").iterdir() if folder.is_dir()]

    assert len(names) > 4
    assert [
        name for name in sorted(names) if not any((at / name).exists() for at in [made, *later])
    ] == []
