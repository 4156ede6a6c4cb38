"""What went with a promise that moved to another page: who leads it, when it is due, its source.

The promise itself is told as moved. The lines below it would each be told as taken out here and
new there, though nothing is new about them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from safety_plan.diff.blocks import BlockChange, diff_words
from safety_plan.diff.kinds import BlockChangeKind

#: A line that says what something of the entry is, such as “Who leads: Police”.
_LABEL = re.compile(r"(?P<label>[^\W\d][^:.]{1,40}): \S")

#: The blocks of a page; those that went with something have no place on the old one.
Blocks = tuple[BlockChange, ...]


@dataclass(frozen=True, slots=True)
class _End:
    """Where a promise that moved stands: the index of its page, and of its block there."""

    page: int
    block: int


def moved_along(pages: Sequence[Blocks]) -> list[Blocks]:
    """The blocks of *pages*, in which what went with a promise is told where it is now.

    What is the same there is no change, and what is other is told as words that changed.
    """
    answers: list[dict[int, BlockChange | None]] = [{} for _ in pages]
    for gone, came in _pairs(pages):
        after = {_text(pages[came.page][i]): i for i in _followers(pages[came.page], came.block)}
        labels = {_label(text): index for text, index in after.items()}
        for index in _followers(pages[gone.page], gone.block):
            text = _text(pages[gone.page][index])
            place = after.get(text, labels.get(_label(text)))
            if place is not None:
                answers[gone.page][index] = None
                answers[came.page][place] = _both(text, _text(pages[came.page][place]))
    return [_with_answers(blocks, of_page) for blocks, of_page in zip(pages, answers, strict=True)]


def _with_answers(blocks: Blocks, answers: Mapping[int, BlockChange | None]) -> Blocks:
    """*blocks* with each of *answers* at its index; None takes the block out."""
    answered = [answers.get(index, block) for index, block in enumerate(blocks)]
    return tuple(block for block in answered if block is not None)


def _pairs(pages: Sequence[Blocks]) -> Iterator[tuple[_End, _End]]:
    """Both ends of everything that moved from one page to another, and is no such line itself."""
    ends: dict[str, list[_End]] = {}
    for number, blocks in enumerate(pages):
        for index, block in enumerate(blocks):
            is_moved = block.kind is BlockChangeKind.MOVED and block.other_page
            if is_moved and not _LABEL.match(_text(block)):
                ends.setdefault(_text(block), []).append(_End(number, index))
    for first, second in (pair for pair in ends.values() if len(pair) == 2):
        is_gone = bool(pages[first.page][first.block].parts[0][0])
        yield (first, second) if is_gone else (second, first)


def _followers(blocks: Blocks, start: int) -> Iterator[int]:
    """The lines with a label right behind the block at *start*, on the same side as it."""
    side = bool(blocks[start].parts[0][0])
    for index in range(start + 1, len(blocks)):
        block = blocks[index]
        one_sided = len(block.parts) == 1 and "" in block.parts[0]
        if not one_sided or bool(block.parts[0][0]) is not side or not _LABEL.match(_text(block)):
            return
        yield index


def _text(block: BlockChange) -> str:
    return "".join(old or new for old, new in block.parts)


def _label(text: str) -> str:
    match = _LABEL.match(text)
    return match["label"] if match else text


def _both(old: str, new: str) -> BlockChange:
    if old == new:
        return BlockChange(BlockChangeKind.SAME, "text", ((new, new),))
    return BlockChange(BlockChangeKind.REWORDED, "text", tuple(diff_words(old, new)))
