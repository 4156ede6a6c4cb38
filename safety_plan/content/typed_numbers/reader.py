"""Finds the numbers in a text, and says which rule decided on each.

Code, calls, link targets and the like are blanked out first, every other character
keeping its place; each piece of prose (a paragraph, an item, a cell) is read by itself.
`prose.yml` lists what is blanked.
"""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import cache, partial

from safety_plan.content.typed_numbers import grammar
from safety_plan.content.typed_numbers.pieces import (
    Span,
    kept_pieces,
    matches_in,
    read_piece,
    spans_of,
)
from safety_plan.core import cache as disk_cache
from safety_plan.core.resources import load_resource
from safety_plan.reading.markdown_text import blank_out, without_code

#: What `prose.yml` puts in the place of a mark `{number: reason}`, of what is no prose,
#: and between two pieces of prose. No page may hold the first two.
_ANNOTATION = "\ue000"
_NO_PROSE = "\ue001"
_BREAK = "¶"
#: A mark stands at most so far behind its number, in characters.
_ANNOTATION_REACH = 9
_PIECE = re.compile(f"[^{_BREAK}]+")
_END_OF_PARAGRAPH = re.compile(r"\n(?=[ \t]*(?:\n|\Z))")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: its span, its exact words, and whether it is reported.

    One that is not is marked `{number: reason}`, or no number of a plan: a date, an age.
    """

    start: int
    end: int
    text: str
    is_reported: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """Why a number is reported or not: the line of `numbers.rules` that fitted first."""

    number: Number
    line: int
    rule: str


def typed_numbers(text: str, page: str = "") -> list[Number]:
    """Every number in *text* that is reported, in reading order; *page* as `read_numbers`."""
    return [number for number in read_numbers(text, page) if number.is_reported]


def typed_numbers_in(texts: Sequence[str], place: str) -> list[list[Number]]:
    """As `typed_numbers` of each of *texts*; kept on disk together, under *place*."""
    return [[n for n in numbers if n.is_reported] for numbers in _read_through_cache(texts, place)]


@cache
def read_numbers(text: str, page: str = "") -> list[Number]:
    """Every number in *text*, in reading order.

    What is found on the page at the path *page* is kept on disk until its text changes.
    """
    if page:
        return _read_through_cache([text], page)[0]
    return _numbers_in(text, read_piece)


def _read_through_cache(texts: Sequence[str], place: str) -> list[list[Number]]:
    """As `read_numbers` of each of *texts*, from the disk where none of them changed."""
    file = disk_cache.CACHE_DIR / "numbers" / disk_cache.key(place)[:20]
    key = disk_cache.key(disk_cache.code_digest(), *texts)

    def compute() -> bytes:
        # Where one paragraph of a page changed, only that is read.
        with kept_pieces(place) as read_piece:
            numbers = [_numbers_in(text, read_piece) for text in texts]
        return json.dumps([[asdict(n) for n in found] for found in numbers]).encode()

    content = disk_cache.get_or_set(file, key, compute)
    return [[Number(**number) for number in numbers] for numbers in json.loads(content)]


def trace(text: str) -> list[Decision]:
    """For each number in *text* the rule that decided on it, in reading order."""
    prose = _prose(text)
    decisions = []
    for piece in _PIECE.finditer(prose):
        for match in matches_in(piece[0]):
            rule = next(
                line
                for line in grammar.rules()
                if grammar.one_rule(line).match(piece[0], match.start())
            )
            numbers = (_number(span, piece.start(), text, prose) for span in spans_of(match))
            decisions += [Decision(number, rule.number, rule.text) for number in numbers]
    return decisions


def _numbers_in(text: str, read: Callable[[str], Sequence[Span]]) -> list[Number]:
    """Every number in *text*, of which *read* tells the spans in each piece of prose."""
    prose = _prose(text)
    return [
        _number(span, piece.start(), text, prose)
        for piece in _PIECE.finditer(prose)
        for span in read(piece[0])
    ]


def _number(span: Span, offset: int, text: str, prose: str) -> Number:
    """The number at *span* of a piece that begins at *offset*."""
    start, end = offset + span.start, offset + span.end
    is_reported = span.is_reported and not _is_annotated(prose, end)
    return Number(start, end, text[start:end], is_reported)


def _is_annotated(prose: str, end: int) -> bool:
    return prose[end : end + _ANNOTATION_REACH].lstrip().startswith(_ANNOTATION)


def _prose(text: str) -> str:
    """*text* with all that is no prose blanked, and number words in small letters."""
    prose = _blank_code(text)
    for rule in load_resource("content/typed_numbers/prose.yml"):
        put = partial(blank_out, filler=rule["put"] or " ")
        prose = re.sub(rule["pattern"], put, prose, flags=re.M)
    prose = _END_OF_PARAGRAPH.sub(_BREAK, prose)
    return grammar.named_pattern("start").sub(_lower_number_word, prose)


def _blank_code(text: str) -> str:
    if "`" not in text and "~~~" not in text:
        return text
    pairs = zip(text, without_code(text), strict=True)
    return "".join(new if new == old else _NO_PROSE for old, new in pairs)


def _lower_number_word(match: re.Match[str]) -> str:
    """A number word that starts a sentence, or is in capitals, in small letters."""
    word = match[1] or match[2]
    if not grammar.named_pattern("opening").fullmatch(word.lower()):
        return match[0]
    return match[0].removesuffix(word) + word.lower()
