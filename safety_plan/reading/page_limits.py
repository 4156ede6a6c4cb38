"""How large and how tangled a page may be.

Markdown is read by trying what a mark could mean: a page of opened brackets, or of
lists in lists, keeps that busy for hours. Such a page goes no further.
"""

import re
from collections.abc import Iterator
from itertools import accumulate, groupby

from safety_plan.core.messages import problem
from safety_plan.core.problems import Location, Problem
from safety_plan.core.resources import load_resource
from safety_plan.core.text import truncate
from safety_plan.reading.markdown_text import without_code

#: Of a whole page.
MOST_MARKS = 4_000
MOST_HEADINGS = 200
MOST_NUMBERS = 4_000
#: Of one run of lines with words in them.
MOST_LETTERS = 10_000
MOST_LINES = 250
MOST_BRACKET_LEVELS = 3
#: By how much a resolved page may be larger than what is typed.
_FACTOR = 3

#: What Markdown stops at, each time.
_MARK = re.compile(r"[\\*_\[\]<&~^`|!\n]")
_NUMBER = re.compile(r"[0-9]++")
_HEADING = re.compile(r"#|(?:=+|-+)[ \t]*$")
_BRACKET = re.compile(r"\\.|[\[\]]")
_BRACKET_STEPS = {"[": 1, "]": -1}


def markdown_cost(text: str) -> int:
    """What reading *text* costs: how often Markdown stops, and a little for letters."""
    return len(_MARK.findall(text)) + len(text) // 50


def limit_problems(text: str, display_path: str) -> Iterator[Problem]:
    """Every part of a page's *text* that is too large or too tangled to read."""
    headings = sum(bool(_HEADING.match(line)) for line in text.split("\n"))
    marks = markdown_cost(text)
    if headings > MOST_HEADINGS or marks > MOST_MARKS:
        yield problem(
            "page-limits.page",
            Location(display_path),
            headings=headings,
            marks=marks,
            most=MOST_HEADINGS,
            most_marks=MOST_MARKS,
        )
        return
    numbers = sum(1 for _ in _NUMBER.finditer(text))
    if numbers > MOST_NUMBERS:
        location = Location(display_path)
        yield problem("page-limits.numbers", location, numbers=numbers, most=MOST_NUMBERS)
        return
    prose = without_code(text)
    for first, lines in _blocks(prose):
        yield from _block_problems(lines, Location(display_path, line=first))
    for number, line in enumerate(prose.split("\n"), start=1):
        yield from _line_problems(line, Location(display_path, line=number))


def is_tangled(text: str) -> bool:
    """True where a resolved page is larger, or more tangled, than an author's page can make it.

    Answers to calls may make a page longer than what was typed, but hardly by as much again.
    """
    prose = without_code(text)
    return markdown_cost(prose) > _FACTOR * MOST_MARKS or any(
        sum(map(len, lines)) > _FACTOR * MOST_LETTERS
        or len(lines) > _FACTOR * MOST_LINES
        or not _is_balanced("\n".join(lines))
        for _, lines in _blocks(prose)
    )


def _block_problems(lines: list[str], location: Location) -> Iterator[Problem]:
    """A run of lines that is too long, or whose brackets do not come in pairs."""
    letters = sum(map(len, lines))
    if letters > MOST_LETTERS or len(lines) > MOST_LINES:
        yield problem(
            "page-limits.block",
            location,
            lines=len(lines),
            letters=letters,
            most=MOST_LINES,
            most_letters=MOST_LETTERS,
        )
    elif not _is_balanced("\n".join(lines)):
        yield problem("link-form.bracket", location, line=truncate(lines[0]))


def _line_problems(line: str, location: Location) -> Iterator[Problem]:
    """What may not be typed on any line of a page."""
    if not line:
        return
    for rule in load_resource("checks/page_rules.yml")["typed"]:
        if re.search(rule["pattern"], line):
            yield problem(rule["rule"], location, text=truncate(line))


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each run of lines with words in them, with the number of its first line."""
    numbered_lines = enumerate(text.split("\n"), start=1)
    for has_words, run in groupby(numbered_lines, key=lambda line: bool(line[1].strip())):
        if has_words:
            block = [*run]
            yield block[0][0], [line for _, line in block]


def _is_balanced(block: str) -> bool:
    """True where square brackets come in pairs, not too many in one another."""
    steps = (_BRACKET_STEPS.get(mark, 0) for mark in _BRACKET.findall(block))
    depths = [*accumulate(steps, initial=0)]
    return min(depths) == depths[-1] == 0 and max(depths) <= MOST_BRACKET_LEVELS
