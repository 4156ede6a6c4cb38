"""Prompts that nobody has answered yet: in pages, cells and settings, and in what stands around."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from pathlib import Path, PurePosixPath

from safety_plan.core.messages import load_rule, problem
from safety_plan.core.problems import Location, Problem
from safety_plan.core.prompts import find_prompts, is_bare_prompt, may_hold_prompts
from safety_plan.core.text import truncate
from safety_plan.models.fields import split_cell
from safety_plan.models.pages import FRONT_MATTER, split_settings
from safety_plan.models.plan import Plan
from safety_plan.models.registers import REGISTERS, register_columns
from safety_plan.reading.csv_files import Row
from safety_plan.reading.docs_files import is_page, list_files
from safety_plan.reading.markdown_text import line_counter, without_code
from safety_plan.reading.text_files import read_text
from safety_plan.reading.yaml_files import Document, Keys, Value, read_yaml, read_yaml_text

RULE = "prompt-left"
#: Files beside `docs/` and `data/` that a new plan has, and that other people read.
_BESIDE = ("README.md", "LICENSE")
#: Settings that every page has.
_REQUIRED = frozenset(name for name, rules in FRONT_MATTER.items() if rules.required)
_CONTACTS = "data/contacts.csv"
#: A prompt ends with where to find the answer, so it is quoted nearly always to its end.
_LONGEST_EXCERPT = 250
#: Columns whose cells say how something once stood.
_QUOTING = (("data/corrections.csv", "was"),)


def prompt_problems(plan: Plan) -> Iterator[Problem]:
    """Every prompt of the working revision, of the pages about the site and of all of `data/`."""
    for path in list_files(plan.docs):
        if is_page(path):
            yield from _page_problems(plan.docs / path, f"docs/{path}")
    for file in sorted(plan.data.glob("*.yml")):
        yield from _setting_problems(file, f"data/{file.name}")
    lists = (*plan.registers.values(), *(table.rows for table in plan.files))
    marks = {mark for row in plan.rows("search-words") for mark in split_cell(row["leads_to"])}
    for row in (row for rows in lists for row in rows):
        yield from _cell_problems(row, marks if row.path == _CONTACTS else ())
    for name in _BESIDE:
        yield from _page_problems(plan.root / name, name)


def refused_prompts(plan: Plan, _: date) -> Iterator[Problem]:
    """Every prompt, where nothing may be left to write, whatever the day."""
    yield from prompt_problems(plan)


def without_what_follows(problems: Iterable[Problem]) -> list[Problem]:
    """*problems* without those that quote a prompt, in files where each is told as what it is."""
    problems = list(problems)
    files = {found.location.path for found in problems if found.rule == RULE}
    return [
        found
        for found in problems
        if found.rule == RULE
        or found.location.path not in files
        or not may_hold_prompts(found.found)
    ]


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
    # The quotation marks of a setting are those of YAML, and quote nobody.
    settings, start = split_settings(text)
    yield from _document_problems(read_yaml_text(settings, path, first_line=2)[0], _REQUIRED)
    line_of = line_counter(text)
    for prompt in find_prompts(without_code(text[start:])):
        location = Location(path, line=line_of(start + prompt.start()))
        yield problem("prompt-left", location, text=_excerpt(prompt[0]))


def _setting_problems(file: Path, path: str) -> Iterator[Problem]:
    if may_hold_prompts(_text_of(file, path)):
        yield from _document_problems(read_yaml(file, path)[0])


def _document_problems(document: Document, required: Collection[str] = ()) -> Iterator[Problem]:
    """The prompts of *document*, in which no setting that is *required* can be taken out."""
    for keys, text in _texts(document.value, ()):
        prompts = [prompt[0] for prompt in find_prompts(text)]
        if not prompts and is_bare_prompt(text):
            prompts = [f"[{text}]"]
        rule = "prompt-left.required" if keys[0] in required else "prompt-left.setting"
        for prompt in prompts:
            yield problem(rule, document.location(*keys), text=_excerpt(prompt))


def _texts(value: Value, keys: Keys) -> Iterator[tuple[Keys, str]]:
    """Every text in *value*, which stands under *keys*, with its own keys; names are texts too."""
    if isinstance(value, str):
        yield keys, value
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*keys, str(index)))
    else:
        for key, inner in value.items():
            is_bare = is_bare_prompt(key) and isinstance(inner, str)
            yield (*keys, key), f"{key}: {inner}" if is_bare else key
            if not is_bare:
                yield from _texts(inner, (*keys, key))


def _cell_problems(row: Row, marks: Collection[str]) -> Iterator[Problem]:
    """The prompts of *row*; *marks* are those that words lead to, where it is a contact."""
    for column, cell in row.cells.items():
        prompts = find_prompts(cell) if (row.path, column) not in _QUOTING else ()
        for prompt in prompts:
            location = row.location(column)
            text = _excerpt(prompt[0])
            if _names_something(row, column):
                yield problem("prompt-left.name", location, text=text)
            elif f"contact:{row['id']}" in marks:
                yield problem("prompt-left.contact", location, text=text)
            else:
                yield problem("prompt-left.cell", location, text=text)


def _names_something(row: Row, column: str) -> bool:
    """True where a cell names something of the plan, or a state: other words cannot stand in."""
    register = PurePosixPath(row.path).stem
    rules = register_columns(register).get(column) if register in REGISTERS else None
    return rules is not None and bool(rules.listed_in)


def _excerpt(prompt: str) -> str:
    """A prompt as a message quotes it: on one line, and not too long."""
    return truncate(" ".join(prompt.split()), _LONGEST_EXCERPT)


def _text_of(file: Path, path: str) -> str:
    """The text of *file*; empty where it cannot be read, which another check tells."""
    text, problems = read_text(file, path)
    return "" if problems else text
