"""Marks `{number: reason}`: an author says why a number was typed into a page.

Readers never see them; the numbers and their reasons are listed on the page of figures.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from safety_plan.content.typed_numbers import read_numbers
from safety_plan.models.pages import Page
from safety_plan.reading.markdown_text import without_code

ANNOTATION = re.compile(r" ?\{\s*number\s*:([^{}]*)\}")

#: What looks like such a mark, whatever is wrong with it.
NUMBER_MARK = re.compile(r"\{\s*numbers?\b[^{}\n]*\}?", re.I)


@dataclass(frozen=True, slots=True)
class Annotation:
    """One mark: where it starts, its reason, and the number right before it, or ``""``."""

    start: int
    reason: str
    number: str


def annotations(text: str, page: str = "") -> list[Annotation]:
    """Every mark in *text*, in reading order; *page* is the path where its numbers are kept."""
    matches = list(ANNOTATION.finditer(without_code(text)))
    if not matches:
        return []
    numbers = {number.end: number.text for number in read_numbers(text, page)}
    marks = []
    for match in matches:
        end_of_words = len(text[: match.start()].rstrip(" \n*_~"))
        number = numbers.get(end_of_words) or _number_as_read(text, match, end_of_words)
        marks.append(Annotation(match.start(), match[1].strip(), number))
    return marks


def _number_as_read(text: str, mark: re.Match[str], end: int) -> str:
    """The number that ends at *end* as readers get *text*, or ``""``.

    Some words are a number only by what follows: “half” in “half of them”. The *mark* stands
    between the two.
    """
    plain = text[: mark.start()] + text[mark.end() :]
    return next((number.text for number in read_numbers(plain) if number.end == end), "")


def strip_annotations(text: str) -> str:
    """*text* as readers get it, marks taken out; every line keeps its number."""
    for match in reversed(list(ANNOTATION.finditer(without_code(text)))):
        text = text[: match.start()] + "\n" * match[0].count("\n") + text[match.end() :]
    return text


def annotated_numbers(pages: Mapping[str, Page]) -> list[dict[str, str]]:
    """Each number typed into *pages* on purpose: target, page, words and reason.

    The pages are named by what a link to them has as its target.
    """
    return [
        {"target": target, "page": page.title, "words": mark.number, "reason": mark.reason}
        for target, page in pages.items()
        for mark in annotations(page.text, page.path)
        if mark.number and mark.reason
    ]
