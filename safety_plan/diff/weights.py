"""How much of a page changed, as somebody grasps it who does not count edits."""

from enum import StrEnum

from safety_plan.diff.blocks import Part
from safety_plan.diff.kinds import BlockChangeKind
from safety_plan.diff.pages import PageChange

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
    blocks = (block for block in page.blocks if block.kind != BlockChangeKind.MOVED)
    parts = [part for block in blocks for part in block.parts]
    changed = sum(_words(part) for part in parts if part[0] != part[1])
    if not changed:
        return Weight.NONE
    if changed <= _FEW:
        return Weight.FEW
    percent = 100 * changed / sum(map(_words, parts))
    return next(weight for most, weight in _SHARES if percent <= most)


def _words(part: Part) -> int:
    """How many words it has before and after."""
    return sum(len(text.split()) for text in part)
