"""What a source is called in running text is no part of what a page says.

A paragraph that cites the same source under another name, and is otherwise word for word as it
was, has not changed. A paragraph with any other difference is told with the words of each side.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from safety_plan.diff.blocks import Block
from safety_plan.revisions.record import RecordedPage

_SOURCE = "source:"


def with_later_names(
    blocks: Sequence[Block], later: Sequence[Block], was: RecordedPage, now: RecordedPage
) -> tuple[Block, ...]:
    """The *blocks* of a page, those that only name a source otherwise as the *later* ones have it.

    *was* and *now* are the page on both sides, whose links say what each source is called.
    """
    names = dict(_names_of_both(was, now))
    if not names:
        return tuple(blocks)
    pattern = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))

    def without_names(block: Block) -> tuple[str, str]:
        return block.role, pattern.sub(lambda name: names[name[0]], block.text)

    texts = {(block.role, block.text) for block in later}
    alike = {without_names(block): block for block in reversed(later)}

    def current(block: Block) -> Block:
        is_there = (block.role, block.text) in texts
        return block if is_there else alike.get(without_names(block), block)

    return tuple(current(block) for block in blocks)


def _names_of_both(was: RecordedPage, now: RecordedPage) -> Iterator[tuple[str, str]]:
    """Each name of a source that is not called the same on both sides, and what it stands for."""
    before, after = _names(was), _names(now)
    for target in before.keys() & after.keys():
        if before[target] != after[target]:
            yield from ((name, target) for name in before[target] | after[target])


def _names(page: RecordedPage) -> Mapping[str, set[str]]:
    """The words of the links to each source on a page."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    for section in page.sections:
        for kind, words, target in section.get("details", ()):
            if kind == "link" and words and target.startswith(_SOURCE):
                names[target].add(words)
    return names
