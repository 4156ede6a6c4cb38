"""The rules of the house: sizes, who may import whom, no place in the code."""

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.conftest import STARTED_FIRST, collect_ignore, pytest_collection_modifyitems

HOUSE = Path(__file__).resolve().parents[1]
CODE = sorted(
    [*HOUSE.glob("safety_plan/**/*.py"), *HOUSE.glob("scripts/*.py"), HOUSE / "macros.py"]
)

ONLY_IN = {
    "mkdocs": {
        f"safety_plan/site/{name}.py"
        for name in (
            "build",
            "page_files",
            "page_hooks",
            "plugin",
            "revision_runs",
            "serve",
            "theme_folders",
        )
    },
    "yaml": {"safety_plan/core/resources.py", "safety_plan/reading/yaml_nodes.py"},
    "jinja2": {
        "safety_plan/content/templates.py",
        *(f"safety_plan/site/{name}.py" for name in ("page_hooks", "theme_folders")),
    },
}


def imports(file: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{a.name}") for a in node.names)
        elif isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)


def test_dependencies_point_one_way():
    """The layers stand in pyproject.toml, under tool.importlinter."""
    linted = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
    )

    assert linted.returncode == 0, linted.stdout


def test_no_test_stands_where_none_is_looked_for():
    left_out = [HOUSE / "tests" / name for name in collect_ignore]

    assert [folder for folder in left_out if not folder.is_dir()] == []
    assert [file for folder in left_out for file in folder.rglob("*.py")] == []


def test_the_tests_that_start_first_are_those_that_are_named():
    whole = [SimpleNamespace(path=HOUSE / "tests" / name) for name in ("a.py", *STARTED_FIRST)]
    items: list[Any] = whole[::-1]

    pytest_collection_modifyitems(items)

    assert [one for one in STARTED_FIRST if not (HOUSE / "tests" / one).is_file()] == []
    assert items == [*whole[1:], whole[0]]


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

    assert users == {"charts"}


def test_recipes_alone_know_pandas_and_start_it_in_one_place():
    users = {
        file.relative_to(HOUSE).as_posix()
        for file in CODE
        for _, name in imports(file)
        if name.split(".")[0] == "pandas"
    }
    starters = [
        file for file in users if "\nimport pandas" in (HOUSE / file).read_text(encoding="utf-8")
    ]

    assert {file.rpartition("/")[0] for file in users} == {"safety_plan/models/recipes"}
    assert starters == ["safety_plan/models/recipes/compute.py"]


def test_check_imports_neither_matplotlib_nor_the_site_generator_nor_what_works_with_colours():
    asked = "import sys, safety_plan.checks.registry; print({m.split('.')[0] for m in sys.modules})"
    said = subprocess.run(
        [sys.executable, "-c", asked], cwd=HOUSE, capture_output=True, text=True, check=True
    ).stdout

    assert "'matplotlib'" not in said
    assert "'mkdocs'" not in said
    assert "'coloraide'" not in said


@cache
def syntax_of(file: Path) -> list[ast.AST]:
    """Every node of the syntax of *file*, in which several tests look."""
    return [*ast.walk(ast.parse(file.read_text(encoding="utf-8")))]


@pytest.fixture(autouse=True, scope="module")
def _forget_syntax() -> Iterator[None]:
    yield
    syntax_of.cache_clear()


def in_each_file(look: Callable[[Path], list[str]]) -> dict[str, list[str]]:
    """What *look* finds in each file of code, without the files in which it finds nothing."""
    found = {file.relative_to(HOUSE).as_posix(): look(file) for file in CODE}
    return {path: names for path, names in found.items() if names}


def long_functions(file: Path) -> list[str]:
    return [
        f"{node.name}: {(node.end_lineno or 0) - node.lineno + 1}"
        for node in syntax_of(file)
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 50
    ]


def test_modules_and_functions_stay_small():
    lines = {file: file.read_text(encoding="utf-8").count("\n") for file in CODE}

    assert {file: count for file, count in lines.items() if count > 300} == {}
    assert in_each_file(long_functions) == {}


def test_no_code_names_a_place():
    theme = [f for f in HOUSE.glob("safety_plan/theme/**/*") if f.is_file()]
    theme += [
        *HOUSE.glob("safety_plan/site/templates/*"),
        *HOUSE.glob("safety_plan/content/blocks/*.html"),
    ]
    named = [
        f.relative_to(HOUSE).as_posix()
        for f in [*CODE, *theme, HOUSE / "mkdocs.yml"]
        if re.search(r"maidstone|\bkent\b", f.read_text(encoding="utf-8", errors="ignore"), re.I)
    ]

    assert named == []


#: Words that say nothing about what a thing is. `found` is the sentence of a problem.
EMPTY_NAMES = {
    *("told", "said", "kept", "made", "shown", "asked", "filled", "drawn", "led", "wanted"),
    *("known", "given", "seen", "there", "here", "among", "thing", "things", "data2"),
}


