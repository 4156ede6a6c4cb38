"""Advice names commands that work where its reader is."""

import pytest

from safety_plan.checks.reporters import explain_rule
from safety_plan.core.advice import advise
from safety_plan.core.messages import load_rule, rule_names


@pytest.mark.parametrize(
    ("advice", "command"),
    [
        ("Run python3 scripts/build.py, then", "Run safety-plan build --plan P, then"),
        ("python3 scripts/preview.py", "safety-plan serve --plan P"),
        ("python3 scripts/seal.py once", "safety-plan seal --plan P once"),
        ("python3 scripts/seal.py --proposed", "safety-plan propose --plan P"),
        ("scripts/seal.py --remove, and", "safety-plan redact --plan P, and"),
        ("python3 scripts/audit.py --reviewed.", "safety-plan audit --plan P --reviewed."),
        ("python3 scripts/check.py --explain x", "safety-plan check --explain x"),
    ],
)
def test_where_the_command_is_installed_its_own_subcommand_is_named(advice: str, command: str):
    assert advise(advice, doors=False, plan="P") == command


def test_a_door_is_named_with_the_plan_where_it_would_take_another():
    advice = "Run python3 scripts/seal.py --witness again."

    assert advise(advice, doors=True) == advice
    assert advise(advice, doors=True, plan="/a b") == (
        'Run python3 scripts/seal.py --plan "/a b" --witness again.'
    )


def test_no_rule_advises_a_command_that_another_plan_has_not():
    texts = [explain_rule(name) for name in rule_names()]
    texts += [m.fix for name in rule_names() for m in load_rule(name).messages.values()]

    assert [text for text in texts if "scripts/" in advise(text, doors=False)] == []
