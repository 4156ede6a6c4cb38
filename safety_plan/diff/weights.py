"""How much of a page changed, as somebody grasps it who does not count edits."""

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum

from safety_plan.diff.kinds import BlockChangeKind
from safety_plan.diff.pages import PageChange
from safety_plan.diff.parts import Part

#: So many words or fewer are a few, however short their page is.
_FEW = 12


class Weight(StrEnum):
    """How much of the words of a page differs; the words for each stand in `phrases.json`."""

    NONE = "none"
    FEW = "few"
    PART = "part"
    QUARTER = "quarter"
    HALF = "half"
    MOST = "most"


#: Up to which share of the words of both revisions each holds, in per cent.
_SHARES = ((15, Weight.PART), (37, Weight.QUARTER), (63, Weight.HALF), (100, Weight.MOST))


def weight_of(page: PageChange) -> Weight:
    """How much of the words of *page* differs; what only went elsewhere on it stayed."""
    changed = _count(part for part in _parts(page) if part[0] != part[1])
    if not changed:
        return Weight.NONE
    if changed <= _FEW:
        return Weight.FEW
    percent = percent_changed(page)
    return next(weight for most, weight in _SHARES if percent <= most)


def count_parts(page: PageChange) -> Mapping[str, int]:
    """How many headings, paragraphs and rows of *page* came, went, moved or were reworded."""
    return Counter(block.kind for block in page.blocks if block.kind != BlockChangeKind.SAME)


def percent_changed(page: PageChange) -> int:
    """Of 100 words of *page*, before and after, how many are not on both sides."""
    parts = _parts(page)
    changed = _count(part for part in parts if part[0] != part[1])
    return round(100 * changed / max(1, _count(parts)))


def _parts(page: PageChange) -> list[Part]:
    blocks = (block for block in page.blocks if block.kind != BlockChangeKind.MOVED)
    return [part for block in blocks for part in block.parts]


def _count(parts: Iterable[Part]) -> int:
    """How many words *parts* have before and after."""
    return sum(len(text.split()) for part in parts for text in part)
