"""The plans in `examples/`: other districts, held by the same code without a change of it."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from mkdocs.config import load_config

from safety_plan.checks.registry import Stage, check
from safety_plan.core.problems import Severity
from safety_plan.diff.compare import Comparison, compare
from safety_plan.revisions.bundle import sealed_bundle
from safety_plan.revisions.verify import seal_problems
from tests.conftest import HOUSE, build

EXAMPLES = sorted(file.parents[1] for file in HOUSE.glob("examples/*/data/plan.yml"))
LICHFIELD = HOUSE / "examples" / "lichfield"
#: Names of the plan of this repository and of the invented one.
OTHERS = re.compile(r"maidstone|\bkent\b|fernbrook|brookshire", re.IGNORECASE)

each_example = pytest.mark.parametrize("plan", EXAMPLES, ids=lambda plan: plan.name)


@pytest.fixture(scope="module")
def lichfield_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the plan of Lichfield District, by its own `mkdocs.yml`."""
    return build(LICHFIELD, tmp_path_factory.mktemp("lichfield") / "site")


@cache
def lichfield_changes() -> Comparison:
    """What changed from the sealed plan of Lichfield District to the working one."""
    old = sealed_bundle(LICHFIELD, "2021-06").record
    return compare(old, check(LICHFIELD)[1].record)


def lines_of(folder: Path) -> Iterator[tuple[str, str]]:
    """Each line of every file that people wrote in *folder*, with the path of its file."""
    for file in folder.rglob("*"):
        if file.suffix in {".md", ".csv", ".yml"}:
            name = file.relative_to(HOUSE).as_posix()
            yield from ((name, line) for line in file.read_text("utf-8").splitlines())


@each_example
def test_nothing_in_an_example_has_to_be_put_right(plan: Path):
    problems = check(plan, Stage.CHECK, date.today())[2]  # noqa: DTZ011

    assert [p for p in problems if p.severity is Severity.ERROR] == []


@each_example
def test_the_seals_of_an_example_are_whole(plan: Path):
    assert list(plan.glob("revisions/*/SHA256SUMS"))
    assert seal_problems(plan) == []


@each_example
def test_mkdocs_itself_finds_all_that_an_example_needs(plan: Path):
    """Its `mkdocs.yml` stands in another folder than the theme, the macros and our plugin."""
    config = load_config(str(plan / "mkdocs.yml"))

    assert HOUSE / "safety_plan" / "theme" in [Path(name).resolve() for name in config.theme.dirs]
    assert Path(config.docs_dir) == plan / "docs"
    assert "macros" in config.plugins


@each_example
def test_an_example_says_that_it_is_compiled_and_whose_site_it_is_not(plan: Path):
    settings = check(plan)[0].settings

    assert "compiled" in settings.statement
    assert f"not the website of {settings.council}" in settings.statement
    assert settings.council in (plan / "docs" / "site" / "about.md").read_text("utf-8")


@each_example
def test_no_word_of_another_plan_is_in_an_example(plan: Path):
    assert [found for found in lines_of(plan) if OTHERS.search(found[1])] == []


@each_example
def test_no_code_knows_an_example(plan: Path):
    files = [*HOUSE.glob("safety_plan/**/*"), *HOUSE.glob("scripts/*.py"), HOUSE / "macros.py"]
    texts = {file: file.read_bytes().lower() for file in files if file.is_file()}

    assert [file for file, text in texts.items() if plan.name.encode() in text] == []


def test_the_site_of_lichfield_is_whole_and_of_one_district(lichfield_site: Path):
    pages = {page: page.read_text("utf-8") for page in lichfield_site.rglob("*.html")}

    assert {"2021-06", "2022-07", "latest"} <= {p.name for p in lichfield_site.iterdir()}
    assert [page for page, text in pages.items() if OTHERS.search(text)] == []
    assert "example, compiled from published" in pages[lichfield_site / "2022-07" / "index.html"]
    assert lichfield_site / "history" / "2021-06-to-2022-07" / "index.html" in pages


def test_a_later_year_of_lichfield_has_other_priorities():
    new = [new for old, new in lichfield_changes().priorities if not old]
    gone = [old for old, new in lichfield_changes().priorities if not new]

    assert new == ["County lines", "Violence against women and girls"]
    assert gone == ["Car key burglary and car theft", "County lines, fraud and vulnerable people"]


def test_a_later_year_of_lichfield_has_other_figures_each_with_its_reason():
    changed = [f for f in lichfield_changes().figures if f.kind == "changed"]
    told = {f.old.id: (f.old.value, f.new.value, f.reason) for f in changed if f.old and f.new}

    assert told["priorities-count"] == ("6", "4", "decision taken")
    assert told["asb-incidents"] == ("2185", "3460", "new year added; definition changed")
    assert told["locality-fund"] == ("53913.75", "49914", "new year added")


def test_a_promise_of_lichfield_is_followed_into_the_next_year():
    actions = lichfield_changes().rows_by_register["actions"]
    reworded = {row.key: row.why for row in actions if row.old and row.new and row.why}

    assert set(reworded) == {"triage", "activities", "training"}
