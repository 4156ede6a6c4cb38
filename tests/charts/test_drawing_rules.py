"""What drawings do otherwise since a chart was sealed has a name, and stands in one place."""

import re
from dataclasses import fields

import pytest

from safety_plan.charts.drawing_rules import DRAWING_RULES, DrawingRule
from safety_plan.models.charts import DRAWING_RULE
from tests.conftest import HOUSE

OWN = "drawing_rules.py"
DRAWINGS = {
    file.name: file.read_text(encoding="utf-8")
    for file in (HOUSE / "safety_plan" / "charts").glob("*.py")
    if file.name != OWN
}


def test_each_rule_does_something_that_the_one_before_did_not():
    assert [*DRAWING_RULES] == [*range(1, DRAWING_RULE + 1)]
    assert len({*DRAWING_RULES.values()}) == DRAWING_RULE


@pytest.mark.parametrize("name", [field.name for field in fields(DrawingRule)])
def test_every_difference_between_rules_is_asked_for_by_a_drawing(name: str):
    asked = rf"\brule_of\([\w.]+\)\.{name}\b"

    assert len({getattr(rule, name) for rule in DRAWING_RULES.values()}) == 2
    assert [file for file, text in DRAWINGS.items() if re.search(asked, text)]


@pytest.mark.parametrize("file", DRAWINGS)
def test_no_drawing_asks_for_the_number_of_its_rule(file: str):
    assert not re.findall(r"drawing_rule\s*(?:[<>]|[!=]=|\bin\b)", DRAWINGS[file])
