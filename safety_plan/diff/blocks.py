"""Texts and lists of blocks told apart as a reader would.

The words are those of the record, so mark-up never counts. Libraries that track
changes in HTML (htmldiff2 was the best we tried) would bring it back, miss what
moved and answer otherwise when the sides are exchanged; the standard library's
matcher under an alignment of our own does not.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby
from typing import Any

from safety_plan.content.page_text import CELL
from safety_plan.diff.kinds import BlockChangeKind
from safety_plan.diff.parts import Part
from safety_plan.diff.phrases import PHRASES

_TOKEN = re.compile(r"\s*(?:£?\d[\d,.]*\d%?|\d%?|\w+(?:['-]\w+)*|\S)|\s+")
#: A block that shares less than this with another is not the same block reworded.
_SIMILAR = 0.5
#: So many words in the cells beside its key make a row known again under another key.
_ENOUGH_WORDS = 3


@dataclass(frozen=True, slots=True, order=True)
class Block:
    """A `heading`, a `text` or a `row`, which knows the headings of its table.

    The *key* of a row are the cells that tell it apart from the others of its table; the *rest*
    are the other ones.
    """

    role: str
    text: str
    headings: str = field(default="", compare=False)
    key: tuple[str, ...] = field(default=(), compare=False)
    rest: tuple[str, ...] = field(default=(), compare=False)


#: A block before and after; None where there is none.
Pair = tuple[Block | None, Block | None]
#: By which a row is known: the headings of its table, and its key.
RowName = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class BlockChange:
    """A block of both sides, and what happened to it.

    *other_page* is the title of the page where the other end of a move stands, if not this one.
    Rows have a `CELL` between cells; the one with the headings of its table *is_head*, and
    *table* is what their table is called.
    """

    kind: BlockChangeKind
    role: str
    parts: tuple[Part, ...]
    other_page: str = ""
    is_head: bool = field(default=False, compare=False)
    table: str = field(default="", compare=False)

    @property
    def move(self) -> str:
        """Where a block that moved went, or came from, as it stands before its words."""
        end = "to" if self.parts[0][0] else "from"
        name = end if self.other_page else f"{end}_here"
        return str(PHRASES["move"][name].format(self.other_page))

    @property
    def cells(self) -> list[list[Part]]:
        """The parts of each cell; anything but a row is one cell."""
        cells: list[list[Part]] = [[]]
        for old, new in self.parts:
            if CELL not in old + new:
                cells[-1].append((old, new))
                continue
            for number, piece in enumerate((old or new).split(CELL)):
                if number:
                    cells.append([])
                if piece:
                    cells[-1].append((piece if old else "", piece if new else ""))
        return cells


def _mirror(align: Callable[[Any, Any], list[Any]]) -> Callable[[Any, Any], list[Any]]:
    """Exchanged sides give the mirrored answer, which the matcher alone does not promise."""

    def either(old: Any, new: Any) -> list[Any]:  # noqa: ANN401 (blocks, rows or texts)
        if old <= new:
            return align(old, new)
        return [(before, after) for after, before in align(new, old)]

    return either


#: A run of both sides: how it differs, and its bounds in the old side and in the new one.
Opcode = tuple[str, int, int, int, int]


def _opcodes(old: Sequence[Any], new: Sequence[Any]) -> Sequence[Opcode]:
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def diff_blocks(old: tuple[Block, ...], new: tuple[Block, ...]) -> tuple[BlockChange, ...]:
    """Every block of both sides in order; what was removed stands before what was added."""
    changes: list[BlockChange] = []
    for _, run in groupby(_paired_by_key(_pairs(old, new)), key=_is_one_sided):
        ordered = sorted(run, key=lambda pair: pair[0] is None)
        changes += [_change(before, after) for before, after in ordered]
    return tuple(changes)


def _is_one_sided(pair: Pair) -> bool:
    return None in pair


def _paired_by_key(pairs: Iterable[Pair]) -> list[Pair]:
    """*pairs* in which a row that went and one with its key that came are one row.

    It stands where the row is now: that rows stand in another order is no change of any of them.
    Two tables with the same headings may each have such a row: each is paired once.
    """
    pairs = list(pairs)
    gone = [old for old, new in pairs if old and not new and old.key]
    came = Counter(_row_name(new) for old, new in pairs if new and not old and new.key)
    waiting: defaultdict[RowName, list[Block]] = defaultdict(list)
    for row in gone:
        if len(waiting[_row_name(row)]) < came[_row_name(row)]:
            waiting[_row_name(row)].append(row)
    is_paired = {id(row) for rows in waiting.values() for row in rows}
    paired: list[Pair] = []
    for old, new in pairs:
        if old and not new and id(old) in is_paired:
            continue
        if new and not old and waiting[_row_name(new)]:
            old = waiting[_row_name(new)].pop(0)
        paired.append((old, new))
    return paired


def _row_name(block: Block) -> RowName:
    return block.headings, block.key


@_mirror
def _pairs(old: Sequence[Block], new: Sequence[Block]) -> list[Pair]:
    pairs: list[Pair] = []
    for tag, old_start, old_end, new_start, new_end in _opcodes(old, new):
        before, after = old[old_start:old_end], new[new_start:new_end]
        pairs += zip(before, after, strict=True) if tag == "equal" else _align(before, after)
    return pairs


def _align(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Pair]:
    """Each old block with the new one most like it after the last, if any is like it."""
    renamed = _renamed_heading(old, new)
    start = 0
    for before in old:
        scores = [
            1.0 if (before, after) == renamed else _similarity(before, after)
            for after in new[start:]
        ]
        best = max(scores, default=0.0)
        if best < _SIMILAR:
            yield before, None
            continue
        match = start + scores.index(best)
        for added in new[start:match]:
            yield None, added
        yield before, new[match]
        start = match + 1
    for added in new[start:]:
        yield None, added


def _renamed_heading(old: Sequence[Block], new: Sequence[Block]) -> tuple[Block, Block] | None:
    """The one heading that went and the one that came in its place: it was renamed."""
    before = [block for block in old if block.role == "heading"]
    after = [block for block in new if block.role == "heading"]
    if len(before) == len(after) == 1:
        return before[0], after[0]
    return None


def _is_of_another_table(old: Block, new: Block) -> bool:
    """True for rows of tables that have no heading in common and are not as wide."""
    before, after = old.headings.split(CELL), new.headings.split(CELL)
    in_common = {*before} & {*after} - {""}
    return len(before) != len(after) and not in_common


def _similarity(old: Block, new: Block) -> float:
    """The share of words that both blocks have, or of the cells of the shorter row; 0 to 1."""
    if old.role != new.role or _is_of_another_table(old, new):
        return 0.0
    if old.key and new.key:
        return 1.0 if old.key == new.key or _is_renamed_row(old, new) else 0.0
    before, after = _bag_of_words(old), _bag_of_words(new)
    shared = sum(min(count, after[word]) for word, count in before.items() if word in after)
    sizes = (before.total(), after.total())
    return shared / min(sizes) if old.role == "row" else 2 * shared / sum(sizes)


def _is_renamed_row(old: Block, new: Block) -> bool:
    """Whether only the key differs, and the other cells say enough to know the row again."""
    return old.rest == new.rest and len(" ".join(old.rest).split()) >= _ENOUGH_WORDS


@lru_cache(maxsize=4096)
def _bag_of_words(block: Block) -> Counter[str]:
    if block.role == "row":
        return Counter(block.text.split(CELL))
    return Counter(re.findall(r"\w+", block.text.lower()) or [block.text])


def _change(old: Block | None, new: Block | None) -> BlockChange:
    if old and new:
        return _change_of_both(old, new)
    block = new or old
    assert block  # a pair has a block on one side at least
    kind = BlockChangeKind.ADDED if new else BlockChangeKind.REMOVED
    part = ("", block.text) if new else (block.text, "")
    return BlockChange(kind, block.role, (part,), is_head=_is_head(block))


def _is_head(block: Block) -> bool:
    return block.role == "row" and block.text == block.headings


def _change_of_both(old: Block, new: Block) -> BlockChange:
    if old == new:
        part = (new.text, new.text)
        return BlockChange(BlockChangeKind.SAME, new.role, (part,), is_head=_is_head(new))
    parts = _diff_row(old, new) if new.role == "row" else diff_words(old.text, new.text)
    return BlockChange(BlockChangeKind.REWORDED, new.role, tuple(parts), is_head=_is_head(new))


@lru_cache(maxsize=4096)
@_mirror
def diff_words(old: str, new: str) -> list[Part]:
    """Two texts word for word; the parts of each side joined give that side again."""
    old_words, new_words = _TOKEN.findall(old), _TOKEN.findall(new)
    parts: list[Part] = []
    for _, old_start, old_end, new_start, new_end in _opcodes(old_words, new_words):
        before = "".join(old_words[old_start:old_end])
        after = "".join(new_words[new_start:new_end])
        if before != after and before[:1] == after[:1] == " ":
            # The space before both is neither's.
            parts.append((" ", " "))
            before, after = before[1:], after[1:]
        parts.append((before, after))
    return parts


@_mirror
def _diff_row(old: Block, new: Block) -> list[Part]:
    """Two rows cell by cell; columns are matched by the headings of their tables."""
    old_cells, new_cells = old.text.split(CELL), new.text.split(CELL)
    old_names, new_names = old.headings.split(CELL), new.headings.split(CELL)
    if len(old_names) != len(old_cells) or len(new_names) != len(new_cells):
        old_names, new_names = old_cells, new_cells
    parts: list[Part] = []
    for opcode in _opcodes(old_names, new_names):
        for i, j in _columns(opcode):
            parts.append((CELL if i else "", CELL if j else ""))
            before = "" if i is None else old_cells[i]
            after = "" if j is None else new_cells[j]
            parts += diff_words(before, after)
    return [part for part in parts if any(part)]


def _columns(opcode: Opcode) -> list[tuple[int | None, int | None]]:
    """The columns of a run, each with its like in the other row; alone where there is none."""
    _, old_start, old_end, new_start, new_end = opcode
    old_columns, new_columns = range(old_start, old_end), range(new_start, new_end)
    if len(old_columns) == len(new_columns):
        return [*zip(old_columns, new_columns, strict=True)]
    return [*((i, None) for i in old_columns), *((None, j) for j in new_columns)]
