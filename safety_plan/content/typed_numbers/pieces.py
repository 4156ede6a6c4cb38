"""Where the numbers stand in one piece of prose: a paragraph, an item, a cell.

What was read of a piece is kept on disk. To make the patterns of all rules ready takes longer than
to read every page, so none is made where a page gains or loses words without a number.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from safety_plan.content.typed_numbers import grammar
from safety_plan.core import cache as disk_cache

#: How far before a number, in characters, a rule may begin that reads over it.
_REACH = 90


class Span(NamedTuple):
    """A number from *start* to *end* of a piece; one that is not reported is a date, an age."""

    start: int
    end: int
    is_reported: bool


def read_piece(piece: str) -> list[Span]:
    """Where the numbers stand in *piece*, in reading order."""
    return [span for match in matches_in(piece) for span in spans_of(match)]


@contextmanager
def kept_pieces(place: str) -> Iterator[Callable[[str], Sequence[Span]]]:
    """As `read_piece`, of which the disk keeps what is asked for within, under *place*."""
    file = disk_cache.CACHE_DIR / "numbers" / disk_cache.key(place, "pieces")[:20]
    key = disk_cache.key(disk_cache.code_digest())
    earlier: dict[str, list[Span]] = json.loads(disk_cache.get(file, key) or b"{}")
    spans: dict[str, list[Span]] = {}

    def read(piece: str) -> Sequence[Span]:
        if piece not in spans:
            spans[piece] = earlier[piece] if piece in earlier else read_piece(piece)
        return [Span(*span) for span in spans[piece]]

    yield read
    disk_cache.set(file, key, json.dumps(spans).encode())


def matches_in(piece: str) -> Iterator[re.Match[str]]:
    """What the rules fit in *piece*, in reading order."""
    position = 0
    for near in grammar.named_pattern("sign").finditer(piece):
        while position <= near.start():
            start = max(position, near.start() - _REACH)
            match = grammar.any_rule().search(piece, start)
            if match is None:
                return
            position = match.end()
            yield match


def spans_of(match: re.Match[str]) -> list[Span]:
    """The numbers that *match* holds; what a rule without «…» fits is one, not reported."""
    spans = [span for span in match.regs[1:] if span[0] >= 0]
    if not spans:
        return [Span(*match.span(), is_reported=False)]
    return [Span(start, end, is_reported=True) for start, end in spans]
