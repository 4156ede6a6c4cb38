"""How large and how tangled a page may be, so that reading one takes no time.

Markdown is read by trying what a mark could mean: a page of opened brackets, or
of lists in lists, keeps that busy for hours. Such a page goes no further.
"""

import re
from collections.abc import Iterator
from itertools import accumulate, groupby

from safety_plan.calls import without_code
from safety_plan.csv_files import shortened
from safety_plan.problems import Place, Problem
from safety_plan.yaml_files import own, told

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


def marks_in(text: str) -> int:
    """What reading *text* costs: how often Markdown stops, and a little for letters."""
    return len(_MARK.findall(text)) + len(text) // 50


def limit_problems(text: str, shown: str) -> Iterator[Problem]:
    """Every part of a page's *text* that is too large or too tangled to read."""
    headings = sum(bool(_HEADING.match(line)) for line in text.split("\n"))
    marks = marks_in(text)
    if headings > MOST_HEADINGS or marks > MOST_MARKS:
        most = {"most": MOST_HEADINGS, "most_marks": MOST_MARKS}
        yield told("page-limits.page", Place(shown), headings=headings, marks=marks, **most)
        return
    prose = without_code(text)
    most = {"most": MOST_LINES, "most_letters": MOST_LETTERS}
    for first, lines in _blocks(prose):
        letters = sum(map(len, lines))
        place = Place(shown, line=first)
        if letters > MOST_LETTERS or len(lines) > MOST_LINES:
            yield told("page-limits.block", place, lines=len(lines), letters=letters, **most)
        elif not _balanced("\n".join(lines)):
            yield told("link-form.bracket", place, line=shortened(lines[0]))
    for number, line in enumerate(prose.split("\n"), start=1):
        for rule in own("page_rules")["typed"]:
            if (said := shortened(line)) and re.search(rule["pattern"], line):
                found = rule["found"].format(said)
                yield Problem(Place(shown, line=number), rule["name"], found, rule["fix"])


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each run of lines with words in them, with the number of its first line."""
    numbered = enumerate(text.split("\n"), start=1)
    for worded, run in groupby(numbered, key=lambda line: bool(line[1].strip())):
        if worded:
            lines = [*run]
            yield lines[0][0], [line for _, line in lines]


def _balanced(block: str) -> bool:
    """True where square brackets come in pairs, no more than three in one another."""
    steps = ({"[": 1, "]": -1}.get(mark, 0) for mark in _BRACKET.findall(block))
    depths = [*accumulate(steps, initial=0)]
    return min(depths) == depths[-1] == 0 and max(depths) <= 3
