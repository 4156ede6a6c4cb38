"""How large and how tangled a page may be, so that reading one takes no time.

Markdown is read by trying what a mark could mean: a page of opened brackets, or
of lists in lists, keeps that busy for hours. Such a page goes no further.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from safety_plan.calls import without_code
from safety_plan.csv_files import shortened
from safety_plan.problems import Place, Problem
from safety_plan.yaml_files import mapping, read_yaml, words

MOST_BYTES = 100_000
MOST_MARKS = 4_000
#: In all pages together.
MOST_MARKS_IN_ALL = 40_000
MOST_LETTERS = 10_000
MOST_LINES = 250
MOST_HEADINGS = 200
#: What Markdown stops at, each time.
_MARK = re.compile(r"[\\*_\[\]<&~^`|!\n]")
_HEADING = re.compile(r"#|(?:=+|-+)[ \t]*$")
_BRACKET = re.compile(r"\\.|[\[\]]")


@cache
def rules(kind: str) -> list[dict[str, str]]:
    """The rules of *kind* in `page_rules.yml`: name, pattern, found and fix of each."""
    file = Path(__file__).with_name("page_rules.yml")
    entries = read_yaml(file, file.name)[0].value[kind]
    return [{k: words(v) for k, v in mapping(entry).items()} for entry in entries]


def marks_in(text: str) -> int:
    """What reading *text* costs: how often Markdown stops, and a little for letters."""
    return len(_MARK.findall(text)) + len(text) // 50


def limit_problems(text: str, shown: str) -> list[Problem]:
    """Every part of a page's *text* that is too large or too tangled to read."""
    headings = sum(bool(_HEADING.match(line)) for line in text.split("\n"))
    marks = marks_in(text)
    if headings > MOST_HEADINGS or marks > MOST_MARKS:
        found = f"The page has {headings} headings, and {marks:,} lines and marks such as * and |."
        fix = f"Make two pages of it: {MOST_HEADINGS} headings, {MOST_MARKS:,} lines and marks."
        return [Problem(Place(shown), "page-limits", found, fix)]
    problems = []
    for first, lines in _blocks(without_code(text)):
        letters = sum(map(len, lines))
        place = Place(shown, line=first)
        if letters > MOST_LETTERS or len(lines) > MOST_LINES:
            found = f"{len(lines)} lines with {letters:,} letters have no empty line between them."
            fix = f"Put empty lines in: {MOST_LETTERS:,} letters and {MOST_LINES} lines at most."
            problems.append(Problem(place, "page-limits", found, fix))
        elif not _balanced("\n".join(lines)):
            found = f"A square bracket has no partner: “{shortened(lines[0])}”."
            problems.append(Problem(place, "link-form", found, "Close it with ], or take it out."))
    return [*problems, *typed_problems(text, shown)]


def typed_problems(text: str, shown: str) -> list[Problem]:
    """Lines that no page may have, code apart."""
    lines = enumerate(without_code(text).split("\n"), start=1)
    return [
        Problem(Place(shown, line=number), rule["name"], rule["found"].format(said), rule["fix"])
        for number, line in lines
        for rule in rules("typed")
        if (said := shortened(line)) and re.search(rule["pattern"], line)
    ]


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each run of lines with words in them, with the number of its first line."""
    lines: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if line.strip():
            lines.append(line)
        elif lines:
            yield number - len(lines), lines
            lines = []


def _balanced(block: str) -> bool:
    """True where square brackets come in pairs, no more than three in one another."""
    depth = 0
    for mark in _BRACKET.findall(block):
        depth += {"[": 1, "]": -1}.get(mark, 0)
        if not 0 <= depth <= 3:
            return False
    return depth == 0
