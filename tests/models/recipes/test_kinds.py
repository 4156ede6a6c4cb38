"""Every step of a recipe is whole: known, described, used in a plan, and held to a calculation."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from pathlib import Path

import pytest

from safety_plan.models.fields import rules_of
from safety_plan.models.recipes.kinds import FROM, STEPS
from safety_plan.models.recipes.step import StepKind
from safety_plan.reading.yaml_files import as_list, as_mapping, read_yaml

HOUSE = Path(__file__).resolve().parents[3]
FOLDER = HOUSE / "safety_plan" / "models" / "recipes"
TINY = HOUSE / "tests" / "tiny_plan"


def steps_used(package: Path) -> set[str]:
    resources = as_list(read_yaml(package, "")[0].value.get("recipes"))
    recipes = [as_list(as_mapping(entry).get("recipe")) for entry in resources]
    return {name for recipe in recipes for step in recipe for name in as_mapping(step)}


def test_a_step_that_a_module_defines_is_in_the_registry_under_its_own_name():
    modules = [f"safety_plan.models.recipes.{file.stem}" for file in FOLDER.glob("*.py")]
    defined = {
        id(value): value
        for name in modules
        for value in vars(importlib.import_module(name)).values()
        if isinstance(value, StepKind)
    }

    assert {kind.name for kind in defined.values()} == {*STEPS}
    assert all(STEPS[name].name == name for name in STEPS)


@pytest.mark.parametrize("name", STEPS)
def test_a_step_says_what_it_is_and_what_each_of_its_settings_is(name: str):
    kind = STEPS[name]

    assert kind.description.endswith(".")
    assert inspect.getdoc(kind.settings)
    assert all(rules.description.endswith(".") for rules in rules_of(kind.settings).values())
    assert len(rules_of(kind.settings)) > 0


def test_the_tiny_plan_uses_every_step():
    used = steps_used(TINY / "data" / "datapackage.yml")

    assert used == {FROM, *STEPS}


@pytest.mark.parametrize("name", STEPS)
def test_a_step_is_in_the_guide_and_held_against_a_calculation_by_hand(name: str):
    guide = (HOUSE / "CONTRIBUTING.md").read_text(encoding="utf-8")
    tree = ast.parse(Path(__file__).with_name("test_exact.py").read_text(encoding="utf-8"))
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}

    assert re.search(rf"^\| `{name}` \|", guide, re.M)
    assert name in texts
