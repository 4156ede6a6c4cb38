"""The age at which each page may read: `reading_age:` in `data/plan.yml`, and rows for more.

A plan that sets no age is told nothing. The budget may only fall: `risen_allowances` holds it
against an earlier state.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from safety_plan.checks.pages import page_folders
from safety_plan.checks.plain_english import (
    Reading,
    page_proses,
    reading_age,
    reading_of,
    sentences_of,
)
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.core.text import truncate
from safety_plan.models.pages import read_pages
from safety_plan.models.plan import Plan
from safety_plan.models.registers import read_register
from safety_plan.reading.csv_files import Row
from safety_plan.reading.yaml_files import as_text, read_yaml
from safety_plan.revisions.bundle import RevisionBundle

REGISTER = "reading-ages"
#: Of fewer words an age says nothing: one name alone would make it.
LEAST_WORDS = 50
#: A sentence with fewer words is short already; a word with fewer letters too.
_LEAST_SENTENCE = 8
_LEAST_LETTERS = 9
_MOST_SENTENCES = 3
_MOST_WORDS = 5
_LONG_WORD = re.compile(rf"\b[a-z]{{{_LEAST_LETTERS},}}\b")
_SETTINGS = "data/plan.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """The age at which pages may read: one for all, and those of single pages with their rows."""

    ceiling: int
    rows: Mapping[str, Row]

    def allowance(self, page_id: str) -> int:
        """The age at which the page *page_id* may read."""
        row = self.rows.get(page_id)
        return max(self.ceiling, _number(row["age"])) if row else self.ceiling


def budget_of(root: Path) -> Budget | None:
    """The budget of the plan in *root*; None where it sets none that can be read."""
    settings, _ = read_yaml(root / "data" / "plan.yml", _SETTINGS)
    ceiling = _number(as_text(settings.value.get("reading_age")))
    rows, _ = read_register(root / "data", REGISTER)
    named = {row["page_id"]: row for row in rows}
    return Budget(ceiling=ceiling, rows=named) if ceiling else None


def _number(text: str) -> int:
    return int(text) if re.fullmatch("[0-9]{1,2}", text) else 0


def reading_age_problems(plan: Plan, bundle: RevisionBundle) -> Iterator[Problem]:
    """Pages that read above their allowance, and rows that allow more than is needed."""
    rows = plan.rows(REGISTER)
    budget = budget_of(plan.root)
    if budget is None:
        if not plan.settings.reading_age:  # that it is no age is a problem of its own
            yield from (problem("reading-age.ceiling", row.location("age")) for row in rows)
        return
    proses = {location.path: (location, prose) for location, prose in page_proses(plan, bundle)}
    readings = {path: reading_of(prose, path) for path, (_, prose) in proses.items()}
    paths = _paths(plan)
    for page_id, path in paths.items():
        reading, allowed = readings.get(path), budget.allowance(page_id)
        if reading and reading.words >= LEAST_WORDS and reading.age > allowed:
            yield _too_high(*proses[path], age=reading.age, allowed=allowed)
    for row in rows:
        yield from _row_problems(row, budget.ceiling, paths, readings)


def _paths(plan: Plan) -> dict[str, str]:
    """The file of each page by its page_id."""
    return {
        page.page_id: f"{folder}/{path}"
        for folder, pages in page_folders(plan)
        for path, page in pages.items()
    }


def allowances(plan: Plan) -> dict[str, int]:
    """The age at which each page may read, by its file; none where the plan sets none."""
    budget = budget_of(plan.root)
    if budget is None:
        return {}
    return {path: budget.allowance(page_id) for page_id, path in _paths(plan).items()}


def _row_problems(
    row: Row, ceiling: int, paths: Mapping[str, str], readings: Mapping[str, Reading]
) -> Iterator[Problem]:
    """What is wrong with an allowance: it is for no page, or for more than its page needs."""
    age = _number(row["age"])
    page_id = row["page_id"]
    if page_id and page_id not in paths:
        yield problem("reading-age.page", row.location("page_id"), name=page_id, choices=paths)
        return
    reading = readings.get(paths.get(page_id, ""))
    if not age or reading is None:
        return
    needed = reading.age if reading.words >= LEAST_WORDS else 0
    if needed <= ceiling:
        yield problem("reading-age.needless", row.location("age"), page=page_id, ceiling=ceiling)
    elif needed < age:
        yield problem("reading-age.lower", row.location("age"), page=page_id, age=needed)


def _too_high(location: Location, prose: str, *, age: int, allowed: int) -> Problem:
    """A page above its allowance, with the sentences and words that make it so."""
    hardest = sorted(_sentences(prose), reverse=True)[:_MOST_SENTENCES]
    lines = [(location.line + prose.count("\n", 0, -at), sentence) for _, at, sentence in hardest]
    words = sorted(set(_LONG_WORD.findall(prose)), key=lambda word: (-len(word), word))
    return problem(
        "reading-age",
        Location(location.path, line=lines[0][0] if lines else location.line),
        age=age,
        allowed=allowed,
        sentences="; ".join(f"“{truncate(text)}” (line {line})" for line, text in lines) or "none",
        words=", ".join(words[:_MOST_WORDS]) or "none",
    )


def _sentences(prose: str) -> Iterator[tuple[int, int, str]]:
    """The age of each sentence, minus the place where it starts, and the sentence."""
    for start, sentence, words in sentences_of(prose):
        if len(words) >= _LEAST_SENTENCE:
            yield reading_age([words]), -start, " ".join(sentence.split())


def risen_allowances(before: Path, after: Path) -> Iterator[Problem]:
    """Pages of the plan in *before* that may read at a higher age in *after*."""
    old, new = budget_of(before), budget_of(after)
    if old is None:
        return
    if new is None or new.ceiling > old.ceiling:
        params = {"was": old.ceiling}
        yield problem("reading-age-rises.ceiling", Location(_SETTINGS), **params)
        return
    pages = _page_ids(before)
    for page_id, row in new.rows.items():
        was, now = old.allowance(page_id), new.allowance(page_id)
        if page_id in pages and now > was:
            yield problem("reading-age-rises", row.location("age"), page=page_id, was=was, now=now)


def _page_ids(root: Path) -> set[str]:
    pages, _ = read_pages(root / "docs", "docs")
    return {page.page_id for page in pages.values()}
