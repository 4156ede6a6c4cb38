"""Prompts that nobody has answered yet: in pages, cells and settings, and in what stands around."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path, PurePosixPath

from safety_plan.checks.needed_contacts import leads_to_contacts
from safety_plan.core.messages import load_rule, problem
from safety_plan.core.problems import Location, Problem
from safety_plan.core.prompts import find_prompts, may_hold_prompts
from safety_plan.core.text import truncate
from safety_plan.models.plan import Plan
from safety_plan.models.registers import REGISTERS, register_columns
from safety_plan.reading.csv_files import Row
from safety_plan.reading.docs_files import is_page, list_files
from safety_plan.reading.markdown_text import line_counter, without_code
from safety_plan.reading.text_files import read_text
from safety_plan.reading.yaml_files import Keys, Value, read_yaml

RULE = "prompt-left"
#: Files beside `docs/` and `data/` that a new plan has, and that other people read.
_BESIDE = ("README.md", "LICENSE")
_CONTACTS = "data/contacts.csv"
#: A prompt ends with where to find the answer, so it is quoted nearly always to its end.
_LONGEST_EXCERPT = 250
#: Columns whose cells say how something once stood, or what somebody types.
_QUOTING = (("data/corrections.csv", "was"), ("data/search-words.csv", "words"))


def prompt_problems(plan: Plan) -> Iterator[Problem]:
    """Every prompt of the working revision, of the pages about the site and of all of `data/`."""
    for path in list_files(plan.docs):
        if is_page(path):
            yield from _page_problems(plan.docs / path, f"docs/{path}")
    for file in sorted(plan.data.glob("*.yml")):
        yield from _setting_problems(file, f"data/{file.name}")
    lists = (*plan.registers.values(), *(table.rows for table in plan.files))
    leads = leads_to_contacts(plan)
    for row in (row for rows in lists for row in rows):
        yield from _cell_problems(row, leads if row.path == _CONTACTS else {})
    for name in _BESIDE:
        yield from _page_problems(plan.root / name, name)


def refused_prompts(plan: Plan, _: date) -> Iterator[Problem]:
    """Every prompt, where nothing may be left to write, whatever the day."""
    yield from prompt_problems(plan)


def without_reminders(problems: Iterable[Problem], plan: Plan) -> list[Problem]:
    """*problems* without what `check` only reminds of, while a plan is not written yet.

    A draft that nothing was ever published of cannot be published before its last prompt is
    answered: until then nobody need test it or ring a number again.
    """
    problems = list(problems)
    is_new = plan.revision.status == "draft" and not plan.sealed
    if not is_new or all(found.rule != RULE for found in problems):
        return problems
    return [found for found in problems if not _is_reminder(found)]


def _is_reminder(found: Problem) -> bool:
    rule = load_rule(found.rule)
    return rule.at_check is not rule.severity


def _page_problems(file: Path, path: str) -> Iterator[Problem]:
    text = _text_of(file, path)
    if not may_hold_prompts(text):
        return
    line_of = line_counter(text)
    for prompt in find_prompts(without_code(text)):
        location = Location(path, line=line_of(prompt.start()))
        yield problem("prompt-left", location, text=_excerpt(prompt))


def _setting_problems(file: Path, path: str) -> Iterator[Problem]:
    if not may_hold_prompts(_text_of(file, path)):
        return
    document, _ = read_yaml(file, path)
    for keys, text in _texts(document.value, ()):
        for prompt in find_prompts(text):
            yield problem("prompt-left.setting", document.location(*keys), text=_excerpt(prompt))


def _texts(value: Value, keys: Keys) -> Iterator[tuple[Keys, str]]:
    """Every text in *value*, which stands under *keys*, with its own keys."""
    if isinstance(value, str):
        yield keys, value
        return
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in items:
        yield from _texts(inner, (*keys, str(key)))


def _cell_problems(row: Row, leads: Mapping[str, str]) -> Iterator[Problem]:
    """The prompts of *row*; *leads* says by its id what leads readers to it."""
    for column, cell in row.cells.items():
        prompts = [*find_prompts(cell)] if (row.path, column) not in _QUOTING else []
        for prompt in prompts:
            location, text = row.location(column), _excerpt(prompt)
            if _names_something(row, column):
                yield problem("prompt-left.name", location, text=text)
            elif row["id"] in leads:
                yield problem("prompt-left.contact", location, text=text, leads=leads[row["id"]])
            else:
                yield problem("prompt-left.cell", location, text=text)


def _names_something(row: Row, column: str) -> bool:
    """True where a cell names something of the plan, or a state: other words cannot stand in."""
    register = PurePosixPath(row.path).stem
    rules = register_columns(register).get(column) if register in REGISTERS else None
    return rules is not None and bool(rules.listed_in)


def _excerpt(prompt: re.Match[str]) -> str:
    """A prompt as a message quotes it: on one line, and not too long."""
    return truncate(" ".join(prompt[0].split()), _LONGEST_EXCERPT)


def _text_of(file: Path, path: str) -> str:
    """The text of *file*; empty where it cannot be read, which another check tells."""
    text, problems = read_text(file, path)
    return "" if problems else text
