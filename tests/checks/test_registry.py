"""Every check is in the registry, and each command is told what its stage asks for."""

import importlib
import inspect
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from safety_plan.checks.registry import ADVICE, CHECKS, DATED_CHECKS, SEAL_CHECK, Stage, check
from safety_plan.content.typed_numbers import grammar, read_numbers
from safety_plan.core import cache as disk_cache
from safety_plan.core.problems import Severity
from tests.conftest import HOUSE, record_audit

FOLDER = Path(__file__).resolve().parents[2] / "safety_plan" / "checks"
MODULES = sorted(file.stem for file in FOLDER.glob("*.py") if file.stem != "__init__")
TODAY = date.today()  # noqa: DTZ011
NO_AUDIT = ("audit-missing", Severity.WARNING)


def functions_of(name: str) -> Iterator[tuple[list[str], Any]]:
    """Each function that the module *name* defines, with the types of its parameters."""
    module = importlib.import_module(f"safety_plan.checks.{name}")
    for function in vars(module).values():
        if inspect.isfunction(function) and function.__module__ == module.__name__:
            types = [p.annotation for p in inspect.signature(function).parameters.values()]
            yield [getattr(type_, "__name__", str(type_)) for type_ in types], function


@pytest.mark.parametrize("module", MODULES)
def test_a_check_is_in_the_registry(module: str):
    listed = [entry.find for entry in (SEAL_CHECK, *CHECKS, *ADVICE, *DATED_CHECKS)]
    forgotten = [
        function.__name__
        for types, function in functions_of(module)
        if types in (["Plan", "RevisionBundle"], ["Plan", "date"])
        and function.__name__.endswith("_problems")
        and function not in listed
    ]

    assert forgotten == []


def test_no_check_is_asked_twice():
    listed = [entry.find for entry in (SEAL_CHECK, *CHECKS, *ADVICE, *DATED_CHECKS)]

    assert len(listed) == len(set(listed))


def found(plan: Path, stage: Stage) -> list[tuple[str, Severity]]:
    today = None if stage is Stage.BUILD else TODAY
    return [(problem.rule, problem.severity) for problem in check(plan, stage, today)[2]]


def test_a_build_asks_nothing_that_depends_on_the_day(tiny: Path):
    assert found(tiny, Stage.BUILD) == []


def test_a_check_reminds_of_what_publish_refuses(tiny: Path):
    assert found(tiny, Stage.CHECK) == [NO_AUDIT]
    assert ("audit-missing", Severity.ERROR) in found(tiny, Stage.PUBLISH)


def test_advice_is_for_a_check_alone(tiny: Path):
    page = tiny / "docs/index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nWe tackle theft.\n", encoding="utf-8")
    record_audit(tiny)

    assert found(tiny, Stage.CHECK) == [("word-to-avoid", Severity.WARNING)]
    assert "word-to-avoid" not in [rule for rule, _ in found(tiny, Stage.PUBLISH)]
    assert found(tiny, Stage.BUILD) == []


def test_a_stage_that_depends_on_the_day_needs_one(tiny: Path):
    with pytest.raises(ValueError, match="depends on the day"):
        check(tiny, Stage.PUBLISH)


def test_a_broken_seal_is_told_and_nothing_that_leans_on_it(tiny: Path):
    sealed = min(tiny.glob("revisions/*/pages/index.md"))
    sealed.write_text("changed", encoding="utf-8")
    (tiny / "docs/glossary.md").rename(tiny / "docs/words.md")

    rules = [rule for rule, _ in found(tiny, Stage.CHECK)]

    assert "seal-broken" in rules
    assert not {"page-vanished", "change-reason", "heading-gone"} & set(rules)


def test_words_without_a_number_make_no_rule_for_numbers_ready(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Whoever saves a page waits for check: only a paragraph that changed is read again."""
    monkeypatch.setattr(disk_cache, "CACHE_DIR", tmp_path / "cache")
    page = tiny / "docs/index.md"
    page.write_text(page.read_text("utf-8") + "\nSome 63 people came.\n\nThey spoke.\n", "utf-8")
    read_numbers.cache_clear()
    before = found(tiny, Stage.BUILD)
    monkeypatch.setattr(grammar, "any_rule", lambda: pytest.fail("made ready again"))

    page.write_text(
        page.read_text("utf-8").replace("They spoke.", "They spoke at length."), "utf-8"
    )
    read_numbers.cache_clear()

    assert found(tiny, Stage.BUILD) == before
    assert "typed-number" in str(before)


def test_a_second_check_of_unchanged_words_makes_no_rule_for_numbers_ready(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """That takes most of a second, so what was read is kept, of two texts of one line too."""
    monkeypatch.setattr(disk_cache, "CACHE_DIR", tmp_path)
    read_numbers.cache_clear()  # what other tests asked for is in memory, and in no file here
    check(HOUSE)
    read_numbers.cache_clear()
    monkeypatch.setattr(grammar, "any_rule", lambda: pytest.fail("made ready again"))

    check(HOUSE)
