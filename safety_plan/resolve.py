"""From a page's source to the page resolved: every call replaced by its answer."""

from __future__ import annotations

import re
from collections.abc import Callable

from safety_plan.calls import Call, Refused, read_calls
from safety_plan.pages import Page
from safety_plan.plan import Plan
from safety_plan.problems import Problem
from safety_plan.typed_numbers import without_marks
from safety_plan.vocabulary import NAMES, TOLD_ELSEWHERE, Vocabulary

#: A link to a living page, which stands outside every revision.
_LIVING_LINK = re.compile(r"\]\((?:\.\./)*site/([\w/-]+)\.md(#[\w-]*)?\)")

Told = Callable[[Problem], str]


def resolve(page: Page, vocabulary: Vocabulary, shown: str) -> tuple[str, list[Problem]]:
    """The text of *page* with every call answered; what cannot be is left out."""
    problems: list[Problem] = []

    def told(problem: Problem) -> str:
        problems.append(problem)
        return ""

    text = _replaced(page, shown, told, lambda call: vocabulary.answer(call, shown))
    return text, sorted(p for p in problems if p.name != TOLD_ELSEWHERE)


def gate(page: Page, vocabulary: Vocabulary, shown: str, told: Told) -> str:
    """The text of *page* with only answerable calls left in it, as they stand.

    Everything else is replaced by what *told* makes of its problem. This is
    what the site generator may render: no template code of a page reaches it.
    """

    def checked(call: Call) -> str | Problem:
        answer = vocabulary.answer(call, shown)
        return answer if isinstance(answer, Problem) else _written(call)

    return _replaced(page, shown, told, checked)


def _replaced(page: Page, shown: str, told: Told, answer: Callable[[Call], str | Problem]) -> str:
    text = without_marks(page.text)
    calls, refused = read_calls(text, shown, NAMES, page.first_line)
    items: list[Call | Refused] = [*calls, *refused]
    for item in sorted(items, key=lambda i: i.start, reverse=True):
        said = item.problem if isinstance(item, Refused) else answer(item)
        words = told(said) if isinstance(said, Problem) else said
        text = text[: item.start] + words + text[item.end :]
    return _LIVING_LINK.sub(r"](site:\1\2)", text)


def _written(call: Call) -> str:
    parts = [repr(text) for text in call.arguments]
    parts += [f"{name}={text!r}" for name, text in call.named.items()]
    return f"{{{{ {call.name}({', '.join(parts)}) }}}}"


def resolve_all(plan: Plan) -> tuple[dict[str, str], list[Problem]]:
    """Every page of the working revision, resolved, by path."""
    vocabulary = Vocabulary(plan)
    resolved: dict[str, str] = {}
    problems: list[Problem] = []
    for path, page in plan.pages.items():
        resolved[path], found = resolve(page, vocabulary, f"docs/{path}")
        problems += found
    for path, page in plan.living.items():
        problems += resolve(page, vocabulary, f"docs/site/{path}")[1]
    return resolved, problems
