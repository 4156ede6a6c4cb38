"""The rules of the house: sizes, who may import whom, no place in the code."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[1]
CODE = sorted(
    [*HOUSE.glob("safety_plan/**/*.py"), *HOUSE.glob("scripts/*.py"), HOUSE / "macros.py"]
)

#: Lower may not import higher. Modules of one floor may use one another only
#: from left to right of the text.
FLOORS = [
    "__init__ problems environment kept",
    "yaml_nodes yaml_files numbers dates charts settings browser",
    "csv_files",
    "sources registers measures tables cross_checks",
    "figures chart_claims revision filling",
    "chart_specs calls changes html words",
    "page_files pages typed_numbers",
    "plan",
    "vocabulary",
    "resolve blocks",
    "markup",
    "record page_rules",
    "editions drawing plain_english",
    "seals sealing removing succession drawn telling audit compare",
    "corrections commands",
    "checks",
    "site",
    "publishing",
]
FLOOR = {name: (i, j) for i, floor in enumerate(FLOORS) for j, name in enumerate(floor.split())}
ONLY_IN = {
    "mkdocs": {"safety_plan/site/bridge.py", "safety_plan/site/previewing.py"},
    "yaml": {"safety_plan/yaml_nodes.py"},
    "jinja2": {"safety_plan/filling.py"},
    "pandas": {"safety_plan/tables.py"},
}


def imports(file: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{a.name}") for a in node.names)
        elif isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)


def module_of(name: str) -> str:
    parts = name.split(".")
    return parts[1] if len(parts) > 1 and parts[0] == "safety_plan" else ""


def test_dependencies_point_one_way():
    wrong = []
    for file in HOUSE.glob("safety_plan/**/*.py"):
        here = file.relative_to(HOUSE / "safety_plan").parts[0].removesuffix(".py")
        for line, name in imports(file):
            there = module_of(name)
            if there in FLOOR and there != here and FLOOR[there] >= FLOOR[here]:
                wrong.append(f"{file.relative_to(HOUSE)}:{line} imports {there}")

    assert wrong == []


def test_every_module_has_a_floor():
    names = {f.relative_to(HOUSE / "safety_plan").parts[0].removesuffix(".py")
             for f in HOUSE.glob("safety_plan/**/*.py")}  # fmt: skip

    assert names - set(FLOOR) == set()


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_tool_is_known_to_its_own_module_only(library: str):
    users = {
        file.relative_to(HOUSE).as_posix()
        for file in CODE
        for _, name in imports(file)
        if name.split(".")[0] == library
    }

    assert users == ONLY_IN[library]


def test_drawing_alone_knows_matplotlib():
    users = {
        file.relative_to(HOUSE).parts[1]
        for file in CODE
        for _, name in imports(file)
        if name.split(".")[0] == "matplotlib"
    }

    assert users == {"drawing"}


def test_check_imports_neither_matplotlib_nor_the_site_generator():
    asked = "import sys, safety_plan.checks; print({m.split('.')[0] for m in sys.modules})"
    said = subprocess.run(
        [sys.executable, "-c", asked], cwd=HOUSE, capture_output=True, text=True, check=True
    ).stdout

    assert "'matplotlib'" not in said
    assert "'mkdocs'" not in said


@pytest.mark.parametrize("file", CODE, ids=lambda f: f.relative_to(HOUSE).as_posix())
def test_modules_and_functions_stay_small(file: Path):
    text = file.read_text(encoding="utf-8")
    long = [
        f"{node.name}: {(node.end_lineno or 0) - node.lineno + 1}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 50
    ]

    assert text.count("\n") <= 250
    assert long == []


def lines_of_code(file: Path) -> int:
    """Lines of code as cloc counts them: no blank lines, comments or docstrings."""
    text = file.read_text(encoding="utf-8")
    told = {
        line
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and ast.get_docstring(node) is not None
        for line in range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1)
    }
    lines = enumerate(text.splitlines(), start=1)
    return sum(
        1
        for number, line in lines
        if line.strip(" #") and number not in told
        if not line.lstrip().startswith("#")
    )


def test_the_code_stays_under_6900_lines():
    site = HOUSE / "safety_plan" / "site"
    parts = {site / f"{name}.py" for name in ("floor", "invented", "measuring")}
    benchmark = parts | {HOUSE / "scripts/benchmark.py"}

    assert sum(lines_of_code(file) for file in set(CODE) - benchmark) < 6_900


def test_no_code_names_a_place():
    theme = [f for f in HOUSE.glob("safety_plan/look/**/*") if f.is_file()]
    theme += [*HOUSE.glob("safety_plan/site/templates/*"), HOUSE / "safety_plan/blocks.html"]
    named = [
        f.relative_to(HOUSE).as_posix()
        for f in [*CODE, *theme, HOUSE / "mkdocs.yml"]
        if re.search(r"maidstone|\bkent\b", f.read_text(encoding="utf-8", errors="ignore"), re.I)
    ]

    assert named == []


def test_what_is_set_up_is_told_beside_the_answer_of_a_command():
    text = (HOUSE / "safety_plan" / "environment.py").read_text(encoding="utf-8")

    assert [p for p in re.findall(r"print\(.*", text) if "file=sys.stderr" not in p] == []
