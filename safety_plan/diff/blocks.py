"""Texts and lists of blocks told apart as a reader would.

The words are those of the record, so mark-up never counts. Libraries that track
changes in HTML (htmldiff2 was the best we tried) would bring it back, miss what
moved and answer otherwise when the sides are exchanged; the standard library's
matcher under an alignment of our own does not.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby
from typing import Any

from safety_plan.content.page_text import CELL

#: Words before and after: kept where they are equal, put in or taken out where one is empty.
Part = tuple[str, str]
_TOKEN = re.compile(r"\s*(?:£?\d[\d,.]*\d%?|\d%?|\w+(?:['-]\w+)*|\S)|\s+")
#: A block that shares less than this with another is not the same block reworded.
_ALIKE = 0.5
#: So many kept words between two changes are as soon heard twice as the marks around them.
_FEW = 4


@dataclass(frozen=True, slots=True, order=True)
class Block:
    """A `heading`, a `text` or a `row`, which knows the headings of its table."""

    role: str
    text: str
    headings: str = field(default="", compare=False)


#: A block before and after; None where there is none.
Pair = tuple[Block | None, Block | None]


@dataclass(frozen=True, slots=True)
class Change:
    """A block of both sides: *kind* is same, added, removed, reworded or moved.

    *place* is where the other end of a move stands. Rows have a `CELL` between cells.
    """

    kind: str
    role: str
    parts: tuple[Part, ...]
    place: str = ""

    @property
    def cells(self) -> list[list[Part]]:
        """The parts of each cell; anything but a row is one cell."""
        cells: list[list[Part]] = [[]]
        for old, new in self.parts:
            if CELL not in old + new:
                cells[-1].append((old, new))
                continue
            for i, piece in enumerate((old or new).split(CELL)):
                cells += [[]] if i else []
                cells[-1] += [(piece if old else "", piece if new else "")] if piece else []
        return cells


def _mirrored(matched: Callable[[Any, Any], list[Any]]) -> Callable[[Any, Any], list[Any]]:
    """Exchanged sides give the mirrored answer, which the matcher alone does not promise."""

    def either(old: Any, new: Any) -> list[Any]:  # noqa: ANN401 (blocks, rows or texts)
        return matched(old, new) if old <= new else [(a, b) for b, a in matched(new, old)]

    return either


def _codes(old: Sequence[Any], new: Sequence[Any]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def compared(old: tuple[Block, ...], new: tuple[Block, ...]) -> tuple[Change, ...]:
    """Every block of both sides in order; what was taken out stands before what was put in."""
    runs = groupby(_pairs(old, new), lambda pair: None in pair)
    ordered = (pair for _, run in runs for pair in sorted(run, key=lambda p: p[0] is None))
    return tuple(_change(was, now) for was, now in ordered)


@_mirrored
def _pairs(old: Sequence[Block], new: Sequence[Block]) -> list[Pair]:
    pairs: list[Pair] = []
    for tag, a, b, c, d in _codes(old, new):
        same = zip(old[a:b], new[c:d], strict=False)
        pairs += same if tag == "equal" else _alike(old[a:b], new[c:d])
    return pairs


def _alike(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Pair]:
    """Each old block with the new one most like it after the last, if any is like it."""
    start, renamed = 0, _renamed(old, new)
    for was in old:
        likes = [1.0 if (was, now) == renamed else _likeness(was, now) for now in new[start:]]
        best = max(likes, default=0.0)
        if best < _ALIKE:
            yield was, None
            continue
        at = start + likes.index(best)
        yield from ((None, now) for now in new[start:at])
        yield was, new[at]
        start = at + 1
    yield from ((None, now) for now in new[start:])


def _renamed(old: Sequence[Block], new: Sequence[Block]) -> tuple[Block, ...] | None:
    """The one heading that went and the one that came in its place: it was renamed."""
    heads = [[block for block in side if block.role == "heading"] for side in (old, new)]
    return (heads[0][0], heads[1][0]) if [len(side) for side in heads] == [1, 1] else None


def _likeness(old: Block, new: Block) -> float:
    """The share of words that both blocks have, or of the cells of the shorter row; 0 to 1."""
    if old.role != new.role:
        return 0.0
    one, other = _bag(old), _bag(new)
    shared = sum(min(count, other[word]) for word, count in one.items() if word in other)
    sizes = (one.total(), other.total())
    return shared / min(sizes) if old.role == "row" else 2 * shared / sum(sizes)


@lru_cache(maxsize=4096)
def _bag(block: Block) -> Counter[str]:
    if block.role == "row":
        return Counter(block.text.split(CELL))
    return Counter(re.findall(r"\w+", block.text.lower()) or [block.text])


def _change(was: Block | None, now: Block | None) -> Change:
    if was is None or now is None:
        block, kind = (now, "added") if now else (was, "removed")
        assert block
        part = ("", block.text) if now else (block.text, "")
        return Change(kind, block.role, (part,))
    if was == now:
        return Change("same", now.role, ((now.text, now.text),))
    parts = _row(was, now) if now.role == "row" else words(was.text, now.text)
    return Change("reworded", now.role, tuple(parts))


@lru_cache(maxsize=4096)
@_mirrored
def words(old: str, new: str) -> list[Part]:
    """Two texts word for word."""
    one, other = _TOKEN.findall(old), _TOKEN.findall(new)
    parts: list[Part] = []
    for _, a, b, c, d in _codes(one, other):
        was, now = "".join(one[a:b]), "".join(other[c:d])
        if was != now and was[:1] == now[:1] == " ":  # the space before both is neither's
            parts, was, now = [*parts, (" ", " ")], was[1:], now[1:]
        parts.append((was, now))
    return parts


@_mirrored
def _row(old: Block, new: Block) -> list[Part]:
    """Two rows cell by cell; columns are matched by the headings of their tables."""
    was, now = old.text.split(CELL), new.text.split(CELL)
    heads = [block.headings.split(CELL) for block in (old, new)]
    if [len(head) for head in heads] != [len(was), len(now)]:
        heads = [was, now]
    parts: list[Part] = []
    for _, a, b, c, d in _codes(*heads):
        lone = [*((i, None) for i in range(a, b)), *((None, j) for j in range(c, d))]
        for i, j in zip(range(a, b), range(c, d), strict=True) if b - a == d - c else lone:
            cells = ("" if i is None else was[i], "" if j is None else now[j])
            parts += [(CELL * bool(i), CELL * bool(j)), *words(*cells)]
    return [part for part in parts if any(part)]


def joined(parts: Sequence[Part]) -> list[Part]:
    """*parts* in which changes that few kept words part are one; both sides stay as they are."""
    made: list[Part] = []
    for changed, run in groupby(parts, lambda part: part[0] != part[1]):
        old, new = map("".join, zip(*run, strict=True))
        if changed and len(made) > 1 and len(made[-1][0].split()) <= _FEW:
            (was, now), (between, _) = made[-2:]
            made[-2:], old, new = [], was + between + old, now + between + new
        made.append((old, new))
    return made
