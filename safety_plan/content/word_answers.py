"""What the answer of a page word can be: Markdown, a block of a resolved page, or a problem."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from safety_plan.content.links import escape_markdown
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.models.plan import Plan
from safety_plan.reading.csv_files import Row

#: The name of a problem that only follows from another, which is told instead.
SUPPRESSED = "told-elsewhere"
#: The place of a problem before it is known who asks.
UNKNOWN_LOCATION = Location("")
#: Why a call has no answer: one problem or several.
Problems = tuple[Problem, ...]
T = TypeVar("T")


class PageWordError(Exception):
    """A call that is well formed but cannot be answered, and the problems that it makes."""

    def __init__(self, *problems: Problem) -> None:
        self.problems: Problems = problems
        super().__init__(" ".join(one.found for one in problems))


def gather(answers: Iterable[Callable[[], T]]) -> list[T]:
    """What each of *answers* gives; raises PageWordError with the problems of all that give none.

    Whoever mistypes two names is told of both at once.
    """
    found: list[T] = []
    problems: list[Problem] = []
    for answer in answers:
        try:
            found.append(answer())
        except PageWordError as error:
            problems += error.problems
    if problems:
        raise PageWordError(*dict.fromkeys(problems))
    return found


def term_anchor(term: str) -> str:
    """The anchor of a glossary term: small letters, digits and hyphens."""
    letters = "".join(c if c.isalnum() else "-" for c in term.lower())
    return "-".join(part for part in letters.split("-") if part)


def lookup(
    rule: str,
    name: str,
    choices: Mapping[str, T],
    broken: Iterable[str] = (),
    labels: Mapping[str, str] | None = None,
) -> T:
    """The one of *choices* that is called *name*.

    Raises PageWordError with the problem *rule* where none is; where it is one of those that
    are *broken*, with a problem that is not told, because check tells what broke it.
    """
    if name in choices:
        return choices[name]
    unknown = problem(rule, UNKNOWN_LOCATION, name=name, choices=choices, labels=labels)
    if name in broken:
        message = f"“{name}” has a problem of its own."
        fix = f"See what check says of {unknown.depends_on}."
        unknown = Problem(UNKNOWN_LOCATION, SUPPRESSED, message, fix)
    raise PageWordError(unknown)


def rows_of_page(
    rows: list[Row], pages: list[str], page_id: str, keys: tuple[str, str]
) -> list[Row]:
    """Those of *rows* whose page, in the same place of *pages*, is *page_id*; or all.

    Raises PageWordError by the first of *keys* where no row is of the page, else by the second.
    """
    if not page_id and not rows:
        raise PageWordError(problem(keys[1], UNKNOWN_LOCATION))
    if page_id:
        lookup(keys[0], page_id, dict.fromkeys(filter(None, pages)))
    return [row for row, page in zip(rows, pages, strict=True) if page_id in ("", page)]


def rows_of_register(plan: Plan, register: str) -> list[Row]:
    """Every row of a register; raises PageWordError where it has none."""
    rows = plan.rows(register)
    if not rows:
        file = f"data/{register}.csv"
        raise PageWordError(problem("rows-none", UNKNOWN_LOCATION, depends_on=file))
    return rows


def rows_about(plan: Plan, register: str, page_id: str) -> list[Row]:
    """The rows of a register, or those about one page; raises PageWordError where it has none."""
    rows = rows_of_register(plan, register)
    chosen = [row for row in rows if page_id in ("", row["page_id"])]
    if not chosen:
        page_ids = {page.page_id for page in plan.pages.values()}
        names = dict.fromkeys(row["page_id"] for row in rows if row["page_id"] in page_ids)
        params = {"name": page_id, "choices": names, "depends_on": f"data/{register}.csv"}
        raise PageWordError(problem("rows-none.page", UNKNOWN_LOCATION, **params))
    return chosen


def page_link(plan: Plan, page_id: str) -> str:
    """The title of a page, which leads to it; empty where the plan has no such page."""
    title = next((page.title for page in plan.pages.values() if page.page_id == page_id), "")
    return f"[{escape_markdown(title)}](page:{page_id})" if title else ""


def fenced_block(kind: str, content: object) -> str:
    """A block of the resolved page: *kind* and its content as JSON."""
    body = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    return f"```plan-{kind}\n{body}\n```"
