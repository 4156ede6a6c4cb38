"""Every rule has its explanation, and every explanation a rule."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from safety_plan.checks.reporters import explain_rule, load_rules
from safety_plan.models.registers import REGISTERS, register_columns

HOUSE = Path(__file__).resolve().parents[1]
CODE = [*HOUSE.glob("safety_plan/**/*.py"), *HOUSE.glob("scripts/*.py")]
#: Where the name of a rule stands among what a call is given.
NAMED = {"Problem": 1, "NoAnswerError": 0, "_known": 0}
TOLD = re.compile(r"\[([a-z0-9-]+)\]$", re.M)


def nodes() -> Iterator[ast.AST]:
    for file in CODE:
        yield from ast.walk(ast.parse(file.read_text(encoding="utf-8")))


def names_given() -> Iterator[ast.expr]:
    for node in nodes():
        called = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
        given = node.args[NAMED[called] :][:1] if called in NAMED else []
        # A name that is looked up stands in a list, which is read below.
        yield from (name for name in given if not isinstance(name, ast.Subscript))


def texts(node: ast.AST) -> set[str]:
    found = (part.value for part in ast.walk(node) if isinstance(part, ast.Constant))
    return {text for text in found if isinstance(text, str)}


def names_in_lists() -> set[str]:
    """Names of rules that are kept as data beside the code."""
    lists = (file.read_text(encoding="utf-8") for file in HOUSE.glob("safety_plan/**/*.yml"))
    written = re.compile(r"^(?: *- name: ([a-z0-9-]+)$|([a-z0-9-]+)(?:\.[a-z-]+)?: \[)", re.M)
    names = {one or other for text in lists for one, other in written.findall(text)}
    return names | {
        f"{word}-unknown" for word in words_of_registers() & {"page_id", "state", "reason"}
    }


def words_of_registers() -> set[str]:
    """What cells of registers must be; some are lists of the plan."""
    return {rules.listed_in for name in REGISTERS for rules in register_columns(name).values()}


def names_in_cases() -> set[str]:
    said = (f.read_text(encoding="utf-8") for f in HOUSE.glob("tests/cases/*/expected.txt"))
    return {name for text in said for name in TOLD.findall(text)}


def test_the_name_of_a_rule_is_written_out_so_that_a_search_finds_it():
    built = [ast.unparse(name) for name in names_given() if isinstance(name, ast.JoinedStr)]

    assert built == []


def test_every_rule_is_explained():
    written = set().union(*(texts(name) for name in names_given())) - {"."}
    told = {name.partition(".")[0] for name in written}

    assert (told | names_in_lists() | names_in_cases()) - set(load_rules()) == set()


def test_nothing_is_explained_that_no_rule_tells():
    written = set().union(*(texts(node) for node in nodes() if isinstance(node, ast.Constant)))

    assert set(load_rules()) - written - names_in_lists() == set()


@pytest.mark.parametrize("name", load_rules())
def test_an_explanation_has_the_rule_the_reason_and_an_example(name: str):
    paragraphs = load_rules()[name].split("\n\n")

    assert len(paragraphs) == 3
    assert re.match(r"(?s)Wrong\b.+(Right\b|→)", paragraphs[2])


def test_a_rule_is_explained_by_its_name():
    assert explain_rule("number-form") == f"number-form\n\n{load_rules()['number-form']}"


def test_a_name_that_is_no_rule_gets_the_nearest_and_every_rule():
    said = explain_rule("number-from")

    assert said.startswith('There is no rule called “number-from”. Did you mean "number-form"?\n')
    assert "\nnumber-whole: A count is a whole number.\n" in said


def test_check_explains_a_rule_without_reading_the_plan():
    command = [sys.executable, str(HOUSE / "scripts/check.py"), "--explain"]

    known = subprocess.run([*command, "link-dead"], capture_output=True, text=True, check=False)
    every = subprocess.run(command, capture_output=True, text=True, check=False)
    unknown = subprocess.run([*command, "links"], capture_output=True, text=True, check=False)

    assert (known.returncode, every.returncode, unknown.returncode) == (0, 0, 2)
    assert known.stdout.startswith("link-dead\n")
    assert len(every.stdout.splitlines()) == len(load_rules())
