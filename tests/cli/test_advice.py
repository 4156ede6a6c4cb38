"""Advice names the plan that was asked about, so that whoever follows it changes no other."""

from pathlib import Path

from safety_plan.cli.options import naming_plan
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location
from safety_plan.core.resources import PROJECT_ROOT
from tests.doors import run_door

MISSING = problem("audit-missing", Location("data/audit.yml"))


def test_a_command_in_advice_names_the_plan_in_hand(tiny: Path):
    said = run_door("scripts/check.py", "--plan", str(tiny)).stdout

    assert f"Run python3 scripts/build.py --plan {tiny}, then" in said
    assert f"python3 scripts/audit.py --plan {tiny}." in said


def test_the_plan_beside_the_command_is_not_named():
    assert naming_plan([MISSING], PROJECT_ROOT) == [MISSING]


def test_a_folder_with_a_space_stands_between_quotation_marks():
    (told,) = naming_plan([MISSING], Path("/plans/our plan"))

    assert '--plan "/plans/our plan"' in told.fix