def bound_names(node: ast.AST) -> Iterator[str]:
    """The names that *node* gives to a function, a class, a parameter or a variable."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.arg):
        yield node.arg
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id


def empty_names(file: Path) -> list[str]:
    names = [name for node in syntax_of(file) for name in bound_names(node)]
    return [name for name in names if name.strip("_") in EMPTY_NAMES]


def test_a_name_says_what_it_is():
    assert in_each_file(empty_names) == {}


def crowded_lines(file: Path) -> list[str]:
    """Where one line names several constants, or three values at once."""
    (module,) = (node for node in syntax_of(file) if isinstance(node, ast.Module))
    pairs = [
        node
        for node in syntax_of(file)
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Tuple)
        and isinstance(node.targets[0], ast.Tuple)
    ]
    return [
        ast.unparse(node)
        for node in pairs
        if node in module.body or len(node.value.elts) > 2  # type: ignore[attr-defined]
    ]


def test_each_name_has_a_line_of_its_own():
    assert in_each_file(crowded_lines) == {}


def choices_in_choices(file: Path) -> list[str]:
    return [
        ast.unparse(node)
        for node in syntax_of(file)
        if isinstance(node, ast.IfExp)
        and any(isinstance(one, ast.IfExp) for one in (node.body, node.orelse))
    ]


def test_no_choice_stands_within_a_choice():
    assert in_each_file(choices_in_choices) == {}


#: Words that end like what was done, and are no such thing.
NO_PARTICIPLES = {"embed", "feed", "need", "seed"}
#: A function does something, or gives something: neither is called by what was done.
_PARTICIPLE = re.compile(r"_*([a-z]+ed|chosen|overlaid|taken|written)")


def participles(file: Path) -> list[str]:
    return [
        node.name
        for node in syntax_of(file)
        if isinstance(node, ast.FunctionDef)
        and _PARTICIPLE.fullmatch(node.name)
        and node.name.strip("_") not in NO_PARTICIPLES
    ]


def test_no_function_is_called_by_what_was_done():
    assert in_each_file(participles) == {}


#: What the manual of Python says may be set.
SETTINGS = {"sys.pycache_prefix"}


def private_parts(file: Path) -> list[str]:
    return [
        ast.unparse(node)
        for node in syntax_of(file)
        if isinstance(node, ast.Attribute)
        and re.fullmatch("_[^_].*|__[a-z]+_fields__", node.attr)
        and ast.unparse(node.value) not in ("self", "cls")
    ]


def patched_parts(file: Path) -> list[str]:
    imported = {
        (alias.asname or alias.name).partition(".")[0]
        for node in syntax_of(file)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    stored = [
        node
        for node in syntax_of(file)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
    ]
    patched = [ast.unparse(node) for node in stored if ast.unparse(node.value) in imported]
    return [name for name in patched if name not in SETTINGS]


def test_no_private_part_of_a_library_is_used_or_patched():
    assert in_each_file(private_parts) == {}
    assert in_each_file(patched_parts) == {}


def test_no_module_is_named_like_one_of_the_standard_library():
    packages = {path.name for path in (HOUSE / "safety_plan").iterdir() if path.is_dir()}
    shadows = {file.stem for file in CODE} & sys.stdlib_module_names

    assert shadows == set()
    assert packages & sys.stdlib_module_names == {"site"}  # safety_plan.site, never on the path


def test_the_package_has_few_rooms():
    entries = [path for path in (HOUSE / "safety_plan").iterdir() if path.name != "__pycache__"]

    assert len(entries) <= 19


def test_what_is_set_up_is_told_beside_the_answer_of_a_command():
    names = ("bootstrap.py", "packages.py", "processes.py", "tracked_files.py")
    text = "".join((HOUSE / "scripts" / name).read_text(encoding="utf-8") for name in names)

    assert [p for p in re.findall(r"print\(.*", text) if "file=sys.stderr" not in p] == []


def test_no_file_takes_the_place_of_the_settings_and_fixtures_that_are_reviewed():
    """Each of these counts before `pyproject.toml`, and could let every step pass unseen."""
    others = (
        *("pytest.ini", ".pytest.ini", "tox.ini", "setup.cfg", "setup.py", "mypy.ini", ".mypy.ini"),
        *("ruff.toml", ".ruff.toml", ".importlinter", ".coveragerc", ".env", ".envrc"),
    )
    folders = [
        HOUSE,
        HOUSE / "tests",
        *(folder for folder in (HOUSE / "tests").iterdir() if folder.is_dir()),
    ]

    assert [
        folder / name for folder in folders for name in others if (folder / name).exists()
    ] == []
    assert [f for folder in folders for f in folder.glob("conftest.py")] == [
        HOUSE / "tests" / "conftest.py"
    ]
