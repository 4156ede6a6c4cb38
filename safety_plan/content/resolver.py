"""From a page's source to the page resolved: every call replaced by its answer."""

import re
from collections.abc import Callable
from dataclasses import replace

from safety_plan.content.annotations import strip_annotations
from safety_plan.content.macro_calls import Call, parse_calls
from safety_plan.content.page_words import PAGE_WORDS, SUPPRESSED, PageWords
from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem, Read
from safety_plan.models.pages import PLAN_BLOCK, Page

#: A link to a living page, which stands outside every revision.
_LIVING_LINK = re.compile(r"\]\((?:\.\./)*site/([\w/-]+)\.md(#[\w-]*)?\)")

Put = Callable[[Problem], str]
Written = Callable[[Call, str], str]
Kept = Callable[[str], str]


def resolve(page: Page, vocabulary: PageWords, shown: str) -> Read[str]:
    """The text of *page* with every call answered; what cannot be is left out."""
    problems: list[Problem] = []

    def noted(problem: Problem) -> str:
        problems.append(problem)
        return ""

    text = replaced(page, vocabulary, shown, noted, lambda _, answer: answer, _linked)
    return text, sorted(p for p in problems if p.rule != SUPPRESSED)


def gate(page: Page, vocabulary: PageWords, shown: str, put: Put) -> str:
    """The text of *page* with only answerable calls left in it, as they stand.

    Everything else is replaced by what is *put* for of its problem, and made
    harmless. This is what the site generator may render: no template code of a
    page, of its code examples or of a message about it reaches the generator.
    """
    harmless = lambda text: as_words(_linked(text))  # noqa: E731
    return replaced(page, vocabulary, shown, put, lambda call, _: _written(call), harmless)


def as_words(text: str) -> str:
    """*text* so that a template shows its braces instead of obeying them."""
    return text.replace("{", "{{ '{' }}")


def replaced(
    page: Page, vocabulary: PageWords, shown: str, put: Put, written: Written, kept: Kept = str
) -> str:
    """The text of *page* with each call as it is *written*, the rest *kept*.

    A block that only the site may write is none where an author typed it.
    """
    page = replace(page, text=strip_annotations(page.text))
    blocks: dict[str, int] = {}
    parts: list[str] = []
    end = 0
    for (start, stop), asked in parse_calls(page.text, shown, PAGE_WORDS, page.first_line):
        if start < end:
            continue
        parts.append(kept(PLAN_BLOCK.sub(r"\1 plan ", page.text[end:start])))
        said = asked if isinstance(asked, Problem) else vocabulary.call(asked, shown)
        if isinstance(asked, Call) and isinstance(said, str):
            said = _place_problem(page, asked, said, blocks, shown) or written(asked, said)
        parts.append(kept(put(said)) if isinstance(said, Problem) else said)
        end = stop
    return "".join([*parts, kept(PLAN_BLOCK.sub(r"\1 plan ", page.text[end:]))])


def _linked(text: str) -> str:
    return _LIVING_LINK.sub(r"](site:\1\2)", text)


def _place_problem(
    page: Page, call: Call, answer: str, blocks: dict[str, int], shown: str
) -> Problem | None:
    """A call inside a link; a block that does not stand by itself, or stands there twice."""
    place = Location(shown, line=call.line)
    before = page.text[: call.start].rpartition("\n")[2]
    after = page.text[call.end :].partition("\n")[0]
    if not answer.startswith("```plan-"):
        words_of_link = re.search(r"\[[^\]]*$", before) and re.match(r"[^\[]*\][\[(]", after)
        inside = words_of_link or re.search(r"\]\([^)]*$", before)
        return problem("call-place", place, name=call.name) if inside else None
    if before or after.strip():
        return problem("call-place.line", place, name=call.name)
    first = blocks.setdefault(_written(call), call.line)
    same = {"name": call.name, "first": first}
    return problem("call-twice", place, **same) if first != call.line else None


def _written(call: Call) -> str:
    parts = [repr(text) for text in call.arguments]
    parts += [f"{name}={text!r}" for name, text in call.named.items()]
    return f"{{{{ {call.name}({', '.join(parts)}) }}}}"
