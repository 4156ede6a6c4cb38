"""Every rule is one file that is whole, is told by the code, and is explained by its name."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from string import Formatter

from safety_plan.checks.reporters import explain_rule
from safety_plan.core.messages import load_rule, problem, rule_names
from safety_plan.core.problems import Location, Scope, Severity

HOUSE = Path(__file__).resolve().parents[2]
CODE = [*HOUSE.glob("safety_plan/**/*.py"), *HOUSE.glob("scripts/*.py")]
KEYS = [(rule, key) for rule in rule_names() for key in load_rule(rule).messages]
#: Rules that are kept as data beside the code name their messages so.
IN_DATA = re.compile(r"\brule: ([a-z0-9_.-]+)|^([a-z0-9_-]+):$", re.M)
#: What problem() itself puts into every message.
ALWAYS = {"choices", "depends_on"}
#: What names the key of a message; a chart tells a problem as a Fault, with its parameters,
#: and a reader of logos as a LogoError.
TELLERS = ("problem", "StepFault", "Fault", "LogoError")
TOLD = re.compile(r"\[([a-z0-9_-]+)\]$", re.M)


@dataclass
class Module:
    """The texts of one module, and its calls of problem(), StepFault() and Fault()."""

    texts: set[str] = field(default_factory=set)
    calls: list[ast.Call] = field(default_factory=list)


@cache
def modules() -> list[Module]:
    read = []
    for file in CODE:
        module = Module()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                module.texts.add(node.value)
            # A parameter that a call unpacks may be named as dict(name=…) or name=….
            if isinstance(node, ast.keyword) and node.arg:
                module.texts.add(node.arg)
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in TELLERS:
                module.calls.append(node)
        read.append(module)
    return read


@cache
def keys_in_data() -> set[str]:
    files = (file.read_text(encoding="utf-8") for file in HOUSE.glob("safety_plan/**/*.yml"))
    return {one or other for text in files for one, other in IN_DATA.findall(text)}


def literal_key(call: ast.Call) -> str:
    name = call.args[0]
    return name.value if isinstance(name, ast.Constant) else ""


def params_of(call: ast.Call, module: Module) -> set[str]:
    """The parameters that *call* gives; what it unpacks may be any text of its module.

    What is found of a step gets the names of the step and of its table where it becomes a problem.
    """
    if getattr(call.func, "id", "") == "StepFault":
        return {"step", "table"} | ALWAYS | module.texts
    params = {keyword.arg for keyword in call.keywords if keyword.arg}
    if getattr(call.func, "id", "") == "LogoError":
        params.add("name")  # of the file, which whoever asks the reader knows
    unpacks = any(keyword.arg in (None, "params") for keyword in call.keywords)
    return params | ALWAYS | (module.texts if unpacks else set())


def calls_for(key: str) -> Iterator[tuple[ast.Call, Module]]:
    """The calls that tell *key*: those that name it, else those that look a key up."""
    calls = [(call, module) for module in modules() for call in module.calls]
    named = [(call, module) for call, module in calls if literal_key(call) == key]
    yield from named or [(call, module) for call, module in calls if not literal_key(call)]


# There are many rules and messages: one test asks each of them, which takes less than a test each.


def test_a_rule_has_severity_reason_and_example():
    for rule in rule_names():
        paragraphs = load_rule(rule).explanation.split("\n\n")

        assert load_rule(rule).severity in Severity, rule
        assert len(paragraphs) == 3, rule
        assert re.match(r"(?s)Wrong\b.+(Right\b|→)", paragraphs[2]), rule


def test_a_message_belongs_to_its_rule_and_says_what_to_do():
    for rule, key in KEYS:
        message = load_rule(rule).messages[key]

        assert key == rule or key.startswith(f"{rule}."), key
        assert message.found, key
        assert message.fix, key


def test_a_message_is_told_by_the_code():
    written = set().union(*(module.texts for module in modules())) | keys_in_data()

    assert [key for _, key in KEYS if key not in written] == []


def test_a_message_gets_the_parameters_it_asks_for():
    for rule, key in KEYS:
        message = load_rule(rule).messages[key]
        parsed = [*Formatter().parse(message.found), *Formatter().parse(message.fix)]
        needed = {name for _, name, _, _ in parsed if name is not None}

        assert all(name.isidentifier() for name in needed), key
        assert any(needed <= params_of(call, module) for call, module in calls_for(key)), key


def test_the_key_of_a_message_is_written_out_so_that_a_search_finds_it():
    built = [
        ast.unparse(call.args[0])
        for module in modules()
        for call in module.calls
        if isinstance(call.args[0], ast.JoinedStr | ast.BinOp)
    ]

    assert built == []


def test_every_key_in_the_code_and_in_data_is_one_of_a_rule():
    literal = {literal_key(call) for module in modules() for call in module.calls} - {""}
    data = HOUSE / "safety_plan/checks/page_rules.yml"
    listed = {one for one, _ in IN_DATA.findall(data.read_text(encoding="utf-8")) if one}

    assert (literal | listed) - {key for _, key in KEYS} == set()


def test_every_rule_that_a_case_names_is_there():
    texts = (f.read_text(encoding="utf-8") for f in HOUSE.glob("tests/cases/*/expected.txt"))

    assert {name for text in texts for name in TOLD.findall(text)} - set(rule_names()) == set()


def test_a_problem_is_as_severe_and_as_fatal_as_its_rule_says():
    where = Location("data/a.csv", row=2, column="a")

    warning = problem("word-to-avoid", where, word="tackle", advice="say what is done")
    cell = problem("hidden-character", where, hidden="")
    page = problem("hidden-character.page", where, hidden="")

    assert (warning.severity, warning.is_warning) == (Severity.WARNING, True)
    assert (cell.severity, cell.fatal, page.fatal) == (Severity.ERROR, Scope.CELL, Scope.NOTHING)
    assert load_rule("audit-old").severity == Severity.ERROR
    assert load_rule("audit-old").at_check == Severity.WARNING


def test_a_rule_is_explained_by_its_name():
    assert explain_rule("number-form") == f"number-form\n\n{load_rule('number-form').explanation}"


def test_a_name_that_is_no_rule_gets_the_nearest_and_every_rule():
    text = explain_rule("number-from")

    assert text.startswith('There is no rule called “number-from”. Did you mean "number-form"?\n')
    assert "\nnumber-whole: A count is a whole number.\n" in text


def test_check_explains_a_rule_without_reading_the_plan():
    command = [sys.executable, str(HOUSE / "scripts/check.py"), "--explain"]

    known = subprocess.run([*command, "link-dead"], capture_output=True, text=True, check=False)
    every = subprocess.run(command, capture_output=True, text=True, check=False)
    unknown = subprocess.run([*command, "links"], capture_output=True, text=True, check=False)

    assert (known.returncode, every.returncode, unknown.returncode) == (0, 0, 2)
    assert known.stdout.startswith("link-dead\n")
    assert len(every.stdout.splitlines()) == len(rule_names())
