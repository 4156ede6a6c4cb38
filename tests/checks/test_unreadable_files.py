"""A file that cannot be read is told of, and nothing that only follows from it."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from safety_plan.checks.registry import Stage, check
from safety_plan.core.problems import Location
from tests.conftest import TINY, record_audit

TODAY = date.today()  # noqa: DTZ011


@pytest.mark.parametrize(
    "name",
    ["figures.csv", "actions.csv", "changes.csv", "help-groups.csv", "sources.yml", "audit.yml"],
)
def test_a_file_that_cannot_be_read_brings_no_other_problem_with_it(name: str, tiny: Path):
    record_audit(tiny)
    before = _told(tiny)

    _save_as_utf_16(tiny / "data" / name)

    assert {rule for rule, *_ in _told(tiny) - before} == {"not-utf-8"}


@pytest.mark.parametrize("name", ["charts.md", "figures.md", "glossary.md", "index.md"])
def test_of_what_a_page_shows_that_cannot_be_read_nobody_says_that_no_page_shows_it(
    name: str, tiny: Path
):
    _save_as_utf_16(tiny / "docs" / name)

    assert _new(tiny) == {"not-utf-8"}


def test_so_it_is_with_a_page_about_the_site(tiny: Path):
    page, of_site = tiny / "docs" / "figures.md", tiny / "docs" / "site" / "help.md"
    page.write_text(page.read_text("utf-8").replace("{{ dates() }}", "None."), "utf-8")
    words = "\n\n{{ dates() }}\n\nOnly this page speaks of Lamplighters.\n"
    of_site.write_text(of_site.read_text("utf-8") + words, "utf-8")
    terms = tiny / "data" / "glossary.csv"
    columns = terms.read_text("utf-8").partition("\n")[0].count(",")
    row = f"Lamplighter,,Somebody who lights lamps{',' * (columns - 2)}\n"
    terms.write_text(terms.read_text("utf-8") + row, "utf-8")

    _save_as_utf_16(of_site)

    assert _new(tiny) == {"not-utf-8"}


@pytest.mark.parametrize(
    ("file", "old", "new", "rule"),
    [
        ("data/headlines.csv", '""thefts-before""', '""thefts-befor""', "figure-unknown"),
        ("docs/figures.md", "{{ dates() }}", "{{ dates( }}", "call-form"),
        ("docs/figures.md", "{{ gaps() }}", "See {{ gaps() }}", "call-place"),
        ("docs/figures.md", '{{ risks("glossary") }}', '{{ risks("glosary") }}', "rows-none"),
    ],
)
def test_what_could_not_be_shown_is_told_by_what_keeps_it_from_its_page(
    file: str, old: str, new: str, rule: str, tiny: Path
):
    text = (tiny / file).read_text("utf-8")

    (tiny / file).write_text(text.replace(old, new), "utf-8")

    assert _new(tiny) == {rule}


@cache
def _told_of_the_tiny_plan() -> set[tuple[str, Location, str]]:
    return _told(TINY)


def _new(plan: Path) -> set[str]:
    """The rules of what is told of *plan* and not of the tiny plan."""
    return {rule for rule, *_ in _told(plan) - _told_of_the_tiny_plan()}


def _told(plan: Path) -> set[tuple[str, Location, str]]:
    return {(p.rule, p.location, p.found) for p in check(plan, Stage.CHECK, TODAY)[2]}


def _save_as_utf_16(file: Path) -> None:
    file.write_bytes(file.read_text("utf-8").encode("utf-16"))
